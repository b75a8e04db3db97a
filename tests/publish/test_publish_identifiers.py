"""The ARKs that were given, among the masters: they outlive the catalogue."""

from __future__ import annotations

import csv

from press import Press

from archivekit.masters import MasterStore, verify
from archivekit.problems import Problems
from archivekit.publish.kept_identifiers import OBJECT


def kept(press: Press) -> dict[str, str]:
    """Reference code to ARK, as the masters have it."""
    store = MasterStore.open(press.archive.masters, press.archive.workspace)
    head = store.head(OBJECT)
    assert head is not None
    rows: dict[str, str] = {}
    for name in head.files:
        if name.endswith(".csv"):
            with store.read_path(OBJECT, name).open(encoding="utf-8", newline="") as file:
                rows |= {row["about"]: row["ark"] for row in csv.DictReader(file)}
    return rows


def arks(press: Press) -> dict[str, str]:
    with press.catalogue() as (catalogue, _):
        given = catalogue.identifiers.given_after(0)
    return {about: ark for _, ark, _, about, _ in given}


def test_every_ark_that_is_given_is_kept_among_the_masters(press: Press) -> None:
    for code in ("2 J", "2 J 1", "2 J 2"):
        press.record(code)
    press.publish()
    assert set(kept(press)) == {"code:2J", "code:2J1", "code:2J2"}
    assert kept(press) == arks(press)


def test_what_is_given_later_comes_beside_and_nothing_is_written_where_nothing_was_given(
    press: Press,
) -> None:
    press.record("2 J")
    press.publish()
    store = MasterStore.open(press.archive.masters, press.archive.workspace)
    first = store.head(OBJECT)
    press.publish()
    again = store.head(OBJECT)
    assert first is not None
    assert again is not None
    assert again.files == first.files
    press.record("2 J 1")
    press.publish()
    assert kept(press) == arks(press)
    assert len(kept(press)) == 2
    problems = Problems()
    verify(store, problems)
    assert not list(problems)
