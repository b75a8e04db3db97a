from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.codes import CodeInName, fold, in_file_name, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 J 87", "2J87"),
        ("2 J 87", "2j87"),
        ("2\u00a0J\u202f87", "2J87"),
        ("2 J 87/30", "2J87-30"),
        ("2 J 87/30", "2J87 / 30"),
        ("E dépôt 12", "E DEPOT 12"),
        ("9FI/BAG_10", "9 Fi BAG 10".replace(" BAG ", "/BAG/")),
        ("1 Œ 3", "1 oe 3"),
        ("2 J 87/", "2 J 87"),
    ],
)
def test_two_spellings_of_a_code_are_one_code(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 J 87/30", "2 J 8730"),
        ("2 J 87 30", "2 J 8730"),
        ("1.23", "12.3"),
        ("4° Z 1", "4 Z 1"),
        ("KK* 12", "KK 12"),
        ("2 J 87", "2 J 87bis"),
    ],
)
def test_two_codes_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_a_folded_code_changes_nothing(code: str) -> None:
    assert fold(fold(code)) == fold(code)


def test_codes_sort_as_an_archivist_sorts_them_in_sqlite() -> None:
    ordered = [
        "1 Fi 2", "1 Fi 10", "2 J", "2 J 9", "2 J 10", "2 J 10/1", "2 J 10/2", "2 J 10/11",
        "2 J 10bis", "2 J 11", "2 J 100", "10 J 1", "E dépôt 2", "E dépôt 12",
    ]  # fmt: skip
    shuffled = random.Random(1).sample(ordered, len(ordered))
    db = sqlite3.connect(":memory:")
    db.execute("create table codes (code text, key text)")
    db.executemany("insert into codes values (?, ?)", [(c, sort_key(c)) for c in shuffled])
    found = [code for (code,) in db.execute("select code from codes order by key")]
    db.close()
    assert found == ordered


def _first_known(name: str, *codes: str) -> CodeInName | None:
    known = {fold(code) for code in codes}
    return next((found for found in in_file_name(name) if found.code in known), None)


@pytest.mark.parametrize(
    ("name", "code", "page", "suffix"),
    [
        ("AMB_2J87-30_05.jpg", "2 J 87/30", 5, ""),
        ("AMB_2J87-30_05v.tif", "2 J 87/30", 5, "v"),
        ("AMB_2J87-30_05_recto.tif", "2 J 87/30", 5, "r"),
        ("AMB_2J87-30_05bis.tif", "2 J 87/30", 5, "bis"),
        ("FRAD095_3E37_1_0001.jpg", "3 E 37/1", 1, ""),
        ("2Num8_400_002.jpg", "2 Num 8/400", 2, ""),
        ("2_J_87_030_05.jpg", "2 J 87/30", 5, ""),
        ("AMB 2J87 12.jpg", "2 J 87", 12, ""),
        ("PH 1858-74.jpg", "PH 1858/74", None, ""),
        ("1Fi23_verso.jpg", "1 Fi 23", None, "v"),
        ("1Fi23v.jpg", "1 Fi 23", None, "v"),
        ("2J87_plan de la ville.jpg", "2 J 87", None, ""),
        ("2J87_vue5.jpg", "2 J 87", 5, ""),
        ("Montréal.png", "Montreal", None, ""),
        ("E_depot_12_003.tif", "E dépôt 12", 3, ""),
    ],
)
def test_a_file_name_carries_its_code_and_page(
    name: str, code: str, page: int | None, suffix: str
) -> None:
    assert _first_known(name, code) == CodeInName(fold(code), page, suffix)


def test_the_known_codes_decide_where_the_code_ends() -> None:
    name = "AMB_2J87-30_05.jpg"
    longer = _first_known(name, "2 J 87", "2 J 87/30")
    shorter = _first_known(name, "2 J 87", "2 J 87/31")
    assert longer == CodeInName("2J87/30", 5)
    assert shorter == CodeInName("2J87", 5)


@pytest.mark.parametrize("name", ["IMG_20190620_122100.jpg", "DSC_0123.JPG", "P1010023.JPG"])
def test_the_name_a_camera_gave_carries_no_code(name: str) -> None:
    assert in_file_name(name) == ()


@pytest.mark.parametrize("code", ["5", "05", "87", "30"])
def test_a_number_inside_a_name_is_no_code_of_its_own(code: str) -> None:
    assert _first_known("AMB_2J87-30_05.jpg", code) is None


@given(st.text(max_size=300))
def test_any_file_name_is_read(name: str) -> None:
    assert all(found.page is None or found.page >= 0 for found in in_file_name(name))
