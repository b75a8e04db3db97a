"""The edition that is public while the next is made: what it shows, what can be carried over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archivekit.catalogue import Catalogue, Exposure
from archivekit.edition import SCHEMA_VERSION
from archivekit.publish import formats, profiles


@dataclass(frozen=True, slots=True)
class LastEdition:
    """A ``public.db`` that could be read."""

    path: Path
    serial: int

    @classmethod
    def open(cls, path: Path) -> LastEdition | None:
        """The edition in a file; None where there is none that this version can read."""
        if not path.is_file():
            return None
        try:
            with closing(connect(path)) as db:
                row = db.execute("select serial, schema_version from edition").fetchone()
                db.execute("select digest from oai_records limit 1")
        except sqlite3.DatabaseError:
            return None
        return cls(path, row[0]) if row and row[1] == SCHEMA_VERSION else None


def digests(db: sqlite3.Connection, of: Iterable[Exposure]) -> dict[str, str]:
    """What an edition shows of these records: digests by OAI identifier."""
    identifiers = json.dumps([before.oai_identifier for before in of])
    rows = db.execute(
        "select identifier, digest from oai_records"
        " where identifier in (select value from json_each(?)) and not deleted",
        (identifiers,),
    )
    return dict(rows.fetchall())


def note_in(
    catalogue: Catalogue, path: Path, *, since: str = "", summary: Mapping[str, object]
) -> None:
    """Notes in the catalogue an edition that was swapped in, as far as it was stamped ``since``."""
    with closing(connect(path)) as db:
        serial, published_at = db.execute("select serial, published_at from edition").fetchone()
        catalogue.exposures.absorb(
            serial,
            published_at,
            summary,
            _exposures(db, since),
            profiles.note(db),
            db.execute(_AUTHORITIES).fetchall(),
            formats.note(db),
            db.execute(_ACTIVITIES, (catalogue.exposures.last_activity(),)).fetchall(),
        )


def _exposures(db: sqlite3.Connection, since: str) -> Iterator[Exposure]:
    return map(Exposure._make, db.execute(_EXPOSURES, (since,)))


# The ARK is in the OAI identifier: ``oai:DOMAIN:ark:/NAAN/NAME``.
_EXPOSURES = """
select substr(identifier, instr(identifier, ':ark:') + 1), identifier, datestamp, deleted, sets,
  digest
from oai_records where datestamp >= ?
"""


_ACTIVITIES = "select id, kind, ark, at from activities where id > ? order by id"
_AUTHORITIES = """
select ark, null from authorities
union all
select ark, coalesce(left_at, (select published_at from edition)) from authority_tombstones
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an edition that only reads."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
