from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from shelves import Shelf, described

from archivekit.catalogue import BatchState, Catalogue, Page, undo
from archivekit.errors import WrongUse

_TABLES = ("records", "files", "pages")


def rows(catalogue: Catalogue) -> dict[str, list[dict[str, Any]]]:
    """All rows of the journaled tables, but for the batch that changed them last."""
    return {
        table: [
            {name: value for name, value in row.items() if name != "batch_id"}
            for row in catalogue.database.query(f"select * from {table} order by id")
        ]
        for table in _TABLES
    }


def test_undoing_a_batch_puts_every_row_back(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "first") as batch:
        top = shelf.record(batch, "2 J")
        child = shelf.record(batch, "2 J 87", top)
        file = shelf.file(batch, child)
        pages = [Page(record_id=child.id, number=1, label="1", file_id=file.id)]
        catalogue.pages.replace(batch, child.id, pages)
    before = rows(catalogue)
    with catalogue.batch("ingest", "second") as batch:
        new = shelf.record(batch, "2 J 88", top)
        shelf.file(batch, new)
        moved = catalogue.records.save(batch, replace(child, parent_id=new.id))
        catalogue.records.save(batch, moved.described(described("2 J 89", "Renommé")))
        shelf.record(batch, "2 J 87", new)
        catalogue.pages.replace(batch, child.id, [])
        catalogue.files.save(batch, replace(file, sha512="cd" * 64))
    summary = undo(catalogue, batch.id)
    assert rows(catalogue) == before
    assert summary == {"records": 3, "files": 2, "pages": 1}


def test_an_undo_is_a_batch_of_its_own(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "2 J 87")
    undo(catalogue, batch.id, command="archivekit undo")
    last, undone = catalogue.batches.list()
    assert (last.kind, last.command, last.changes) == ("undo", "archivekit undo", 1)
    assert (undone.state, undone.undone_by) == (BatchState.UNDONE, last.id)
    assert catalogue.batches.last_undoable() is None


def test_an_interrupted_batch_can_be_undone(catalogue: Catalogue, shelf: Shelf) -> None:
    def cut() -> None:
        with catalogue.batch("ingest", "x") as batch:
            shelf.record(batch, "2 J 87")
            raise OSError("cut")

    with pytest.raises(OSError, match="cut"):
        cut()
    undo(catalogue, catalogue.batches.list()[0].id)
    assert catalogue.records.count() == 0


def test_a_batch_that_later_ones_changed_again_is_refused_and_they_are_named(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "first") as first:
        record = shelf.record(first, "2 J 87")
    with catalogue.batch("edit", "archivekit edit 2J87") as second:
        catalogue.records.save(second, record.described(described("2 J 87", "Autre")))
    with pytest.raises(WrongUse, match="archivekit edit 2J87"):
        undo(catalogue, first.id)
    undo(catalogue, second.id)
    undo(catalogue, first.id)
    assert catalogue.records.count() == 0


def test_a_batch_that_later_ones_build_upon_is_refused(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "first") as first:
        top = shelf.record(first, "2 J")
    with catalogue.batch("ingest", "the children") as second:
        shelf.record(second, "2 J 87", top)
    before = rows(catalogue)
    with pytest.raises(WrongUse, match="the children"):
        undo(catalogue, first.id)
    assert rows(catalogue) == before
    assert catalogue.batches.list()[0].id == second.id


@pytest.mark.parametrize("which", ["none", "undone", "undo", "empty"])
def test_what_cannot_be_undone_is_told(catalogue: Catalogue, shelf: Shelf, which: str) -> None:
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "2 J 87")
    undo(catalogue, batch.id)
    with catalogue.batch("ingest", "x") as empty:
        pass
    number = {"none": 99, "undone": batch.id, "undo": batch.id + 1, "empty": empty.id}[which]
    with pytest.raises(WrongUse, match=str(number)):
        undo(catalogue, number)


def test_what_fails_before_the_commit_undoes_the_undoing(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        shelf.file(batch, record)
    before = rows(catalogue)
    seen: list[str] = []

    def fails(uids: object) -> None:
        seen.extend(uids)  # type: ignore[call-overload]
        assert catalogue.records.count() == 0
        raise OSError("the masters cannot be written")

    with pytest.raises(OSError, match="masters"):
        undo(catalogue, batch.id, before_commit=fails)
    assert seen == [record.uid]
    assert rows(catalogue) == before
    done = catalogue.batches.get(batch.id)
    assert done is not None
    assert done.state is BatchState.DONE


def test_a_harvested_record_goes_with_the_bytes_it_came_as(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("harvest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        catalogue.database.table("harvested").insert(
            {
                "record_id": record.id,
                "raw": b"<record/>",
                "namespaces": "{}",
                "sha512": "ab" * 64,
                "prefix": "oai_dc",
                "sets": "[]",
                "harvested_at": "2026-01-01T00:00:00Z",
            }
        )
    undo(catalogue, batch.id)
    assert catalogue.database.table("harvested").count == 0
