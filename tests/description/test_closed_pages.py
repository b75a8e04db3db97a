"""Pages that are closed by themselves, as archivists write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description import closed_pages
from archivekit.description.exposed import ExposedPage
from archivekit.description.opening import NEVER
from archivekit.description.record import Description

RECORD = Description("2 J 1", "Registre", date_first="1960-01-01", date_last="1966-12-31")
TEN = tuple(ExposedPage(number, str(number), "", 1, 1) for number in range(1, 11))
LEAVES = tuple(
    ExposedPage(number, label, "", 1, 1)
    for number, label in enumerate(["couv.", "1r", "1v", "2r", "2v", "2"], 1)
)


def days(text: str, pages: tuple[ExposedPage, ...] = TEN) -> dict[int, str] | None:
    return closed_pages.days(text, RECORD, pages)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("vues 3-5 : communicable en 2041", dict.fromkeys((3, 4, 5), "2041-01-01")),
        ("vue 3 : 75 ans", {3: "2042-01-01"}),
        ("pages 3, 5 to 6 and 9: closed", dict.fromkeys((3, 5, 6, 9), NEVER)),
        ("3-4", {3: NEVER, 4: NEVER}),
        ("vue 3 : 2041\nvues 2-3 : 2050", {3: "2050-01-01", 2: "2050-01-01"}),
        ("toutes : en ligne en 2041", dict.fromkeys(range(1, 11), "2041-01-01")),
        ("Toutes les vues", dict.fromkeys(range(1, 11), NEVER)),
        ("all pages: closed", dict.fromkeys(range(1, 11), NEVER)),
        ("", {}),
    ],
)
def test_a_line_says_which_pages_and_until_when(text: str, closed: dict[int, str]) -> None:
    assert days(text) == closed


@pytest.mark.parametrize(
    "text",
    [
        "vue 11 : 2041",
        "vues 9-11 : 2041",
        "vues 5-3 : 2041",
        "vue 3 : selon les cas",
        "vue 3 : 50 ans à compter de la naissance",
        "vue 3 : mauvais état",
        "vue 3 2041",
        "certaines vues : 2041",
        "vue 3 : 2041 ; la photographie",
    ],
)
def test_what_is_not_understood_or_of_no_page_closes_all(text: str) -> None:
    assert days(text) is None
    closed = closed_pages.closed_on("2100-01-01", text, RECORD, TEN)
    assert closed == dict.fromkeys(range(1, 11), NEVER)


def test_a_page_is_closed_by_its_label_and_by_its_number() -> None:
    assert days("f. 1v-2r", LEAVES) == {3: NEVER, 4: NEVER}
    assert days("vue 2", LEAVES) == {2: NEVER, 6: NEVER}


def test_a_page_is_closed_until_its_day() -> None:
    text = "vues 3-4 : 2041"
    assert closed_pages.closed_on("2040-12-31", text, RECORD, TEN) == days(text)
    assert closed_pages.closed_on("2041-01-01", text, RECORD, TEN) == {}


@given(
    st.text(max_size=60) | st.from_regex(r"(vues? )?\d{1,2}(-\d{1,2})?( : \w+)?", fullmatch=True)
)
def test_any_words_at_all_close_the_pages_they_name_or_every_page(text: str) -> None:
    closed = closed_pages.closed_on("2026-01-01", text, RECORD, TEN)
    unread = closed_pages.read(text)[1]
    assert set(closed) <= set(range(1, 11))
    if unread:
        assert len(closed) == 10
