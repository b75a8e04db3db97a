"""Where each harvest stands: its dates, its token, what it received. And each record as it came.

Owns the catalogue's tables ``partners``, ``harvests`` and ``harvested``.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass

from archivekit.catalogue.batches import now
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.settings import Partner


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a partner: one list of its records."""

    partner: str
    prefix: str
    set_spec: str = ""


@dataclass(slots=True, kw_only=True)
class Harvest:
    """One harvest of a selection, as far as it came. ``resumes``: the harvest it goes on with."""

    id: int = 0
    from_date: str | None
    until_date: str | None
    token: str | None = None
    first_response_date: str
    complete_list_size: int | None = None
    received: int = 0
    state: str = "running"
    batch_id: int
    started_at: str
    resumes: int | None = None

    def end(self) -> None:
        """The list is at its end. It is complete unless the partner announced more records."""
        is_short = self.received < (self.complete_list_size or 0)
        self.state = "failed" if is_short else "complete"


_COLUMNS = tuple(Harvest.__dataclass_fields__)


class Ledger:
    """The book of all harvests of one catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def remember(self, partner: Partner, publish: bool | None) -> bool:
        """Note a partner and whether its records are published; None: as before. Gives which."""
        row = self._connection.execute(
            """
            insert into partners (name, url, publish) values (:name, :url, coalesce(:publish, 0))
            on conflict (name) do update set url = :url, publish = coalesce(:publish, publish)
            returning publish
            """,
            {"name": partner.name, "url": partner.url, "publish": publish},
        ).fetchone()
        return bool(row[0])

    def reached(self, selection: Selection) -> str | None:
        """The moment, by the partner's clock, up to which all its records are here.

        A harvest counts where it was complete, still stands (its batch was not undone), and began
        no later than those before it had reached.
        """
        reached, undone = None, self._undone(selection)
        for harvest in self._all(selection):
            if harvest.resumes in undone:
                undone.add(harvest.id)
            if harvest.id in undone or harvest.state != "complete" or harvest.until_date:
                continue
            if harvest.from_date is None or (reached and harvest.from_date <= reached):
                reached = harvest.first_response_date
        return reached

    def unfinished(self, selection: Selection) -> Harvest | None:
        """The last harvest of the selection, where it has a token to go on with."""
        last = next(reversed(self._all(selection)), None)
        if last is None or last.state == "complete" or last.token is None:
            return None
        return None if last.id in self._undone(selection) else last

    def begin(self, selection: Selection, harvest: Harvest) -> Harvest:
        """A harvest put into the book, with its number; the one it resumes ends."""
        cursor = self._connection.execute(
            """
            insert into harvests (partner, prefix, set_spec, from_date, until_date, token,
              first_response_date, complete_list_size, received, state, batch_id, started_at,
              resumes)
            values (:partner, :prefix, :set_spec, :from_date, :until_date, :token,
              :first_response_date, :complete_list_size, :received, :state, :batch_id, :started_at,
              :resumes)
            """,
            {
                **{name: getattr(harvest, name) for name in _COLUMNS},
                "partner": selection.partner,
                "prefix": selection.prefix,
                "set_spec": selection.set_spec,
            },
        )
        harvest.id = int(cursor.lastrowid or 0)
        return harvest

    def write(self, harvest: Harvest) -> None:
        """How far a harvest came."""
        self._connection.execute(
            """
            update harvests set token = :token, complete_list_size = :complete_list_size,
              received = :received, state = :state, finished_at = :finished_at
            where id = :id
            """,
            {
                "id": harvest.id,
                "token": harvest.token,
                "complete_list_size": harvest.complete_list_size,
                "received": harvest.received,
                "state": harvest.state,
                "finished_at": None if harvest.state == "running" else now(),
            },
        )

    def kept(self, record_id: int) -> tuple[str, bool] | None:
        """The checksum under which a record last came, and whether the partner had deleted it."""
        row = self._connection.execute(
            "select sha512, deleted from harvested where record_id = ?", (record_id,)
        ).fetchone()
        return (row[0], bool(row[1])) if row else None

    def keep(self, record_id: int, prefix: str, record: PartnerRecord) -> None:
        """Keep a record as it came."""
        self._connection.execute(
            """
            insert or replace into harvested
              (record_id, raw, namespaces, sha512, prefix, sets, deleted, harvested_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                record_id,
                record.raw,
                json.dumps(record.namespaces, ensure_ascii=False),
                checksum(record),
                prefix,
                json.dumps(record.sets, ensure_ascii=False),
                record.deleted,
                now(),
            ),
        )

    def _all(self, selection: Selection) -> list[Harvest]:
        rows = self._connection.execute(
            f"""
            select {", ".join(_COLUMNS)} from harvests
            where partner = ? and prefix = ? and set_spec = ? order by id
            """,
            (selection.partner, selection.prefix, selection.set_spec),
        )
        return [Harvest(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def _undone(self, selection: Selection) -> set[int]:
        rows = self._connection.execute(
            """
            select harvests.id from harvests join batches on batches.id = batch_id
            where partner = ? and batches.state = 'undone'
            """,
            (selection.partner,),
        )
        return {row[0] for row in rows}


def checksum(record: PartnerRecord) -> str:
    """SHA-512 of a record's bytes as they came."""
    return hashlib.sha512(record.raw).hexdigest()
