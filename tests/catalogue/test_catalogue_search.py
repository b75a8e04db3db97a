"""Records found by their words in the private catalogue."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import Shelf, described

from archivekit.catalogue import Catalogue, StoredRecord, undo
from archivekit.errors import NothingDone

TITLE = "Affiche de l’Œuvre des étrangers, Côte-d’Or, 14-18"


def found(catalogue: Catalogue, typed: str) -> list[str]:
    """The reference codes of the records that a search finds."""
    catalogue.search.catch_up()
    return [record.code for record in catalogue.records.of(catalogue.search.find(typed))]


def put(catalogue: Catalogue, shelf: Shelf, code: str, title: str, **fields: object) -> None:
    with catalogue.batch("ingest", "x") as batch:
        record = shelf.record(batch, code, None, **fields)
        catalogue.records.save(batch, record.described(described(code, title)))


@pytest.mark.parametrize(
    "typed",
    [
        *("affiche", "AFFICHE étrangers", "étrangers affiche", "etrangers", "l'œuvre", "oeuvre"),
        *("l’oeuvre", "d'étrangers", "côte-d'or", "Côte-d’Or", "or", "14-18", "affich*", "étr*"),
        *('"œuvre des étrangers"', "« affiche de l'œuvre »", "\"l'œuvre des", "affiche -tract"),
        *("2 J 87", "2j87", "1936", "vers", "travail", "12", "côte-d*", "affiche !?"),
    ],
)
def test_a_record_is_found_by_its_words_however_they_are_typed(
    catalogue: Catalogue, shelf: Shelf, typed: str
) -> None:
    put(catalogue, shelf, "2 J 87", TITLE)
    put(catalogue, shelf, "9 Z 5", "Voeux", withdrawn_at="2026-01-01T00:00:00Z")
    assert "2 J 87" in found(catalogue, typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("affiches", "affiche tract", '"étrangers affiche"', "affiche -étrangers", "ffiche"),
        *("-affiche", "", '"', "*", "-", "«", "2 J 88", "affiche -étr*"),
    ],
)
def test_a_record_without_the_words_is_not_found(
    catalogue: Catalogue, shelf: Shelf, typed: str
) -> None:
    put(catalogue, shelf, "2 J 87", TITLE)
    assert found(catalogue, typed) == []


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Straße nach Łódź", "strasse lodz"),
        ("أرشيف المدينة", "ارشيف المدينه"),
        ("مُحَمَّد", "محمد"),
        ("E\u0301trangers", "étrangers"),
        ("étran\u00adgers", "étrangers"),
        ("\ufb01che n\u00ba 5", "fiche no"),
        ("Œuvres", "OEUVRES"),
        ("Cœurs", "cœurs"),
    ],
)
def test_letters_written_one_for_another_make_no_difference(
    catalogue: Catalogue, shelf: Shelf, title: str, typed: str
) -> None:
    put(catalogue, shelf, "1 A", title)
    assert found(catalogue, typed) == ["1 A"]
    assert found(catalogue, title) == ["1 A"]


def test_internal_notes_and_closed_records_are_found_too(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "1 A", internal_notes="à restaurer", open_from="9999-12-31")
        shelf.record(batch, "1 B", access_text="75 ans", birth_text="née à Turin")
    assert found(catalogue, "restaurer") == ["1 A"]
    assert found(catalogue, "turin 75") == ["1 B"]


def test_words_that_are_given_spare_reading_the_record_and_join_the_transaction(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("harvest", "x") as batch:
        kept = shelf.record(batch, "1 A")
        with catalogue.transaction():
            new = shelf.record(batch, "1 B")
            assert catalogue.search.catch_up({new.id: "moissonne"}) == 2
    assert found(catalogue, "moissonne") == ["1 B"]
    assert catalogue.search.find("registre") == [kept.id]
    assert catalogue.search.catch_up() == 0


def test_a_transaction_taken_back_takes_the_index_back(catalogue: Catalogue, shelf: Shelf) -> None:
    def cut() -> None:
        with catalogue.transaction():
            shelf.record(batch, "1 B")
            catalogue.search.catch_up()
            raise OSError("cut")

    with catalogue.batch("harvest", "x") as batch:
        with pytest.raises(OSError, match="cut"):
            cut()
        shelf.record(batch, "1 C")
    assert found(catalogue, "registre") == ["1 C"]


@pytest.mark.parametrize(
    "damage",
    [
        "drop table record_words",
        "drop table record_words_data",
        "drop table searched",
        "drop table searched_until",
        "update record_words_data set block = x'00' where id > 10",
        "update record_words_data set block = x'ffffffffffffff' where id = 10",
    ],
)
@pytest.mark.parametrize("harvesting", [True, False])
def test_a_damaged_index_is_made_again_from_the_records(
    tmp_path: Path, damage: str, harvesting: bool
) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")
        assert found(catalogue, "affiche") == ["1 A"]
        catalogue.database.execute(damage)
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        with catalogue.batch("harvest", "x") as batch, catalogue.transaction():
            Shelf(catalogue).record(batch, "1 B", title="Affiche")
            if harvesting:
                catalogue.search.catch_up()
        assert found(catalogue, "affiche") == ["1 A", "1 B"]


def test_an_index_full_of_what_records_once_were_is_made_afresh(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    put(catalogue, shelf, "1 A", "Affiche")
    assert found(catalogue, "affiche") == ["1 A"]
    catalogue.database.execute("update searched_until set orphans = 10001")
    assert catalogue.search.catch_up() == 1
    assert found(catalogue, "affiche") == ["1 A"]
    assert catalogue.search.catch_up() == 0


def test_a_catalogue_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        catalogue.database.execute("pragma user_version = 4")
    with pytest.raises(NothingDone, match="earlier"):
        Catalogue.open(tmp_path / "c.db")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A catalogue of one record, made once for many questions."""
    with Catalogue.open(tmp_path_factory.mktemp("one") / "c.db") as catalogue:
        put(catalogue, Shelf(catalogue), "2 J 87", TITLE)
        catalogue.search.catch_up()
        yield catalogue


