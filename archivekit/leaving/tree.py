"""The tree of the catalogue: each record with what it inherits, and whether it may be seen.

Owns that decision, and nothing of what becomes of a record afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from archivekit.description import inheritance, opening
from archivekit.description.access.combining import Opening
from archivekit.description.inheritance import House, Inherited
from archivekit.description.record import Level
from archivekit.leaving.source import SourceRecord


class Hidden(StrEnum):
    """Why a record is not in the edition."""

    NOT_YET_OPEN = "not-yet-open"
    NEVER_OPEN = "never-open"
    NOT_YET_ONLINE = "not-yet-online"
    NEVER_ONLINE = "never-online"
    ACCESS_UNREAD = "access-unread"
    NOT_TO_BE_PUBLISHED = "not-to-be-published"
    WITHDRAWN = "withdrawn"
    PARTNER = "partner"
    PARENT = "parent"


_HEADINGS = frozenset(
    (Level.FONDS, Level.SUBFONDS, Level.SERIES, Level.SUBSERIES, Level.COLLECTION)
)
# A parent that opens some day: its children are told apart by their own days.
_FOR_NOW = (None, Hidden.NOT_YET_OPEN, Hidden.NOT_YET_ONLINE)


class Node:
    """A record on the way down the tree. ``number`` is its place in the edition."""

    __slots__ = (
        "_opening",
        "_passed_down",
        "ark",
        "depth",
        "hidden",
        "inherited",
        "number",
        "parent",
        "record",
    )

    def __init__(self, record: SourceRecord, parent: Node | None, inherited: Inherited) -> None:
        self.record = record
        self.parent = parent
        self.inherited = inherited
        self.depth: int = parent.depth + 1 if parent else 0
        self.ark = record.ark or ""
        self.number = 0
        self.hidden: Hidden | None = None
        self._opening: Opening | None = None
        self._passed_down: Inherited | None = None

    @property
    def passed_down(self) -> Inherited:
        """What its children inherit; made only where there are any."""
        if self._passed_down is None:
            self._passed_down = inheritance.passed_down(
                self.record, self.inherited, self.ark, heading=self.is_heading
            )
        return self._passed_down

    @property
    def is_heading(self) -> bool:
        """Whether it only names what is below it: a fonds or series without pages of its own."""
        return self.record.level in _HEADINGS and not self.record.has_pages

    @property
    def opening(self) -> Opening:
        """When it may be read and shown, all its ancestors being open too."""
        if self._opening is None:
            self._opening = inheritance.opening_of(
                self.record, self.inherited, heading=self.is_heading
            )
        return self._opening

    @property
    def opens(self) -> str:
        """The first day it may be in the edition."""
        return self.opening.shown

    @property
    def top(self) -> Node:
        """The top of its tree: its fonds."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The day of a publication, and whose records are published on it."""

    today: str
    partners: Collection[str]


def walk(records: Iterable[SourceRecord], house: House) -> Iterator[Node]:
    """Records that come parents first, each with what it inherits."""
    above: list[Node] = []
    top = inheritance.top(house)
    for record in records:
        while above and above[-1].record.id != record.parent_id:
            above.pop()
        parent = above[-1] if above else None
        node = Node(record, parent, parent.passed_down if parent else top)
        above.append(node)
        yield node


def judge(nodes: Iterable[Node], day: Day) -> Iterator[Node]:
    """All records, parents first, each with why it is hidden where it is."""
    for node in nodes:
        node.hidden = _hidden(node, day)
        yield node


def _hidden(node: Node, day: Day) -> Hidden | None:
    record = node.record
    if record.withdrawn_at is not None:
        return Hidden.WITHDRAWN
    if record.publish is False:
        return Hidden.NOT_TO_BE_PUBLISHED
    if record.partner is not None and record.partner not in day.partners:
        return Hidden.PARTNER
    if node.parent is not None and node.parent.hidden not in _FOR_NOW:
        return Hidden.PARENT
    return _not_open(node, day.today)


def _not_open(node: Node, today: str) -> Hidden | None:
    """Why it is not open on a day. What never opens is not open on the last day of all either."""
    opens, opened = node.opens, node.opening
    if opens == opening.NEVER:
        if opened.is_unclear:
            return Hidden.ACCESS_UNREAD
        never_read = opened.reading_room.day == opening.NEVER
        return Hidden.NEVER_OPEN if never_read else Hidden.NEVER_ONLINE
    if opens <= today:
        return None
    return Hidden.NOT_YET_OPEN if opened.reading_room.day > today else Hidden.NOT_YET_ONLINE
