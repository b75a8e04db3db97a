"""A partner that misbehaves: a harvest ends complete, or says what is missing and goes on later.

Losing a record without a word is the worst that can happen: every test counts what is there.
"""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import socket
import struct
import time
import zlib
from dataclasses import replace
from email.utils import format_datetime

import pytest
from faulty_partner import Answer, Item
from harvester import LIMITS

from archivekit.harvest.fault import PartnerFault

HTML = b"<!DOCTYPE html><html><body>Maintenance</body></html>"


def cut(answer: Answer) -> Answer:
    """Half of the body, then the end of the connection."""
    return replace(answer, body=answer.body[: len(answer.body) // 2], length=False)


def promised_more(answer: Answer) -> Answer:
    """Half of the body under the whole length."""
    headers = {**answer.headers, "Content-Length": str(len(answer.body))}
    return replace(answer, body=answer.body[: len(answer.body) // 2], headers=headers, length=False)


def status(code: int, **headers: str):
    return lambda _: Answer(b"no", code, {**headers})


def body(content: bytes, **headers: str):
    return lambda answer: Answer(content, headers={**answer.headers, **headers})


def changed(old: bytes, new: bytes):
    return lambda answer: replace(answer, body=answer.body.replace(old, new))


def compressed(answer: Answer) -> Answer:
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return replace(answer, body=gzip.compress(answer.body), headers=headers)


def half_compressed(answer: Answer) -> Answer:
    whole = compressed(answer)
    return replace(whole, body=whole.body[: len(whole.body) // 2])


def reset(answer: Answer) -> Answer:
    def send(handler) -> None:
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.connection.close()

    return replace(answer, send=send)


def silent(answer: Answer) -> Answer:
    return replace(answer, send=lambda handler: handler.rfile.read(1))


def dripping(answer: Answer) -> Answer:
    """A byte now and then: never silent, never at its end."""

    def send(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
        try:
            for byte in answer.body:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return replace(answer, send=send)


def endless(answer: Answer) -> Answer:
    def send(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<a>")
        try:
            while True:
                handler.wfile.write(b" " * 65536)
        except OSError:
            pass

    return replace(answer, send=send)


def bomb(answer: Answer) -> Answer:
    packer = zlib.compressobj(wbits=31)
    parts = [packer.compress(b" " * 1024 * 1024) for _ in range(64)]
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return Answer(b"".join(parts) + packer.flush(), headers=headers)


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
        changed(b"Registre", b"Registre & cie"),
        changed(b"Registre", b"\xe9tranger"),
        changed(b"Registre", b"&#1;"),
        changed(b"Registre", b"&bogus;"),
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


def test_a_partner_that_compresses_all_it_says_is_understood(harvester, partner):
    partner.everywhere = compressed
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


@pytest.mark.parametrize("fault", [cut, endless, status(500)])
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


def test_no_records_match_on_a_last_page_is_the_end(harvester, partner):
    partner.announced = 10
    partner.faults[1] = lambda _: partner.error("noRecordsMatch")
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 10


@pytest.mark.parametrize("code", ["badArgument", "noSetHierarchy", "undefinedError"])
def test_an_error_of_the_protocol_is_told_with_the_partners_words(harvester, partner, code):
    partner.habit = lambda _: partner.error(code)
    with pytest.raises(PartnerFault, match=f"{code}: No"):
        harvester.harvest(partner)


def test_a_format_that_the_partner_does_not_have_is_told_with_those_it_has(harvester, partner):
    partner.formats = ["oai_dc", "ape_ead"]
    partner.habit = lambda _: partner.error("cannotDisseminateFormat")
    with pytest.raises(PartnerFault, match="offers: oai_dc, ape_ead"):
        harvester.harvest(partner, prefix="mods")


def test_a_partner_of_another_protocol_is_refused(harvester, partner):
    partner.protocol = "1.1"
    with pytest.raises(PartnerFault, match=r"1\.1"):
        harvester.harvest(partner)


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
