"""Records found by their words in the private catalogue."""

from __future__ import annotations

import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelves import Shelf, described

from archivekit.catalogue import Catalogue, StoredRecord, indexing, undo
from archivekit.catalogue.index import Index, News, Place
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


def test_what_is_committed_is_indexed_beside_with_the_words_that_are_known(
    tmp_path: Path,
) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        shelf = Shelf(catalogue)
        with catalogue.batch("harvest", "x") as batch, catalogue.search.followed() as follow:
            with catalogue.transaction():
                kept = shelf.record(batch, "1 A")
            follow({kept.id: "moissonne"})
            with catalogue.transaction():
                read = shelf.record(batch, "1 B")
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        assert catalogue.search.behind() == 0
        assert catalogue.search.find("moissonne") == [kept.id]
        assert catalogue.search.find("registre") == [read.id]


def test_a_search_beside_long_work_and_the_work_do_not_index_twice(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        with catalogue.batch("harvest", "x") as batch, catalogue.search.followed() as follow:
            for code in ("1 A", "1 B", "1 C"):
                record = Shelf(catalogue).record(batch, code)
                with Catalogue.open(tmp_path / "c.db") as other:
                    assert found(other, "registre")[-1] == code
                follow({record.id: "registre"})
        assert found(catalogue, "registre") == ["1 A", "1 B", "1 C"]


def test_work_whose_index_cannot_be_written_goes_on_and_the_next_search_fills_it(
    tmp_path: Path,
) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        (tmp_path / "search.db").mkdir()
        with catalogue.batch("harvest", "x") as batch, catalogue.search.followed() as follow:
            for code in ("1 A", "1 B"):
                Shelf(catalogue).record(batch, code)
                follow({})
    (tmp_path / "search.db").rmdir()
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        assert found(catalogue, "registre") == ["1 A", "1 B"]


def test_work_that_is_stopped_does_not_wait_for_an_index_that_another_program_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_BUSY_SECONDS", 0.1)
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")
        assert found(catalogue, "affiche") == ["1 A"]
    with closing(sqlite3.connect(tmp_path / "search.db", isolation_level=None)) as another:
        another.execute("begin immediate")
        _stopped_on_the_way(tmp_path / "c.db")
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        assert found(catalogue, "affiche") == ["1 A", "1 B", "1 C", "1 D", "1 E"]


def _stopped_on_the_way(file: Path) -> None:
    with (
        suppress(KeyboardInterrupt),
        Catalogue.open(file) as catalogue,
        catalogue.batch("harvest", "x") as batch,
        catalogue.search.followed() as follow,
    ):
        for code in ("1 B", "1 C", "1 D", "1 E"):
            Shelf(catalogue).record(batch, code, title="Affiche")
            follow({})
        raise KeyboardInterrupt


def test_searches_that_begin_at_once_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    with Catalogue.open(file) as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")

    def searched(_: int) -> list[str]:
        with Catalogue.open(file) as catalogue:
            return found(catalogue, "affiche")

    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            (tmp_path / "search.db").unlink(missing_ok=True)
            assert list(pool.map(searched, range(8))) == [["1 A"]] * 8


def test_catalogues_that_begin_at_once_wait_for_each_other(tmp_path: Path) -> None:
    def begun(number: int) -> int:
        with Catalogue.open(tmp_path / f"{number // 8}.db") as catalogue:
            return catalogue.records.count()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(begun, range(40))) == [0] * 40


def test_news_that_comes_late_takes_nothing_back(tmp_path: Path) -> None:
    index = Index(tmp_path / "search.db")
    assert index.add(News(0, Place(1, "a"), [(1, 7, "affiche")], []))
    gone = News(1, Place(2, "b"), [], [(2, 7)])
    assert index.add(gone)
    assert index.find("affiche") == []
    assert index.add(News(2, Place(3, "c"), [(3, 7, "affiche")], []))
    assert index.add(gone)
    assert index.find("affiche") == [7]
    assert not index.add(News(5, Place(6, "f"), [(6, 8, "affiche")], []))
    assert index.find("affiche") == [7]
    index.close()


def test_what_was_taken_back_before_it_was_committed_is_not_found(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    def cut() -> None:
        with catalogue.transaction():
            shelf.record(batch, "1 B")
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
        "delete from searched_until",
        "update record_words_data set block = x'00' where id > 10",
        "update record_words_data set block = x'ffffffffffffff' where id = 10",
        "insert or ignore into searched values (99, 1), (98, 2), (97, 3), (96, 4)",
        "pragma user_version = 0",
        b"no database, and long enough to be taken for one: " * 40,
        b"",
        None,
    ],
)
@pytest.mark.parametrize("harvesting", [True, False])
def test_a_damaged_index_is_made_again_from_the_records(
    tmp_path: Path, damage: str | bytes | None, harvesting: bool
) -> None:
    index = tmp_path / "search.db"
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")
        assert found(catalogue, "affiche") == ["1 A"]
    _damage(index, damage)
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        with catalogue.batch("harvest", "x") as batch, catalogue.search.followed() as follow:
            record = Shelf(catalogue).record(batch, "1 B", title="Affiche")
            if harvesting:
                follow({record.id: "affiche"})
        assert found(catalogue, "affiche") == ["1 A", "1 B"]


def _damage(index: Path, damage: str | bytes | None) -> None:
    if damage is None:
        index.unlink()
    elif isinstance(damage, bytes):
        index.write_bytes(damage)
    else:
        with closing(sqlite3.connect(index)) as database:
            database.execute(damage)
            database.commit()


def test_a_catalogue_put_back_from_a_copy_has_the_index_of_its_own_records(tmp_path: Path) -> None:
    file, copy = tmp_path / "c.db", tmp_path / "copy.db"
    with Catalogue.open(file) as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")
    copy.write_bytes(file.read_bytes())
    with Catalogue.open(file) as catalogue:
        put(catalogue, Shelf(catalogue), "1 B", "Affiche perdue")
        assert found(catalogue, "affiche") == ["1 A", "1 B"]
    file.write_bytes(copy.read_bytes())
    with Catalogue.open(file) as catalogue:
        assert found(catalogue, "affiche") == ["1 A"]
        with catalogue.batch("edit", "another") as batch:
            Shelf(catalogue).record(batch, "1 C", title="Plan")
            Shelf(catalogue).record(batch, "1 D", title="Plan")
        assert found(catalogue, "perdue") == []
        assert found(catalogue, "plan") == ["1 C", "1 D"]


def test_an_index_full_of_what_records_once_were_is_made_afresh(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        put(catalogue, Shelf(catalogue), "1 A", "Affiche")
        assert found(catalogue, "affiche") == ["1 A"]
    _damage(tmp_path / "search.db", "update searched_until set orphans = 10001")
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        assert catalogue.search.catch_up() == 1
        assert found(catalogue, "affiche") == ["1 A"]
        assert catalogue.search.catch_up() == 0


def test_a_catalogue_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        catalogue.database.execute("pragma user_version = 5")
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
