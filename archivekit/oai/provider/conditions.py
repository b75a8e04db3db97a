"""Which records a list holds, as SQL: its tables, its conditions and what these bind.

``o`` is ``oai_records``, ``r`` its row of ``records``, whose number is the same; ``i`` are the
positions in a set, ``f`` the order of a format that not all records can be had in.

A record that left a set is told of to those who ask the set what changed since a date: as it is
now, its header naming the sets that it is in. It is not said to be deleted, which it is not.
"""

from __future__ import annotations

from archivekit.oai.profiles import selection
from archivekit.oai.profiles.profile import Selection
from archivekit.oai.provider.formats import FORMATS
from archivekit.oai.provider.repository import PREFIX, Repository
from archivekit.oai.provider.token import Key, ListRequest
from archivekit.oai.provider.window import ALWAYS
from archivekit.oai.set_specs import PARTNER

BETWEEN = "(o.datestamp, o.identifier) > (:datestamp, :identifier) and o.datestamp <= :last"
WITH_RECORD = "left join records r on r.id = o.rowid and not o.deleted"
# "cross": SQLite keeps this order, and so begins with what an index of records selects.
OF_RECORDS = "records r cross join oai_records o on o.rowid = r.id"
_MEMBERS = """
oai_sets i
cross join oai_order on oai_order.position = i.position
cross join oai_records o on o.rowid = oai_order.number
"""
IN_SET = """
i.set_number = (select number from sets where spec = :set_spec)
and i.position > :first_position and i.position <= :last_position
and (:tells_who_left or not i.has_left)
"""
# A format that not all records can be had in has an order of its own: ``f``.
_OF_SOME = "oai_formats f cross join oai_records o on o.identifier = f.identifier"
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


def among(repository: Repository, request: ListRequest) -> str:
    """The tables of a list, and its conditions but those of the profile."""
    made = request.verb == "ListRecords" and request.prefix != PREFIX
    with_record = WITH_RECORD if repository.profile or made else ""
    if not FORMATS[request.prefix].of_all:
        in_set = _IN_SET_OF_SOME if request.set_spec else ""
        return f"{_OF_SOME} {with_record} where {_BETWEEN_OF_SOME} {in_set}"
    if request.set_spec:
        # "cross": SQLite keeps this order, and so reads the set's key and sorts nothing.
        return f"{_MEMBERS} {with_record} where {IN_SET}"
    return f"oai_records o {with_record} where {BETWEEN}"


def selection_of(repository: Repository) -> Selection:
    """What the repository's profile selects."""
    return repository.profile.selection if repository.profile else Selection()


def of_profile(repository: Repository) -> tuple[str, str, selection.Bound]:
    """Which records are told of, which of these as deleted, and what that binds."""
    selected = selection_of(repository)
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


def sets_of_profile(repository: Repository) -> tuple[str, selection.Bound]:
    """Which sets are told of, and what that binds."""
    selected = selection_of(repository)
    kinds = [kind for kind in repository.set_kinds if kind != PARTNER or selected.harvested]
    listed, bound = f"kind in ({', '.join(map(repr, kinds))})", selection.Bound()
    if selected.sets:
        listed += f" and {selection.spec_selected('spec')}"
        bound = selection.of_sets(selected)[1]
    return listed, bound


def bound_by(repository: Repository, request: ListRequest, after: Key) -> selection.Bound:
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
