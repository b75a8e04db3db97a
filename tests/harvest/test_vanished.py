"""A partner that does not tell what it withdraws: what its complete list no longer has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from faulty_partner import Answer, Item

YES = lambda _: True  # noqa: E731


@pytest.fixture
def silent(harvester, partner):
    """Harvested once; then two records are gone without a word."""
    partner.deleted_record = "no"
    harvester.harvest(partner)
    gone = {partner.items.pop(30).identifier, partner.items.pop(3).identifier}
    return harvester, partner, gone


def test_a_full_harvest_withdraws_what_vanished_after_asking(silent):
    harvester, partner, gone = silent
    asked = []

    def ask(vanished) -> bool:
        asked.append(vanished)
        return True

    result = harvester.harvest(partner, full=True, ask=ask)
    assert [(it.count, it.standing) for it in asked] == [(2, 35)]
    assert "from" not in partner.lists_asked[-4]
    assert result.kept["vanished"] == 2
    assert len(harvester.titles) == 33
    assert not gone & set(harvester.titles)


def test_without_an_answer_they_stay_and_are_told(silent):
    harvester, partner, gone = silent
    assert harvester.harvest(partner, full=True).complete
    assert len(harvester.titles) == 35
    assert "vanished-stay" in harvester.problem_keys
    assert all(identifier in harvester.sentences for identifier in gone)


def test_a_harvest_of_what_changed_asks_nothing(silent):
    harvester, partner, _ = silent
    harvester.harvest(partner, ask=YES)
    assert len(harvester.titles) == 35


def test_a_list_that_did_not_come_whole_withdraws_nothing(silent):
    harvester, partner, _ = silent
    partner.faults[6] = lambda _: Answer(b"", 404)
    assert not harvester.harvest(partner, full=True, ask=YES).complete
    assert len(harvester.titles) == 35
    # Gone on with, it is whole: what came in its first part is not gone.
    assert harvester.harvest(partner, full=True, ask=YES).complete
    assert len(harvester.titles) == 33


def test_a_list_shorter_than_announced_withdraws_nothing(silent):
    harvester, partner, _ = silent
    partner.announced = 40
    assert not harvester.harvest(partner, full=True, ask=YES).complete
    assert len(harvester.titles) == 35


def test_of_an_empty_list_nothing_is_believed(silent):
    harvester, partner, _ = silent
    partner.items = []
    harvester.harvest(partner, full=True, ask=YES)
    assert len(harvester.titles) == 35
    assert "vanished-all" in harvester.problem_keys


def test_what_vanished_may_come_back(silent):
    harvester, partner, gone = silent
    harvester.harvest(partner, full=True, ask=YES)
    partner.items += [Item("03"), Item("30")]
    harvester.harvest(partner, full=True, ask=YES)
    assert gone <= set(harvester.titles)


def test_of_a_set_only_what_was_in_it_vanishes(harvester, partner):
    partner.deleted_record = "no"
    for number in range(10):
        partner.items[number] = replace(partner.items[number], sets=("a:b",))
    harvester.harvest(partner, set_spec="a:b")
    harvester.harvest(partner)
    del partner.items[5], partner.items[20]
    harvester.harvest(partner, set_spec="a:b", full=True, ask=YES)
    assert len(harvester.titles) == 34


def test_a_full_harvest_asks_for_everything_again(harvester, partner):
    harvester.harvest(partner)
    harvester.harvest(partner, full=True)
    assert "from" not in partner.lists_asked[4]
    assert harvester.problem_keys == []
