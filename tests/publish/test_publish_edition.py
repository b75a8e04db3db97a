"""What an edition holds."""

from __future__ import annotations

import json

from press import Press

from archivekit.catalogue import new_record
from archivekit.description.record import Description, Level, Value
from archivekit.description.words import query


def test_a_record_has_what_comes_down_from_its_fonds(press: Press) -> None:
    creator = {"creator": [Value("Commissariat de police")]}
    press.record("2 J", "Fonds du commissariat", level=Level.FONDS, terms=creator)
    press.record("2 J 1", "1 registre", "2 J", date_text="1936", date_first="1936-01-01")
    press.publish()
    record = press.edition().record(press.ark("2 J 1"))
    assert record is not None
    assert record.full_title == "Fonds du commissariat – 1 registre"
    assert record.creator == "Commissariat de police"
    assert record.terms["creator"] == [{"text": "Commissariat de police", "from": "2 J"}]
    assert (record.year_first, record.century) == (1936, 20)
    assert record.source == "Archives de Valmont, 2 J 1"


def test_records_stand_in_the_order_of_browsing(press: Press) -> None:
    for code, parent in (("2 J", ""), ("2 J 10", "2 J"), ("2 J 9", "2 J"), ("1 J", "")):
        press.record(code, f"Titre {code}", parent)
    press.publish()
    assert press.shown() == ["1 J", "2 J", "2 J 9", "2 J 10"]
    edition = press.edition()
    fonds = edition.record(press.ark("2 J"))
    assert fonds is not None
    assert fonds.child_count == 2
    assert [it.code for it in edition.children(fonds.id)] == ["2 J 9", "2 J 10"]
    item = edition.record(press.ark("2 J 9"))
    assert item is not None
    assert [it.code for it in edition.ancestors(item)] == ["2 J"]


def test_every_fonds_is_a_set(press: Press) -> None:
    press.record("É dépôt 3/2", "Commune de Dambelin")
    press.record("É dépôt 3/2/1", "Cadastre", "É dépôt 3/2")
    press.publish()
    (found,) = press.edition().sets()
    assert (found.spec, found.name, found.records) == ("EDEPOT3~2f2", "Commune de Dambelin", 2)


def test_what_is_typed_is_found_whatever_its_accents_and_endings(press: Press) -> None:
    press.record("2 J 1", "Œuvres des réfugiés")
    press.publish()
    for asked in ("oeuvre", "REFUGIE", "2J1", "l'œuvre"):
        match = query(asked)
        assert (
            press.edition()
            .db.execute("select rowid from search where search match ?", (match,))
            .fetchall()
        ), asked


def test_facets_count_values_over_the_whole_edition(press: Press) -> None:
    for number in range(3):
        subjects = [Value("étranger"), Value("police"), Value("étranger")][: number + 1]
        press.record(f"{number} J", f"Titre {number}", terms={"subject": subjects})
    press.publish()
    assert press.edition().facet_counts("subject") == [("étranger", 3), ("police", 2)]


def test_pages_are_those_with_an_access_copy_and_the_others_are_told_once(press: Press) -> None:
    press.record("2 J 1")
    first, second = press.pages("2 J 1", b"one", b"two")
    press.access_copy(second).unlink()
    press.publish()
    edition, ark = press.edition(), press.ark("2 J 1")
    assert [page.image for page in edition.pages(1)] == [first]
    assert edition.page(ark, 1) is not None
    assert edition.page(ark, 2) is None
    assert [problem.key for problem in press.problems] == ["publish.pages-without-image"]


def test_a_manifest_is_made_for_what_has_pages_alone(press: Press) -> None:
    press.record("2 J 1")
    press.record("2 J 2")
    press.pages("2 J 1", b"one")
    press.publish()
    edition = press.edition()
    found = edition.manifest_of(press.ark("2 J 1"))
    assert found is not None
    assert json.loads(found[0].json)["items"][0]["height"] == 4000
    assert edition.manifest_of(press.ark("2 J 2")) is None


def test_a_large_archive_is_made_by_several_processes_to_the_same_edition(press: Press) -> None:
    with press.catalogue() as (catalogue, batch):
        fonds = catalogue.records.save(batch, new_record(Description(code="2 J", title="Fonds")))
        for number in range(5000):
            item = Description(code=f"2 J {number}", title=f"Dossier de Jean Dupont {number}")
            catalogue.records.save(batch, new_record(item, parent_id=fonds.id))
    assert press.publish().records == 5001
    edition = press.edition()
    last = edition.record(press.ark("2 J 4999"))
    assert last is not None
    assert (last.id, last.parent_id) == (5001, 1)
    assert dict(edition.facet_counts("fonds")) == {"2 J": 5001}
