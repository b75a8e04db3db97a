"""A new ``public.db`` while it is filled, outside of ``public/``.

Owns the order of filling: rows first, then what is counted from them, then indexes, and the
datestamps of what changed last of all. Nothing here lasts until :func:`EditionFile.close` and the
swap: a build that is killed is thrown away.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from archivekit.edition import SCHEMA_VERSION
from archivekit.errors import NothingDone
from archivekit.publish.columns import COLUMNS, words
from archivekit.publish.exposures import Before
from archivekit.publish.rows import Facet, Rows
from archivekit.schemas_folder import schema_path

_INDEX = re.compile(r"^create index .*?;", re.M | re.S)
# Rare words of a large edition are mostly misread names: too many to be worth their room.
_WORDS = 400_000
_NAMED = {"creator", "person", "subject", "place"}

_STAGED = """
create table staged.oai (               -- headers and metadata until datestamps are given
    identifier text not null,
    ark text not null,
    record_id integer,                  -- null: gone
    datestamp text,                     -- null: given at the end
    sets text not null,
    digest text not null,
    oai_dc blob                         -- null: as in the last edition
)
"""


class EditionFile:
    """The database of an edition in the making. ``before``: the last edition's, to carry from."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.path = folder / "public.db"
        schema = schema_path("edition.sql").read_text(encoding="utf-8")
        self._indexes = _INDEX.findall(schema)
        self._db = _open(self.path, folder / "staged.db", before)
        self._db.executescript(_INDEX.sub("", schema))
        self._db.execute(_STAGED)
        self._db.execute("begin")
        self._facets: dict[Facet, array[int]] = {}
        self._words: Counter[str] = Counter()

    def add(self, rows: Rows) -> None:
        """Adds the rows of a run. Runs come in the order of browsing."""
        marks = ", ".join("?" * len(COLUMNS))
        self._many(f"insert into records ({', '.join(COLUMNS)}) values ({marks})", rows.records)
        self._many(
            "insert into pages (record_id, number, label, image, width, height)"
            " values (?, ?, ?, ?, ?, ?)",
            rows.pages,
        )
        self._many("insert into manifests values (?, ?, ?)", rows.manifests)
        self._many(_KEEP_MANIFEST, rows.manifests_kept)
        self._many("insert into staged.oai values (?, ?, ?, ?, ?, ?, ?)", rows.oai)
        self._many(
            "insert into search (rowid, title, code, names, body) values (?, ?, ?, ?, ?)",
            rows.search,
        )
        self._words.update(rows.words)
        for facet, numbers in rows.facets.items():
            self._facets.setdefault(facet, array("I")).extend(numbers)

    def add_gone(self, gone: Iterable[Before]) -> None:
        """Adds what was shown once and is not now; what left just now is stamped now."""
        self._many(
            "insert into staged.oai (identifier, ark, datestamp, sets, digest)"
            " values (?, ?, ?, ?, '')",
            (
                (it.oai_identifier, it.ark, it.datestamp if it.deleted else None, it.sets_json)
                for it in gone
            ),
        )

    def add_sets(self, sets: Iterable[tuple[str, str, int | None]]) -> None:
        """Adds the sets: spec, name, number of the record that each stands for."""
        self._many("insert into sets values (?, ?, ?, 0)", sets)

    def finish_rows(self) -> None:
        """All that follows from the rows: facets, counts, indexes, the search in one piece."""
        keys = sorted(self._facets)
        self._many(
            "insert into terms (facet, value, record_id) select ?, ?, value from json_each(?)",
            ((*key, json.dumps(self._facets[key].tolist())) for key in keys),
        )
        self._many(
            "insert into facet_counts values (?, ?, ?)",
            ((*key, len(self._facets[key])) for key in keys),
        )
        self._add_vocabulary()
        self._db.execute(
            "update records set child_count = n from (select parent_id as parent, count(*) as n"
            " from records where parent_id is not null group by parent_id) where id = parent"
        )
        self._db.execute("insert into search (search) values ('optimize')")
        # So that harvesters' order is read off, and no metadata is carried through a sort.
        self._db.execute("create index staged.in_order on oai (datestamp, identifier)")
        for index in self._indexes:
            if " on records " in index or " on terms " in index:
                self._db.execute(index)

    def _add_vocabulary(self) -> None:
        """Adds the words of titles, names, subjects and places, with how often they stand."""
        for (facet, value), numbers in self._facets.items():
            if facet in _NAMED:
                self._words.update(dict.fromkeys(words(value), len(numbers)))
        most = self._words.most_common(_WORDS)
        self._many("insert into vocabulary_words values (?, ?)", sorted(most))

    def stamp(self, datestamp: str) -> None:
        """Gives its datestamp to all that changed. May be done again with a later one."""
        for table in ("oai_records", "oai_sets", "tombstones"):
            self._db.execute(f"delete from {table}")
        values = {"stamp": datestamp}
        self._db.execute(
            "update records set datestamp = :stamp where id in"
            " (select record_id from staged.oai where datestamp is null)",
            values,
        )
        for which in _IN_ORDER:
            self._db.execute(_OAI_RECORDS.format(which=which), values)
        self._db.execute(_OAI_SETS, values)
        self._db.execute(_TOMBSTONES, values)

    def name(self, *, serial: int, datestamp: str, settings: str) -> None:
        """Says which edition it is, counts what depends on the datestamps, ends the transaction."""
        self._db.execute("delete from edition")
        self._db.execute(
            "insert into edition select ?, ?, ?, coalesce(min(datestamp), ?), ? from oai_records",
            (serial, datestamp, SCHEMA_VERSION, datestamp, settings),
        )
        self._db.execute(_COUNT_SETS)
        self._db.commit()
        self._db.execute("pragma analysis_limit = 1000")
        self._db.execute("analyze main")

    def check(self) -> None:
        """Reads the file whole. Raises NothingDone where the disk gave back other bytes."""
        found = self._db.execute("pragma main.quick_check(1)").fetchone()[0]
        if found != "ok":
            raise NothingDone("publish.damaged", file=self.path, why=found)

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._db.executemany(statement, rows)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()


