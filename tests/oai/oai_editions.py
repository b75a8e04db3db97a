"""Small editions made by hand, so that the provider is tested without the rooms before it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.edition import SCHEMA_VERSION, Edition
from archivekit.oai.oai_dc import write
from archivekit.oai.provider import ready_pages
from archivekit.oai.set_specs import kind_of, with_those_above
from archivekit.publish.set_rows import add_sets, count, fill
from archivekit.publish.sets import SetRow
from archivekit.schemas_folder import schema_path

DOMAIN = "archives.example.org"
SETTINGS = {
    "name": {"fr": "Archives municipales & Cie", "en": "City archives"},
    "contact": "archives@example.org",
    "naan": "99999",
    "oai_domain": DOMAIN,
    "languages": ["fr", "en"],
    "language": "fr",
}


@dataclass(frozen=True)
class Row:
    """One record of a test's edition."""

    name: str
    datestamp: str = "2024-05-01T10:00:00Z"
    sets: tuple[str, ...] = ("2-J",)
    left: tuple[str, ...] = ()
    deleted: bool = False
    words: str = "Registre"

    @property
    def identifier(self) -> str:
        return f"oai:{DOMAIN}:ark:/99999/{self.name}"

    def metadata(self) -> bytes | None:
        return None if self.deleted else write(self.exposed())

    def exposed(self) -> Exposed:
        return Exposed(
            ark=f"ark:/99999/{self.name}",
            oai_identifier=self.identifier,
            code=self.name,
            title=self.words,
            full_title=self.words,
            level="item",
            terms={"title": [Value(self.words, "fr")]},
        )


def make_edition(
    file: Path, rows: Iterable[Row], *, serial: int = 1, sets: bool = True, **settings: object
) -> Path:
    """A ``public.db`` of these records, put in place at once as a publication is."""
    rows, new = list(rows), file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as db:
        db.execute("pragma synchronous = off")  # nothing of it need last
        db.executescript(schema_path("edition.sql").read_text(encoding="utf-8"))
        earliest = min((row.datestamp for row in rows), default="2024-01-01T00:00:00Z")
        db.execute(
            "insert into edition values (?, ?, ?, ?, ?)",
            (
                serial,
                "2024-06-01T00:00:00Z",
                SCHEMA_VERSION,
                earliest,
                json.dumps(SETTINGS | settings),
            ),
        )
        _insert(db, rows, sets=sets)
        ready_pages.fill(Edition.in_the_making(new, db))
        db.commit()
    new.replace(file)
    return file


def _insert(db: sqlite3.Connection, rows: list[Row], *, sets: bool) -> None:
    db.executemany(
        "insert into oai_records (datestamp, identifier, deleted, sets, oai_dc)"
        " values (?, ?, ?, ?, ?)",
        [
            (it.datestamp, it.identifier, it.deleted, json.dumps(it.sets), it.metadata())
            for it in rows
        ],
    )
    if not sets:
        return
    members = {(spec, it.identifier) for it in rows for spec in it.sets}
    left = {(spec, it.identifier) for it in rows for spec in it.left}
    specs = {above for spec, _ in members | left for above in with_those_above(spec)}
    db.executemany("insert into oai_left values (?, ?)", sorted(left))
    add_sets(
        db,
        (
            SetRow(spec, kind_of(spec), f"Ensemble « {spec} » & <suite>", "Ce qui y est", None)
            for spec in sorted(specs)
        ),
    )
    fill(db)
    count(db)
