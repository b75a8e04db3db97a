"""The journal: triggers that write every change of a journaled table to ``changes``.

They are made from the tables' own columns, so that no column is forgotten, and they refuse any
change that is not part of the open batch. Of a row that was added only its number and what it
leans on is written: the rest stands in the row itself, and in ``before`` of its next change.
"""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.catalogue.database import Database

JOURNALED = ("records", "files", "pages", "authorities", "concepts")

# Given on first publication and never taken back: no batch's work.
NOT_JOURNALED = {"records": frozenset({"ark"}), "authorities": frozenset({"ark"})}


def journaled_columns(db: Database, table: str) -> list[str]:
    """The columns of a table that the journal keeps."""
    left_out = NOT_JOURNALED.get(table, frozenset())
    return [column.name for column in db.table(table).columns if column.name not in left_out]


def journal_triggers(db: Database) -> Iterator[str]:
    """The ``create trigger`` statements for all journaled tables."""
    for table in JOURNALED:
        columns = journaled_columns(db, table)
        leaning = [
            "id",
            *(key.column for key in db.table(table).foreign_keys if key.column in columns),
        ]
        yield _trigger(table, "added", "insert", "new.batch_id", "null", _row("new", leaning))
        yield _trigger(
            table,
            "changed",
            f"update of {', '.join(columns)}",
            "new.batch_id",
            _row("old", columns),
            _row("new", columns),
        )
        open_batch = "(select id from batches where state = 'open')"
        yield _trigger(table, "removed", "delete", open_batch, _row("old", columns), "null")


def _row(version: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {version}.{column}" for column in columns)
    return f"json_object({pairs})"


def _trigger(table: str, name: str, event: str, batch: str, before: str, after: str) -> str:
    row = "new" if before == "null" else "old"
    return f"""
        create trigger {table}_{name} after {event} on {table} begin
            select raise(abort, 'a change of {table} outside the open batch')
            where not exists (select 1 from batches where id = {batch} and state = 'open');
            insert into changes (batch_id, table_name, row_id, before, after)
            values ({batch}, '{table}', {row}.id, {before}, {after});
        end
    """
