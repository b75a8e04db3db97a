"""The database connection: opened, made new from its schema, checked; and its transactions.

Owns how safe a commit is: write-ahead log, ``synchronous=FULL``, ``BEGIN IMMEDIATE``.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivekit.catalogue.database import Database
from archivekit.catalogue.failures import sqlite_failures
from archivekit.catalogue.journal import journal_triggers
from archivekit.errors import NothingDone
from archivekit.schemas_folder import schema_path

# In the file's header (SQLite, "Application ID"): tells a catalogue from any other database.
APPLICATION_ID = 0x41524B43
SCHEMA_VERSION = 6
"""Raised for new tables and columns: a catalogue of another version is refused."""

BUSY_SECONDS = 30
_LOOK_AGAIN = 0.02  # seconds
_PAGE_BYTES = 16384
# The log is written back when it holds 64 MB: pages that many commits change go over once.
_SETTINGS = ("synchronous = full", "foreign_keys = on", "wal_autocheckpoint = 4000")
CACHE = 64
"""Megabytes of the file held in memory: harvests, which go all over it, want as many."""


def open_database(path: Path, cache: int = CACHE) -> Database:
    """The catalogue's database, made new where there is none. Raises NothingDone, with why.

    ``cache``: the megabytes of it that are held in memory.
    """
    with sqlite_failures(path):
        try:
            # No implicit transactions: every one is opened by `transaction` below.
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        except sqlite3.OperationalError:
            raise NothingDone("catalogue.not-to-be-opened", file=path) from None
        db = Database(connection, recursive_triggers=False, execute_plugins=False)
        try:
            _prepare(db, path)
            db.execute(f"pragma cache_size = -{cache << 10}")
        except BaseException:
            db.close()
            raise
        return db


def _prepare(db: Database, path: Path) -> None:
    new = _is_empty(db)
    if new:
        # A description and its journal are 2 to 3 kB: pages of 4 kB would stay half empty.
        db.execute(f"pragma page_size = {_PAGE_BYTES}")
    else:
        _check(db, path)
    if not use_write_ahead_log(db, BUSY_SECONDS):
        raise NothingDone("catalogue.no-write-ahead-log", file=path)
    for setting in _SETTINGS:
        db.execute(f"pragma {setting}")
    if new:
        _create(db)
        _sync_folder(path.parent)


def _is_empty(db: Database) -> bool:
    return bool(db.execute("select count(*) = 0 from sqlite_schema").fetchone()[0])


def _check(db: Database, path: Path) -> None:
    if db.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise NothingDone("catalogue.not-a-catalogue", file=path)
    version = int(db.execute("pragma user_version").fetchone()[0])
    if version != SCHEMA_VERSION:
        key = "catalogue.newer" if version > SCHEMA_VERSION else "catalogue.older"
        raise NothingDone(key, file=path, version=version, known=SCHEMA_VERSION)


def _create(db: Database) -> None:
    """The tables, triggers and header in one transaction: killed on the way, it starts anew."""
    with transaction(db):
        if not _is_empty(db):
            return  # another process was faster
        run_schema(db, "catalogue.sql")
        for trigger in journal_triggers(db):
            db.execute(trigger)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {SCHEMA_VERSION}")


def use_write_ahead_log(db: Database, busy_seconds: float) -> bool:
    """Whether the database has a write-ahead log now.

    Where several processes begin one at once, SQLite has all but one fail without waiting.
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            return bool(db.execute("pragma journal_mode = wal").fetchone()[0] == "wal")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
        time.sleep(_LOOK_AGAIN)


def run_schema(db: Database, name: str) -> None:
    """Runs a file of ``schemas/`` within the open transaction.

    Statement by statement: sqlite3 runs a script as a whole only after it committed what is open.
    """
    statement = ""
    for line in schema_path(name).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def _sync_folder(folder: Path) -> None:
    """Makes a new name in a folder last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def lasting_later(db: Database) -> Iterator[None]:
    """Transactions within are whole or not there, and after a power cut the last may not be there.

    For long work that takes up again where it stands. What follows lasts, and all that was before.
    """
    db.execute("pragma synchronous = normal")
    # What a statement may have to take back goes into files of their own else, ten a second.
    db.execute("pragma temp_store = memory")
    try:
        yield
    finally:
        _roll_back(db)
        db.execute("pragma temp_store = default")
        db.execute("pragma synchronous = full")


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """``BEGIN IMMEDIATE`` … ``COMMIT``, rolled back on any error. Joins one that is open.

    Immediate, as a transaction that reads first and then writes fails under load: waiting for the
    lock is only done at its beginning.
    """
    if db.conn.in_transaction:
        yield
        return
    try:
        # Ctrl-C while it waits for the lock comes when the lock is there.
        db.execute("begin immediate")
        yield
        db.commit()
    except BaseException:
        _roll_back(db)
        raise


def _roll_back(db: Database) -> None:
    if db.conn.in_transaction:
        db.rollback()
