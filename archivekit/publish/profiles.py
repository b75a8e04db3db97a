"""The profiles of an edition: what it keeps of each, and since when each is so.

A changed file gives all that its harvesters get a new datestamp (OAI-PMH 2.5): not one by one, but
by the moment of its change, below which no datestamp under its base URL lies.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, ExposedProfile
from archivekit.oai.profiles import Profile, selection
from archivekit.oai.profiles.files import all_profiles, built_in
from archivekit.oai.profiles.profile import DEFAULT, Selection, digest_of
from archivekit.publish.ready import NOT_YET_STAMPED


@dataclass(frozen=True, slots=True)
class ProfileToServe:
    """A profile of the edition in the making. ``is_known``: an edition had one of its name.

    ``is_ready``: what it gives is what is made ready for all.
    """

    profile: Profile
    changed_at: str
    is_known: bool
    is_ready: bool

    @property
    def has_changed(self) -> bool:
        """Whether it is another than the last of its name."""
        return self.changed_at == NOT_YET_STAMPED


def to_serve(archive: Archive, catalogue: Catalogue) -> list[ProfileToServe]:
    """All profiles of an archive. Raises NothingDone naming the mistakes of a file."""
    known = catalogue.exposures.profiles()
    profiles = all_profiles(archive.profiles, archive.settings.service_code)
    return [_to_serve(profile, known.get(name)) for name, profile in profiles.items()]


def _to_serve(profile: Profile, known: ExposedProfile | None) -> ProfileToServe:
    changed_at = ""
    if known is not None:
        same = known.digest == digest_of(profile.definition)
        changed_at = known.changed_at if same else NOT_YET_STAMPED
    is_ready = profile.name == DEFAULT and digest_of(profile.definition) == digest_of(
        built_in(DEFAULT).definition
    )
    return ProfileToServe(profile, changed_at, known is not None, is_ready)


def note(db: sqlite3.Connection) -> Iterator[ExposedProfile]:
    """The profiles of an edition, as the catalogue notes them."""
    for name, definition, changed_at in db.execute(
        "select name, definition, changed_at from profiles"
    ):
        yield ExposedProfile(name, digest_of(definition), changed_at)


def add(db: sqlite3.Connection, profiles: Iterable[ProfileToServe]) -> None:
    """Adds profiles to an edition."""
    db.executemany(
        "insert into profiles (name, definition, ready, changed_at) values (?, ?, ?, ?)",
        ((it.profile.name, it.profile.definition, it.is_ready, it.changed_at) for it in profiles),
    )


def add_tombstones(db: sqlite3.Connection, profiles: Iterable[ProfileToServe]) -> None:
    """Adds what each profile exposed once and leaves out now, of all and of none but these.

    ``before`` is the last edition, ``changed`` the numbers of what changed since.
    """
    for it in profiles:
        now = it.profile.selection
        if now.is_all or not it.is_known:
            continue
        row = db.execute(
            "select definition from before.profiles where name = ?", (it.profile.name,)
        ).fetchone()
        before = Profile.defined(it.profile.name, row[0]).selection if row else None
        statement, bound = _tombstones(now, before)
        db.execute(statement, {**bound, "profile": it.profile.name})


# "cross": SQLite keeps this order, and so looks at no more than once was in.
_ONCE_IN = """
  select identifier from before.profile_tombstones where profile = :profile
  union
  select o.identifier from {among}
  join before.records r on r.id = o.rowid and not o.deleted
  where {record} and {in_sets}
"""
_AMONG_CHANGED = """
changed cross join main.oai_records c on c.rowid = changed.number
cross join before.oai_records o on o.identifier = c.identifier
"""
_LEFT_OUT = """
insert into profile_tombstones
select :profile, o.identifier from ({once_in}) once
cross join main.oai_records o on o.identifier = once.identifier
left join main.records r on r.id = o.rowid and not o.deleted
where not (not o.deleted and coalesce({record}, 0) and {in_sets})
"""


def _tombstones(now: Selection, before: Selection | None) -> tuple[str, selection.Bound]:
    """The statement that adds them; where it is not known what was exposed, all that might be."""
    once_in, bound = "select identifier from main.oai_records", selection.Bound()
    if before is not None:
        record, of_record = selection.of_records(before, key="b")
        in_sets, of_sets = selection.of_sets(before, key="b")
        # By the same selection only what changed can be left out now.
        among = _AMONG_CHANGED if before == now else "before.oai_records o"
        once_in = _ONCE_IN.format(among=among, record=record, in_sets=in_sets)
        bound = {**of_record, **of_sets}
    record, of_record = selection.of_records(now)
    in_sets, of_sets = selection.of_sets(now)
    statement = _LEFT_OUT.format(once_in=once_in, record=record, in_sets=in_sets)
    return statement, {**bound, **of_record, **of_sets}
