from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.arks import (
    ALPHABET,
    ark,
    check_character,
    is_minted_right,
    mint_name,
    normalise,
)


def test_the_check_character_is_that_of_the_noid_documentation() -> None:
    assert check_character("13030/xf93gt2") == "q"


def test_the_alphabet_has_29_characters_and_no_vowel() -> None:
    assert len(ALPHABET) == 29
    assert not set(ALPHABET) & set("aeiouyl")


def test_a_minted_name_verifies() -> None:
    name = mint_name("99999")
    assert len(name) == 11
    assert is_minted_right(ark("99999", name))


def test_two_minted_names_differ() -> None:
    assert len({mint_name("99999") for _ in range(1000)}) == 1000


@given(st.randoms(use_true_random=False), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_betrayed(chance: random.Random, at: int, other: str) -> None:
    name = mint_name("99999", chance)
    wrong = name[:at] + other + name[at + 1 :]
    assert is_minted_right(ark("99999", wrong)) == (wrong == name)


@given(st.randoms(use_true_random=False), st.integers(0, 9))
def test_two_swapped_characters_are_betrayed(chance: random.Random, at: int) -> None:
    name = mint_name("99999", chance)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert is_minted_right(ark("99999", swapped)) == (swapped == name)


@pytest.mark.parametrize(
    "written",
    [
        "ark:/99999/b1bcdfghjk",
        "ark:99999/b1bcdfghjk",
        "ARK:/99999/b1-bcdf-ghjk",
        "https://archives.example.org/ark:/99999/b1bcdfghjk",
        "https://archives.example.org/ark:99999/b1bcdfghjk?lang=fr",
    ],
)
def test_an_ark_is_found_however_it_is_written(written: str) -> None:
    assert normalise(written) == "ark:/99999/b1bcdfghjk"


@pytest.mark.parametrize("written", ["", "2 J 87", "ark:/", "ark:/99999/", "ark:/99999/--"])
def test_what_is_no_ark_gives_none(written: str) -> None:
    assert normalise(written) is None
