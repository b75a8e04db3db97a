"""The records of the catalogue found by their words.

Owns the index. It follows the journal: whoever changes records need not think of it, and whoever
asks brings it up to date first. It holds nothing of its own: it can be made again from ``records``.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlite_utils import Database

from archivekit.catalogue.connection import transaction
from archivekit.catalogue.rows import insert_rows
from archivekit.catalogue.search_tables import create_search, is_damage
from archivekit.catalogue.stored_record import decode_terms
from archivekit.description.record import Description
from archivekit.description.searched import words_of
from archivekit.description.words import query_as_written
from archivekit.progress import Step

_AT_ONCE = 2_000
_MANY_ORPHANS = 10_000
_PAUSE_AFTER, _PAUSE = 1.0, 0.12  # seconds

# By number, from where the index stands: SQLite would rather go through all that ever changed.
_NEWS = """
select id, row_id from changes not indexed
where id > ? and table_name = 'records' and not exists (
  select 1 from changes later
  where later.table_name = 'records' and later.row_id = changes.row_id and later.id > changes.id
)
order by id limit ?
"""
_READ = """
select id, code, title, terms, date_text, access_text, birth_text, death_text, internal_notes,
  unknown
from records where id in (select value from json_each(?))
"""
_ADD = "insert into record_words (rowid, words) values (?, cast(? as text))"
_POINT = "insert into searched (doc, record_id)"
_FORGET = "delete from searched where record_id in (select value from json_each(?))"
_MOVE = "update searched_until set change_id = ?, living = living + ?, orphans = orphans + ?"
_HOW_MANY = """
select count(distinct row_id) from changes not indexed where id > ? and table_name = 'records'
"""
_FIND = """
select record_id from record_words join searched on doc = record_words.rowid
where record_words match ? order by doc
"""


Result = TypeVar("Result")
Words = Mapping[int, str | bytes]
"""What records are found by, by their numbers; bytes are UTF-8."""


class Search:
    """The index of a catalogue's records."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.conn

    def catch_up(self, words: Words | None = None, step: Step | None = None) -> int:
        """How many records were indexed: all that changed since the last time.

        ``words``: of records by their numbers, where they are known and need not be read. In the
        transaction that is open, or in short ones of its own. ``step`` counts records.
        """
        if self._connection.in_transaction:
            return self._within(words or {})
        return self._mended(lambda: self._follow(words or {}, step))

    def behind(self) -> int:
        """How many changes of records and files the index does not know yet."""
        return self._last_change() - self._until()

    def find(self, typed: str) -> list[int]:
        """The numbers of the records that have all the words, as of the last `catch_up`.

        Whatever a person types is understood: ``"…"`` is a phrase, ``*`` at the end of a word any
        ending, ``-`` before a word leaves out the records with it.
        """
        expression = query_as_written(typed)
        return self._mended(lambda: self._found(expression)) if expression else []

    def _found(self, expression: str) -> list[int]:
        return [number for (number,) in self._connection.execute(_FIND, [expression])]

    def _mended(self, work: Callable[[], Result]) -> Result:
        """The work done; with an index made afresh where the one that is there is damaged."""
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        with transaction(self._database):
            create_search(self._database)
        self._follow({}, None)
        return work()

    def _within(self, words: Words) -> int:
        """In a transaction of others, which a damaged index must not bring to fall."""
        self._connection.execute("savepoint search")
        try:
            done = 0
            while self._is_behind():
                done += self._advance(words)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self._connection.execute("rollback to search")
            create_search(self._database)  # empty: filled when somebody asks
            done = 0
        self._connection.execute("release search")
        return done

    def _follow(self, words: Words, step: Step | None) -> int:
        if self._is_worn():
            with transaction(self._database):
                create_search(self._database)
        if not self._is_behind():
            return 0
        if step is not None:
            step.total(self._connection.execute(_HOW_MANY, [self._until()]).fetchone()[0])
        done, began = 0, time.monotonic()
        while self._is_behind():
            with transaction(self._database):
                some = self._advance(words)
            done += some
            # Whoever else waits to write looks every tenth of a second, and must find it free.
            if time.monotonic() - began > _PAUSE_AFTER:
                time.sleep(_PAUSE)
                began = time.monotonic()
            if step is not None:
                step.advance(some)
        return done

    def _advance(self, words: Words) -> int:
        """Indexes some records that changed next; how many."""
        last = self._last_change()
        news = self._connection.execute(_NEWS, [self._until(), _AT_ONCE]).fetchall()
        if len(news) == _AT_ONCE:
            last = news[-1][0]
        numbers = [number for _, number in news]
        known = words if all(number in words for number in numbers) else self._read(numbers, words)
        there = [(change, number) for change, number in news if number in known]
        # A row a statement: FTS5 writes at the end of each of many rows.
        self._connection.executemany(_ADD, [(change, known[number]) for change, number in there])
        gone = self._connection.execute(_FORGET, [json.dumps(numbers)]).rowcount
        insert_rows(self._connection, _POINT, there)
        self._connection.execute(_MOVE, [last, len(there) - gone, gone])
        return len(there)

    def _read(self, numbers: Sequence[int], words: Words) -> dict[int, str | bytes]:
        """The words of records; of those that are not there any more, none."""
        known = {number: words[number] for number in numbers if number in words}
        unknown = json.dumps([number for number in numbers if number not in known])
        for number, code, title, terms, *texts, unread in self._connection.execute(
            _READ, [unknown]
        ):
            date, access, birth, death, notes = texts
            known[number] = words_of(
                Description(
                    code=code,
                    title=title,
                    terms=decode_terms(terms),
                    date_text=date,
                    access_text=access,
                    birth_text=birth,
                    death_text=death,
                    internal_notes=notes,
                    unknown={} if unread == "{}" else json.loads(unread),
                )
            )
        return known

    def _is_behind(self) -> bool:
        return self.behind() > 0

    def _is_worn(self) -> bool:
        living, orphans = self._one("select living, orphans from searched_until")
        return bool(orphans > max(living, _MANY_ORPHANS))

    def _until(self) -> int:
        return int(self._one("select change_id from searched_until")[0])

    def _last_change(self) -> int:
        return int(self._one("select coalesce(max(id), 0) from changes")[0])

    def _one(self, query: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._connection.execute(query).fetchone()
        return row
