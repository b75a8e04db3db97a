"""A static site from beginning to end: what left the edition goes first, then all that is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivekit.description.addresses import BASE, not_shown_url
from archivekit.edition import Edition, PageRow, RecordRow, Response
from archivekit.edition.authorities import authority_at
from archivekit.edition.recordings import recordings
from archivekit.iiif.canvases import not_shown_picture
from archivekit.images.refusal import Unreadable
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step
from archivekit.site.base import put_base
from archivekit.site.pages import authority_documents, documents
from archivekit.site.pages.page_text import as_text
from archivekit.site.static_files import bodies
from archivekit.static_site import hosts, images, manifests, pages, search
from archivekit.static_site.folder import Folder
from archivekit.static_site.places import image_folder, is_possible
from archivekit.static_site.recordings import RECORDINGS, write_recording
from archivekit.static_site.sweep import sweep
from archivekit.static_site.texts import TEXT_FILES, page_texts
from archivekit.static_site.visits import ASSETS

_THUMBNAIL = "full/!400,400"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. ``base_url``: the address the folder will have; empty where none is known."""

    edition: Edition
    target: Path
    base_url: str = ""


@dataclass(slots=True, kw_only=True)
class Result:
    """What lies in the folder now, and what was done to make it so."""

    target: Path
    base_url: str
    records: int = 0
    authorities: int = 0
    pages: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0


def run(request: Request, problems: Problems, step: Step) -> Result:
    """Writes the folder. Raises WrongUse, NothingDone where it cannot be ours."""
    folder = Folder.open(request.target)
    base = request.base_url.rstrip("/")
    writing = _Writing(folder, request.edition, base, problems)
    result = Result(target=request.target, base_url=base)
    step.total(request.edition.count())
    sweep(folder, request.edition, with_addresses=bool(base))
    writing.surroundings()
    for ark in writing.arks():
        result.pages += writing.record(ark)
        result.records += 1
        step.advance()
    writing.search()
    for (ark,) in request.edition.db.execute("select ark from authorities order by ark"):
        result.authorities += writing.authority(ark)
    if not base:
        problems.add("export.static-no-base-url", Severity.WARNING)
    result.written, result.unchanged = folder.written, folder.unchanged
    result.removed = folder.removed
    return result


