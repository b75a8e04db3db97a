"""The masters and pages of records, as the catalogue knows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from archivekit.catalogue.batches import Batch
from archivekit.catalogue.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A master: its name inside its record's object, its bytes' digest, what it is."""

    id: int = 0
    record_id: int
    name: str
    received_path: str
    size: int
    sha512: str
    content_path: str
    object_version: str
    puid: str
    format: str
    mime: str
    technical: dict[str, Any] = field(default_factory=dict)
    batch_id: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is the text of pages, and no scan."""
        return "text_of" in self.technical

    @property
    def is_captions(self) -> bool:
        """Whether it is the captions of a recording."""
        return "captions" in self.technical

    @property
    def is_recording(self) -> bool:
        """Whether it is sound or film."""
        return "recording" in self.technical

    @property
    def is_scan(self) -> bool:
        """Whether it is what pages are made of: no text of theirs, and no list of their parts."""
        return not self.is_text and "chapters" not in self.technical


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its number and label, the image of which master it is, its access copy."""

    id: int = 0
    record_id: int
    number: int
    label: str
    file_id: int
    frame: int = 0
    image: str | None = None
    width: int | None = None
    height: int | None = None
    batch_id: int = 0


_FILE_COLUMNS = tuple(column.name for column in fields(StoredFile))
_PAGE_COLUMNS = tuple(column.name for column in fields(Page))


class Files:
    """The masters of a catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def of(self, record_id: int) -> list[StoredFile]:
        """The masters of one record."""
        return list(self._many("record_id = ? order by id", record_id))

    def with_texts(self) -> set[int]:
        """The numbers of the records that have the text of any page."""
        rows = self._connection.execute(
            "select distinct record_id from files where technical like '%\"text_of\"%'"
        )
        return {row[0] for row in rows}

    def with_digest(self, sha512: str) -> list[StoredFile]:
        """The masters of those very bytes, in any record."""
        return list(self._many("sha512 = ? order by id", sha512))

    def outlines(self) -> dict[int, list[tuple[int, str, int]]]:
        """The outlines of those that have one, by number: depth, title, frame of each entry."""
        rows = self._connection.execute(
            "select id, json_extract(technical, '$.outline') from files"
            " where technical like '%\"outline\"%'"
        )
        return {row[0]: [tuple(it) for it in json.loads(row[1])] for row in rows if row[1]}

    def recordings(self) -> dict[int, dict[str, Any]]:
        """What the access copies of sound and film are, by the number of the master."""
        rows = self._connection.execute(
            "select id, json_extract(technical, '$.recording') from files"
            " where technical like '%\"recording\"%'"
        )
        return {row[0]: json.loads(row[1]) for row in rows if row[1]}

    def structures(self) -> dict[int, list[tuple[int, str, str, int]]]:
        """The parts of records that came with a METS: depth, title, master, frame of each."""
        rows = self._connection.execute(
            "select record_id, json_extract(technical, '$.chapters') from files"
            " where technical like '%\"chapters\"%' order by id"
        )
        found: dict[int, list[tuple[int, str, str, int]]] = {}
        for record, chapters in rows:
            found.setdefault(record, []).extend(tuple(it) for it in json.loads(chapters or "[]"))
        return found

    def save(self, batch: Batch, file: StoredFile) -> StoredFile:
        """The master as saved, found by its record and name; nothing is written if equal."""
        stored = next(self._many("record_id = ? and name = ?", file.record_id, file.name), None)
        if stored is not None:
            file = replace(file, id=stored.id, batch_id=stored.batch_id)
            if file == stored:
                return stored
        saved = replace(file, batch_id=batch.id)
        values = {name: getattr(saved, name) for name in _FILE_COLUMNS}
        values["technical"] = json.dumps(saved.technical, ensure_ascii=False, sort_keys=True)
        return replace(saved, id=_write(self._connection, "files", values))

    def _many(self, where: str, *values: Any) -> Iterator[StoredFile]:
        query = f"select {', '.join(_FILE_COLUMNS)} from files where {where}"
        for row in self._connection.execute(query, values):
            found = dict(zip(_FILE_COLUMNS, row, strict=True))
            yield StoredFile(**{**found, "technical": json.loads(found["technical"])})


class Pages:
    """The pages of a catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def of(self, record_id: int) -> list[Page]:
        """The pages of one record in reading order."""
        return list(self._many("where record_id = ? order by number, id", record_id))

    def all(self) -> Iterator[Page]:
        """All pages, by record, in reading order."""
        return self._many("order by record_id, number, id")

    def counts(self) -> dict[int, int]:
        """How many pages each record has that has any."""
        return dict(
            self._connection.execute("select record_id, count(*) from pages group by record_id")
        )

    def replace(self, batch: Batch, record_id: int, pages: Sequence[Page]) -> bool:
        """Makes these the pages of a record; True where anything differed.

        A page is known again by its master and image, so that only what changed is written.
        """
        stored = {(page.file_id, page.frame): page for page in self.of(record_id)}
        changed = False
        for page in pages:
            old = stored.pop((page.file_id, page.frame), None)
            kept = replace(page, id=old.id, batch_id=old.batch_id) if old else page
            if kept != old:
                changed = True
                values = {name: getattr(kept, name) for name in _PAGE_COLUMNS}
                _write(self._connection, "pages", {**values, "batch_id": batch.id})
        for old in stored.values():
            changed = True
            self._connection.execute("delete from pages where id = ?", [old.id])
        return changed

    def _many(self, rest: str, *values: Any) -> Iterator[Page]:
        query = f"select {', '.join(_PAGE_COLUMNS)} from pages {rest}"
        for row in self._connection.execute(query, values):
            yield Page(**dict(zip(_PAGE_COLUMNS, row, strict=True)))


def _write(connection: Any, table: str, values: dict[str, Any]) -> int:
    """Inserts a row, or updates the one of its ``id``; gives the id."""
    row_id = values.pop("id")
    if row_id:
        assignments = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"update {table} set {assignments} where id = ?", [*values.values(), row_id]
        )
        return int(row_id)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(
        f"insert into {table} ({', '.join(values)}) values ({marks})", list(values.values())
    )
    return int(cursor.lastrowid)