@given(st.text() | st.text("ab\"*-«» ()'^:+{}") | st.text(st.characters()))
def test_nothing_typed_is_an_error(one: Catalogue, typed: str) -> None:
    assert one.search.find(typed) in ([], [1])


WORDS = ["affiche", "étrangers", "Œuvre", "l’école", "Maß", "14-18", "ÉTÉ", "nº", "مدينة"]
CODES = ["1 A", "1 B", "1 C"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "undo", "search", "withdraw"]),
        st.sampled_from(CODES),
        st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(STEPS)
def test_after_whatever_was_done_the_index_finds_what_reading_all_records_finds(
    steps: list[tuple[str, str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, Catalogue.open(Path(folder) / "c.db") as it:
        for step in steps:
            _do(it, *step)
        it.search.catch_up()
        records = list(it.records.walk())
        for word in WORDS:
            assert sorted(it.search.find(word)) == _read(records, word)


def _do(catalogue: Catalogue, what: str, code: str, title: str) -> None:
    if what == "search":
        catalogue.search.catch_up()
    elif what == "undo":
        last = catalogue.batches.last_undoable()
        if last is not None:
            undo(catalogue, last.id)
    else:
        with catalogue.batch("edit", "x") as batch:
            record = catalogue.records.find(code) or StoredRecord()
            if what == "put":
                record = record.described(replace(described(code, title), terms={}))
                catalogue.records.save(batch, record)
            elif record.id:
                catalogue.records.withdraw(batch, record.id, title)


def _read(records: list[StoredRecord], word: str) -> list[int]:
    """The records that have a word in their title, found by reading each."""
    wanted = _plain(word.removeprefix("l’"))
    return sorted(it.id for it in records if f" {wanted} " in f" {_plain(it.title)} ")


def _plain(text: str) -> str:
    text = text.casefold().replace("œ", "oe").replace("ة", "ه")
    letters = unicodedata.normalize("NFKD", text)
    return " ".join(
        re.findall(r"\w+", "".join(it for it in letters if unicodedata.category(it) != "Mn"))
    )
