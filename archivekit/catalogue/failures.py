"""What SQLite complains of, as sentences that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivekit.errors import ArchivekitError, Interrupted, NothingDone

# SQLite's primary result codes (the low byte of the extended ones).
_FAILURES: dict[int, tuple[type[ArchivekitError], str]] = {
    sqlite3.SQLITE_FULL: (Interrupted, "catalogue.disk-full"),
    sqlite3.SQLITE_IOERR: (Interrupted, "catalogue.disk-error"),
    sqlite3.SQLITE_BUSY: (NothingDone, "catalogue.busy"),
    sqlite3.SQLITE_LOCKED: (NothingDone, "catalogue.busy"),
    sqlite3.SQLITE_READONLY: (NothingDone, "catalogue.read-only"),
    sqlite3.SQLITE_PERM: (NothingDone, "catalogue.read-only"),
    sqlite3.SQLITE_CANTOPEN: (NothingDone, "catalogue.not-to-be-opened"),
    sqlite3.SQLITE_NOTADB: (NothingDone, "catalogue.not-a-catalogue"),
    sqlite3.SQLITE_CORRUPT: (NothingDone, "catalogue.damaged"),
}


@contextmanager
def sqlite_failures(path: Path) -> Iterator[None]:
    """Turns a full disk, a read-only folder, a damaged file … into errors for people.

    Mistakes of ours (a broken constraint, wrong SQL) are let through as they are.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in _FAILURES:
            raise
        kind, key = _FAILURES[code]
        raise kind(key, file=path) from error
