"""Who is shown today: the records to be published, numbered and identified, in short runs.

The first of two walks through the catalogue. It decides and counts; how each record is shown is
made from the runs afterwards, by as many processes as there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from archivekit.catalogue import Catalogue, Page
from archivekit.description import closed_pages, contents
from archivekit.description.access.combining import Because
from archivekit.description.access.combining import Day as FirstDay
from archivekit.description.exposed import Chapter, ExposedPage, Unshown
from archivekit.description.opening import NEVER
from archivekit.leaving.pages import exposed_page, languages_of
from archivekit.leaving.source import SourceRecord
from archivekit.leaving.tree import Hidden, Node
from archivekit.publish.page_texts import TextsOfPages, TextSource
from archivekit.publish.presenting import chapters_named, chapters_of
from archivekit.publish.result import Published

RUN = 1_000


class Listed(NamedTuple):
    """A record that is shown: its number in the catalogue and in the edition, its ARK.

    A tuple, as each is sent to another process.
    """

    id: int
    number: int
    ark: str


@dataclass(slots=True)
class Run:
    """Consecutive records that are shown. ``above``: those above the first one."""

    above: list[Listed]
    listed: list[Listed]
    pages: dict[int, tuple[ExposedPage, ...]]
    chapters: dict[int, tuple[Chapter, ...]]
    """As the masters of a record have them."""
    unshown: dict[int, tuple[Unshown, ...]]
    """The pages of a record that keep their place and are not shown."""
    texts: dict[str, dict[int, TextSource]] = field(default_factory=dict)
    """Where the texts of pages lie, by ARK and page number."""


@dataclass(slots=True)
class Unread:
    """Words that close records for want of being understood, or of a date to count from.

    ``records``: those closed by them first; ``closed`` counts these and all below them.
    """

    words: str
    records: list[str] = field(default_factory=list)
    closed: int = 0


@dataclass(slots=True)
class LeftOut:
    """What a person should look at: what is not shown for want of something."""

    pages: int = 0
    page_records: list[str] = field(default_factory=list)
    # Codes of the records all pages of which are closed, as what closes some is not understood.
    closing_unread: list[str] = field(default_factory=list)
    # Codes of the records whose table of contents names pages that are not there.
    contents_unread: list[str] = field(default_factory=list)
    access_unread: dict[str, Unread] = field(default_factory=dict)
    """By their words."""

    def note_unread(self, node: Node) -> None:
        """Counts a record with the words that close it, be they said of one above."""
        if (day := _not_understood(node)) is not None:
            unread = self.access_unread.setdefault(day.words, Unread(day.words))
            unread.closed += 1
            if node.hidden is Hidden.ACCESS_UNREAD:
                unread.records.append(node.record.code)


class Census:
    """Lists who is shown. ``arks`` gives ARKs, ``has_image`` says whether an image is there."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        arks: Callable[[list[SourceRecord]], Iterable[str]],
        has_image: Callable[..., bool],
        result: Published,
        today: str,
    ) -> None:
        self._catalogue = catalogue
        self._today = today
        self._give_arks = arks
        self._has_image = has_image
        self._result = result
        self._with_pages = catalogue.pages.counts()
        self._texts = TextsOfPages(catalogue)
        self._outlines = catalogue.files.outlines()
        self._recordings = catalogue.files.recordings()
        self._structures = catalogue.files.structures()
        self.left_out = LeftOut()
        self.arks: set[str] = set()

    def runs(self, nodes: Iterable[Node]) -> Iterator[Run]:
        """The records that are shown, in the order of browsing."""
        shown = (node for node in nodes if self._is_shown(node))
        while some := list(islice(shown, RUN)):
            yield self._run(some)

    def _is_shown(self, node: Node) -> bool:
        if node.hidden is not None:
            self._hide(node, node.hidden)
        return node.hidden is None

    def _hide(self, node: Node, why: Hidden) -> None:
        self._result.hidden[why] += 1
        if why in (Hidden.NOT_YET_OPEN, Hidden.NOT_YET_ONLINE):
            self._result.opening[node.opens] += 1
        else:
            self.left_out.note_unread(node)

    def _run(self, nodes: list[Node]) -> Run:
        arks = self._give_arks([node.record for node in nodes])
        for number, (node, ark) in enumerate(
            zip(nodes, arks, strict=True), self._result.records + 1
        ):
            node.number, node.ark = number, ark
        self._result.records += len(nodes)
        self.arks.update(node.ark for node in nodes)
        run = Run(_above(nodes[0]), [_listed(node) for node in nodes], {}, {}, {})
        for node in nodes:
            if node.record.id in self._with_pages:
                self._add_pages(run, node)
                self._add_texts(run, node)
        self._result.pages += sum(map(len, run.pages.values()))
        return run

    def _add_texts(self, run: Run, node: Node) -> None:
        """Adds the texts of the pages of a record that are shown."""
        number = node.record.id
        texts = self._texts.of(number, node.record.uid, languages_of(node))
        if texts:
            run.pages[number] = tuple(
                _with_text(page, *texts[page.number]) if page.number in texts else page
                for page in run.pages[number]
            )
            shown = {page.number for page in run.pages[number]}
            run.texts[node.ark] = {
                page: source for page, (_, source) in texts.items() if page in shown
            }

    def _add_pages(self, run: Run, node: Node) -> None:
        """Adds the pages that are open and have an image; their numbers stay as they are."""
        number, pages = node.record.id, self._catalogue.pages.of(node.record.id)
        closed = self._closed(node, pages)
        there = [page for page in pages if page.number not in closed]
        shown = [(page, exposed) for page in there if (exposed := self._page(page))]
        run.pages[number] = tuple(exposed for _, exposed in shown)
        if len(shown) < len(pages):
            numbers = {page.number for page, _ in shown}
            kept = (_unshown(it, closed) for it in pages if it.number not in numbers)
            run.unshown[number] = tuple(kept)
        if len(shown) < len(there):
            self.left_out.pages += len(there) - len(shown)
            self.left_out.page_records.append(node.record.code)
        if found := self._chapters(number, [it for it, _ in shown]):
            run.chapters[number] = found
        tables = node.record.values("tableOfContents")
        if tables and contents.names_pages(tables) and not contents.chapters(tables, pages):
            self.left_out.contents_unread.append(node.record.code)

    def _chapters(self, number: int, shown: list[Page]) -> tuple[Chapter, ...]:
        """The chapters of the pages that are shown: those of a METS before those of a PDF."""
        if named := self._structures.get(number):
            return chapters_named(shown, self._catalogue.files.of(number), named)
        return chapters_of(shown, self._outlines) if self._outlines else ()

    def _closed(self, node: Node, pages: list[Page]) -> dict[int, str]:
        """By number the first day of each page that is closed today."""
        record = node.record
        if not record.closed_pages:
            return {}
        if closed_pages.days(record.closed_pages, record, pages) is None:
            self.left_out.closing_unread.append(record.code)
        closed = closed_pages.closed_on(self._today, record.closed_pages, record, pages)
        self._result.pages_closed += len(closed)
        return closed

    def _page(self, page: Page) -> ExposedPage | None:
        """A page whose image or recording is at hand; a film without its still is shown too."""
        exposed = exposed_page(page, self._recordings)
        if exposed is None or exposed.recording is None:
            return exposed if exposed and self._has_image(exposed.image) else None
        heard = exposed.recording
        if not self._has_image(heard.key, heard.media_type):
            return None
        is_still_there = exposed.image and self._has_image(exposed.image)
        return exposed if is_still_there else replace(exposed, image="")


