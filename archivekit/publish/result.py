"""What a publication did, or would do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archivekit.catalogue import StoredRecord
from archivekit.leaving.tree import Hidden
from archivekit.publish.changes import Change


class Item(NamedTuple):
    """A record in a list of what changes. A tuple, as each comes from another process."""

    code: str
    title: str
    ark: str


@dataclass(slots=True)
class Published:
    """The outcome of a publication. ``serial`` is 0 where nothing was written."""

    serial: int = 0
    published_at: str = ""
    records: int = 0
    pages: int = 0
    pages_closed: int = 0
    tombstones: int = 0
    images_added: int = 0
    images_removed: int = 0
    seconds: float = 0.0
    changes: dict[Change, list[Item]] = field(
        default_factory=lambda: {change: [] for change in Change if change != Change.UNCHANGED}
    )
    unchanged: int = 0
    hidden: Counter[Hidden] = field(default_factory=Counter)
    opening: Counter[str] = field(default_factory=Counter)
    texts_unread: set[str] = field(default_factory=set)
    """Codes of the records of which a page's text could not be read."""

    def add_left(self, ark: str, record: StoredRecord | None) -> None:
        """Notes a record that is shown no more."""
        item = Item(record.code, record.title, ark) if record else Item("", "", ark)
        self.changes[Change.LEFT].append(item)

    def figures(self) -> list[tuple[str, int]]:
        """The figures of the summary, by their names in the texts."""
        changes = [(str(change), len(items)) for change, items in self.changes.items()]
        return [
            ("records", self.records),
            ("pages", self.pages),
            ("pages-closed", self.pages_closed),
            *changes,
            ("unchanged", self.unchanged),
            *((f"hidden-{why}", count) for why, count in sorted(self.hidden.items())),
            ("tombstones", self.tombstones),
            ("images-added", self.images_added),
            ("images-removed", self.images_removed),
        ]

    def openings(self) -> list[tuple[str, int]]:
        """The days on which records open, soonest first, and how many."""
        return sorted(self.opening.items())

    def as_json(self) -> dict[str, Any]:
        """The outcome for a program."""
        return {
            "serial": self.serial,
            "published_at": self.published_at,
            "records": self.records,
            "pages": self.pages,
            "pages_closed": self.pages_closed,
            "unchanged": self.unchanged,
            **{
                str(change): [
                    {"code": item.code, "title": item.title, "ark": item.ark} for item in items
                ]
                for change, items in self.changes.items()
            },
            "hidden": {str(why): count for why, count in sorted(self.hidden.items())},
            "opening": dict(self.openings()),
            "tombstones": self.tombstones,
            "images_added": self.images_added,
            "images_removed": self.images_removed,
            "seconds": round(self.seconds, 2),
        }
