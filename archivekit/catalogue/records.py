"""The records of the catalogue: finding them, walking down the tree, saving what changed."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from archivekit.catalogue.batches import Batch, now
from archivekit.catalogue.database import Database
from archivekit.catalogue.described_values import MORE, SAID, DescribedValues
from archivekit.catalogue.rows import insert_rows
from archivekit.catalogue.stored_record import (
    COLUMNS,
    WRITTEN,
    StoredRecord,
    record_of,
    values_of,
)
from archivekit.description.codes import fold
from archivekit.errors import WrongUse

_SELECT = f"select {', '.join(COLUMNS)} from records"
_INSERT = f"insert into records ({', '.join(WRITTEN)}) values ({', '.join('?' * len(WRITTEN))})"
_ADDED = "id, uid, partner, partner_identifier, partner_datestamp, batch_id"
# Terms come as bytes.
_VALUES = (
    f"?, ?, ?, ?, ?, ?, {', '.join('cast(? as text)' if it == 'terms' else '?' for it in SAID)}"
)
_ADD_SAID = f"insert into records ({_ADDED}, {', '.join(SAID)}, code, code_sort)"
_ADD_ALL = f"insert into records ({_ADDED}, {', '.join(SAID + MORE)})"
_UPDATE = f"update records set {', '.join(f'{name} = ?' for name in WRITTEN)} where id = ?"
_OWN_UID = "select 1 from records where uid = ? and partner is null"

_VARIANTS = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}

# Records fetched by one query on the way down the tree.
_AT_ONCE = 100

Found = tuple[str, str, DescribedValues]
"""A partner's record: its identifier and datestamp there, and what its description puts in."""


