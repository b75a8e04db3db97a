"""Undoing a batch: every row it changed as it was before, all at once, in reverse order.

An undo is a batch itself, so that it is in the journal too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from archivekit.catalogue.batches import Batch, BatchRow, BatchState
from archivekit.catalogue.catalogue import Catalogue
from archivekit.catalogue.database import Database
from archivekit.catalogue.journal import JOURNALED
from archivekit.errors import WrongUse

_AT_ONCE = 1000
_ALWAYS_TOLD = ("records", "files", "pages")


def undo(
    catalogue: Catalogue,
    batch_id: int,
    *,
    command: str | None = None,
    before_commit: Callable[[Sequence[str]], object] | None = None,
) -> dict[str, int]:
    """Undoes a batch; gives how many rows of each journaled table were put back.

    Raises WrongUse where a later batch builds on it. ``before_commit`` is called with the uids of
    the records concerned when all is put back but not yet kept.
    """
    row = _undoable(catalogue, batch_id)
    db = catalogue.database
    with catalogue.batch("undo", command or f"archivekit undo {batch_id}") as batch:
        with batch.transaction():
            uids = _uids(db, batch_id)
            batch.summary = {"undone": row.id, **_put_back(db, batch_id, batch)}
            db.execute(
                "update batches set state = ?, undone_by = ? where id = ?",
                [BatchState.UNDONE, batch.id, batch_id],
            )
            if before_commit is not None:
                before_commit(uids)
        return {name: count for name, count in batch.summary.items() if name != "undone"}


def _undoable(catalogue: Catalogue, batch_id: int) -> BatchRow:
    row = catalogue.batches.get(batch_id)
    if row is None:
        raise WrongUse("catalogue.no-such-batch", batch=batch_id)
    if row.state is BatchState.UNDONE:
        raise WrongUse("catalogue.undone-already", batch=batch_id, by=row.undone_by)
    if row.kind == "undo":
        raise WrongUse("catalogue.undo-of-undo", batch=batch_id)
    if not row.changes:
        raise WrongUse("catalogue.nothing-to-undo", batch=batch_id)
    later = _later_batches(catalogue.database, batch_id)
    if later:
        named = [batch for number in later if (batch := catalogue.batches.get(number))]
        names = ", ".join(f"{each.id} ({each.command}, {each.started_at})" for each in named)
        raise WrongUse("catalogue.built-upon", batch=batch_id, batches=names)
    return row


def _later_batches(db: Database, batch_id: int) -> list[int]:
    """The later batches that stand and changed a row of this one, or lean on one it added."""
    found = set(_batches_of_same_rows(db, batch_id))
    for table in JOURNALED:
        for key in db.table(table).foreign_keys:
            if key.column and key.other_table in JOURNALED:
                found.update(_batches_leaning(db, batch_id, table, key.column, key.other_table))
    return sorted(found)


def _batches_of_same_rows(db: Database, batch_id: int) -> Iterator[int]:
    for (number,) in db.execute(
        """
        select distinct later.batch_id from changes mine
        join changes later on later.table_name = mine.table_name
          and later.row_id = mine.row_id and later.batch_id > mine.batch_id
        join batches on batches.id = later.batch_id
        where mine.batch_id = ? and batches.state != 'undone' and batches.kind != 'undo'
        """,
        [batch_id],
    ):
        yield number


def _batches_leaning(
    db: Database, batch_id: int, table: str, column: str, other: str
) -> Iterator[int]:
    for (number,) in db.execute(
        f"""
        select distinct leaning.batch_id from changes mine
        join {table} leaning on leaning.{column} = mine.row_id
        where mine.batch_id = :batch and mine.table_name = '{other}' and mine.before is null
          and not exists (
            select 1 from changes where table_name = '{table}' and row_id = leaning.id
              and batch_id = :batch
          )
        """,
        {"batch": batch_id},
    ):
        yield number


def _uids(db: Database, batch_id: int) -> list[str]:
    rows = db.execute(
        """
        select uid from records where id in (
          select row_id from changes where batch_id = :batch and table_name = 'records'
          union
          select json_extract(coalesce(after, before), '$.record_id') from changes
          where batch_id = :batch and table_name != 'records'
        ) order by id
        """,
        {"batch": batch_id},
    )
    return [uid for (uid,) in rows]


def _put_back(db: Database, batch_id: int, undoing: Batch) -> dict[str, int]:
    """Reverses the batch's changes, last first: each step back is to a state that was legal."""
    put_back: set[tuple[str, int]] = set()
    for table, row_id, before in _last_first(db, batch_id):
        if before is None:
            db.execute(f"delete from {table} where id = ?", [row_id])
        else:
            row = json.loads(before) | {"batch_id": undoing.id}
            db.execute(_update(table, tuple(row)), row)
        put_back.add((table, row_id))
    return dict.fromkeys(_ALWAYS_TOLD, 0) | Counter(table for table, _ in put_back)


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    """Puts a row back as it was, whether it is still there or not."""
    names = ", ".join(columns)
    values = ", ".join(f":{column}" for column in columns)
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
    return (
        f"insert into {table} ({names}) values ({values}) on conflict (id) do update set {changes}"
    )


def _last_first(db: Database, batch_id: int) -> Iterator[tuple[str, int, Any]]:
    below = db.execute("select max(id) + 1 from changes").fetchone()[0]
    while rows := db.execute(
        "select id, table_name, row_id, before from changes where batch_id = ? and id < ?"
        " order by id desc limit ?",
        [batch_id, below, _AT_ONCE],
    ).fetchall():
        below = rows[-1][0]
        for _, table, row_id, before in rows:
            yield table, row_id, before