def _with_text(page: ExposedPage, digest: str, source: TextSource) -> ExposedPage:
    recording = page.recording
    if recording is not None:
        recording = replace(recording, captions=tuple(it.language for it in source.captions))
    return replace(page, text=digest, recording=recording)


def _unshown(page: Page, closed: Mapping[int, str]) -> Unshown:
    """What may be told of a page that is not shown."""
    if page.number not in closed:
        return Unshown(page.number)
    return Unshown(page.number, closed[page.number], page.width or 0, page.height or 0)


def _not_understood(node: Node) -> FirstDay | None:
    closed: Node | None = node
    while closed is not None and closed.hidden is Hidden.PARENT:
        closed = closed.parent
    if closed is None or closed.hidden is not Hidden.ACCESS_UNREAD:
        return None
    days = (closed.opening.reading_room, closed.opening.online)
    unclear = (Because.UNREAD, Because.UNCOUNTED)
    return next(day for day in days if day.day == NEVER and day.because in unclear)


def _above(node: Node) -> list[Listed]:
    above: list[Listed] = []
    parent = node.parent
    while parent is not None:
        above.insert(0, _listed(parent))
        parent = parent.parent
    return above


def _listed(node: Node) -> Listed:
    return Listed(node.record.id, node.number, node.ark)
