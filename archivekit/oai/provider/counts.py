"""How many rows a list holds: ``completeListSize`` (OAI-PMH 2.0, 3.5)."""

from __future__ import annotations

from dataclasses import replace

from archivekit.oai.profiles import selection
from archivekit.oai.profiles.profile import Selection
from archivekit.oai.provider import conditions
from archivekit.oai.provider.conditions import BETWEEN, IN_SET, OF_RECORDS, WITH_RECORD
from archivekit.oai.provider.formats import FORMATS
from archivekit.oai.provider.repository import Repository
from archivekit.oai.provider.token import Key, ListRequest
from archivekit.oai.set_specs import FONDS, kind_of

_EVERYTHING = ListRequest("ListRecords")


def of_records(repository: Repository, request: ListRequest, after: Key) -> int:
    """How many records follow a key."""
    bound = conditions.bound_by(repository, request, after)
    if not FORMATS[request.prefix].of_all:
        listed, _, of_profile = conditions.of_profile(repository)
        where = f"{conditions.among(repository, request)} and {listed}"
        return _count(repository, where, bound | of_profile)
    everything = replace(_EVERYTHING, prefix=request.prefix)
    is_whole = bound == conditions.bound_by(repository, everything, ("", ""))
    if _gives_all(repository, request):
        if request.set_spec:
            return _count(repository, f"oai_sets i where {IN_SET}", bound)
        # All of them: SQLite counts those in its smallest index.
        where = "oai_records" if is_whole else f"oai_records o where {BETWEEN}"
        return _count(repository, where, bound)
    if not request.set_spec and not conditions.selection_of(repository).sets:
        return _count_whole(repository) if is_whole else _count_between(repository, bound)
    listed, _, of_profile = conditions.of_profile(repository)
    where = f"{conditions.among(repository, request)} and {listed}"
    return _count(repository, where, bound | of_profile)


def _gives_all(repository: Repository, request: ListRequest) -> bool:
    """Whether the profile leaves nothing out of a list: in a fonds nothing is a partner's."""
    selected = conditions.selection_of(repository)
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
        out = f"r.partner is not null and {BETWEEN} and o.identifier not in ({left})"
        everything = _count(repository, f"oai_records o where {BETWEEN}", between)
        return everything - _count(repository, f"{OF_RECORDS} where {out}", bound)
    record, of_record = selection.of_records(repository.profile.selection)
    live = f"{OF_RECORDS} where {record} and {BETWEEN}"
    others = (
        f"oai_records o {WITH_RECORD} where o.identifier in"
        f" (select oai_identifier from tombstones union {left})"
        f" and (o.deleted or not coalesce({record}, 0)) and {BETWEEN}"
    )
    bound |= of_record
    return _count(repository, live, bound) + _count(repository, others, bound)


def of_sets(repository: Repository, _request: ListRequest, after: Key) -> int:
    """How many sets follow a key."""
    listed, bound = conditions.sets_of_profile(repository)
    where = f"sets where {listed} and spec > :after"
    return _count(repository, where, {**bound, "after": after[0]})


def _count(repository: Repository, where: str, bound: selection.Bound) -> int:
    found = repository.edition.db.execute(f"select count(*) from {where}", bound).fetchone()
    return int(found[0])