_NOTHING_BEFORE = (
    "oai_records (identifier, oai_dc)",
    "records (id, ark)",
    "manifests (record_id, digest, json)",
)
_KEEP_MANIFEST = """
insert into manifests
select ?, m.digest, m.json from before.manifests m join before.records r on r.id = m.record_id
where r.ark = ?
"""
_OAI_RECORDS = """
insert into oai_records (datestamp, identifier, deleted, sets, oai_dc, digest)
select coalesce(datestamp, :stamp), identifier, record_id is null, sets,
  case when record_id is null then null
  else coalesce(oai_dc, (
    select before.oai_records.oai_dc from before.oai_records
    where before.oai_records.identifier = staged.oai.identifier
  )) end,
  digest
from staged.oai indexed by in_order where {which} order by datestamp, identifier
"""
# What is stamped now comes last in the order of datestamps.
_IN_ORDER = ("datestamp is not null", "datestamp is null")
# A set of the form a:b is in the set a too (OAI-PMH 2.6).
_OAI_SETS = """
insert or ignore into oai_sets (set_spec, datestamp, identifier)
select spec, stamp, identifier from (
  select value as spec, coalesce(datestamp, :stamp) as stamp, identifier
  from staged.oai, json_each(sets)
  union all
  select substr(value, 1, instr(value, ':') - 1), coalesce(datestamp, :stamp), identifier
  from staged.oai, json_each(sets) where instr(value, ':')
) order by 1, 2, 3
"""
_TOMBSTONES = """
insert into tombstones (ark, oai_identifier, datestamp, sets)
select ark, identifier, coalesce(datestamp, :stamp), sets from staged.oai
where record_id is null
"""
_COUNT_SETS = """
update sets set records = (
  select count(*) from oai_sets where set_spec = spec and identifier not in (
    select oai_identifier from tombstones
  )
)
"""


def _open(path: Path, staged: Path, before: Path | None) -> sqlite3.Connection:
    """A new file, written as fast as may be: what a kill leaves of it is thrown away."""
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=rwc", uri=True, isolation_level=None)
    db.execute("pragma page_size = 8192")
    db.execute("attach ? as staged", (str(staged),))
    if before is None:
        db.execute("attach ':memory:' as before")
        for table in _NOTHING_BEFORE:
            db.execute(f"create table before.{table}")
    else:
        db.execute("attach ? as before", (f"file:{quote(str(before))}?mode=ro",))
    for schema, cache in (("main", 131_072), ("staged", 32_768)):
        for setting in ("journal_mode = off", "synchronous = off", f"cache_size = -{cache}"):
            db.execute(f"pragma {schema}.{setting}")
    return db
