"""The records that a search finds: a bounded set of them, its facets, one page of it.

Ranking and counting look at the first :data:`CAP` matches: a word that stands in every record
costs no more than that.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from archivekit.edition import Edition
from archivekit.site.queries.asked import FACETS, Asked

CAP = 50_000
PER_PAGE = 20
LAST_PAGE = CAP // PER_PAGE
FEW_VALUES, MANY_VALUES = 8, 200
_SECONDS = 3.0
_STEPS = 5_000

# bm25's weights for the columns of the index: title, code, names, body.
_SCORE = "bm25(search, 8.0, 10.0, 3.0, 1.0)"
_ORDERS = {
    "relevance": "hits.score, hits.id",
    "code": "hits.id",
    "date": "r.year_first is null, r.year_first, hits.id",
    "date-desc": "r.year_last is null, r.year_last desc, hits.id",
}


class TooSlow(Exception):
    """The search was stopped: it asks for more than it may take."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and how many of the records found have it."""

    value: str
    records: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: how many records, and the rows of one page of them."""

    total: int
    is_capped: bool
    rows: list[sqlite3.Row]
    facets: dict[str, list[FacetValue]]

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return max(1, -(-self.total // PER_PAGE))


def find(edition: Edition, asked: Asked) -> Found:
    """The records that a search finds. Raises TooSlow."""
    with time_limit(edition.db):
        if asked.is_everything:
            return _everything(edition, asked)
        hits, values = _hits(edition, asked)
        counted, facets = _counts(edition, asked, hits, values)
        shown = {name: some[: _how_many(asked, name)] for name, some in facets.items()}
        rows = _page(edition, asked, hits, values)
        return Found(min(counted, CAP), counted > CAP, rows, shown)


def _everything(edition: Edition, asked: Asked) -> Found:
    """The whole edition: nothing needs counting, each order has its index."""
    count = edition.count()
    facets = {
        facet: [FacetValue(*it) for it in edition.facet_counts(facet, _how_many(asked, facet))]
        for facet in FACETS
    }
    return Found(min(count, CAP), count > CAP, _browsed(edition.db, asked), facets)


def _browsed(db: sqlite3.Connection, asked: Asked) -> list[sqlite3.Row]:
    """One page of the whole edition; what has no date comes last."""
    limit, offset = _window(asked)
    if asked.sort != "date":
        order = "year_first desc, year_last desc, id desc" if asked.sort == "date-desc" else "id"
        return db.execute(
            f"select * from records order by {order} limit ? offset ?", (limit, offset)
        ).fetchall()
    dated = "select * from records where year_first is not null order by year_first, year_last, id"
    rows = db.execute(f"{dated} limit ? offset ?", (limit, offset)).fetchall()
    if len(rows) < limit:
        before = db.execute("select count(year_first) from records").fetchone()[0]
        rows += db.execute(
            "select * from records where year_first is null order by id limit ? offset ?",
            (limit - len(rows), max(0, offset - before)),
        ).fetchall()
    return rows


def _hits(edition: Edition, asked: Asked) -> tuple[str, list[object]]:
    """The SQL of the records found, their numbers and scores; and its values."""
    filters = _rarest_first(edition, asked.filters)
    conditions: list[str] = []
    values: list[object] = []
    if asked.match:
        score = _SCORE if asked.sort == "relevance" else "0"
        source, number = f"select rowid as id, {score} as score from search", "search.rowid"
        conditions.append("search match ?")
        values.append(asked.match)
    elif filters:
        source, number = "select record_id as id, 0 as score from terms", "terms.record_id"
        conditions.append("facet = ? and value = ?")
        values += filters.pop(0)
    else:
        source, number = "select id, 0 as score from records", "records.id"
    for facet, value in filters:
        conditions.append(
            f"exists (select 1 from terms t where t.facet = ? and t.value = ?"
            f" and t.record_id = {number})"
        )
        values += (facet, value)
    for condition, given in conditions_of_the_record(asked):
        # Each is answered by an index alone; the plus keeps full text from asking one by one.
        conditions.append(f"+{number} in (select id from records where {condition})")
        values += given
    return f"{source} where {' and '.join(conditions)} limit {CAP + 1}", values


def conditions_of_the_record(asked: Asked) -> Iterator[tuple[str, list[int]]]:
    if asked.with_images:
        yield "page_count > 0", []
    if asked.year_from is not None and asked.year_to is not None:
        yield "year_first <= ? and year_last >= ?", [asked.year_to, asked.year_from]
    elif asked.year_from is not None:
        yield "year_first is not null and year_last >= ?", [asked.year_from]
    elif asked.year_to is not None:
        yield "year_first <= ?", [asked.year_to]


def _rarest_first(edition: Edition, filters: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The filters, so that the one with the fewest records leads."""
    counted = []
    for facet, value in filters:
        row = edition.db.execute(
            "select records from facet_counts where facet = ? and value = ?", (facet, value)
        ).fetchone()
        counted.append((row[0] if row else 0, facet, value))
    return [(facet, value) for _, facet, value in sorted(counted)]


