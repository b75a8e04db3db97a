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
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archivekit.catalogue import Activity, Exposure
from archivekit.edition import SCHEMA_VERSION, Edition
from archivekit.errors import NothingDone
from archivekit.oai.provider import ready_pages
from archivekit.publish import collection_parts, formats, profiles, run_file, set_rows, sets
from archivekit.publish.columns import words
from archivekit.publish.logo import StoredLogo
from archivekit.publish.profiles import ProfileToServe
from archivekit.publish.ready import NOT_YET_STAMPED
from archivekit.publish.rows import Facet, Told
from archivekit.schemas_folder import schema_path

Fonds = dict[str, tuple[str, int | None]]
"""Title of each fonds, and the number of its record, by set."""

_INDEX = re.compile(r"^create (?:unique )?index .*?;", re.M | re.S)
# Rare words of a large edition are mostly misread names: too many to be worth their room.
_WORDS = 400_000
_CACHE_KIB = 131_072
_NAMED = {"creator", "person", "subject", "place"}


class EditionFile:
    """The database of an edition in the making. ``before``: the last edition's, to carry from."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.path = folder / "public.db"
        schema = schema_path("edition.sql").read_text(encoding="utf-8")
        self._indexes = _INDEX.findall(schema)
        self._db = _open(self.path, before)
        self._db.executescript(_INDEX.sub("", schema) + formats.TEMPORARY)
        self._facets: dict[Facet, array[int]] = {}
        self._words: Counter[str] = Counter()
        self._profiles: Sequence[ProfileToServe] = ()
        self._stamped = False
        self._last_activity = 0

    def add(self, told: Told) -> None:
        """Takes in the rows of a run, and away its file. Runs come in the order of browsing."""
        if told.file is not None:
            run_file.take(self._db, told.file)
        self._words.update(told.words)
        for facet, numbers in told.facets.items():
            self._facets.setdefault(facet, array("I")).extend(numbers)

    def add_gone(self, gone: Iterable[Exposure], live: set[str]) -> None:
        """Adds what was shown once and is not now; what left just now is stamped now.

        ``live``: the sets that records are in.
        """
        live = sets.with_all_above(live)
        self._many(
            "insert into oai_records (datestamp, identifier, deleted, sets) values (?, ?, 1, ?)",
            (
                (
                    it.datestamp if it.deleted else NOT_YET_STAMPED,
                    it.oai_identifier,
                    json.dumps(sets.still_told(it.sets, live)),
                )
                for it in gone
            ),
        )

    def add_sets(self, live: set[str], fonds: Fonds, language: str) -> None:
        """Adds the sets that records are in, are gone from, or have left.

        ``fonds``: title and number of each fonds. Comes after all records, and what is gone.
        """
        set_rows.note_left(self._db, sets.with_all_above(live))
        specs = live | set_rows.of_gone(self._db)
        # What a fonds that left was called left with it: its title may be closed.
        set_rows.add_sets(self._db, sets.rows(specs, fonds, language))

    def add_profiles(self, served: Sequence[ProfileToServe]) -> None:
        """Adds the profiles that records are exposed by."""
        profiles.add(self._db, served)
        self._profiles = served

    def add_activities(self, known: Iterable[Activity]) -> None:
        """Adds all that was ever told of manifests; what is new follows with the datestamps."""
        self._many("insert into activities (id, kind, ark, at) values (?, ?, ?, ?)", known)
        last = self._db.execute("select coalesce(max(id), 0) from activities").fetchone()[0]
        self._last_activity = int(last)

    def add_logo(self, logo: StoredLogo) -> None:
        """Adds the institution's logo."""
        row = (logo.logo.media_type, logo.logo.digest, logo.content)
        self._db.execute("insert into logo (media_type, digest, content) values (?, ?, ?)", row)

    def named_values(self) -> list[Facet]:
        """Facet and value of all persons, bodies, subjects and places named."""
        return sorted(key for key in self._facets if key[0] in _NAMED)

    def add_authorities(
        self,
        rows: Iterable[Sequence[object]],
        links: Iterable[tuple[str, str, str]],
        synonyms: Iterable[tuple[str, str, str, str]],
        gone: Iterable[tuple[str, str | None]],
    ) -> None:
        """Adds authority records, the values they name, other words for values, what left."""
        self._many("insert into authorities values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._many("insert into authority_links values (?, ?, ?)", links)
        self._many("insert or ignore into synonyms values (?, ?, ?, ?)", synonyms)
        self._many("insert into authority_tombstones values (?, ?)", gone)

    def finish_rows(self) -> None:
        """All that follows from the rows: facets, counts, indexes, the search in one piece."""
        self._db.execute("begin")
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
        collection_parts.add(self._db)
        self._db.execute("insert into search (search) values ('optimize')")
        self._db.execute("insert into page_search (page_search) values ('optimize')")
        for index in self._indexes:
            if "datestamp" not in index:
                self._db.execute(index)

    def add_finding_aids(self, known: formats.Known, settings: Mapping[str, Any]) -> list[str]:
        """Adds the finding aids, once all rows are finished; gives the codes of those too large."""
        return formats.add_finding_aids(self._db, known, settings)

    def _add_vocabulary(self) -> None:
        """Adds the words of titles, names, subjects and places, with how often they stand."""
        for (facet, value), numbers in self._facets.items():
            if facet in _NAMED:
                self._words.update(dict.fromkeys(words(value), len(numbers)))
        most = self._words.most_common(_WORDS)
        self._many("insert into vocabulary_words values (?, ?)", sorted(most))

    def count(self) -> int:
        """How many records it tells of, deleted ones too."""
        return int(self._db.execute("select count(*) from oai_records").fetchone()[0])

    def stamp(self, datestamp: str) -> None:
        """Gives its datestamp to all that changed. May be done again with a later one."""
        again = self._stamped
        if not again:
            self._db.execute(_CHANGED, (NOT_YET_STAMPED,))
            profiles.add_tombstones(self._db, self._profiles)
        for statement in _STAMPS:
            self._db.execute(statement, (datestamp,))
        self._many(
            "update profiles set changed_at = ? where name = ?",
            ((datestamp, it.profile.name) for it in self._profiles if it.has_changed),
        )
        self._db.execute("delete from activities where id > ?", (self._last_activity,))
        self._db.execute(_NEW_ACTIVITIES, {"now": datestamp})
        for index in self._indexes:
            if "datestamp" in index and not again:
                self._db.execute(index)
        for statement in _FOLLOW_STAMPS:
            self._db.execute(statement)
        set_rows.fill(self._db)
        formats.stamp(self._db, datestamp)
        self._stamped = True

    def name(self, *, serial: int, datestamp: str, settings: str) -> None:
        """Says which edition it is, with what depends on the datestamps; ends the transaction."""
        self._db.execute("delete from edition")
        self._db.execute(
            "insert into edition select ?, ?, ?, coalesce(min(datestamp), ?), ? from oai_records",
            (serial, datestamp, SCHEMA_VERSION, datestamp, settings),
        )
        set_rows.count(self._db)
        ready_pages.fill(Edition.in_the_making(self.path, self._db))
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
    "oai_records (identifier, sets, oai_dc)",
    "oai_left (set_spec, identifier)",
    "records (id, ark)",
    "manifests (record_id, digest, json)",
    "profiles (name, definition)",
)
_CHANGED = """
create temp table changed as select rowid as number from oai_records where datestamp = ?
"""
_STAMPS = (
    "update oai_records set datestamp = ? where rowid in (select number from changed)",
    "update records set datestamp = ? where id in (select number from changed)",
)
_FOLLOW_STAMPS = (
    "delete from tombstones",
    """
    insert into tombstones (ark, oai_identifier, datestamp, sets)
    select substr(identifier, instr(identifier, ':ark:') + 1), identifier, datestamp, sets
    from oai_records where deleted
    """,
)
# Change Discovery 1.0, 2.1.3: what became of each manifest, the latest last.
_NEW_ACTIVITIES = """
insert into activities (kind, ark, at)
with told as (
  select ark from (select ark, kind, max(id) from main.activities group by ark)
  where kind <> 'Delete'
)
select * from (
  select iif(told.ark is null, 'Create', 'Update') as kind, r.ark as ark, r.datestamp as at
  from main.records r left join told on told.ark = r.ark
  where r.page_count > 0 and (told.ark is null or r.id in (select number from changed))
  union all
  select 'Delete', ark, :now from told
  where ark not in (select ark from main.records where page_count > 0)
) order by at, ark
"""


def _open(path: Path, before: Path | None) -> sqlite3.Connection:
    """A new file, written as fast as may be: what a kill leaves of it is thrown away."""
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=rwc", uri=True, isolation_level=None)
    for setting in (
        *("page_size = 8192", "journal_mode = off", "synchronous = off"),
        *(f"cache_size = -{_CACHE_KIB}", "temp_store = memory"),
    ):
        db.execute(f"pragma {setting}")
    if before is None:
        db.execute("attach ':memory:' as before")
        for table in _NOTHING_BEFORE:
            db.execute(f"create table before.{table}")
    else:
        db.execute("attach ? as before", (f"file:{quote(str(before))}?mode=ro",))
    return db
