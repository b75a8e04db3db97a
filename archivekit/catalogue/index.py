"""The index of the catalogue's words: ``search.db``, beside it.

A file of its own, so that it can be filled while the catalogue is written, and made again where it
is damaged: all that it holds stands in the catalogue.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from archivekit.catalogue.connection import (
    BUSY_SECONDS,
    run_schema,
    transaction,
    use_write_ahead_log,
)
from archivekit.catalogue.database import Database
from archivekit.catalogue.failures import sqlite_failures
from archivekit.catalogue.rows import insert_rows
from archivekit.errors import NothingDone

_VERSION = 1
_SETTINGS = (
    "page_size = 16384",
    "synchronous = normal",  # after a power cut it may stand where it stood a moment before
    "wal_autocheckpoint = 1000",
    "cache_size = -16384",
)
# What making it again would not help, by SQLite's primary result codes.
_NO_DAMAGE = frozenset(
    (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM),
    )
)
_MANY_ORPHANS = 10_000
_TRIES = 3

_TABLES = ("record_words", "searched", "searched_until")
_FIND = """
select record_id from record_words join searched on doc = record_words.rowid
where record_words match ? order by doc
"""
_FORGET = "delete from searched where record_id in (select value from json_each(?))"
_POINT = "insert into searched (doc, record_id)"
_MOVE = "update searched_until set change_id = ?, mark = ?, living = living + ?"


class DamagedIndex(NothingDone):
    """What the file holds cannot be used: to be made again."""

    def __init__(self, path: Path) -> None:
        super().__init__("catalogue.index-damaged", file=path)


class Place(NamedTuple):
    """A place in the catalogue's journal: the number of a change, and what it is known by."""

    change: int
    mark: str


class News(NamedTuple):
    """What happened to records between two places of the journal.

    ``words``: change, record, and its words as it is now (bytes are UTF-8). ``gone``: change and
    record of those that are no more.
    """

    since: int
    until: Place
    words: list[tuple[int, int, str | bytes]]
    gone: list[tuple[int, int]]


class Index:
    """The index of one catalogue, made again where it cannot be opened. ``close`` when done.

    Raises DamagedIndex, and what ``sqlite_failures`` does.
    """

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy_seconds = busy_seconds
        self._file = 0
        try:
            self._database = self._opened()
        except DamagedIndex:
            self._database = self._made_again()

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def stands_at(self) -> Place:
        """The last change that the index knows."""
        with self._failures():
            change, mark = self._row("select change_id, mark from searched_until")
        if not (isinstance(change, int) and isinstance(mark, str)):
            raise DamagedIndex(self.path)
        return Place(change, mark)

    def is_worn(self) -> bool:
        """Whether most of it is of records as they were."""
        with self._failures():
            living, orphans = self._row("select living, orphans from searched_until")
        if not (isinstance(living, int) and isinstance(orphans, int)):
            raise DamagedIndex(self.path)
        return orphans > max(living, _MANY_ORPHANS)

    def find(self, expression: str) -> list[int]:
        """The records that match an expression of FTS5, by their numbers, as they came."""
        with self._failures():
            return [number for (number,) in self._database.execute(_FIND, [expression])]

    def add(self, news: News) -> bool:
        """Takes news in; False where it does not stand where they begin."""
        with self._failures(), transaction(self._database):
            at = self.stands_at().change  # others may have brought it up to date meanwhile
            if at < news.since:
                return False
            if at < news.until.change:
                self._add(news, at)
        return True

    def clear(self) -> None:
        """Empties it; where it is too damaged for that, throws it away and begins a new one."""
        try:
            # Others may have the file open: it is thrown away only where nobody can use it.
            with self._failures(), transaction(self._database):
                for table in _TABLES:
                    self._database.execute(f"drop table if exists {table}")
                run_schema(self._database, "search.sql")
        except DamagedIndex:
            self.close()
            self._database = self._made_again()

    def _add(self, news: News, at: int) -> None:
        words = [row for row in news.words if row[0] > at]
        gone = [number for change, number in news.gone if change > at]
        self._forget([number for _, number, _ in words] + gone)
        if words:
            given = chain.from_iterable((change, said) for change, _, said in words)
            self._database.execute(_into_words(len(words)), list(given))
            points = [(change, number) for change, number, _ in words]
            insert_rows(self._database.conn, _POINT, points)
        self._database.execute(_MOVE, [*news.until, len(words)])

    def _forget(self, numbers: Sequence[int]) -> None:
        """Rows of these records are of what they were."""
        gone = self._database.execute(_FORGET, [json.dumps(numbers)]).rowcount
        if gone:
            statement = "update searched_until set living = living - ?, orphans = orphans + ?"
            self._database.execute(statement, [gone, gone])

    def _made_again(self) -> Database:
        """The file opened once it is another: of those who find it damaged, one makes it again."""
        with self._alone():
            # Those who still have the damaged one open may spoil the first that is made.
            for _ in range(_TRIES):
                if self._number() == self._file:
                    for end in ("-wal", "-shm", ""):
                        self.path.with_name(self.path.name + end).unlink(missing_ok=True)
                with suppress(DamagedIndex):
                    return self._opened()
            raise DamagedIndex(self.path)

    def _opened(self) -> Database:
        with self._failures():
            connection = sqlite3.connect(
                self.path, timeout=self._busy_seconds, isolation_level=None
            )
            database = Database(connection, recursive_triggers=False, execute_plugins=False)
            try:
                self._file = self._number()
                for setting in _SETTINGS:
                    database.execute(f"pragma {setting}")
                use_write_ahead_log(database, self._busy_seconds)
                if not _is_made(database):
                    raise DamagedIndex(self.path)
            except BaseException:
                database.close()
                raise
            return database

    def _number(self) -> int:
        """Which file it is."""
        try:
            return self.path.stat().st_ino
        except OSError:
            return 0

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While nobody else makes the file again."""
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Tells a file that cannot be written from one that is to be made again."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code not in _NO_DAMAGE:
                raise DamagedIndex(self.path) from error
            with sqlite_failures(self.path):
                raise

    def _row(self, query: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._database.execute(query).fetchone()
        if row is None:
            raise DamagedIndex(self.path)  # it has one row
        return row


def _is_made(database: Database) -> bool:
    """Whether it is an index of this version; makes it one where it holds nothing yet."""
    if _is_of_this_version(database):
        return True
    with transaction(database):
        if database.execute("select count(*) from sqlite_schema").fetchone()[0]:
            return _is_of_this_version(database)  # another process may have been faster
        run_schema(database, "search.sql")
        database.execute(f"pragma user_version = {_VERSION}")
    return True


def _is_of_this_version(database: Database) -> bool:
    return bool(database.execute("pragma user_version").fetchone()[0] == _VERSION)


@lru_cache(maxsize=4)
def _into_words(rows: int) -> str:
    # All at once: Python goes on meanwhile, and FTS5 writes once, at the end of the statement.
    values = ", ".join(["(?, cast(? as text))"] * rows)
    return f"insert into record_words (rowid, words) values {values}"
