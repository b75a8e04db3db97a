"""The records of the catalogue on their way out: all of them, or those of one branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archivekit.catalogue import Catalogue, Page, PageTexts, StoredFile, StoredRecord
from archivekit.description import closed_pages, inheritance
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.inheritance import House
from archivekit.description.record import Description
from archivekit.exchange.outgoing import Outgoing, OutgoingPage, OutgoingText
from archivekit.leaving import Day, Node, Source, judge, walk
from archivekit.leaving.pages import exposed_page, languages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What is exported: the record ``top`` (its number) and all below it; None: everything.

    ``public``: only what is open on the day.
    """

    top: int | None
    day: Day
    public: bool
    oai_domain: str


class Outgoings:
    """Walks down a branch, as often as it is asked."""

    def __init__(self, catalogue: Catalogue, house: House, branch: Branch) -> None:
        self._catalogue = catalogue
        self._house = house
        self._branch = branch

    def __call__(self) -> Iterator[Outgoing]:
        below: list[Node] = []
        for node in self._leaving():
            # Above it stands the nearest ancestor that leaves too: one withdrawn is left out.
            while below and not _is_above(below[-1], node):
                below.pop()
            yield self._outgoing(node, len(below))
            below.append(node)

    def _leaving(self) -> Iterator[Node]:
        source, top = Source(self._catalogue), self._branch.top
        records = source.in_order() if top is None else source.branch(top)
        nodes = judge(walk(records, self._house), self._branch.day)
        return (node for node in nodes if self._is_inside(node) and self._leaves(node))

    def _is_inside(self, node: Node) -> bool:
        """Whether it is in the branch: what is above it comes along for what it hands down."""
        top = self._branch.top
        above: Node | None = node
        while top is not None and above is not None and above.record.id != top:
            above = above.parent
        return above is not None

    def _leaves(self, node: Node) -> bool:
        record = node.record
        if record.partner is not None or record.withdrawn_at is not None:
            return False
        return node.hidden is None or not self._branch.public

    def _outgoing(self, node: Node, depth: int) -> Outgoing:
        record = self._catalogue.records.get(node.record.id)
        assert record is not None
        pages = tuple(self._pages(record, node)) if node.record.has_pages else ()
        parent = node.parent.record.code if node.parent else None
        return Outgoing(
            uid=record.uid,
            depth=depth,
            description=self._said(record.description(parent)),
            exposed=self._exposed(node, pages),
            pages=pages,
            is_open=node.hidden is None,
        )

    def _said(self, description: Description) -> Description:
        """What it says itself; to the public without what is the house's alone, in any format."""
        if not self._branch.public:
            return description
        if description.closed_pages:
            # Both may name files of its closed pages.
            description = replace(description, scans=[], source_xml="")
        return replace(
            description,
            internal_notes="",
            closed_pages="",
            unknown={},
            typed={},
            birth_text="",
            death_text="",
        )

    def _exposed(self, node: Node, pages: tuple[OutgoingPage, ...]) -> Exposed:
        return inheritance.exposed(
            node.record,
            node.inherited,
            ark=node.ark,
            oai_identifier=f"oai:{self._branch.oai_domain}:{node.ark}",
            sets=(),
            pages=tuple(it.exposed for it in pages if it.exposed),
        )

    def _pages(self, record: StoredRecord, node: Node) -> Iterator[OutgoingPage]:
        """Its pages; to the public those that are open."""
        stored = self._catalogue.files.of(record.id)
        files, texts = {file.id: file for file in stored}, PageTexts(stored)
        pages, closed = self._catalogue.pages.of(record.id), dict[int, str]()
        if self._branch.public:
            today = self._branch.day.today
            closed = closed_pages.closed_on(today, record.closed_pages, record, pages)
        recordings = {it.id: it.technical["recording"] for it in stored if it.is_recording}
        languages = languages_of(node)
        for page in pages:
            if page.number in closed:
                continue
            text = texts.of(page)
            if text is None and (captions := texts.captions_of(page, languages)):
                text = captions[0], 0
            yield _page(page, files[page.file_id], text, exposed_page(page, recordings))


def _is_above(node: Node, other: Node) -> bool:
    above = other.parent
    while above is not None and above.depth > node.depth:
        above = above.parent
    return above is node


def _page(
    page: Page,
    file: StoredFile,
    text: tuple[StoredFile, int] | None,
    exposed: ExposedPage | None,
) -> OutgoingPage:
    return OutgoingPage(
        number=page.number,
        label=page.label,
        file=file.name,
        frame=page.frame,
        exposed=exposed,
        size=file.size,
        sha512=file.sha512,
        mime=file.mime,
        text=_text(*text) if text else None,
    )


def _text(file: StoredFile, frame: int) -> OutgoingText:
    return OutgoingText(
        file=file.name,
        frame=frame,
        is_alone=file.technical.get("pages", 1) == 1,
        size=file.size,
        sha512=file.sha512,
        mime=file.mime,
    )
