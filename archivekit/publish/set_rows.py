"""Which record is in which set, in an edition in the making.

Owns the order of all records by datestamp, so that a set is a list of small numbers: a page of it
costs the same at any depth, and its size is counted in the numbers alone. A record that left a set
stays known there, so that whoever harvests the set alone hears of it (OAI-PMH 2.0, 2.6).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from archivekit.publish.ready import NOT_YET_STAMPED
from archivekit.publish.sets import SetRow, still_told, with_all_above


def note_left(db: sqlite3.Connection, live: set[str]) -> None:
    """Notes the sets that records were in and are not now, as far as they are still told of.

    ``before`` is the last edition; what changed since is not stamped yet.
    """
    changed = db.execute(_CHANGED_SETS, (NOT_YET_STAMPED,)).fetchall()
    left = [
        (spec, identifier)
        for identifier, before, now in changed
        for spec in _all_of(before) - _all_of(now)
    ]
    left += db.execute("select set_spec, identifier from before.oai_left")
    db.executemany(
        "insert or ignore into oai_left values (?, ?)",
        ((spec, identifier) for spec, identifier in left if spec in still_told([spec], live)),
    )


def of_gone(db: sqlite3.Connection) -> set[str]:
    """The sets that records are gone from or have left."""
    found = db.execute(
        "select set_spec from oai_left union"
        " select value from oai_records, json_each(sets) where deleted"
    )
    return {spec for (spec,) in found}


def add_sets(db: sqlite3.Connection, sets: Iterable[SetRow]) -> None:
    """Adds the sets."""
    db.executemany(
        "insert into sets (spec, kind, name, description, record_id, records)"
        " values (?, ?, ?, ?, ?, 0)",
        sets,
    )


def fill(db: sqlite3.Connection) -> None:
    """Puts all records in order and in their sets, by their datestamps. May be done again."""
    db.execute(_WITHIN)
    for table in ("within", "oai_order", "oai_sets"):
        db.execute(f"delete from {table}")
    db.executemany("insert into within values (?, ?)", _within(db))
    for statement in _FILL:
        db.execute(statement)


def count(db: sqlite3.Connection) -> None:
    """Counts the records that are in each set."""
    db.execute(_COUNT)


def _all_of(sets_json: str) -> set[str]:
    return with_all_above(json.loads(sets_json))


def _within(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """What records say of their sets, each with the numbers of these and of all above them."""
    numbers = dict(db.execute("select spec, number from sets").fetchall())
    for (sets,) in db.execute("select distinct sets from oai_records").fetchall():
        yield from ((sets, numbers[spec]) for spec in _all_of(sets))


# "cross": SQLite keeps this order.
_CHANGED_SETS = """
select o.identifier, b.sets, o.sets from main.oai_records o
cross join before.oai_records b on b.identifier = o.identifier
where o.datestamp = ? and b.sets <> o.sets
"""
_WITHIN = """
create temp table if not exists within (
  sets text not null, set_number integer not null, primary key (sets, set_number)
) without rowid
"""
_FILL = (
    """
    insert into oai_order (position, number)
    select row_number() over (order by datestamp, identifier), rowid from oai_records
    """,
    """
    insert into oai_sets (set_number, position, has_left)
    select within.set_number, oai_order.position, 0
    from oai_records o
    cross join oai_order on oai_order.number = o.rowid
    cross join within on within.sets = o.sets
    order by 1, 2
    """,
    # Those that came back.
    """
    delete from oai_left where exists (
      select 1 from sets
      join oai_records o on o.identifier = oai_left.identifier
      join oai_order on oai_order.number = o.rowid
      join oai_sets i on i.set_number = sets.number and i.position = oai_order.position
      where sets.spec = oai_left.set_spec
    )
    """,
    """
    insert into oai_sets (set_number, position, has_left)
    select sets.number, oai_order.position, 1
    from oai_left
    join sets on sets.spec = oai_left.set_spec
    join oai_records o on o.identifier = oai_left.identifier
    join oai_order on oai_order.number = o.rowid
    """,
)
_COUNT = """
update sets set records = n from (
  select set_number, count(*) as n from oai_sets
  where not has_left and position not in (
    select oai_order.position from tombstones
    cross join oai_records o on o.identifier = tombstones.oai_identifier
    cross join oai_order on oai_order.number = o.rowid
  ) group by set_number
) where set_number = sets.number
"""
