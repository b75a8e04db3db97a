"""What the provider reads from the edition.

Owns its SQL. Every list is read by key, in the order of an index, one row further than a page so
as to know whether there is a next one. ``o`` is ``oai_records``, ``r`` its row of ``records``,
whose number is the same; ``i`` are the positions in a set.

A record that left a set is told of to those who ask the set what changed since a date: as it is
now, its header naming the sets that it is in. It is not said to be deleted, which it is not.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import accumulate

from archivekit.oai.profiles import selection
from archivekit.oai.profiles.profile import Selection
from archivekit.oai.provider import exposing
from archivekit.oai.provider.formats import FORMATS
from archivekit.oai.provider.repository import PREFIX, Repository
from archivekit.oai.provider.token import Key, ListRequest
from archivekit.oai.provider.window import ALWAYS
from archivekit.oai.set_specs import FONDS, PARTNER, kind_of

PAGE_SIZE = 100
_HELD_BY_A_PAGE = 5_000
_EVERYTHING = ListRequest("ListRecords")
_HEADER = "o.datestamp, o.identifier, {deleted} as deleted, o.sets"
_BETWEEN = "(o.datestamp, o.identifier) > (:datestamp, :identifier) and o.datestamp <= :last"
_MATERIAL = ", ".join(f"r.{column}" for column in exposing.OF_PROFILES)
_WHOLE = ", ".join(f"r.{column}" for column in exposing.WHOLE)
_WITH_RECORD = "left join records r on r.id = o.rowid and not o.deleted"
# "cross": SQLite keeps this order, and so begins with what an index of records selects.
_OF_RECORDS = "records r cross join oai_records o on o.rowid = r.id"
_ABOUT = ", (select about from oai_about where number = o.rowid) as about"
_MEMBERS = """
oai_sets i
cross join oai_order on oai_order.position = i.position
cross join oai_records o on o.rowid = oai_order.number
"""
_IN_SET = """
i.set_number = (select number from sets where spec = :set_spec)
and i.position > :first_position and i.position <= :last_position
and (:tells_who_left or not i.has_left)
"""
# A format that not all records can be had in has an order of its own: ``f``.
_OF_SOME = "oai_formats f cross join oai_records o on o.identifier = f.identifier"
_HEADER_OF_SOME = """
f.datestamp, o.identifier, ({deleted} or not f.available) as deleted, o.sets, f.holds
"""
_BETWEEN_OF_SOME = """
f.prefix = :prefix and (f.datestamp, f.identifier) > (:datestamp, :identifier)
and f.datestamp <= :last
"""
_IN_SET_OF_SOME = """
and exists (
  select 1 from oai_order
  join oai_sets i on i.position = oai_order.position
    and i.set_number = (select number from sets where spec = :set_spec)
  where oai_order.number = o.rowid and (:tells_who_left or not i.has_left)
)
"""
# The last record of all that stand no later than a key.
_POSITION = """
select position from oai_order where number = (
  select rowid from oai_records where (datestamp, identifier) <= (?, ?)
  order by datestamp desc, identifier desc limit 1
)
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


def count_records(repository: Repository, request: ListRequest, after: Key) -> int:
    """How many records follow a key."""
    bound = _bound(repository, request, after)
    if not FORMATS[request.prefix].of_all:
        listed, _, of_profile = _of_profile(repository)
        where = f"{_among(repository, request)} and {listed}"
        return _count(repository, where, bound | of_profile)
    is_whole = bound == _bound(repository, replace(_EVERYTHING, prefix=request.prefix), ("", ""))
    if _gives_all(repository, request):
        if request.set_spec:
            return _count(repository, f"oai_sets i where {_IN_SET}", bound)
        # All of them: SQLite counts those in its smallest index.
        where = "oai_records" if is_whole else f"oai_records o where {_BETWEEN}"
        return _count(repository, where, bound)
    if not request.set_spec and not _selection(repository).sets:
        return _count_whole(repository) if is_whole else _count_between(repository, bound)
    listed, _, of_profile = _of_profile(repository)
    where = f"{_among(repository, request)} and {listed}"
    return _count(repository, where, bound | of_profile)


