"""Answers that are cut, late, broken or none: a harvest ends complete, or says what is missing and
goes on later.

Losing a record without a word is the worst that can happen: every test counts what is there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email.utils import format_datetime

import pytest
from faulty_partner import Answer
from harvester import LIMITS
from partner_faults import (
    HTML,
    body,
    bomb,
    changed,
    compressed,
    cut,
    dripping,
    endless,
    half_compressed,
    promised_more,
    reset,
    silent,
    status,
)

from archivekit.harvest.fault import PartnerFault


@pytest.mark.parametrize(
    "fault",
    [
        cut,
        promised_more,
        reset,
        half_compressed,
        status(503),
        status(503, **{"Retry-After": "7"}),
        status(429, **{"Retry-After": format_datetime(dt.datetime.now(dt.UTC), usegmt=True)}),
        status(500),
        status(502),
        status(504, **{"Retry-After": "soon"}),
        changed(b"<request>", b"<request>&"),
        body(HTML),
        body(b""),
    ],
)
def test_a_fault_that_passes_costs_nothing(harvester, partner, fault):
    partner.faults[1] = fault
    result = harvester.harvest(partner)
    assert result.complete
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == []
    assert len(harvester.said) == 1
    assert "trying again (1 of 2)" in harvester.said[0]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (changed(b"Registre", b"Registre & cie"), ["mend-ampersands"]),
        (changed(b"Registre", b"&#1;"), ["mend-characters"]),
        (changed(b"Registre", b"\xe9tranger"), ["mend-encoding"]),
        (changed(b"Registre", b"&bogus;"), ["mend-ampersands"]),
        (changed(b"Registre", b"</dc:creator>"), []),
    ],
)
@pytest.mark.parametrize("page", [1, 2])
def test_records_that_are_amiss_once_are_mended_or_had_again(harvester, partner, fault, told, page):
    partner.faults[page] = fault
    result = harvester.harvest(partner)
    assert (result.complete, result.received, result.missing) == (True, 35, 0)
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == told
    assert len(partner.lists_asked) == 4


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_that_goes_on_otherwise_than_it_seemed_is_asked_for_again(harvester, partner, page):
    fake = b"<!-- </record><resumptionToken>x</resumptionToken>--><resumptionToken"
    partner.faults[page] = changed(b"<resumptionToken", fake)
    result = harvester.harvest(partner)
    assert (result.complete, result.received) == (True, 35)
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == []


def test_a_partner_that_compresses_all_it_says_is_understood(harvester, partner):
    partner.everywhere = compressed
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


@pytest.mark.parametrize("fault", [cut, endless, bomb, status(500)])
def test_a_list_that_never_comes_whole_is_had_record_by_record(harvester, partner, fault):
    partner.habit = fault
    patient = replace(LIMITS, waits=(0,), splits=20, fruitless=3)
    assert harvester.harvest(partner, limits=patient).complete
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == ["shorter-spans"]


@pytest.mark.parametrize(
    ("fault", "words"), [(silent, "stopped answering"), (dripping, "did not finish")]
)
def test_a_partner_that_takes_for_ever_is_left(harvester, partner, fault, words):
    partner.habit = lambda answer: fault(answer) if len(partner.lists_asked) > 1 else answer
    impatient = replace(LIMITS, waits=(), silence_seconds=0.4, request_seconds=0.8)
    assert not harvester.harvest(partner, limits=impatient).complete
    assert words in harvester.sentences
    partner.habit = None
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


def test_what_the_partner_asks_to_wait_is_waited(harvester, partner):
    partner.faults[1] = status(503, **{"Retry-After": "7"})
    harvester.harvest(partner)
    assert harvester.waits == [7.0]
    in_a_minute = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
    partner.faults[5] = status(503, **{"Retry-After": format_datetime(in_a_minute, usegmt=True)})
    harvester.harvest(partner, first="2001-01-01")
    assert 50 < harvester.waits[0] <= 60


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (reset, "No connection"),
        (status(503), "HTTP 503"),
        (status(503, **{"Retry-After": "86400"}), "wait 86400 s"),
        (status(403), "refuses us"),
        (status(404), "HTTP 404"),
        (body(HTML, **{"Content-Type": "text/html"}), "web page"),
        (body(HTML), "web page"),
        (body(b"<rss/>"), "not OAI-PMH"),
        (changed(b"<OAI-PMH ", b"<!DOCTYPE a><OAI-PMH "), "document type declaration"),
        (changed(b"ListRecords", b"ListThings"), "has no ListRecords"),
        (body(b"<a/>", **{"Content-Encoding": "br"}), "compressed"),
        (status(302, Location="ftp://elsewhere.example/"), "must begin with http"),
        (status(302, Location="/oai?verb=ListRecords"), "more than 5 times"),
    ],
)
def test_a_fault_that_stays_is_told_and_the_next_harvest_goes_on(harvester, partner, fault, words):
    partner.habit = lambda answer: fault(answer) if len(partner.lists_asked) > 2 else answer
    result = harvester.harvest(partner, limits=replace(LIMITS, waits=(0,)))
    assert not result.complete
    assert result.received == 20
    assert len(harvester.titles) == 20
    assert harvester.problem_keys == ["stopped"]
    assert words in harvester.sentences
    partner.habit = None
    result = harvester.harvest(partner)
    assert result.complete
    assert result.received == 15
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == ["goes-on"]


def test_where_nothing_comes_at_all_nothing_is_done(harvester, partner):
    partner.habit = body(HTML)
    with pytest.raises(PartnerFault, match="web page"):
        harvester.harvest(partner)
    partner.habit = None
    assert harvester.harvest(partner).complete


def test_entities_from_outside_are_never_read(harvester, partner, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    doctype = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><OAI-PMH '.encode()

    def read_secret(answer: Answer) -> Answer:
        return changed(b"Registre", b"&x;")(changed(b"<OAI-PMH ", doctype)(answer))

    partner.habit = read_secret
    with pytest.raises(PartnerFault):
        harvester.harvest(partner)
    assert b"canary" not in harvester.archive.catalogue.read_bytes()


def test_a_redirect_is_followed(harvester, partner, another):
    with another(partner.items) as there:

        def sent_there(answer: Answer) -> Answer:
            query = "&".join(f"{name}={value}" for name, value in partner.asked[-1].items())
            return Answer(b"", 302, {"Location": f"{there.url}?{query}"})

        partner.faults[0] = sent_there
        assert harvester.harvest(partner).complete
        assert len(there.lists_asked) == 1


def test_the_partner_knows_who_asks(harvester, partner):
    harvester.harvest(partner)
    assert all("archives@example.org" in it["user-agent"] for it in partner.headers)
    assert partner.headers[0]["from"] == "archives@example.org"
