from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import Shelf, described

from archivekit.catalogue import (
    Catalogue,
    Page,
    Records,
    StoredRecord,
    described_values,
    new_record,
    with_described,
)
from archivekit.catalogue.database import Database
from archivekit.description.record import Description, Level, Value
from archivekit.errors import WrongUse


def test_a_record_comes_back_as_it_was_saved(catalogue: Catalogue) -> None:
    description = described("2 J 87")
    with catalogue.batch("ingest", "archivekit ingest") as batch:
        saved = catalogue.records.save(batch, new_record(description, position=3))
    found = catalogue.records.get(saved.id)
    assert found == saved
    assert found.description() == description
    assert found.position == 3
    assert found.batch_id == batch.id


@pytest.mark.parametrize("called", ["2 J 87", "2J87", "2 j 87", "2J 87"])
def test_a_record_is_found_by_its_code_however_typed(
    catalogue: Catalogue, shelf: Shelf, called: str
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        saved = shelf.record(batch, "2 J 87")
    assert catalogue.records.find(called) == saved
    assert catalogue.records.by_uid(saved.uid) == saved


def test_saving_a_record_that_did_not_change_writes_nothing(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        first = shelf.record(batch, "2 J 87")
    with catalogue.batch("ingest", "x") as batch:
        again = catalogue.records.save(batch, first.described(described("2 J 87")))
    assert again == first
    assert [each.changes for each in catalogue.batches.list()] == [0, 1]


def test_a_code_that_another_record_has_is_refused(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "2 J 87")
        other = shelf.record(batch, "2 J 88")
        with pytest.raises(WrongUse, match="2J87"):
            catalogue.records.save(batch, other.described(described("2J87")))
        with pytest.raises(WrongUse, match="2j 87"):
            shelf.record(batch, "2j 87")
        with pytest.raises(WrongUse, match="not a reference code"):
            shelf.record(batch, " / ")


def test_a_record_keeps_its_uid_when_its_code_changes_and_the_code_may_be_used_again(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        first = shelf.record(batch, "2 J 87")
        renamed = catalogue.records.save(batch, first.described(described("2 J 99")))
        second = shelf.record(batch, "2 J 87")
    assert renamed.uid == first.uid
    assert catalogue.records.find("2J99") == renamed
    assert second.uid != first.uid


def test_a_run_done_again_gives_a_record_the_same_uid(catalogue: Catalogue) -> None:
    record = new_record(described("2 J 87"))
    uid = catalogue.records.uid_for(record)
    with catalogue.batch("ingest", "x") as batch:
        saved = catalogue.records.save(batch, record)
    assert saved.uid == uid == catalogue.records.uid_for(saved)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_uid_is_the_uuid_of_the_records_name_under_the_domain(name: str) -> None:
    records = Records(Database(memory=True), "archives.example.org")
    namespace = uuid.uuid5(uuid.NAMESPACE_DNS, "archives.example.org")
    record = StoredRecord(partner="génériques", partner_identifier=name)
    assert records.uid_for(record) == str(uuid.uuid5(namespace, f"génériques\n{name}"))


@pytest.mark.parametrize(
    "description",
    [
        Description(code="", title="Affiche", terms={"title": [Value("Affiche", "fr")]}),
        Description(code="", title="oai:a:1", date_text="1851", date_edtf="1851"),
        described("2 J 87"),
        replace(described("2 J 87"), level=Level.FONDS, publish=False, scans=["1.jpg"]),
        Description(code="", title="x", access_text="libre", open_from="1900-01-01"),
    ],
)
def test_a_partners_record_says_what_its_description_does(
    catalogue: Catalogue, description: Description
) -> None:
    catalogue.database.execute("insert into partners (name, url) values ('p', 'http://p.example/')")
    with catalogue.batch("harvest", "x") as batch:
        values = described_values(description)
        with catalogue.transaction():
            numbers = catalogue.records.add(batch, "p", [("oai:a:1", "2026-01-01", values)])
        added = catalogue.records.get(numbers[0])
        assert added is not None
        once = new_record(description, partner="p")
        assert added.description() == once.description()
        assert (added.code_folded, added.code_sort) == (None, once.code_sort)
        another = with_described(replace(added, title="y", level="file", typed={"a": "b"}), values)
        assert another == added


def test_a_record_cannot_be_moved_below_itself(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("edit", "x") as batch:
        top = shelf.record(batch, "2 J")
        middle = shelf.record(batch, "2 J 8", top)
        bottom = shelf.record(batch, "2 J 87", middle)
        for parent in (top, middle, bottom):
            with pytest.raises(WrongUse):
                catalogue.records.save(batch, replace(top, parent_id=parent.id))
        moved = catalogue.records.save(batch, replace(bottom, parent_id=top.id))
    assert [each.id for each in catalogue.records.ancestors(moved.id)] == [top.id]


def test_walking_gives_parents_first_and_siblings_in_order(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        b = shelf.record(batch, "B")
        a = shelf.record(batch, "A")
        a10 = shelf.record(batch, "A 10", a)
        a9 = shelf.record(batch, "A 9", a)
        shelf.record(batch, "A 1", a, position=5)
        shelf.record(batch, "A 9/1", a9)
        for number in range(120):
            shelf.record(batch, f"B {number}", b)
    codes = [record.code for record in catalogue.records.walk()]
    assert codes == ["A", "A 9", "A 9/1", "A 10", "A 1", "B", *(f"B {n}" for n in range(120))]
    assert [record.code for record in catalogue.records.below(a.id)] == codes[1:5]
    assert [record.code for record in catalogue.records.children(None)] == ["A", "B"]
    assert [record.id for record in catalogue.records.ancestors(a10.id)] == [a.id]
    assert catalogue.records.count() == len(codes)
    known = {folded: parent for folded, _, parent, _ in catalogue.records.codes()}
    assert known["A9/1"] == "A9"


def test_records_of_partners_have_no_code_to_be_found_by(catalogue: Catalogue) -> None:
    catalogue.database.execute("insert into partners (name, url) values ('bnf', 'https://p')")
    partner = {"partner": "bnf", "partner_identifier": "oai:p:1"}
    with catalogue.batch("harvest", "x") as batch:
        own = catalogue.records.save(batch, new_record(described("2 J 87")))
        theirs = catalogue.records.save(batch, new_record(described("2 J 87"), **partner))
    assert catalogue.records.find("2 J 87") == own
    assert catalogue.records.by_partner("bnf", "oai:p:1") == theirs
    assert theirs.uid != own.uid
    assert list(catalogue.records.walk(partners=False)) == [own]


def test_withdrawing_marks_the_record_alone(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("withdraw", "x") as batch:
        top = shelf.record(batch, "2 J")
        child = shelf.record(batch, "2 J 87", top)
        withdrawn = catalogue.records.withdraw(batch, top.id, "à la demande de la famille")
    assert withdrawn.withdrawn_at is not None
    assert catalogue.records.get(top.id) == withdrawn
    assert catalogue.records.get(child.id) == child


def test_pages_are_replaced_by_their_differences(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        file = shelf.file(batch, record)
        pages = [
            Page(record_id=record.id, number=n, label=str(n), file_id=file.id, frame=n - 1)
            for n in (1, 2, 3)
        ]
        assert catalogue.pages.replace(batch, record.id, pages)
    stored = catalogue.pages.of(record.id)
    with catalogue.batch("ingest", "x") as batch:
        assert not catalogue.pages.replace(batch, record.id, stored)
        swapped = [replace(pages[1], number=1), replace(pages[0], number=2)]
        assert catalogue.pages.replace(batch, record.id, swapped)
    assert [page.id for page in catalogue.pages.of(record.id)] == [stored[1].id, stored[0].id]
    assert catalogue.batches.list()[0].changes == 3
    assert catalogue.pages.counts() == {record.id: 2}
    assert list(catalogue.pages.all()) == catalogue.pages.of(record.id)


def test_files_are_found_by_their_bytes_and_saved_when_they_differ(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        file = shelf.file(batch, record)
        assert shelf.file(batch, record) == file
        changed = catalogue.files.save(batch, replace(file, id=0, size=8))
    assert changed.id == file.id
    assert catalogue.files.of(record.id) == [changed]
    assert catalogue.files.with_digest("ab" * 64) == [changed]
    assert catalogue.batches.list()[0].changes == 3