def _gives_all(repository: Repository, request: ListRequest) -> bool:
    """Whether the profile leaves nothing out of a list: in a fonds nothing is a partner's."""
    selected = _selection(repository)
    of_a_fonds = request.set_spec and kind_of(request.set_spec) == FONDS
    return selected.is_all or bool(of_a_fonds and selected == Selection(harvested=False))


def _count_whole(repository: Repository) -> int:
    """All that a profile tells of, counted in indexes: what is deleted, and what it selects."""
    assert repository.profile is not None
    record, bound = selection.of_records(repository.profile.selection)
    left = (
        "profile_tombstones where profile = :p_profile"
        " and identifier not in (select oai_identifier from tombstones)"
    )
    return (
        _count(repository, f"records r where {record}", bound)
        + _count(repository, "tombstones", {})
        + _count(repository, left, {"p_profile": repository.profile.name})
    )


def _count_between(repository: Repository, between: selection.Bound) -> int:
    """What a profile tells of between two keys: what is deleted, what it selects, what it left."""
    assert repository.profile is not None
    left = "select identifier from profile_tombstones where profile = :p_profile"
    bound = {**between, "p_profile": repository.profile.name}
    if repository.profile.selection == Selection(harvested=False):
        # Nearly all: those that it leaves out are fewer.
        out = f"r.partner is not null and {_BETWEEN} and o.identifier not in ({left})"
        everything = _count(repository, f"oai_records o where {_BETWEEN}", between)
        return everything - _count(repository, f"{_OF_RECORDS} where {out}", bound)
    record, of_record = selection.of_records(repository.profile.selection)
    live = f"{_OF_RECORDS} where {record} and {_BETWEEN}"
    others = (
        f"oai_records o {_WITH_RECORD} where o.identifier in"
        f" (select oai_identifier from tombstones union {left})"
        f" and (o.deleted or not coalesce({record}, 0)) and {_BETWEEN}"
    )
    bound |= of_record
    return _count(repository, live, bound) + _count(repository, others, bound)


def sets(repository: Repository, _request: ListRequest, after: Key) -> list[sqlite3.Row]:
    """The sets that follow a key, each with the Dublin Core of the record it stands for."""
    listed, bound = _sets_of_profile(repository)
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


def count_sets(repository: Repository, _request: ListRequest, after: Key) -> int:
    """How many sets follow a key."""
    listed, bound = _sets_of_profile(repository)
    where = f"sets where {listed} and spec > :after"
    return _count(repository, where, {**bound, "after": after[0]})


def has_sets(repository: Repository) -> bool:
    """Whether there is any set."""
    listed, bound = _sets_of_profile(repository)
    query = f"select 1 from sets where {listed} limit 1"
    return repository.edition.db.execute(query, bound).fetchone() is not None


