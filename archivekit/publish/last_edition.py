"""The edition that is public while the next is made: what it shows, what can be carried over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from archivekit.catalogue import Catalogue, Exposure
from archivekit.edition import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class LastEdition:
    """A ``public.db`` that could be read. ``digests`` is by ARK, of what it shows."""

    path: Path
    serial: int
    published_at: str
    digests: dict[str, str]

    @classmethod
    def open(cls, path: Path) -> LastEdition | None:
        """The edition in a file; None where there is none that this version can read."""
        if not path.is_file():
            return None
        try:
            with closing(_connect(path)) as db:
                row = db.execute("select serial, published_at, schema_version from edition")
                serial, published_at, version = row.fetchone() or (0, "", 0)
                if version != SCHEMA_VERSION:
                    return None
                shown = db.execute("select identifier, digest from oai_records where not deleted")
                digests = {_ark(identifier): digest for identifier, digest in shown}
        except sqlite3.DatabaseError:
            return None
        return cls(path, serial, published_at, digests)

    def absorb_into(self, catalogue: Catalogue, since: str = "") -> None:
        """Notes in the catalogue what the edition shows, as far as it was stamped ``since``."""
        with closing(_connect(self.path)) as db:
            catalogue.exposures.absorb(self.serial, self.published_at, {}, _exposures(db, since))


def note_in(catalogue: Catalogue, path: Path, *, since: str, summary: dict[str, object]) -> None:
    """Notes in the catalogue an edition that was swapped in, as far as it was stamped ``since``."""
    with closing(_connect(path)) as db:
        serial, published_at = db.execute("select serial, published_at from edition").fetchone()
        catalogue.exposures.absorb(serial, published_at, summary, _exposures(db, since))


def _exposures(db: sqlite3.Connection, since: str) -> Iterator[Exposure]:
    rows = db.execute(
        "select identifier, datestamp, deleted, sets, digest from oai_records where datestamp >= ?",
        (since,),
    )
    for identifier, datestamp, deleted, sets, digest in rows:
        specs = tuple(json.loads(sets))
        yield Exposure(_ark(identifier), identifier, datestamp, bool(deleted), specs, digest)


def _ark(identifier: str) -> str:
    """The ARK in an OAI identifier: ``oai:DOMAIN:ark:/NAAN/NAME``."""
    return identifier.split(":", 2)[2]


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
