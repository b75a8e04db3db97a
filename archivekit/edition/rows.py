"""What the edition's tables give, as values."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of a published record."""

    number: int
    label: str
    image: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ClosedPages:
    """Pages from first to last that open on a day (ISO 8601); None: no day is known."""

    first: int
    last: int
    opens: str | None


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A published record as it stands in a list."""

    id: int
    ark: str
    code: str
    title: str
    full_title: str
    level: str | None
    date: str | None
    page_count: int
    recording_count: int
    child_count: int


@dataclass(frozen=True)
class RecordRow:
    """A published record whole: the columns of ``records``."""

    id: int
    ark: str
    code: str
    title: str
    full_title: str
    level: str | None
    date: str | None
    date_edtf: str | None
    year_first: int | None
    year_last: int | None
    century: int | None
    creator: str | None
    description: str | None
    type: str | None
    subject: str | None
    place: str | None
    person: str | None
    language: str | None
    extent: str | None
    publisher: str | None
    rights: str | None
    license: str | None
    source: str | None
    page_count: int
    recording_count: int
    thumbnail: str | None
    fonds: str
    partner: str | None
    datestamp: str
    parent_id: int | None
    fonds_id: int | None
    depth: int
    child_count: int
    code_folded: str | None
    oai_identifier: str
    terms_json: str

    @classmethod
    def of(cls, row: sqlite3.Row) -> RecordRow:
        """The record of a row of ``records``."""
        columns = {name: row[name] for name in row.keys() if name != "terms"}  # noqa: SIM118
        return cls(**columns, terms_json=row["terms"])

    @cached_property
    def terms(self) -> dict[str, list[dict[str, str]]]:
        """DCMI term to its values: ``text``, ``language`` where known, ``from`` where inherited."""
        terms: dict[str, list[dict[str, str]]] = json.loads(self.terms_json)
        return terms


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile: its definition in JSON, and since when it is so (empty: always was).

    ``ready``: what it gives are the bytes made ready for all.
    """

    name: str
    definition: str
    ready: int
    changed_at: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains of a record that was published once and no longer is."""

    ark: str
    oai_identifier: str
    datestamp: str
    sets: tuple[str, ...]

    @classmethod
    def of(cls, row: sqlite3.Row) -> Tombstone:
        """The tombstone of a row of ``tombstones``."""
        sets = tuple(json.loads(row["sets"]))
        return cls(row["ark"], row["oai_identifier"], row["datestamp"], sets)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set: a fonds, or a partner's records. ``record_id`` is the fonds itself."""

    spec: str
    name: str
    record_id: int | None
    records: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a set: its name, numbers of its first and last record, how these are called."""

    name: str
    first: int
    last: int
    first_called: str
    last_called: str


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A manifest ready to be sent, and the digest of its bytes."""

    json: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """Which edition it is, and the public part of the settings."""

    serial: int
    published_at: str
    schema_version: int
    earliest_datestamp: str
    settings: dict[str, Any]

    @classmethod
    def of(cls, row: sqlite3.Row) -> EditionRow:
        """The one row of ``edition``."""
        values = {name: row[name] for name in cls.__slots__}
        return cls(**{**values, "settings": json.loads(row["settings"])})