class Records:
    """The records of a catalogue."""

    def __init__(self, database: Database, domain: str = "") -> None:
        self._database = database
        self._connection = database.conn
        # A description taken in twice is one record; two institutions' `2 J 87` are two.
        self._namespace = uuid.uuid5(uuid.NAMESPACE_DNS, domain).bytes

    def get(self, record_id: int) -> StoredRecord | None:
        """One record by its number in the catalogue."""
        return self._one("id = ?", record_id)

    def find(self, code: str) -> StoredRecord | None:
        """The record of a reference code, however it is spaced or cased."""
        return self._one("code_folded = ?", fold(code))

    def by_uid(self, uid: str) -> StoredRecord | None:
        """The record of our own that has a uid."""
        return self._one("uid = ? and partner is null", uid)

    def taken_in_as(self, code: str) -> StoredRecord | None:
        """The record of a code (folded), or the one taken in under it and given another since."""
        return self.find(code) or self.by_uid(self._made_of(code))

    def by_ark(self, ark: str) -> StoredRecord | None:
        """The record that was given an ARK."""
        return self._one("ark = ?", ark)

    def by_partner(self, partner: str, identifier: str) -> StoredRecord | None:
        """A partner's record by its OAI identifier there."""
        return self._one("partner = ? and partner_identifier = ?", partner, identifier)

    def children(self, record_id: int | None) -> list[StoredRecord]:
        """The records right below one, in order; of None: those at the top."""
        return list(self._many("parent_id is ? order by position, code_sort, id", record_id))

    def of(self, numbers: Iterable[int]) -> Iterator[StoredRecord]:
        """The records of these numbers, those of our own first, by reference code.

        Left out are those that are gone: who only reads does not hold the archive.
        """
        ordered = self._connection.execute(
            """
            select id from records where id in (select value from json_each(?))
            order by coalesce(partner, ''), code_sort, id
            """,
            [json.dumps(list(numbers))],
        ).fetchall()
        return self._in_order(number for (number,) in ordered)

    def ancestors(self, record_id: int) -> list[StoredRecord]:
        """The records above one, from the top down to its parent."""
        above: list[StoredRecord] = []
        record = self.get(record_id)
        while record and record.parent_id is not None:
            record = self.get(record.parent_id)
            if record is not None:
                above.insert(0, record)
        return above

    def below(self, record_id: int) -> Iterator[StoredRecord]:
        """All records below one, down the tree, parents first, siblings in order."""
        children: dict[int | None, list[int]] = {}
        for child, parent in self.numbers_below(record_id):
            children.setdefault(parent, []).append(child)
        return self._in_order(_down_the_tree(children, record_id))

    def numbers_below(self, record_id: int) -> Iterator[tuple[int, int]]:
        """Number and parent's number of all records below one, the last sibling first."""
        yield from self._connection.execute(
            """
            with recursive below (id) as (
              select id from records where parent_id = ?
              union all
              select records.id from records join below on records.parent_id = below.id
            )
            select id, parent_id from records where id in below
            order by position desc, code_sort desc, id desc
            """,
            (record_id,),
        )

    def top_from(self, source_file: str) -> StoredRecord | None:
        """The top record of the finding aid that a file of this name brought."""
        return self._one(
            "parent_id is null and source_xml != '' and source_file = ? order by id", source_file
        )

    def placed_by(self, record_id: int) -> str | None:
        """The kind of the batch that last gave a record its parent: ``import``, ``edit`` …"""
        found = self._connection.execute(
            """
            select batches.kind from changes join batches on batches.id = changes.batch_id
            where table_name = 'records' and row_id = ? and after is not null
              and (before is null
                or json_extract(before, '$.parent_id') is not json_extract(after, '$.parent_id'))
            order by changes.id desc limit 1
            """,
            (record_id,),
        ).fetchone()
        return found[0] if found else None

    def from_source_below(self, record_id: int) -> Iterator[tuple[int, str, int | None]]:
        """Number, code and source line of the records below one that a finding aid brought.

        Those that were withdrawn are left out.
        """
        yield from self._connection.execute(
            """
            with recursive below (id) as (
              select id from records where parent_id = ?
              union all
              select records.id from records join below on records.parent_id = below.id
            )
            select id, code, source_line from records
            where id in below and source_xml != '' and withdrawn_at is null
            order by id
            """,
            (record_id,),
        )

    def walk(self, *, partners: bool = True) -> Iterator[StoredRecord]:
        """All records down the tree, parents first, siblings in order.

        Only their order is held in memory. ``partners``: those harvested from partners too.
        """
        children: dict[int | None, list[int]] = {}
        where = "" if partners else "where partner is null"
        for child, parent in self._connection.execute(
            f"select id, parent_id from records {where}"
            " order by position desc, code_sort desc, id desc"
        ):
            children.setdefault(parent, []).append(child)
        return self._in_order(_down_the_tree(children, None))

    def _in_order(self, ids: Iterator[int]) -> Iterator[StoredRecord]:
        """The records of these ids, in this order."""
        while some := list(islice(ids, _AT_ONCE)):
            marks = ", ".join("?" * len(some))
            found = {record.id: record for record in self._many(f"id in ({marks})", *some)}
            yield from (found[record_id] for record_id in some if record_id in found)

    def codes(self) -> Iterator[tuple[str, str, str | None, int]]:
        """Folded code, code, folded code of the parent and position of every own record."""
        yield from self._connection.execute(
            "select r.code_folded, r.code, p.code_folded, r.position from records r"
            " left join records p on p.id = r.parent_id where r.code_folded is not null"
        )

    def count(self) -> int:
        """How many records there are."""
        return int(self._connection.execute("select count(*) from records").fetchone()[0])

    def save(self, batch: Batch, record: StoredRecord) -> StoredRecord:
        """The record as saved; nothing is written where nothing differs.

        Raises WrongUse where another record has the code, or the parent lies below the record.
        """
        stored = self.get(record.id) if record.id else None
        if stored is not None:
            record = replace(record, ark=stored.ark, batch_id=stored.batch_id)
            if record == stored:
                return stored
        self.check(record, stored)
        record = replace(record, uid=self.uid_for(record), batch_id=batch.id)
        if stored is not None:
            self._connection.execute(_UPDATE, [*values_of(record), record.id])
            return record
        cursor = self._connection.execute(_INSERT, values_of(record))
        return replace(record, id=int(cursor.lastrowid or 0))

    def add(self, batch: Batch, partner: str, found: Sequence[Found]) -> list[int]:
        """The numbers of a partner's records that are new, all saved at once."""
        if not found:
            return []
        query = "select coalesce(max(id), 0) + 1 from records"
        first = int(self._connection.execute(query).fetchone()[0])
        said: list[tuple[Any, ...]] = []
        more: list[tuple[Any, ...]] = []
        for number, (identifier, datestamp, values) in enumerate(found, start=first):
            uid = self._made_of(f"{partner}\n{identifier}")
            row = (number, uid, partner, identifier, datestamp, batch.id, *values)
            (said if len(values) == len(SAID) else more).append(row)
        insert_rows(self._connection, _ADD_SAID, said, f"({_VALUES}, '', '')")
        insert_rows(self._connection, _ADD_ALL, more, f"({_VALUES}{', ?' * len(MORE)})")
        return list(range(first, first + len(found)))

    def check(self, record: StoredRecord, stored: StoredRecord | None) -> None:
        """Raises WrongUse where the record cannot be saved in the place of ``stored``."""
        if record.partner is None:
            if not record.code_folded:
                raise WrongUse("catalogue.no-code", code=record.code)
            other = self.find(record.code)
            if other is not None and other.id != record.id:
                raise WrongUse("catalogue.code-taken", code=record.code, title=other.title)
        if stored is not None and record.parent_id not in (None, stored.parent_id):
            self._check_parent(record)

    def _check_parent(self, record: StoredRecord) -> None:
        """No record is its own ancestor."""
        parent = self.get(record.parent_id or 0)
        line = [*self.ancestors(parent.id), parent] if parent else []
        if any(above.id == record.id for above in line):
            parent_code = parent.code if parent else ""
            raise WrongUse("catalogue.parent-below", code=record.code, parent=parent_code)

    def withdraw(self, batch: Batch, record_id: int, why: str) -> StoredRecord:
        """The record marked as withdrawn; what is below it is hidden with it by ``publish``."""
        record = self.get(record_id)
        if record is None:
            raise KeyError(record_id)
        return self.save(batch, replace(record, withdrawn_at=now(), withdrawn_why=why))

    def uid_for(self, record: StoredRecord) -> str:
        """The uid the record has, or will have: the same each time, so that a run may be redone."""
        return record.uid or self._uid(record)

    def _uid(self, record: StoredRecord) -> str:
        about, attempt = _about(record), 0
        if record.partner is not None:  # who has no two of one identifier
            return self._made_of(about)
        while True:
            uid = self._made_of(about if attempt == 0 else f"{about}\n{attempt}")
            # Taken where a record was given another code since and this code is new again.
            if self._connection.execute(_OWN_UID, [uid]).fetchone():
                attempt += 1
                continue
            return uid

    def _made_of(self, name: str) -> str:
        """The UUID of version 5 (RFC 9562, 5.5); uuid.uuid5 takes three times as long for it."""
        made = hashlib.sha1(self._namespace + name.encode()).hexdigest()  # noqa: S324
        variant = _VARIANTS[made[16]]
        return f"{made[:8]}-{made[8:12]}-5{made[13:16]}-{variant}{made[17:20]}-{made[20:32]}"

    def _one(self, where: str, *values: Any) -> StoredRecord | None:
        return next(self._many(where, *values), None)

    def _many(self, where: str, *values: Any) -> Iterator[StoredRecord]:
        for row in self._connection.execute(f"{_SELECT} where {where}", values):
            yield record_of(row)


def _down_the_tree(children: dict[int | None, list[int]], top: int | None) -> Iterator[int]:
    """The ids below ``top``, each parent before its children. ``children``: last one first."""
    waiting = children.pop(top, [])
    while waiting:
        record_id = waiting.pop()
        yield record_id
        waiting.extend(children.pop(record_id, []))


def _about(record: StoredRecord) -> str:
    """What a record's uid is made of."""
    return record.code_folded or f"{record.partner}\n{record.partner_identifier}"
