"""The formats that not all records can be had in: who is in them, since when, and who once was.

What can no longer be had in a format is told there as deleted (OAI-PMH 2.5.1), as of the moment
that it could not. A finding aid has a datestamp of its own: it changes with anything in it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from archivekit.catalogue import ExposedFormat
from archivekit.description.exposed import Exposed
from archivekit.edition.authorities import kinds_between
from archivekit.oai import edm, oai_ead

MOST_COMPONENTS = 50_000
_MOST_CHARACTERS = 100_000_000
_MOST_LEVELS = 100

TEMPORARY = """
create temp table formats_now (
  number integer not null, prefix text not null, holds integer not null,
  digest text not null default '', datestamp text
);
create temp table formats_known (
  identifier text not null, prefix text not null, available integer not null,
  datestamp text not null, digest text not null
);
"""
Known = Mapping[tuple[str, str], ExposedFormat]


def of_pages(record: Exposed) -> Iterator[tuple[str, int]]:
    """The formats of what is digitised that a record can be had in, and how much it holds."""
    if record.pages:
        yield "mets", len(record.pages)
        if edm.is_taken(record):
            yield "edm", len(record.pages)


def add_finding_aids(
    db: sqlite3.Connection, known: Known, settings: Mapping[str, Any]
) -> list[str]:
    """Adds the finding aids of an edition; gives the codes of those too large to be given."""
    too_large = []
    for identifier, code, first, last in _tops(db):
        if _is_too_large(db, first, last):
            too_large.append(code)
            continue
        digest = _digest(db, first, last, settings)
        before = known.get((identifier, "oai_ead"))
        same = before is not None and before.available and before.digest == digest
        db.execute(
            "insert into formats_now values (?, 'oai_ead', ?, ?, ?)",
            (first, last - first, digest, before.datestamp if before and same else None),
        )
    db.executemany("insert into formats_known values (?, ?, ?, ?, ?)", known.values())
    return too_large


def _tops(db: sqlite3.Connection) -> Iterator[tuple[str, str, int, int]]:
    """The house's records without a parent, with the numbers of the first and last of their tree.

    Records are numbered down the trees, so that a tree has consecutive numbers.
    """
    rows = db.execute(
        "select id, oai_identifier, code, partner from records where parent_id is null order by id"
    ).fetchall()
    after = db.execute("select coalesce(max(id), 0) + 1 from records").fetchone()[0]
    for (number, identifier, code, partner), (following, *_) in pairwise([*rows, (after,)]):
        if partner is None:
            yield identifier, code, number, following - 1


def _is_too_large(db: sqlite3.Connection, first: int, last: int) -> bool:
    if last - first > MOST_COMPONENTS:
        return True
    characters, levels = db.execute(
        "select sum(length(terms)), max(depth) from records where id between ? and ?",
        (first, last),
    ).fetchone()
    return bool(characters > _MOST_CHARACTERS or levels > _MOST_LEVELS)


def _digest(db: sqlite3.Connection, first: int, last: int, settings: Mapping[str, Any]) -> str:
    """The digest of all that stands in a finding aid."""
    kinds = kinds_between(db, first, last)
    about = [settings[key] for key in ("name", "service_code", "language")]
    digest = hashlib.sha256(json.dumps([oai_ead.WRITER, about, kinds]).encode())
    for (of_record,) in db.execute(
        "select digest from oai_records where rowid between ? and ? order by rowid", (first, last)
    ):
        digest.update(of_record.encode())
    return digest.hexdigest()


def stamp(db: sqlite3.Connection, datestamp: str) -> None:
    """Says what is told in each format. May be done again with a later datestamp."""
    for statement in _STAMP:
        db.execute(statement, {"now": datestamp})


# What changed is stamped in ``oai_records`` already.
_STAMP = (
    "delete from oai_formats",
    """
    insert into oai_formats (prefix, datestamp, identifier, available, holds, digest)
    select n.prefix, iif(n.prefix = 'oai_ead', coalesce(n.datestamp, :now), o.datestamp),
      o.identifier, 1, n.holds, n.digest
    from formats_now n join oai_records o on o.rowid = n.number order by 1, 2, 3
    """,
    """
    insert into oai_formats (prefix, datestamp, identifier, available, holds, digest)
    select k.prefix, max(o.datestamp, iif(k.available, :now, k.datestamp)), k.identifier, 0, 0, ''
    from formats_known k join oai_records o on o.identifier = k.identifier
    where (k.identifier, k.prefix) not in (
      select o.identifier, n.prefix from formats_now n join oai_records o on o.rowid = n.number
    )
    """,
)


def note(db: sqlite3.Connection) -> Iterator[ExposedFormat]:
    """Who is told of in these formats, as the catalogue notes it."""
    rows = db.execute("select identifier, prefix, available, datestamp, digest from oai_formats")
    return map(ExposedFormat._make, rows)
