"""What the provider reads from the edition.

Owns its SQL. Every list is read by key, in the order of a primary key, one row further than a page
so as to know whether there is a next one.
"""

from __future__ import annotations

import sqlite3

from archivekit.edition import Edition
from archivekit.oai.provider.token import Key, ListRequest

PAGE_SIZE = 100
_HEADER = "datestamp, identifier, deleted, sets"
_BETWEEN = "(datestamp, identifier) > (:datestamp, :identifier) and datestamp <= :last"


def headers(edition: Edition, request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The headers that follow a key."""
    return _page(edition, request, after, _HEADER)


def records(edition: Edition, request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The records that follow a key, with their bytes in the format asked for."""
    # The prefix is one of FORMATS by now, and so a column's name.
    return _page(edition, request, after, f"{_HEADER}, {request.prefix} as metadata")


def count_records(edition: Edition, request: ListRequest, after: Key) -> int:
    """How many records follow a key."""
    bound = _bound(request, after)
    among = "oai_sets where set_spec = :set_spec and" if request.set_spec else "oai_records where"
    where = f"{among} {_BETWEEN}"
    if bound == _bound(ListRequest(request.verb), ("", "")):
        where = "oai_records"  # all of them: SQLite counts those in its smallest index
    return _count(edition, where, bound)


def sets(edition: Edition, _request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The sets that follow a key, each with the Dublin Core of the record it stands for."""
    return edition.db.execute(
        """
        select spec, name, oai_dc from sets
        left join records on records.id = sets.record_id
        left join oai_records on oai_records.identifier = records.oai_identifier
        where spec > ? order by spec limit ?
        """,
        (after[0], PAGE_SIZE + 1),
    ).fetchall()


def count_sets(edition: Edition, _request: ListRequest, after: Key) -> int:
    """How many sets follow a key."""
    return _count(edition, "sets where spec > :spec", {"spec": after[0]})


def has_sets(edition: Edition) -> bool:
    """Whether the edition has any set."""
    return edition.db.execute("select 1 from sets limit 1").fetchone() is not None


def record(edition: Edition, identifier: str) -> sqlite3.Row | None:
    """One record, deleted ones too, with its bytes in every format."""
    row: sqlite3.Row | None = edition.db.execute(
        "select * from oai_records where identifier = ?", (identifier,)
    ).fetchone()
    return row


def a_sample_identifier(edition: Edition) -> str | None:
    """The identifier of some record."""
    row = edition.db.execute("select identifier from oai_records limit 1").fetchone()
    return row[0] if row else None


def _page(edition: Edition, request: ListRequest, after: Key, columns: str) -> list[sqlite3.Row]:
    among, of_set = "oai_records", ""
    if request.set_spec:
        # "cross": SQLite keeps this order, and so reads the set's key and sorts nothing.
        among = "oai_sets cross join oai_records using (datestamp, identifier)"
        of_set = "set_spec = :set_spec and"
    return edition.db.execute(
        f"select {columns} from {among} where {of_set} {_BETWEEN}"
        " order by datestamp, identifier limit :limit",
        {**_bound(request, after), "limit": PAGE_SIZE + 1},
    ).fetchall()


def _bound(request: ListRequest, after: Key) -> dict[str, str]:
    # No identifier is empty: all records of the first second follow this key.
    datestamp, identifier = max(after, (request.window.first, ""))
    last, set_spec = request.window.last, request.set_spec
    return {"datestamp": datestamp, "identifier": identifier, "last": last, "set_spec": set_spec}


def _count(edition: Edition, where: str, bound: dict[str, str]) -> int:
    return int(edition.db.execute(f"select count(*) from {where}", bound).fetchone()[0])
