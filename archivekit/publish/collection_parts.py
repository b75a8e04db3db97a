"""Collections of many manifests cut into parts that stay what they are.

A part begins where the ARK of a record says so, and not after so many: a record that comes or goes
changes the part that it is in, or joins two, and leaves the others as they are. Only where no ARK
says so for long is a part ended for its size; then those up to the next beginning change too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

WHOLE = 1_000
"""A collection of no more than this is not cut."""
MOST = 2_000
"""No part is larger: viewers stand still on more."""
_MEAN = 500
START = "start"
"""The name of the first part, whatever record is the first."""


class Part(NamedTuple):
    """A part: its name, and the numbers of its first and last record."""

    name: str
    first: int
    last: int


def cut(members: Iterable[tuple[int, str]]) -> Iterator[Part]:
    """The parts of a collection: number and ARK of each of its records, in order."""
    name, first, last, size = START, None, 0, 0
    for number, ark in members:
        if first is not None and (size == MOST or crc32(ark.encode()) % _MEAN == 0):
            yield Part(name, first, last)
            name, first, size = ark.removeprefix("ark:/"), None, 0
        first = number if first is None else first
        last, size = number, size + 1
    if first is not None:
        yield Part(name, first, last)


def add(db: sqlite3.Connection) -> None:
    """Adds the parts of all collections of an edition that are cut; its rows are all there."""
    for spec, of, partner in db.execute(_LARGE, (WHOLE,)).fetchall():
        members = db.execute(_MEMBERS, (of, partner))
        db.executemany(
            "insert into collection_parts values (?, ?, ?, ?, ?)",
            ((spec, place, *part) for place, part in enumerate(cut(members), start=1)),
        )


_LARGE = """
with large as (
  select fonds_id, partner from main.records where page_count > 0
  group by fonds_id, partner having count(*) > ?
)
select s.spec, large.fonds_id, large.partner from large join main.sets s
on (s.kind = 'fonds' and s.record_id = large.fonds_id and large.partner is null)
or (s.kind = 'partner' and s.name = large.partner and large.fonds_id is null)
"""
_MEMBERS = """
select id, ark from main.records
where fonds_id is ? and partner is ? and page_count > 0 order by id
"""
