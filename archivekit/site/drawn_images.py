"""Images drawn lately, on disk: the same odd size asked again is not drawn again.

One file, shared by all processes of the server, of bounded size; may be deleted at any time. Those
of another edition are forgotten: what was withdrawn does not lie about.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

MAX_BYTES = 256 << 20
_LARGEST_SHARE = 16
_SCHEMA = """
create table if not exists drawn (
  key text primary key, body blob not null, serial integer not null,
  used integer not null
) without rowid;
create table if not exists total (bytes integer not null);
insert into total select 0 where not exists (select 1 from total);
"""

_log = logging.getLogger(__name__)


class DrawnImages:
    """The images in one file; without a file, none. A fault of the disk costs no answer."""

    def __init__(self, file: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self._file = file
        self._max_bytes = max_bytes
        self._mine = threading.local()

    def of(self, serial: int, key: str, draw: Callable[[], bytes]) -> bytes:
        """The image of a key, in an edition: one drawn lately, or drawn now."""
        db, body = None, None
        try:
            db = self._opened(serial)
            body = _held(db, key) if db else None
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        if body is None:
            body = draw()
            if db and len(body) <= self._max_bytes // _LARGEST_SHARE:
                self._keep(db, serial, key, body)
        return body

    def _keep(self, db: sqlite3.Connection, serial: int, key: str, body: bytes) -> None:
        try:
            with db:
                db.execute("begin immediate")
                added = db.execute(
                    "insert or ignore into drawn (key, body, serial, used) values (?, ?, ?, ?)",
                    (key, body, serial, int(time.time())),
                )
                grown = len(body) if added.rowcount > 0 else 0
                db.execute("update total set bytes = bytes + ?", (grown,))
                if db.execute("select bytes from total").fetchone()[0] > self._max_bytes:
                    self._forget(db)
        except sqlite3.Error as error:
            self._give_up(error)

    def _forget(self, db: sqlite3.Connection) -> None:
        """Take out those not asked for longest, down to half: seldom, and many at once."""
        db.execute(
            """
            delete from drawn where key in (
              select key from (
                select key, sum(length(body)) over (order by used desc, key) as so_far from drawn
              ) where so_far > ?
            )
            """,
            (self._max_bytes // 2,),
        )
        db.execute("update total set bytes = (select coalesce(sum(length(body)), 0) from drawn)")

    def _opened(self, serial: int) -> sqlite3.Connection | None:
        """This thread's connection to the images of an edition; None where none are kept."""
        if self._file is None:
            return None
        held: tuple[int, sqlite3.Connection] | None = getattr(self._mine, "held", None)
        if held is not None and held[0] == serial and self._file.exists():
            return held[1]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._file, timeout=2)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")
        db.executescript(_SCHEMA)
        with db:
            db.execute("delete from drawn where serial < ?", (serial,))
            db.execute(
                "update total set bytes = (select coalesce(sum(length(body)), 0) from drawn)"
            )
        self._mine.held = (serial, db)
        return db

    def _give_up(self, error: Exception) -> None:
        """Draw without keeping from now on: said once, where the disk takes nothing."""
        _log.warning("images drawn are not kept in %s: %s", self._file, error)
        self._file = None


def _held(db: sqlite3.Connection, key: str) -> bytes | None:
    row = db.execute("select body from drawn where key = ?", (key,)).fetchone()
    if row is None:
        return None
    now = int(time.time())
    # Once a minute at most: reading is to stay reading.
    with db:
        db.execute("update drawn set used = ? where key = ? and used < ?", (now, key, now - 60))
    return bytes(row[0])