class _Writing:
    """One edition on its way into a folder. ``base``: the site's address, or nothing."""

    def __init__(self, folder: Folder, edition: Edition, base: str, problems: Problems) -> None:
        self._folder = folder
        self._edition = edition
        self._base = base
        self._problems = problems
        self._index = search.Index()

    def surroundings(self) -> None:
        """All that is of no one record."""
        for name, body in bodies().items():
            self._folder.write(f"{ASSETS}/{name}", body)
        kept = []
        for written in (pages.home_pages, pages.search_pages):
            for page in written(self._edition, base=self._base):
                self._folder.write(page.file, page.html)
                kept.append(page.file)
        for name, body in hosts.files(self._edition, self._base):
            self._folder.write(name, body)
            kept.append(name)
        # Whoever keeps the site may have put files of their own beside ours.
        self._folder.keep_only("", kept, of=hosts.OURS)
        if self._base:
            self._collections()

    def _collections(self) -> None:
        kept = []
        for name, body in manifests.collections(self._edition):
            self._put(name, body)
            kept.append(name.rpartition("/")[2])
        self._folder.keep_only("iiif/collection", kept)
        if (logo := manifests.logo_file(self._edition)) is not None:
            self._folder.write(*logo)
        name = not_shown_url().removeprefix(f"{BASE}/")
        self._folder.write(name, not_shown_picture())

    def arks(self) -> Iterator[str]:
        """The records that can lie in the folder; the others are told."""
        alike = self._alike()
        for ark, _ in self._edition.arks():
            if not is_possible(ark):
                self._tell("export.static-impossible-name", ark=ark)
            elif ark in alike and not self._folder.tells_capitals_apart:
                self._tell("export.static-same-name", ark=ark, other=alike[ark])
            else:
                if ark in alike:
                    key = "export.static-alike-name"
                    self._tell(key, Severity.WARNING, ark=ark, other=alike[ark])
                yield ark

    def _alike(self) -> dict[str, str]:
        """ARKs that differ from an earlier one in capitals only, and that one."""
        rows = self._edition.db.execute(
            "select r.ark, f.first from records r join (select lower(ark) as folded,"
            " min(ark) as first from records group by lower(ark) having count(*) > 1) f"
            " on lower(r.ark) = f.folded where r.ark <> f.first"
        )
        return {row[0]: row[1] for row in rows}

    def record(self, ark: str) -> int:
        """All of a record; says how many of its pages are there."""
        record = self._edition.record(ark)
        assert record is not None
        count = self._images(record, self._edition.pages(record.id))
        stills = [it.still for it in recordings(self._edition, record.id) if it.still]
        pictures = count + self._images(record, stills, has_thumbnail=count > 0)
        kept = ["thumbnail.jpg"] if pictures else []
        heard = self._recordings(record)
        for page in pages.record_pages(self._edition, record, base=self._base):
            self._folder.write(page.file, page.html)
            kept.append(page.file.rpartition("/")[2])
        if self._base:
            kept += self._manifest(record)
            self._documents(
                ark,
                json=documents.as_json(self._edition, record),
                jsonld=documents.as_json_ld(self._edition, record),
                xml=documents.as_xml(self._edition, record),
            )
        self._folder.keep_only(ark, kept)
        text = self._texts(record)
        self._index.add(record, text, has_thumbnail=pictures > 0)
        return count + heard

    def search(self) -> None:
        """What the page that searches needs, once all records were written."""
        kept: dict[str, list[str]] = {"": [], "records": [], "words": []}
        for name, body in self._index.files():
            self._folder.write(f"{search.FILES}/{name}", body)
            folder, _, file = name.rpartition("/")
            kept[folder].append(file)
        for folder, files in kept.items():
            self._folder.keep_only(f"{search.FILES}/{folder}".rstrip("/"), files)

    def authority(self, ark: str) -> int:
        """All of an authority record."""
        row = authority_at(self._edition, ark)
        if row is None or not is_possible(ark):
            return 0
        for page in pages.authority_pages(self._edition, row, base=self._base):
            self._folder.write(page.file, page.html)
        if self._base:
            self._documents(
                ark,
                json=authority_documents.as_json(self._edition, row),
                jsonld=authority_documents.as_json_ld(self._edition, row),
                xml=authority_documents.as_xml(self._edition, row),
            )
        return 1

    def _images(
        self, record: RecordRow, pages: Sequence[PageRow], *, has_thumbnail: bool = False
    ) -> int:
        count = 0
        for page in pages:
            place = Place(record=record.code, page=page.number)
            try:
                copy = images.write_images(self._folder, self._edition, record.ark, page)
            except Unreadable as unreadable:
                self._problems.add(
                    "export.static-image", Severity.ERROR, place, why=str(unreadable)
                )
                continue
            except FileNotFoundError:
                self._problems.add("export.static-no-image", Severity.ERROR, place)
                continue
            at = image_folder(record.ark, page.number)
            if self._base:
                info = images.info(copy, record.ark, page.number, record.license)
                self._put(f"{at}/info.json", info)
            if not (count or has_thumbnail):
                first = self._folder.root / at / f"{_THUMBNAIL}/0/default.jpg"
                self._folder.write(f"{record.ark}/thumbnail.jpg", first.read_bytes())
            count += 1
        return count

    def _recordings(self, record: RecordRow) -> int:
        if not record.recording_count:
            self._folder.clear(f"{record.ark}/{RECORDINGS}")
            return 0
        kept: list[str] = []
        count = 0
        for row in recordings(self._edition, record.id):
            place = Place(record=record.code, page=row.number)
            try:
                kept += write_recording(self._folder, self._edition, record.ark, row)
                count += 1
            except Unreadable as unreadable:
                why = str(unreadable)
                self._problems.add("export.static-image", Severity.ERROR, place, why=why)
            except FileNotFoundError:
                self._problems.add("export.static-no-image", Severity.ERROR, place)
        self._folder.keep_only(f"{record.ark}/{RECORDINGS}", kept)
        return count

    def _texts(self, record: RecordRow) -> str:
        """Writes the texts of a record's pages; gives them all in one."""
        kept = []
        texts = page_texts(self._edition, record, with_addresses=bool(self._base))
        for at, named in texts:
            for name, body in named.items():
                self._put(f"{at}/{name}", body)
            self._folder.keep_only(at, named)
            kept.append(at.rpartition("/")[2])
        self._folder.keep_only_folders(f"{record.ark}/{TEXT_FILES}", kept)
        whole = as_text(self._edition, record)
        if whole is None:
            self._folder.clear(f"{record.ark}.txt")
            return ""
        self._put(f"{record.ark}.txt", whole.body)
        return whole.body.decode("utf-8")

    def _manifest(self, record: RecordRow) -> list[str]:
        # The stable address, and one whose ending tells every host what it is.
        names = ["manifest", "manifest.json"]
        kept = []
        for name in names:
            body = manifests.manifest(self._edition, record, name)
            if body is not None:
                self._put(f"{record.ark}/{name}", body)
                kept.append(name)
        return kept

    def _documents(self, ark: str, **forms: Response | None) -> None:
        for ending, response in forms.items():
            if response is not None:
                self._put(f"{ark}.{ending}", response.body)

    def _put(self, name: str, body: bytes) -> None:
        self._folder.write(name, put_base(body, self._base))

    def _tell(
        self, key: str, severity: Severity = Severity.ERROR, *, ark: str, **values: object
    ) -> None:
        self._problems.add(key, severity, Place(url=ark), ark=ark, **values)
