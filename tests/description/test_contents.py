"""Tables of contents as archivists write them, and the chapters read from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.contents import chapters
from archivekit.description.exposed import Chapter, ExposedPage
from archivekit.description.record import Value

TWENTY = tuple(ExposedPage(number, str(number), "", 1, 1) for number in range(1, 21))


def read(table: str, shown: tuple[ExposedPage, ...] = TWENTY) -> list[tuple[str, int, int | None]]:
    return [(it.title, it.first, it.last) for it in chapters([Value(table)], shown)]


@pytest.mark.parametrize(
    ("line", "chapter"),
    [
        ("vues 2-15 : Naissances", ("Naissances", 2, 15)),
        ("vue 2 Naissances", ("Naissances", 2, None)),
        ("p. 2 : Naissances", ("Naissances", 2, None)),
        ("2-15 : Naissances", ("Naissances", 2, 15)),
        ("Naissances, vues 2 à 15", ("Naissances", 2, 15)),
        ("Naissances (p. 2)", ("Naissances", 2, None)),
        ("Naissances … p. 2", ("Naissances", 2, None)),
        ("Pages 2 to 15: Births", ("Births", 2, 15)),
        ("Actes de 1836, vue 3", ("Actes de 1836", 3, None)),
    ],
)
def test_a_line_says_its_pages_in_many_ways(line: str, chapter: tuple[str, int, int]) -> None:
    assert read(line) == [chapter]


@pytest.mark.parametrize(
    "table",
    [
        "12 janvier 1836",
        "Naissances, mariages, décès",
        "vue 2 : Naissances\nMariages",
        "vue 2 : Naissances\nvue 21 : Mariages",
        "vue 15 : Décès\nvue 2 : Naissances",
        "vues 15-2 : Naissances",
        "",
        " ; ",
    ],
)
def test_a_table_that_is_not_understood_whole_makes_no_chapters(table: str) -> None:
    assert read(table) == []


def test_a_table_names_pages_by_their_labels_before_their_numbers() -> None:
    shown = tuple(
        ExposedPage(number, label, "", 1, 1) for number, label in enumerate(["1r", "1v", "2"], 1)
    )
    assert read("f. 1v : Verso\nf. 2 : Suite", shown) == [("Verso", 2, None), ("Suite", 3, None)]


@given(st.text(max_size=200))
def test_any_words_at_all_are_read_or_left_alone(table: str) -> None:
    found = chapters([Value(table)], TWENTY)
    assert all(isinstance(it, Chapter) and 1 <= it.first <= 20 and it.title for it in found)