Counts = tuple[int, dict[str, list[FacetValue]]]

# Turning the pages of a result, or sorting it anew, counts nothing again.
_remembered: dict[object, Counts] = {}
_MOST_REMEMBERED = 256


def _counts(edition: Edition, asked: Asked, hits: str, values: list[object]) -> Counts:
    """How many records were found, and how many of them by facet."""
    same = replace(asked, sort="", page=1, more="")
    key = (edition.images, edition.serial, edition.published_at, same)
    if (known := _remembered.get(key)) is not None:
        return known
    row = edition.db.execute(f"select count(*) from ({hits})", values).fetchone()
    counts = int(row[0]), _facets(edition, hits, values)
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = counts
    return counts


def _page(edition: Edition, asked: Asked, hits: str, values: list[object]) -> list[sqlite3.Row]:
    # Only an order by date needs to look at every record; else at those of the page.
    needs_records = asked.sort.startswith("date")
    joined = " join records r on r.id = hits.id" if needs_records else ""
    return edition.db.execute(
        f"with hits as materialized ({hits}), turned as materialized ("
        f" select hits.id, row_number() over (order by {_ORDERS[asked.sort]}) as turn"
        f" from hits{joined} order by turn limit ? offset ?)"
        " select records.* from turned join records on records.id = turned.id order by turn",
        (*values, *_window(asked)),
    ).fetchall()


def _window(asked: Asked) -> tuple[int, int]:
    return PER_PAGE, (min(asked.page, LAST_PAGE) - 1) * PER_PAGE


def _facets(edition: Edition, hits: str, values: list[object]) -> dict[str, list[FacetValue]]:
    names = ", ".join("?" for _ in FACETS)
    rows = edition.db.execute(
        f"with hits as materialized ({hits}), counted as ("
        " select facet, value, count(*) as records from hits"
        " join terms on terms.record_id = hits.id"
        f" where facet in ({names}) group by facet, value)"
        " select facet, value, records from (select *, row_number() over"
        " (partition by facet order by records desc, value) as place from counted)"
        " where place <= ? order by facet, place",
        (*values, *FACETS, MANY_VALUES),
    )
    facets: dict[str, list[FacetValue]] = {facet: [] for facet in FACETS}
    for facet, value, records in rows:
        facets[facet].append(FacetValue(value, records))
    return facets


def _how_many(asked: Asked, facet: str) -> int:
    """Values to show of a facet, and one more that tells that there are more."""
    return MANY_VALUES if asked.more == facet else FEW_VALUES + 1


@contextmanager
def time_limit(db: sqlite3.Connection) -> Iterator[None]:
    """Stop what takes longer than a visitor waits."""
    end = time.monotonic() + _SECONDS
    db.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise TooSlow from None
        raise
    finally:
        db.set_progress_handler(None, 0)
