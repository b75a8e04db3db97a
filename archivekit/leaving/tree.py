"""The tree of the catalogue: each record with what it inherits, and whether it may be seen.

Owns that decision, and nothing of what becomes of a record afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from archivekit.description import inheritance, opening
from archivekit.description.inheritance import House, Inherited
from archivekit.leaving.source import SourceRecord


class Hidden(StrEnum):
    """Why a record is not in the edition."""

    NOT_YET_OPEN = "not-yet-open"
    NEVER_OPEN = "never-open"
    ACCESS_UNREAD = "access-unread"
    NOT_TO_BE_PUBLISHED = "not-to-be-published"
    WITHDRAWN = "withdrawn"
    PARTNER = "partner"
    PARENT = "parent"


class Node:
    """A record on the way down the tree. ``number`` is its place in the edition."""

    __slots__ = (
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
        self._passed_down: Inherited | None = None

    @property
    def passed_down(self) -> Inherited:
        """What its children inherit; made only where there are any."""
        if self._passed_down is None:
            self._passed_down = inheritance.passed_down(self.record, self.inherited, self.ark)
        return self._passed_down

    @property
    def opens(self) -> str:
        """The first day it may be seen, all its ancestors being open too."""
        return inheritance.open_from(self.record, self.inherited)

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
    if node.parent is not None and node.parent.hidden not in (None, Hidden.NOT_YET_OPEN):
        return Hidden.PARENT
    return _not_open(node, day.today)


def _not_open(node: Node, today: str) -> Hidden | None:
    opens = node.opens
    if opens <= today:
        return None
    if opens != opening.NEVER:
        return Hidden.NOT_YET_OPEN
    unread = node.record.access_text and node.record.open_from is None
    return Hidden.ACCESS_UNREAD if unread else Hidden.NEVER_OPEN
