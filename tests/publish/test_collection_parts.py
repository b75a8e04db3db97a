"""Collections of many manifests in parts that stay what they are from edition to edition."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from press import Press

from archivekit.catalogue import new_record
from archivekit.description.record import Description
from archivekit.edition import Request, Response
from archivekit.iiif.presentation import respond
from archivekit.publish import collection_parts
from archivekit.publish.collection_parts import MOST, START, Part, cut

MANY = [f"ark:/99999/b1{number:07}" for number in range(12_000)]


def members(arks: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(arks, start=1))


def contents(arks: list[str]) -> dict[str, list[str]]:
    """The records of each part, by its name."""
    return {it.name: arks[it.first - 1 : it.last] for it in cut(members(arks))}


def test_parts_hold_all_in_order_and_none_is_too_large() -> None:
    parts = contents(MANY)
    assert [ark for part in parts.values() for ark in part] == MANY
    assert next(iter(parts)) == START
    assert max(map(len, parts.values())) <= MOST
    assert 12 < len(parts) < 48


@given(at=st.integers(0, len(MANY) - 1))
@settings(max_examples=settings.default.max_examples // 5)
def test_a_record_that_goes_changes_its_part_and_few_beside(at: int) -> None:
    before, after = contents(MANY), contents(MANY[:at] + MANY[at + 1 :])
    changed = {name for name in before if after.get(name) != before[name]}
    assert 1 <= len(changed) <= 4
    assert len(set(after) - set(before)) <= 2


def test_an_empty_collection_has_no_part() -> None:
    assert list(cut([])) == []
    assert list(cut([(7, "ark:/99999/x")])) == [Part(START, 7, 7)]


def document(press: Press, address: str) -> dict[str, Any]:
    path, _, query = address.removeprefix("http://base.archivekit.invalid").partition("?")
    answer = respond(Request("GET", path, query), press.edition())
    assert isinstance(answer, Response)
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body)
    return found


def test_a_long_collection_is_in_parts_and_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # ARKs are given at random: where one in 500 begins a part, now and then none does.
    monkeypatch.setattr(collection_parts, "_MEAN", 50)
    press = Press(tmp_path / "archive")
    press.record("2 J", "Fonds")
    press.record("2 J 1", "Dossier", "2 J")
    (key,) = press.pages("2 J 1", b"one")
    with press.catalogue() as (catalogue, batch):
        first = catalogue.records.find("2 J 1")
        assert first is not None
        (page,) = catalogue.pages.of(first.id)
        for number in range(2, 1_200):
            description = Description(f"2 J {number}", "Dossier")
            record = new_record(description, parent_id=first.parent_id, position=number)
            own = catalogue.records.save(batch, record).id
            catalogue.pages.replace(batch, own, [replace(page, id=0, record_id=own)])
    press.publish()
    before = document(press, "/iiif/collection/2J")
    assert {it["type"] for it in before["items"]} == {"Collection"}
    parts = [document(press, it["id"]) for it in before["items"]]
    manifests = [it["id"] for part in parts for it in part["items"]]
    assert len(manifests) == len(set(manifests)) == 1_199
    assert parts[0]["label"]["en"][0].startswith("2 J 1")
    assert all(part["partOf"][0]["id"] == before["id"] for part in parts)
    press.withdraw("2 J 500")
    press.publish()
    after = [document(press, it["id"]) for it in document(press, "/iiif/collection/2J")["items"]]
    assert 1 <= sum(part not in after for part in parts) < len(parts)
    assert press.public_image(key).exists()
