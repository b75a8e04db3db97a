"""What the last edition showed of each record ever shown, and the editions themselves.

Nothing is ever taken out: a record that left keeps its identifier and datestamp (OAI-PMH 2.5.1,
persistent deletions).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from archivekit.catalogue.connection import transaction


@dataclass(frozen=True, slots=True)
class Exposure:
    """One record as last shown. ``digest`` is of all that was exposed."""

    ark: str
    oai_identifier: str
    datestamp: str
    deleted: bool
    sets: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition that was published."""

    serial: int
    published_at: str
    summary: dict[str, Any]


class Exposures:
    """What was shown, by ARK."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.conn

    def all(self) -> dict[str, Exposure]:
        """Every record ever shown."""
        return {
            row[0]: Exposure(
                row[0], row[1], row[2], bool(row[3]), tuple(json.loads(row[4])), row[5]
            )
            for row in self._connection.execute(
                "select ark, oai_identifier, datestamp, deleted, sets, digest from exposures"
            )
        }

    def absorb(
        self,
        serial: int,
        published_at: str,
        summary: Mapping[str, Any],
        rows: Iterable[Exposure],
    ) -> None:
        """Notes an edition and what it shows, all or nothing. Again does no harm.

        A datestamp never goes back.
        """
        with transaction(self._database):
            self._connection.executemany(
                """
                insert into exposures (ark, oai_identifier, datestamp, deleted, sets, digest)
                values (?, ?, ?, ?, ?, ?)
                on conflict (ark) do update set
                  oai_identifier = excluded.oai_identifier,
                  datestamp = max(datestamp, excluded.datestamp),
                  deleted = excluded.deleted, sets = excluded.sets, digest = excluded.digest
                """,
                map(_values, rows),
            )
            self._connection.execute(
                "insert or replace into editions (serial, published_at, summary) values (?, ?, ?)",
                (serial, published_at, json.dumps(summary, ensure_ascii=False, default=str)),
            )

    def last_edition(self) -> EditionRow | None:
        """The edition that was published last."""
        row = self._connection.execute(
            "select serial, published_at, summary from editions order by serial desc limit 1"
        ).fetchone()
        return EditionRow(row[0], row[1], json.loads(row[2])) if row else None


def _values(row: Exposure) -> tuple[object, ...]:
    sets = json.dumps(row.sets, ensure_ascii=False)
    return row.ark, row.oai_identifier, row.datestamp, int(row.deleted), sets, row.digest
