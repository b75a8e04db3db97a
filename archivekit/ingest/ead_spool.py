"""The components of one finding aid, on disk while they are read: however many, in flat memory."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from archivekit.catalogue import decode_terms, encode_terms
from archivekit.description.record import Description, Level
from archivekit.exchange.ead.reading import Component

_SCHEMA = """
create table components (
  number integer primary key, parent integer, position integer, line integer, path text, id text,
  description text
);
create table codes (folded text primary key) without rowid;
create table ids (id text primary key) without rowid;
create table seen (id integer primary key);
create table plan (
  number integer primary key, parent integer, position integer, line integer, state text,
  record integer, stays integer, description text
);
"""
_FIELDS = tuple(field.name for field in fields(Description) if field.name not in ("terms", "level"))


class State(StrEnum):
    """What an import does to a record."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    # The same record in other XML: its part of the finding aid alone is kept anew.
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Planned:
    """A component and what becomes of it. ``record``: its number in the catalogue, 0 if new.

    ``stays``: where the catalogue has it, whatever the finding aid says of its place.
    """

    number: int
    parent: int | None
    position: int
    line: int
    state: State
    record: int
    stays: bool
    description: Description | None


class Spool:
    """A file of the components read, and of what is planned for each."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        # It lives as long as one import: nothing of it has to last.
        self._connection.execute("pragma journal_mode = off")
        self._connection.execute("pragma synchronous = off")
        self._connection.execute("pragma cache_size = -8192")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("begin")

    def close(self) -> None:
        """Lets the file go."""
        self._connection.close()

    def add(self, component: Component) -> None:
        """Keeps a component."""
        self._connection.execute(
            "insert into components values (?, ?, ?, ?, ?, ?, ?)",
            (
                component.number, component.parent, component.position, component.line,
                component.path, component.id, pack(component.description),
            ),
        )  # fmt: skip

    def components(self) -> Iterator[Component]:
        """All components in the order of the file, each after what holds it."""
        for row in self._connection.execute("select * from components order by number"):
            number, parent, position, line, path, component_id, packed = row
            yield Component(
                number=number, parent=parent, position=position, line=line, path=path,
                id=component_id, description=unpack(packed),
            )  # fmt: skip

    def take_code(self, folded: str) -> bool:
        """Whether a folded code was still free in this file; it is not any more."""
        cursor = self._connection.execute("insert or ignore into codes values (?)", (folded,))
        return cursor.rowcount == 1

    def take_id(self, component_id: str) -> bool:
        """Whether no component before had this ``@id``."""
        cursor = self._connection.execute("insert or ignore into ids values (?)", (component_id,))
        return cursor.rowcount == 1

    def see(self, record: int) -> None:
        """Notes that a record of the catalogue stands in the file."""
        self._connection.execute("insert or ignore into seen values (?)", (record,))

    def has_seen(self, record: int) -> bool:
        """Whether a record of the catalogue stands in the file."""
        found = self._connection.execute("select 1 from seen where id = ?", (record,))
        return found.fetchone() is not None

    def plan(self, planned: Planned) -> None:
        """Keeps what is planned for a component."""
        packed = pack(planned.description) if planned.description else None
        self._connection.execute(
            "insert into plan values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                planned.number, planned.parent, planned.position, planned.line, planned.state,
                planned.record, planned.stays, packed,
            ),
        )  # fmt: skip

    def states(self) -> Counter[State]:
        """How many components there are of each state."""
        counted: Counter[State] = Counter()
        for state, count in self._connection.execute(
            "select state, count(*) from plan group by state"
        ):
            counted[State(state)] = count
        return counted

    def planned(self) -> Iterator[Planned]:
        """What is planned, in the order of the file."""
        for row in self._connection.execute("select * from plan order by number"):
            number, parent, position, line, state, record, stays, packed = row
            yield Planned(
                number, parent, position, line, State(state), record, bool(stays),
                unpack(packed) if packed else None,
            )  # fmt: skip


def pack(description: Description) -> str:
    """A description as text."""
    document: dict[str, Any] = {name: getattr(description, name) for name in _FIELDS}
    document["level"] = description.level
    document["terms"] = encode_terms(description.terms)
    return json.dumps(document, ensure_ascii=False)


def unpack(packed: str) -> Description:
    """The description that was packed."""
    document = json.loads(packed)
    document["level"] = Level(document["level"]) if document["level"] else None
    document["terms"] = decode_terms(document["terms"])
    return Description(**document)
