"""Paper is drawn the same each time: what the sample's pages begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture
def drawing(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawing modules, which import one another by their bare names."""
    monkeypatch.syspath_prepend(str(sample / "draw"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.mark.usefixtures("drawing")
def test_a_leaf_is_the_same_each_time() -> None:
    from noise import rng
    from paper import Leaf, scanned

    def leaf() -> bytes:
        sheet = Leaf((120, 160), rng("a leaf"))
        sheet.foxing(9)
        sheet.fold(0.5)
        sheet.water_stain((0.2, 0.8), 40)
        return scanned(sheet, skew=0.5).tobytes()

    assert leaf() == leaf()


@pytest.mark.usefixtures("drawing")
def test_people_are_of_one_kind_in_one_place() -> None:
    from noise import rng
    from people import invent

    chance = rng("people")
    people = [invent(chance) for _ in range(200)]
    assert {person.nationality for person in people} >= {"Italienne", "Suisse"}
    assert not [p for p in people if p.name.endswith("Maria") and p.trade == "maçon"]
