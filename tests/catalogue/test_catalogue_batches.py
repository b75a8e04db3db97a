from __future__ import annotations

import json
import sqlite3

import pytest
from shelves import Shelf, described

from archivekit.catalogue import BatchState, Catalogue, new_record


def test_a_batch_says_who_changed_what_when(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "archivekit ingest scans", who="claire") as batch:
        shelf.record(batch, "2 J 87")
        batch.summary = {"records": 1}
    kept = catalogue.batches.get(batch.id)
    assert kept is not None
    assert (kept.kind, kept.command, kept.who) == ("ingest", "archivekit ingest scans", "claire")
    assert (kept.state, kept.summary, kept.changes) == (BatchState.DONE, {"records": 1}, 1)
    assert kept.finished_at is not None
    assert catalogue.batches.last_undoable() == kept


def test_an_error_leaves_the_batch_interrupted_and_its_open_transaction_undone(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    def stopped_by_hand() -> None:
        with catalogue.batch("ingest", "x") as batch:
            with batch.transaction():
                shelf.record(batch, "2 J 1")
            with batch.transaction():
                shelf.record(batch, "2 J 2")
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_by_hand()
    assert [record.code for record in catalogue.records.walk()] == ["2 J 1"]
    assert catalogue.batches.list()[0].state is BatchState.INTERRUPTED


def test_every_column_of_a_change_is_in_the_journal(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        catalogue.records.save(batch, record.described(described("2 J 87", "Autre titre")))
    added, changed = catalogue.database.query("select * from changes order by id")
    assert added["before"] is None
    before, after = json.loads(changed["before"]), json.loads(changed["after"])
    columns = {column.name for column in catalogue.database.table("records").columns}
    assert set(before) == set(after) == columns - {"ark"}
    assert (before["title"], after["title"]) == ("Registre", "Autre titre")
    # What was added is told by the row itself, and by ``before`` of its next change.
    assert json.loads(added["after"]).items() <= before.items()
    assert json.loads(added["after"])["id"] == record.id


@pytest.mark.parametrize("table", ["records", "files", "pages"])
def test_no_row_is_changed_outside_the_open_batch(
    catalogue: Catalogue, shelf: Shelf, table: str
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        file = shelf.file(batch, record)
        catalogue.database.execute(
            "insert into pages (record_id, number, label, file_id, batch_id)"
            " values (?, 1, '1', ?, ?)",
            [record.id, file.id, batch.id],
        )
    for statement in (f"update {table} set batch_id = batch_id", f"delete from {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="outside the open batch"):
            catalogue.database.execute(statement)


def test_a_batch_that_ended_takes_no_more_changes(catalogue: Catalogue) -> None:
    with catalogue.batch("ingest", "x") as ended:
        pass
    with catalogue.batch("ingest", "x"), pytest.raises(sqlite3.IntegrityError):
        catalogue.records.save(ended, new_record(described("2 J 87")))
