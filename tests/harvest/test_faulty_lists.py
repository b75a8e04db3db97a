"""Lists that are shorter than announced, go round in circles, or have no end."""

from __future__ import annotations

import itertools
from dataclasses import replace

from harvester import LIMITS
from partner_faults import changed


def test_a_list_shorter_than_announced_is_told_and_asked_for_again(harvester, partner):
    partner.announced = 40
    result = harvester.harvest(partner)
    assert not result.complete
    assert harvester.problem_keys == ["list-short"]
    assert "5 are missing" in harvester.sentences
    partner.announced = None
    assert harvester.harvest(partner).received == 35
    assert "from" not in partner.lists_asked[-1]


def test_a_list_longer_than_announced_is_only_noted(harvester, partner):
    partner.announced = 30
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["list-long"]


def test_a_token_that_repeats_is_a_loop(harvester, partner):
    partner.next_token = lambda _: "t/10|"
    result = harvester.harvest(partner)
    assert not result.complete
    assert len(harvester.titles) == 20
    assert "again and again" in harvester.sentences


def test_a_cycle_of_tokens_is_a_loop(harvester, partner):
    partner.next_token = lambda start: {10: "t/10|", 20: "t/0|"}[start]
    assert not harvester.harvest(partner).complete
    assert "again and again" in harvester.sentences


def test_ever_new_tokens_to_the_same_page_are_a_loop(harvester, partner):
    tokens = itertools.count()
    partner.next_token = lambda _: f"t/10|{next(tokens)}"
    partner.read_token = lambda _: (10, "", "9999", "")
    assert not harvester.harvest(partner).complete
    assert "again and again" in harvester.sentences


def test_after_a_loop_the_next_harvest_gets_the_rest(harvester, partner):
    honest, partner.next_token = partner.next_token, lambda _: "t/10|"
    harvester.harvest(partner)
    partner.next_token = honest
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


def test_empty_pages_without_an_end_are_left(harvester, partner):
    token = b"<ListRecords><resumptionToken>t/0|</resumptionToken></ListRecords>"
    partner.habit = lambda answer: replace(
        answer, body=answer.body.partition(b"<ListRecords>")[0] + token + b"</OAI-PMH>"
    )
    harvester.harvest(partner)
    assert "4 pages in a row" in harvester.sentences


def test_a_list_of_too_many_pages_stops_and_goes_on_next_time(harvester, partner):
    few = replace(LIMITS, pages=3)
    assert not harvester.harvest(partner, limits=few).complete
    assert "more than 3 pages" in harvester.sentences
    assert harvester.harvest(partner, limits=few).complete
    assert len(harvester.titles) == 35


def test_a_token_of_white_space_is_the_end(harvester, partner):
    partner.items = partner.items[:10]
    partner.habit = changed(b"></resumptionToken>", b">  \n </resumptionToken>")
    assert harvester.harvest(partner).complete


def test_no_records_match_on_a_last_page_is_the_end(harvester, partner):
    partner.announced = 10
    partner.faults[1] = lambda _: partner.error("noRecordsMatch")
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 10
