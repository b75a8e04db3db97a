"""Records as they leave the house: numbered, identified, with the pages that have an image.

Owns how a record of the catalogue becomes an exposed one, and what that changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archivekit.catalogue import Catalogue, Exposure, Page
from archivekit.description import inheritance
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.publish.exposures import Change, Exposures, digest
from archivekit.publish.prepared import Place, digest_parts, terms_json
from archivekit.publish.result import Item, Published
from archivekit.publish.sets import PARTNERS, set_of
from archivekit.publish.tree import Hidden, Node


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that is shown, and what that changes."""

    record: Exposed
    place: Place
    terms: str
    digest: str
    change: Change


@dataclass(slots=True)
class LeftOut:
    """What a person should look at: records and pages that are not shown for want of something."""

    pages: int = 0
    page_records: list[str] = field(default_factory=list)
    access_unread: list[str] = field(default_factory=list)


class Exposing:
    """Makes exposed records of those that may be seen."""

    def __init__(
        self,
        catalogue: Catalogue,
        exposures: Exposures,
        *,
        oai_domain: str,
        ark: Callable[[Node], str],
        has_image: Callable[[str], bool],
        result: Published,
    ) -> None:
        self._catalogue = catalogue
        self._exposures = exposures
        self._oai_domain = oai_domain
        self._ark = ark
        self._has_image = has_image
        self._result = result
        self._with_pages = catalogue.pages.counts()
        self.left_out = LeftOut()
        self.sets: dict[str, tuple[str, int | None]] = {}

    def shown(self, nodes: Iterator[Node]) -> Iterator[Shown]:
        """The records that are shown, in the order of browsing."""
        for node in nodes:
            if node.hidden is None:
                yield self._show(node)
            else:
                self._hide(node, node.hidden)

    def note_gone(self) -> list[tuple[Exposure, str | None]]:
        """What was shown once and is not now, once all records were met.

        Each with the datestamp it keeps; None where it left just now.
        """
        gone: list[tuple[Exposure, str | None]] = []
        for before, change in self._exposures.gone():
            self._result.tombstones += 1
            gone.append((before, before.datestamp if before.deleted else None))
            if change is Change.LEFT:
                self._result.changes[change].append(self._item(before.ark))
        return gone

    def _item(self, ark: str) -> Item:
        """A record that is shown no more, in words where the catalogue still has any."""
        record = self._catalogue.records.by_ark(ark)
        return Item(record.code, record.title, ark) if record else Item("", "", ark)

    def _hide(self, node: Node, why: Hidden) -> None:
        self._result.hidden[why] += 1
        if why is Hidden.NOT_YET_OPEN:
            self._result.opening[node.opens] += 1
        elif why is Hidden.ACCESS_UNREAD:
            self.left_out.access_unread.append(node.record.code)

    def _show(self, node: Node) -> Shown:
        result = self._result
        result.records += 1
        node.number, node.ark = result.records, self._ark(node)
        record = self._exposed(node)
        result.pages += len(record.pages)
        self._note_set(node, record)
        terms = terms_json(record)
        of_all = digest(*digest_parts(record, terms))
        change = self._exposures.change(node.ark, of_all) if node.ark else Change.APPEARED
        if change is Change.UNCHANGED:
            result.unchanged += 1
        else:
            result.changes[change].append(Item(record.code, record.full_title, record.ark))
        return Shown(record, _place(node), terms, of_all, change)

    def _exposed(self, node: Node) -> Exposed:
        return inheritance.exposed(
            node.record,
            node.inherited,
            ark=node.ark,
            oai_identifier=self._exposures.oai_identifier(node.ark)
            or f"oai:{self._oai_domain}:{node.ark}",
            sets=(set_of(node),),
            pages=self._pages(node) if node.record.id in self._with_pages else (),
            partner=node.record.partner,
        )

    def _pages(self, node: Node) -> tuple[ExposedPage, ...]:
        """The pages that have an image; numbers stay as they are."""
        pages = self._catalogue.pages.of(node.record.id)
        shown = tuple(exposed for page in pages if (exposed := self._page(page)))
        if len(shown) < len(pages):
            self.left_out.pages += len(pages) - len(shown)
            self.left_out.page_records.append(node.record.code)
        return shown

    def _page(self, page: Page) -> ExposedPage | None:
        if page.image is None or not page.width or not page.height:
            return None
        if not self._has_image(page.image):
            return None
        return ExposedPage(page.number, page.label, page.image, page.width, page.height)

    def _note_set(self, node: Node, record: Exposed) -> None:
        if node.record.partner is not None:
            self.sets[record.sets[0]] = (node.record.partner, None)
            self.sets.setdefault(PARTNERS, ("", None))
        elif node.parent is None:
            self.sets[record.sets[0]] = (record.full_title, node.number)


def _place(node: Node) -> Place:
    top, partner = node.top, node.record.partner
    return Place(
        number=node.number,
        parent=node.parent.number if node.parent else None,
        top=top.number if partner is None else None,
        depth=node.depth,
        fonds=partner or top.record.code or top.record.title,
    )
