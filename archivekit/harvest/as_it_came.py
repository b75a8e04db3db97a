"""Each record of a partner as it came, and what of a list came so far.

Owns the catalogue's tables ``harvested``, ``harvest_seen`` and ``harvest_missing``.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archivekit.catalogue.batches import now
from archivekit.catalogue.rows import insert_rows
from archivekit.harvest.ledger import Selection
from archivekit.harvest.partner_record import PartnerRecord, Unreadable

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a partner as far as it must be known to tell whether it changed."""

    record_id: int
    datestamp: str | None
    is_withdrawn: bool
    sha512: str | None
    deleted: bool


class AsItCame:
    """The records of one selection as they came."""

    def __init__(self, connection: sqlite3.Connection, selection: Selection, base_url: str) -> None:
        self._connection, self._selection, self._base_url = connection, selection, base_url

    def kept(self, identifiers: Sequence[str]) -> dict[str, Kept]:
        """What is known of the partner's records, by their identifiers there."""
        found = {}
        for some in _slices(identifiers):
            rows = self._connection.execute(
                f"""
                select partner_identifier, id, partner_datestamp, withdrawn_at is not null,
                  sha512, coalesce(deleted, 0)
                from records left join harvested on record_id = id
                where partner = ? and partner_identifier in ({_marks(some)})
                """,
                (self._selection.partner, *some),
            )
            for identifier, record_id, datestamp, withdrawn, sha512, deleted in rows:
                found[identifier] = Kept(
                    record_id, datestamp, bool(withdrawn), sha512, bool(deleted)
                )
        return found

    def keep(self, records: Iterable[tuple[int, PartnerRecord]]) -> None:
        """Keep records as they came; of each its number, and itself."""
        moment = now()
        insert_rows(
            self._connection,
            """
            insert or replace into harvested (record_id, raw, namespaces, sha512, base_url, prefix,
              metadata_namespace, sets, deleted, harvested_at)
            """,
            [
                (
                    record_id,
                    record.raw,
                    record.namespaces,
                    record.sha512,
                    self._base_url,
                    self._selection.prefix,
                    record.metadata_namespace,
                    record.sets,
                    record.deleted,
                    moment,
                )
                for record_id, record in records
            ],
        )

    def mark_deleted(self, record_ids: Iterable[int]) -> None:
        """The partner no longer has these; their bytes stay as they last came."""
        self._connection.executemany(
            "update harvested set deleted = 1 where record_id = ?", [(it,) for it in record_ids]
        )

    def see(self, list_id: int, identifiers: Iterable[str]) -> None:
        """Note that records came in a list."""
        insert_rows(
            self._connection,
            "insert or ignore into harvest_seen (list_id, identifier)",
            [(list_id, it) for it in identifiers],
        )

    def seen(self, list_id: int) -> int:
        """How many different records came in a list."""
        query = "select count(*) from harvest_seen where list_id = ?"
        return int(self._connection.execute(query, (list_id,)).fetchone()[0])

    def unseen(self, list_id: int, identifiers: Sequence[str]) -> list[str]:
        """Those that did not come in a list."""
        seen: set[str] = set()
        for some in _slices(identifiers):
            rows = self._connection.execute(
                "select identifier from harvest_seen"
                f" where list_id = ? and identifier in ({_marks(some)})",
                (list_id, *some),
            )
            seen.update(row[0] for row in rows)
        return [it for it in identifiers if it not in seen]

    def forget_seen(self, list_id: int) -> None:
        """The list is complete: of it and those before nothing need be remembered."""
        self._connection.execute(
            """
            delete from harvest_seen where list_id in (
              select id from harvests
              where partner = ? and prefix = ? and set_spec = ? and id <= ?
            )
            """,
            (
                self._selection.partner,
                self._selection.prefix,
                self._selection.set_spec,
                list_id,
            ),
        )

    def vanished(self, list_id: int) -> list[tuple[int, str]]:
        """Number and identifier of what stands here and did not come in a complete list.

        Of a set: of what the partner last said to be in it.
        """
        set_spec = self._selection.set_spec
        return self._connection.execute(
            """
            select id, partner_identifier from records join harvested on record_id = id
            where partner = :partner and prefix = :prefix and withdrawn_at is null
              and not exists (select 1 from harvest_seen
                where list_id = :list and identifier = partner_identifier)
              and (:set = '' or exists (select 1 from json_each(sets)
                where value = :set or substr(value, 1, length(:set) + 1) = :set || ':'))
            order by id
            """,
            {
                "partner": self._selection.partner,
                "prefix": self._selection.prefix,
                "list": list_id,
                "set": set_spec,
            },
        ).fetchall()

    def standing(self) -> int:
        """How many records of the partner stand in this format."""
        query = """
            select count(*) from records join harvested on record_id = id
            where partner = ? and prefix = ? and withdrawn_at is null
        """
        given = (self._selection.partner, self._selection.prefix)
        return int(self._connection.execute(query, given).fetchone()[0])

    def miss(self, missing: Iterable[tuple[str, bytes | None, str]]) -> None:
        """Remember records that could not be had: identifier, bytes where they came, and why."""
        self._connection.executemany(
            """
            insert into harvest_missing (partner, prefix, identifier, raw, why, since)
            values (?, ?, ?, ?, ?, ?)
            on conflict (partner, prefix, identifier)
            do update set raw = coalesce(excluded.raw, raw), why = excluded.why
            """,
            [
                (self._selection.partner, self._selection.prefix, identifier, raw, why, now())
                for identifier, raw, why in missing
            ],
        )

    def miss_unreadable(self, unreadable: Sequence[Unreadable]) -> None:
        """Remember records that are no XML; without an identifier, under their checksum."""
        self.miss(
            (it.identifier or f"sha512:{hashlib.sha512(it.raw).hexdigest()[:32]}", it.raw, it.why)
            for it in unreadable
        )

    def missing(self) -> list[tuple[str, str]]:
        """The records that could not be had so far, and why not."""
        query = """
            select identifier, why from harvest_missing
            where partner = ? and prefix = ? order by since, identifier
        """
        given = (self._selection.partner, self._selection.prefix)
        return self._connection.execute(query, given).fetchall()

    def found(self, identifiers: Iterable[str]) -> None:
        """Records that were missing and came."""
        self._connection.executemany(
            "delete from harvest_missing where partner = ? and prefix = ? and identifier = ?",
            [(self._selection.partner, self._selection.prefix, it) for it in identifiers],
        )


def _slices(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
