"""The whole edition at a glance, for the home page and for machines that list it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archivekit.description.codes import fold
from archivekit.edition import Edition, RecordSummary

MAX_FONDS = 100
SHOWN = 8
PER_SITEMAP = 50_000

_SUMMARY = ", ".join(RecordSummary.__slots__)


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is, the fonds, and some records with images."""

    records: int
    pages: int
    recordings: int
    fonds: list[RecordSummary]
    fonds_records: dict[str, int]
    partners: list[tuple[str, int]]
    shown: list[sqlite3.Row]


def overview(edition: Edition) -> Overview:
    """The edition at a glance."""
    counted = edition.db.execute("select count(*), max(id) from pages").fetchone()
    heard = edition.db.execute("select count(*) from pages where recording is not null").fetchone()[
        0
    ]
    return Overview(
        records=edition.count(),
        pages=counted[0] - heard,
        recordings=heard,
        fonds=_fonds(edition),
        fonds_records=dict(edition.facet_counts("fonds", MAX_FONDS)),
        partners=_partners(edition),
        shown=_some_with_images(edition, counted[1] or 0),
    )


def _fonds(edition: Edition) -> list[RecordSummary]:
    """The house's own, and what else stands at the top and holds something."""
    rows = edition.db.execute(
        f"select {_SUMMARY} from records where parent_id is null and partner is null"
        " and (child_count > 0 or level in ('fonds', 'collection')) order by id limit ?",
        (MAX_FONDS,),
    )
    return [RecordSummary(*row) for row in rows]


def _partners(edition: Edition) -> list[tuple[str, int]]:
    rows = edition.db.execute(
        "select partner, count(*) from records where partner is not null group by partner"
    )
    return [(partner, records) for partner, records in rows]


def fonds_titles(edition: Edition, codes: Iterable[str]) -> dict[str, str]:
    """The titles of the fonds of some codes; partners have none."""
    folded = [fold(code) for code in codes]
    marks = ", ".join("?" for _ in folded)
    rows = edition.db.execute(
        "select code, title from records where parent_id is null and partner is null"
        f" and code_folded in ({marks})",
        folded,
    )
    return dict(rows.fetchall())


def _some_with_images(edition: Edition, last_page: int) -> list[sqlite3.Row]:
    """Records spread over the whole edition, the same until the next."""
    steps = max(1, SHOWN - 1)
    numbers = dict.fromkeys(max(1, last_page * step // steps) for step in range(SHOWN))
    found: dict[int, None] = {}
    for number in numbers if last_page else ():
        row = edition.db.execute(
            "select record_id from pages where id >= ? and image is not null order by id limit 1",
            (number,),
        ).fetchone()
        if row:
            found.setdefault(row[0])
    marks = ", ".join("?" for _ in found)
    return edition.db.execute(
        f"select * from records where id in ({marks}) order by id", tuple(found)
    ).fetchall()


def sitemap_count(edition: Edition) -> int:
    """How many sitemaps name all pages; one may name 50,000 (sitemaps.org protocol)."""
    last = edition.db.execute("select max(rowid) from authorities").fetchone()[0] or 0
    return max(1, -(-(_last_record(edition) + last) // PER_SITEMAP))


def sitemap(edition: Edition, number: int) -> list[tuple[str, str | None, bool]]:
    """ARKs and datestamps of one sitemap, from 1, and who has pages: its own run of numbers.

    Those of authority records go on where the records end; they have no datestamps.
    """
    first, last, before = (number - 1) * PER_SITEMAP, number * PER_SITEMAP, _last_record(edition)
    rows = edition.db.execute(
        "select ark, datestamp, page_count > 0 from"
        " (select ark, datestamp, id, page_count from records"
        " where id > :first and id <= :last order by id)"
        " union all select ark, null, 0 from (select ark from authorities"
        " where rowid > :first - :before and rowid <= :last - :before order by rowid)",
        {"first": first, "last": last, "before": before},
    )
    return [(ark, datestamp, bool(has_pages)) for ark, datestamp, has_pages in rows]


def _last_record(edition: Edition) -> int:
    return int(edition.db.execute("select max(id) from records").fetchone()[0] or 0)
