"""The authority records of an edition, the records that name them, and other words for a search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description.authority import Authority, compared
from archivekit.description.authority_json import from_document
from archivekit.description.words import runs
from archivekit.edition.edition import Edition
from archivekit.edition.rows import RecordSummary

_MOST_SYNONYMS = 10


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """An authority record as it is published."""

    ark: str
    authority: Authority
    latitude: float | None
    longitude: float | None


def authority_at(edition: Edition, ark: str) -> AuthorityRow | None:
    """The authority record of an ARK."""
    row = edition.db.execute(
        "select ark, document, latitude, longitude from authorities where ark = ?", (ark,)
    ).fetchone()
    return AuthorityRow(row[0], from_document(json.loads(row[1])), row[2], row[3]) if row else None


def authority_left_at(edition: Edition, ark: str) -> str | None:
    """When an authority record left the edition (UTC); None where it was never in one."""
    row = edition.db.execute(
        "select coalesce(left_at, (select published_at from edition))"
        " from authority_tombstones where ark = ?",
        (ark,),
    ).fetchone()
    return str(row[0]) if row else None


def ark_of_name(edition: Edition, name: str) -> str | None:
    """The ARK of the authority record of an authorised form."""
    rows = edition.db.execute("select ark, name from authorities where name = ?", (name,))
    return next((ark for ark, found in rows if compared(found) == compared(name)), None)


def links_of(edition: Edition, record_id: int) -> dict[tuple[str, str], str]:
    """Facet and value of a record to the ARK of the authority whose name the value is."""
    rows = edition.db.execute(
        "select l.facet, l.value, l.ark from terms t join authority_links l"
        " on l.facet = t.facet and l.value = t.value where t.record_id = ?",
        (record_id,),
    )
    return {(facet, value): ark for facet, value, ark in rows}


def coordinates_of(edition: Edition, place: str) -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84) of a place that records name; None where unknown."""
    row = edition.db.execute(
        "select a.latitude, a.longitude from authority_links l join authorities a using (ark)"
        " where l.facet = 'place' and l.value = ? and a.latitude is not null",
        (place,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def names_in_records(edition: Edition, ark: str) -> list[tuple[str, str, int]]:
    """Facet and value by which records name an authority, and how many do."""
    rows = edition.db.execute(
        "select l.facet, l.value, c.records from authority_links l join facet_counts c"
        " on c.facet = l.facet and c.value = l.value where l.ark = ? order by c.records desc",
        (ark,),
    )
    return [(facet, value, records) for facet, value, records in rows]


def kinds_between(db: sqlite3.Connection, first: int, last: int) -> dict[str, str]:
    """The kinds of authority records by the names of persons and bodies in some records."""
    rows = db.execute(
        "select distinct l.value, a.kind from authority_links l join authorities a using (ark)"
        " where l.facet in ('person', 'creator') and exists (select 1 from terms t"
        " where t.facet = l.facet and t.value = l.value and t.record_id between ? and ?)"
        " order by 1, 2",
        (first, last),
    )
    return dict(rows.fetchall())


def records_naming(edition: Edition, ark: str, limit: int) -> list[RecordSummary]:
    """The first records that name an authority, in the order of browsing."""
    columns = ", ".join(RecordSummary.__slots__)
    rows = edition.db.execute(
        f"select {columns} from records where id in (select t.record_id from authority_links l"
        " join terms t on t.facet = l.facet and t.value = l.value where l.ark = ?)"
        " order by id limit ?",
        (ark, limit),
    )
    return [RecordSummary(*row) for row in rows]


def synonyms(edition: Edition, words: str) -> Iterator[tuple[str, str]]:
    """For what a visitor typed: words of it, stemmed, and the value that records have instead."""
    rows = edition.db.execute(
        "select words, preferred from synonyms where words in (select value from json_each(?))"
        " order by words, preferred limit ?",
        (json.dumps(runs(words)), _MOST_SYNONYMS),
    )
    yield from ((stemmed, preferred) for stemmed, preferred in rows)
