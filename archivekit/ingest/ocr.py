"""Pages without text, read by tesseract: records one by one, each kept as soon as it is read.

What is read lies in the workspace until its record is kept, so that a run that is stopped goes on
where it was. A page that has a text is never read: least of all over one that was given.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue, Page, PageTexts, StoredFile, StoredRecord, hold
from archivekit.description.addresses import image_path
from archivekit.description.page_text import PageText
from archivekit.errors import ArchivekitError, NothingDone
from archivekit.exchange.page_text import Format, read
from archivekit.images import tesseract
from archivekit.images.refusal import Unreadable
from archivekit.ingest.given_texts import said_of, stored_text
from archivekit.ingest.ocr_languages import ocr_languages
from archivekit.ingest.preserve import Keeper
from archivekit.ingest.received import ReceivedFile
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step

OCR = "ocr"
_WORKSHOP = "ocr"


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrRequest:
    """What is asked: to read the pages of these records and those below; none: of all."""

    archive: Archive
    codes: tuple[str, ...] = ()
    workers: int = 1
    command: str = "archivekit ocr"


@dataclass(slots=True)
class OcrResult:
    """What was read."""

    batch: int | None = None
    records: int = 0
    pages: int = 0
    pages_with_text: int = 0
    pages_failed: int = 0
    words: int = 0
    seconds: float = 0.0
    confidences: list[float] = field(default_factory=list)

    @property
    def confidence(self) -> float | None:
        """The mean confidence of the pages read, from 0 to 100."""
        some = self.confidences
        return round(sum(some) / len(some), 1) if some else None

    def figures(self) -> Iterator[tuple[str, object]]:
        """The figures of the summary table, by the names of their labels."""
        yield "records", self.records
        yield "pages", self.pages
        yield "words", self.words
        if self.confidence is not None:
            yield "confidence", self.confidence
        yield "pages-with-text", self.pages_with_text
        yield "pages-failed", self.pages_failed
        yield "seconds", round(self.seconds, 1)
        if self.batch is not None:
            yield "batch", self.batch

    def as_json(self) -> dict[str, Any]:
        """The result for ``--json``."""
        document = {**asdict(self), "confidence": self.confidence}
        del document["confidences"]
        return document


def run_ocr(request: OcrRequest, problems: Problems, step: Step) -> OcrResult:
    """Reads the pages that have no text. Raises NothingDone or WrongUse."""
    began, result = time.monotonic(), OcrResult()
    archive = request.archive
    if not archive.catalogue.exists():
        raise NothingDone("ingest.ocr-nothing-there", folder=archive.root)
    engine, there = tesseract.version(), tesseract.languages()
    with ExitStack() as stack:
        stack.enter_context(hold(archive.root, request.command))
        domain = archive.settings.oai_domain
        catalogue = stack.enter_context(Catalogue.open(archive.catalogue, domain))
        records = list(_records(catalogue, request.codes))
        step.total(sum(len(catalogue.pages.of(number)) for number in records))
        choice = _Choice(archive, catalogue, there, problems, result)
        chosen = [(number, codes) for number in records if (codes := choice.codes(number, step))]
        result.seconds = time.monotonic() - began
        if not chosen:
            return result
        batch = stack.enter_context(catalogue.batch("ocr", request.command))
        pool = stack.enter_context(ThreadPoolExecutor(max(1, request.workers)))
        reading = _Reading(request, catalogue, batch, pool, engine, problems, result)
        for number, codes in chosen:
            reading.read(number, codes, step)
        result.batch, result.seconds = batch.id, time.monotonic() - began
        batch.summary = dict(result.figures())
    return result


def _records(catalogue: Catalogue, codes: Iterable[str]) -> Iterator[int]:
    """The numbers of the records that have pages, of a branch or of all."""
    with_pages = catalogue.pages.counts()
    asked: dict[int, None] = {}
    for code in codes:
        record = catalogue.records.find(code)
        if record is None:
            raise NothingDone("ingest.ocr-no-record", code=code)
        asked[record.id] = None
        asked |= {number: None for number, _ in catalogue.records.numbers_below(record.id)}
    wanted = [number for number in asked if number in with_pages] if asked else sorted(with_pages)
    return iter(wanted)


def _waiting(catalogue: Catalogue, number: int) -> list[Page]:
    """The pages of a record that have an image and no text."""
    files = catalogue.files.of(number)
    known, heard = PageTexts(files), {file.id for file in files if file.is_recording}
    pages = [it for it in catalogue.pages.of(number) if it.file_id not in heard]
    return [it for it in pages if it.image and known.of(it) is None]


class _Choice:
    """Which records are read, and in which languages."""

    def __init__(
        self,
        archive: Archive,
        catalogue: Catalogue,
        there: frozenset[str],
        problems: Problems,
        result: OcrResult,
    ) -> None:
        self._language, self._catalogue, self._there = archive.settings.language, catalogue, there
        self._problems, self._result = problems, result

    def codes(self, number: int, step: Step) -> tuple[str, ...]:
        """The languages to read a record in; none where it has no page to read, or cannot be."""
        record, pages = self._catalogue.records.get(number), self._catalogue.pages.of(number)
        heard = {file.id for file in self._catalogue.files.of(number) if file.is_recording}
        count, waiting = len(pages), len(_waiting(self._catalogue, number))
        seen = sum(page.file_id not in heard for page in pages)
        self._result.pages_with_text += seen - waiting
        step.advance(count - waiting)
        if record is None or record.partner is not None or not waiting:
            return ()
        codes = ocr_languages(self._catalogue, record, self._language)
        missing = [code for code in codes if code not in self._there]
        if not missing:
            return codes
        packages = " ".join(f"tesseract-ocr-{code.replace('_', '-')}" for code in missing)
        self._problems.add(
            "ingest.ocr-no-language",
            Severity.WARNING,
            Place(record=record.code),
            languages=", ".join(missing),
            packages=packages,
        )
        step.advance(waiting)
        return ()


class _Reading:
    """Reads records one by one."""

    def __init__(
        self,
        request: OcrRequest,
        catalogue: Catalogue,
        batch: Batch,
        pool: ThreadPoolExecutor,
        engine: str,
        problems: Problems,
        result: OcrResult,
    ) -> None:
        self._archive, self._catalogue, self._batch = request.archive, catalogue, batch
        self._keeper = Keeper(request.archive, message=request.command, who=batch.who)
        self._workshop = request.archive.workspace / _WORKSHOP
        self._workshop.mkdir(parents=True, exist_ok=True)
        self._pool, self._engine = pool, engine
        self._problems, self._result = problems, result

    def read(self, number: int, codes: tuple[str, ...], step: Step) -> None:
        """Reads the pages of a record that have no text, and keeps what was read."""
        record, pages = self._catalogue.records.get(number), self._catalogue.pages.of(number)
        files = self._catalogue.files.of(number)
        waiting = _waiting(self._catalogue, number)
        assert record is not None
        reads = [(page, self._pool.submit(self._alto, page, codes)) for page in waiting]
        self._keep(record, pages, files, list(self._read(record, files, reads, codes, step)))

    def _alto(self, page: Page, codes: tuple[str, ...]) -> Path:
        """Where the ALTO of a page lies: read now, or by a run that was stopped."""
        path = self._workshop / f"{page.image}-{'+'.join(codes)}.xml"
        if not path.exists():
            content = tesseract.recognise(image_path(self._archive.access, str(page.image)), codes)
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(content)
            unfinished.replace(path)
        return path

    def _read(
        self,
        record: StoredRecord,
        files: Sequence[StoredFile],
        reads: list[tuple[Page, Future[Path]]],
        codes: tuple[str, ...],
        step: Step,
    ) -> Iterator[tuple[StoredFile, Path]]:
        masters = {file.id: file.name for file in files}
        for page, future in reads:
            try:
                path = future.result()
                text = _text(path, page)
            except (ArchivekitError, Unreadable, OSError) as error:
                self._result.pages_failed += 1
                place = Place(record=record.code)
                values = {"number": page.number, "why": str(error)}
                self._problems.add("ingest.ocr-failed", Severity.WARNING, place, **values)
            else:
                self._count(text)
                yield self._file(masters[page.file_id], page, path, text, codes), path
            finally:
                step.advance()

    def _count(self, text: PageText) -> None:
        self._result.pages += 1
        self._result.words += sum(1 for _ in text.words())
        if text.confidence is not None:
            self._result.confidences.append(text.confidence)

    def _file(
        self, master: str, page: Page, path: Path, text: PageText, codes: tuple[str, ...]
    ) -> StoredFile:
        name = f"ocr/{master}.{page.frame + 1}.alto.xml"
        received = ReceivedFile(path, name, path.stat().st_size)
        digest = hashlib.sha512(path.read_bytes()).hexdigest()
        technical = {
            **said_of(master, OCR, [text]),
            "frame": page.frame,
            "engine": f"{self._engine} {'+'.join(codes)}",
        }
        return stored_text(name, received, digest, Format.ALTO, technical)

    def _keep(
        self,
        record: StoredRecord,
        pages: Sequence[Page],
        files: Sequence[StoredFile],
        texts: Sequence[tuple[StoredFile, Path]],
    ) -> None:
        """Puts the texts among the masters, then into the catalogue; then clears the workspace."""
        if not texts:
            return
        above = self._catalogue.records.get(record.parent_id) if record.parent_id else None
        sources = {file.name: path for file, path in texts}
        version = self._keeper.keep(
            record,
            above.code if above else None,
            [*files, *(file for file, _ in texts)],
            pages,
            sources,
        )
        with self._batch.transaction():
            for file, _ in texts:
                put = version.files[file.name]
                self._catalogue.files.save(
                    self._batch,
                    replace(
                        file,
                        record_id=record.id,
                        content_path=put.content_path,
                        object_version=put.version,
                    ),
                )
        self._result.records += 1
        for path in sources.values():
            path.unlink()


def _text(path: Path, page: Page) -> PageText:
    """The text of a page as it was read, on its image."""
    _, pages = read(path.read_bytes(), path.name)
    laid = pages[0].on(page.width or 1, page.height or 1)
    if laid is None:
        raise NothingDone("exchange.no-page-text", file=path.name)
    return laid
