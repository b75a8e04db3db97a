"""Tokens that the partner no longer knows: the list is gone on with by date, or begun again."""

from __future__ import annotations

from dataclasses import replace

from faulty_partner import Item
from harvester import LIMITS
from partner_faults import changed, status


def dated(count: int) -> list[Item]:
    """Records that changed one after the other, a day apart."""
    return [Item(f"{n:02}", datestamp=f"2024-05-{n % 28 + 1:02}T10:00:00Z") for n in range(count)]


def test_an_expired_token_is_gone_on_with_by_date(harvester, partner):
    partner.items = dated(28)
    partner.faults[2] = lambda _: partner.error("badResumptionToken")
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["token-expired-date"]
    assert len(harvester.titles) == 28
    assert partner.lists_asked[3]["from"] == "2024-05-20T10:00:00Z"


def test_an_expired_token_of_a_list_that_is_not_in_order_begins_again(harvester, partner):
    partner.items = dated(28)[::-1]
    partner.faults[2] = lambda _: partner.error("badResumptionToken")
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["token-expired"]
    assert "from" not in partner.lists_asked[3]
    assert len(harvester.titles) == 28


def test_a_partner_whose_order_of_dates_deceives_loses_nothing(harvester, partner):
    """In order up to the lost token, and then not: only the list of identifiers tells."""
    items = dated(28)
    partner.items = [*items[10:], *items[:10]]
    partner.habit = changed(b' completeListSize="28"', b"")
    partner.faults[1] = lambda _: partner.error("badResumptionToken")
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 28


def test_a_token_that_expired_overnight_is_gone_on_with_by_date(harvester, partner):
    partner.items = dated(28)
    partner.faults[2] = status(404)
    assert not harvester.harvest(partner).complete
    partner.faults[3] = lambda _: partner.error("badResumptionToken")
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["goes-on", "token-expired-date"]
    assert partner.lists_asked[-1]["from"] == "2024-05-20T10:00:00Z"
    assert len(harvester.titles) == 28


def test_a_partner_that_never_knows_its_tokens_is_asked_in_shorter_spans(harvester, partner):
    partner.items = [
        replace(it, datestamp=f"20{n:02}-05-01T10:00:00Z")
        for n, it in enumerate(partner.items[:24])
    ]
    partner.habit = lambda answer: (
        partner.error("badResumptionToken") if "resumptionToken" in partner.asked[-1] else answer
    )
    assert harvester.harvest(partner, limits=replace(LIMITS, splits=40)).complete
    assert len(harvester.titles) == 24