def record(repository: Repository, identifier: str, prefix: str = PREFIX) -> sqlite3.Row | None:
    """One record, deleted ones too, with what the format is made of.

    ``elsewhere``: it never could be had in the format.
    """
    listed, deleted, bound = _of_profile(repository)
    of_all = not prefix or FORMATS[prefix].of_all
    row: sqlite3.Row | None = repository.edition.db.execute(
        f"""
        select coalesce(f.datestamp, o.datestamp) as datestamp, o.identifier,
          ({deleted} or not coalesce(f.available, 1)) as deleted, o.sets, f.holds,
          not (:of_all or f.prefix is not null) as elsewhere,
          o.oai_dc, {_WHOLE}{_ABOUT}
        from oai_records o {_WITH_RECORD}
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
    listed, deleted, of_profile = _of_profile(repository)
    header, order = _HEADER, "i.position" if request.set_spec else "o.datestamp, o.identifier"
    if not FORMATS[request.prefix].of_all:
        header, order = _HEADER_OF_SOME, "f.datestamp, f.identifier"
    return repository.edition.db.execute(
        f"select {header.format(deleted=deleted)}{columns}"
        f" from {_among(repository, request)} and {listed} order by {order} limit :limit",
        {**_bound(repository, request, after), **of_profile, "limit": PAGE_SIZE + 1},
    ).fetchall()


def _among(repository: Repository, request: ListRequest) -> str:
    """The tables of a list, and its conditions but those of the profile."""
    made = request.verb == "ListRecords" and request.prefix != PREFIX
    with_record = _WITH_RECORD if repository.profile or made else ""
    if not FORMATS[request.prefix].of_all:
        in_set = _IN_SET_OF_SOME if request.set_spec else ""
        return f"{_OF_SOME} {with_record} where {_BETWEEN_OF_SOME} {in_set}"
    if request.set_spec:
        # "cross": SQLite keeps this order, and so reads the set's key and sorts nothing.
        return f"{_MEMBERS} {with_record} where {_IN_SET}"
    return f"oai_records o {with_record} where {_BETWEEN}"


def _metadata(repository: Repository, prefix: str) -> str:
    """The further columns that a format is made of."""
    if prefix != PREFIX:
        return f", {_WHOLE}"
    return f", {_MATERIAL}" if repository.profile else ", o.oai_dc"


def _selection(repository: Repository) -> Selection:
    return repository.profile.selection if repository.profile else Selection()


def _of_profile(repository: Repository) -> tuple[str, str, selection.Bound]:
    """Which records are told of, which of these as deleted, and what that binds."""
    selected = _selection(repository)
    if repository.profile is None or selected.is_all:
        return "1", "o.deleted", {}
    record, of_record = selection.of_records(selected)
    in_sets, of_sets = selection.of_sets(selected)
    left = "o.identifier in (select identifier from profile_tombstones where profile = :p_profile)"
    return (
        f"(((o.deleted or coalesce({record}, 0)) and {in_sets}) or {left})",
        f"(o.deleted or not (coalesce({record}, 0) and {in_sets}))",
        {**of_record, **of_sets, "p_profile": repository.profile.name},
    )


def _sets_of_profile(repository: Repository) -> tuple[str, selection.Bound]:
    selected = _selection(repository)
    kinds = [kind for kind in repository.set_kinds if kind != PARTNER or selected.harvested]
    listed, bound = f"kind in ({', '.join(map(repr, kinds))})", selection.Bound()
    if selected.sets:
        listed += f" and {selection.spec_selected('spec')}"
        bound = selection.of_sets(selected)[1]
    return listed, bound


def _bound(repository: Repository, request: ListRequest, after: Key) -> selection.Bound:
    """What a list binds. A changed profile lifts all datestamps before to the moment it changed."""
    first, last = request.window.first, request.window.last
    if repository.changed_at >= first:
        first = ""
    if repository.changed_at > last:
        last = ""
    # No identifier is empty: all records of the first second follow this key.
    datestamp, identifier = max(after, (first, ""))
    between: selection.Bound = {"datestamp": datestamp, "identifier": identifier, "last": last}
    tells_who_left = request.window.first != ALWAYS
    if not FORMATS[request.prefix].of_all:
        in_set = {"set_spec": request.set_spec, "tells_who_left": tells_who_left}
        return {**between, "prefix": request.prefix, **in_set}
    if not request.set_spec:
        return between
    return {
        "set_spec": request.set_spec,
        "first_position": _position(repository, datestamp, identifier),
        # No identifier has this sign: all records of the last second come before this key.
        "last_position": _position(repository, last, "\U0010ffff"),
        "tells_who_left": tells_who_left,
    }


def _position(repository: Repository, datestamp: str, identifier: str) -> int:
    """How many records stand no later than a key."""
    found = repository.edition.db.execute(_POSITION, (datestamp, identifier)).fetchone()
    return int(found[0]) if found else 0


def _count(repository: Repository, where: str, bound: selection.Bound) -> int:
    found = repository.edition.db.execute(f"select count(*) from {where}", bound).fetchone()
    return int(found[0])
