"""What the last edition showed of each record ever shown, and the editions themselves.

Nothing is ever taken out: a record that left keeps its identifier and datestamp (OAI-PMH 2.5.1,
persistent deletions).
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from archivekit.catalogue.connection import transaction
from archivekit.catalogue.database import Database


class Exposure(NamedTuple):
    """One record as last shown, or that it was gone. ``digest`` is of all that was exposed."""

    ark: str
    oai_identifier: str
    datestamp: str
    deleted: bool
    sets_json: str
    digest: str

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets that it is in."""
        return tuple(json.loads(self.sets_json))


class ExposedProfile(NamedTuple):
    """A profile of the last edition that had it, and since when it is so; empty: always was."""

    name: str
    digest: str
    changed_at: str


class ExposedFormat(NamedTuple):
    """A record in a format that not all records can be had in. ``available``: it still can."""

    oai_identifier: str
    prefix: str
    available: int
    datestamp: str
    digest: str


class Activity(NamedTuple):
    """What became of a manifest at a moment: ``Create``, ``Update`` or ``Delete``."""

    id: int
    kind: str
    ark: str
    at: str


_COLUMNS = "ark, oai_identifier, datestamp, deleted, sets, digest"


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

    def of(self, arks: Iterable[str]) -> dict[str, Exposure]:
        """What was ever shown of these records, by ARK."""
        rows = self._many("where ark in (select value from json_each(?))", json.dumps(list(arks)))
        return {row.ark: row for row in rows}

    def besides(self, arks: Container[str]) -> Iterator[Exposure]:
        """All that was ever shown but these, by ARK."""
        return (row for row in self._many("order by ark") if row.ark not in arks)

    def last_datestamp(self) -> str:
        """The last datestamp ever given; empty where there is none."""
        found = self._connection.execute(
            "select max(last) from (select max(datestamp) as last from exposures"
            " union all select max(changed_at) from exposed_profiles"
            " union all select max(datestamp) from exposed_formats)"
        ).fetchone()[0]
        return found or ""

    def absorb(
        self,
        serial: int,
        published_at: str,
        summary: Mapping[str, Any],
        rows: Iterable[Exposure],
        profiles: Iterable[ExposedProfile] = (),
        authorities: Iterable[tuple[str, str | None]] = (),
        formats: Iterable[ExposedFormat] = (),
        activities: Iterable[Activity] = (),
    ) -> None:
        """Notes an edition and what it shows, all or nothing. Again does no harm.

        A datestamp never goes back.
        """
        with transaction(self._database):
            self._connection.executemany(
                f"""
                insert into exposures ({_COLUMNS})
                values (?, ?, ?, ?, ?, ?)
                on conflict (ark) do update set
                  oai_identifier = excluded.oai_identifier,
                  datestamp = max(datestamp, excluded.datestamp),
                  deleted = excluded.deleted, sets = excluded.sets, digest = excluded.digest
                """,
                rows,
            )
            self._connection.executemany(
                """
                insert into exposed_profiles (name, digest, changed_at) values (?, ?, ?)
                on conflict (name) do update set digest = excluded.digest,
                  changed_at = max(changed_at, excluded.changed_at)
                """,
                profiles,
            )
            self._connection.executemany(
                "insert or replace into authority_exposures (ark, left_at) values (?, ?)",
                authorities,
            )
            known = self.formats()
            self._connection.executemany(
                "insert or replace into exposed_formats"
                " (oai_identifier, prefix, available, datestamp, digest) values (?, ?, ?, ?, ?)",
                (it for it in formats if known.get((it.oai_identifier, it.prefix)) != it),
            )
            self._connection.executemany(
                "insert or ignore into activities (id, kind, ark, at) values (?, ?, ?, ?)",
                activities,
            )
            self._connection.execute(
                "insert or replace into editions (serial, published_at, summary) values (?, ?, ?)",
                (serial, published_at, json.dumps(summary, ensure_ascii=False, default=str)),
            )

    def authorities(self) -> dict[str, str | None]:
        """Every authority record ever shown, by ARK, and when it left; None: it did not."""
        rows = self._connection.execute("select ark, left_at from authority_exposures")
        return dict(rows.fetchall())

    def activities(self) -> Iterator[Activity]:
        """All that was ever told of manifests, in order."""
        rows = self._connection.execute("select id, kind, ark, at from activities order by id")
        return map(Activity._make, rows)

    def last_activity(self) -> int:
        """The number of the last that was told; 0 where there is none."""
        found = self._connection.execute("select max(id) from activities").fetchone()[0]
        return int(found or 0)

    def profiles(self) -> dict[str, ExposedProfile]:
        """Every profile that an edition ever had, by name."""
        rows = self._connection.execute("select name, digest, changed_at from exposed_profiles")
        return {row[0]: ExposedProfile._make(row) for row in rows}

    def formats(self) -> dict[tuple[str, str], ExposedFormat]:
        """Who was ever told of in a format that not all are in, by OAI identifier and prefix."""
        rows = self._connection.execute(
            "select oai_identifier, prefix, available, datestamp, digest from exposed_formats"
        )
        return {(row[0], row[1]): ExposedFormat._make(row) for row in rows}

    def last_edition(self) -> EditionRow | None:
        """The edition that was published last."""
        row = self._connection.execute(
            "select serial, published_at, summary from editions order by serial desc limit 1"
        ).fetchone()
        return EditionRow(row[0], row[1], json.loads(row[2])) if row else None

    def _many(self, rest: str, *values: str) -> Iterator[Exposure]:
        query = f"select {_COLUMNS} from exposures {rest}"
        return map(Exposure._make, self._connection.execute(query, values))
