"""Datasette's database of the edition: takes up a new file renamed over the old.

Datasette keeps a connection by thread as long as it lives; an edition is never written but
replaced, so a connection to the old file would show the old edition for ever.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from datasette.database import AttachedDatabase, Database

T = TypeVar("T")

_COUNT_LIMIT_MS = 250

# Device and inode: the inode of a file that is held open is not given again.
_Identity = tuple[int, int]


class EditionDatabase(Database):  # type: ignore[misc]
    """A read-only database whose file may be replaced at any moment."""

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path=path, is_mutable=True)
        self._held = threading.local()
        self._counts: tuple[_Identity, dict[str, int | None]] | None = None

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """What ``fn`` makes of a connection to the edition of the moment."""
        if self.ds.executor is None:
            return fn(self._connection())
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.ds.executor, lambda: fn(self._connection()))

    def _connection(self) -> sqlite3.Connection:
        identity = self._identity()
        if getattr(self._held, "identity", None) != identity:
            new = self.connect()
            self.ds._prepare_connection(new, self.name)
            if (old := getattr(self._held, "connection", None)) is not None:
                self._all_file_connections.remove(old)
                old.close()
            self._held.connection, self._held.identity = new, identity
        held: sqlite3.Connection = self._held.connection
        return held

    def _identity(self) -> _Identity:
        status = Path(self.path).stat()
        return status.st_dev, status.st_ino

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Rows by table, counted once an edition."""
        identity = self._identity()
        if self._counts is None or self._counts[0] != identity:
            self._counts = identity, await super().table_counts(max(limit, _COUNT_LIMIT_MS))
        return dict(self._counts[1])

    async def attached_databases(self) -> list[AttachedDatabase]:
        """None, ever; asking SQLite would say where the file lies."""
        return []
