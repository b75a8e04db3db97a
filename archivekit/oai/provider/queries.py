"""What the provider reads from the edition.

Every list is read by key, in the order of an index, one row further than a page so as to know
whether there is a next one. Which rows are of it, :mod:`~archivekit.oai.provider.conditions` says.
"""

from __future__ import annotations

import sqlite3
from itertools import accumulate

from archivekit.oai.provider import conditions, exposing
from archivekit.oai.provider.conditions import WITH_RECORD
from archivekit.oai.provider.formats import FORMATS
from archivekit.oai.provider.repository import PREFIX, Repository
from archivekit.oai.provider.token import Key, ListRequest

PAGE_SIZE = 100
_HELD_BY_A_PAGE = 5_000
_HEADER = "o.datestamp, o.identifier, {deleted} as deleted, o.sets"
_MATERIAL = ", ".join(f"r.{column}" for column in exposing.OF_PROFILES)
_WHOLE = ", ".join(f"r.{column}" for column in exposing.WHOLE)
_ABOUT = ", (select about from oai_about where number = o.rowid) as about"
_HEADER_OF_SOME = """
f.datestamp, o.identifier, ({deleted} or not f.available) as deleted, o.sets, f.holds
"""


def headers(repository: Repository, request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The headers that follow a key."""
    return _page(repository, request, after, "")


def records(repository: Repository, request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The records that follow a key, with what the format asked for is made of."""
    columns = f"{_ABOUT}{_metadata(repository, request.prefix)}"
    return _page(repository, request, after, columns)


def page_of(rows: list[sqlite3.Row], request: ListRequest) -> list[sqlite3.Row]:
    """The rows of one page: fewer than it may have where they hold much, but one at least."""
    page = rows[:PAGE_SIZE]
    if request.verb != "ListRecords" or FORMATS[request.prefix].of_all:
        return page
    held = accumulate(row["holds"] for row in page)
    return page[: max(1, sum(so_far <= _HELD_BY_A_PAGE for so_far in held))]


def sets(repository: Repository, _request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The sets that follow a key, each with the Dublin Core of the record it stands for."""
    listed, bound = conditions.sets_of_profile(repository)
    return repository.edition.db.execute(
        f"""
        select spec, name, sets.description as words,
          o.identifier is null as deleted{_metadata(repository, PREFIX)}
        from sets
        left join records r on r.id = sets.record_id
        left join oai_records o on o.identifier = r.oai_identifier
        where {listed} and spec > :after order by spec limit :limit
        """,
        {**bound, "after": after[0], "limit": PAGE_SIZE + 1},
    ).fetchall()


def has_sets(repository: Repository) -> bool:
    """Whether there is any set."""
    listed, bound = conditions.sets_of_profile(repository)
    query = f"select 1 from sets where {listed} limit 1"
    return repository.edition.db.execute(query, bound).fetchone() is not None


def record(repository: Repository, identifier: str, prefix: str = PREFIX) -> sqlite3.Row | None:
    """One record, deleted ones too, with what the format is made of.

    ``elsewhere``: it never could be had in the format.
    """
    listed, deleted, bound = conditions.of_profile(repository)
    of_all = not prefix or FORMATS[prefix].of_all
    row: sqlite3.Row | None = repository.edition.db.execute(
        f"""
        select coalesce(f.datestamp, o.datestamp) as datestamp, o.identifier,
          ({deleted} or not coalesce(f.available, 1)) as deleted, o.sets, f.holds,
          not (:of_all or f.prefix is not null) as elsewhere,
          o.oai_dc, {_WHOLE}{_ABOUT}
        from oai_records o {WITH_RECORD}
        left join oai_formats f on f.identifier = o.identifier and f.prefix = :prefix
        where o.identifier = :identifier and {listed}
        """,
        {**bound, "identifier": identifier, "prefix": prefix, "of_all": of_all},
    ).fetchone()
    return row


def some_formats_of(repository: Repository, identifier: str) -> dict[str, bool]:
    """Of the formats that not all records can be had in, those a record ever could: still can."""
    rows = repository.edition.db.execute(
        "select prefix, available from oai_formats where identifier = ?", (identifier,)
    )
    return {prefix: bool(available) for prefix, available in rows}


def a_sample_identifier(repository: Repository) -> str | None:
    """The identifier of some record."""
    row = repository.edition.db.execute("select identifier from oai_records limit 1").fetchone()
    return row[0] if row else None


def _page(
    repository: Repository, request: ListRequest, after: Key, columns: str
) -> list[sqlite3.Row]:
    listed, deleted, of_profile = conditions.of_profile(repository)
    header, order = _HEADER, "i.position" if request.set_spec else "o.datestamp, o.identifier"
    if not FORMATS[request.prefix].of_all:
        header, order = _HEADER_OF_SOME, "f.datestamp, f.identifier"
    return repository.edition.db.execute(
        f"select {header.format(deleted=deleted)}{columns}"
        f" from {conditions.among(repository, request)} and {listed}"
        f" order by {order} limit :limit",
        {**conditions.bound_by(repository, request, after), **of_profile, "limit": PAGE_SIZE + 1},
    ).fetchall()


def _metadata(repository: Repository, prefix: str) -> str:
    """The further columns that a format is made of."""
    if prefix != PREFIX:
        return f", {_WHOLE}"
    return f", {_MATERIAL}" if repository.profile else ", o.oai_dc"
