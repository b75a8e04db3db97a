from __future__ import annotations

from shelves import Shelf, described

from archivekit.catalogue import Catalogue, Exposure, undo
from archivekit.description.arks import is_minted_right


def test_an_ark_is_given_once_and_kept(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
    assert catalogue.identifiers.ark_for(record) is None
    ark = catalogue.identifiers.mint(record, "99999")
    assert ark.startswith("ark:/99999/")
    assert is_minted_right(ark)
    assert catalogue.identifiers.mint(record, "12345") == ark
    stored = catalogue.records.by_ark(ark)
    assert stored is not None
    assert stored.id == record.id
    assert catalogue.identifiers.ark_for(stored) == ark


def test_giving_an_ark_does_not_stand_in_the_way_of_an_undo(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        ark = catalogue.identifiers.mint(shelf.record(batch, "2 J 87"), "99999")
    undo(catalogue, batch.id)
    with catalogue.batch("ingest", "x") as batch:
        again = shelf.record(batch, "2J87")
    assert catalogue.identifiers.mint(again, "99999") == ark


def test_saving_a_record_as_it_was_before_keeps_its_ark(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        ark = catalogue.identifiers.mint(record, "99999")
        catalogue.records.save(batch, record.described(described("2 J 87", "Autre")))
    found = catalogue.records.by_ark(ark)
    assert found is not None
    assert found.title == "Autre"


def test_a_code_used_again_gets_another_ark(catalogue: Catalogue, shelf: Shelf) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, "2 J 87")
        first = catalogue.identifiers.mint(record, "99999")
        catalogue.records.save(batch, record.described(described("2 J 99")))
        second = catalogue.identifiers.mint(shelf.record(batch, "2 J 87"), "99999")
    assert first != second


def test_exposures_are_noted_with_their_edition_and_never_go_back(catalogue: Catalogue) -> None:
    shown = Exposure("ark:/9/b1", "oai:a:b1", "2026-01-02T00:00:00Z", False, '["2J"]', "d1")
    catalogue.exposures.absorb(1, "2026-01-02T00:00:00Z", {"records": 1}, [shown])
    gone = Exposure("ark:/9/b1", "oai:a:b1", "2026-01-01T00:00:00Z", True, '["2J"]', "")
    for _ in range(2):
        catalogue.exposures.absorb(2, "2026-01-03T00:00:00Z", {}, [gone])
    kept = catalogue.exposures.of(["ark:/9/b1"])["ark:/9/b1"]
    assert (kept.datestamp, kept.deleted, kept.sets) == (shown.datestamp, True, ("2J",))
    last = catalogue.exposures.last_edition()
    assert last is not None
    assert (last.serial, last.published_at) == (2, "2026-01-03T00:00:00Z")
