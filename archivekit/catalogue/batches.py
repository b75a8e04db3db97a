"""Batches: what one run of a command changed, by whom, when."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from archivekit.catalogue.connection import transaction
from archivekit.catalogue.database import Database


class BatchState(StrEnum):
    """Where a batch stands."""

    OPEN = "open"
    DONE = "done"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as kept."""

    id: int
    kind: str
    command: str
    who: str
    started_at: str
    finished_at: str | None
    state: BatchState
    undone_by: int | None
    summary: dict[str, Any]
    changes: int


@dataclass(slots=True)
class Batch:
    """The open batch. What is put in ``summary`` is kept with it when it ends."""

    id: int
    kind: str
    who: str
    _db: Database
    summary: dict[str, Any] = field(default_factory=dict)

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction of the batch: all of it is kept, or nothing."""
        return transaction(self._db)


_ROWS = (
    "select batches.*, (select count(*) from changes where batch_id = batches.id) as changes"
    " from batches"
)


class Batches:
    """The batches of a catalogue."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @contextmanager
    def open(self, kind: str, command: str, who: str | None = None) -> Iterator[Batch]:
        """Opens a batch; it ends as done, or as interrupted where an error comes through."""
        batch = self._start(kind, command, who or current_user())
        try:
            yield batch
        except BaseException:
            # Where even this cannot be written, the next batch does it.
            with suppress(sqlite3.Error):
                self._end(batch, BatchState.INTERRUPTED)
            raise
        else:
            self._end(batch, BatchState.DONE)

    def _start(self, kind: str, command: str, who: str) -> Batch:
        with transaction(self._db):
            self._db.execute(
                "update batches set state = 'interrupted', finished_at = ? where state = 'open'",
                [now()],
            )
            cursor = self._db.execute(
                "insert into batches (kind, command, who, started_at, state)"
                " values (?, ?, ?, ?, 'open')",
                [kind, command, who, now()],
            )
        return Batch(int(cursor.lastrowid or 0), kind, who, self._db)

    def _end(self, batch: Batch, state: BatchState) -> None:
        summary = json.dumps(batch.summary, ensure_ascii=False, default=str)
        with transaction(self._db):
            self._db.execute(
                "update batches set state = ?, finished_at = ?, summary = ?"
                " where id = ? and state = 'open'",
                [state, now(), summary, batch.id],
            )

    def list(self, limit: int = 1000) -> list[BatchRow]:
        """The batches, last first."""
        rows = self._db.query(f"{_ROWS} order by id desc limit ?", [limit])
        return [_batch_row(row) for row in rows]

    def get(self, batch_id: int) -> BatchRow | None:
        """One batch."""
        for row in self._db.query(f"{_ROWS} where id = ?", [batch_id]):
            return _batch_row(row)
        return None

    def last_undoable(self) -> BatchRow | None:
        """The last batch that stands and changed something."""
        rows = self._db.query(
            f"{_ROWS} where state in ('done', 'interrupted') and kind != 'undo'"
            " and exists (select 1 from changes where batch_id = batches.id)"
            " order by id desc limit 1"
        )
        return next((_batch_row(row) for row in rows), None)

    def that_changed(self, table: str, row_id: int) -> Iterator[BatchRow]:
        """The batches that changed one row of a journaled table, first to last."""
        for row in self._db.query(
            f"{_ROWS} where id in (select batch_id from changes where table_name = ?"
            " and row_id = ?) order by id",
            [table, row_id],
        ):
            yield _batch_row(row)


def _batch_row(row: dict[str, Any]) -> BatchRow:
    row["state"] = BatchState(row["state"])
    row["summary"] = json.loads(row["summary"])
    return BatchRow(**row)


def now() -> str:
    """The present moment in UTC, to the second, as stored."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def current_user() -> str:
    """Who runs the command, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in containers
        return f"uid {os.getuid()}"
