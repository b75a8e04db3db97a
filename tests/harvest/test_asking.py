"""How a partner is asked: politely, as whoever may log in, and never a machine it may not name."""

from __future__ import annotations

import base64
import socket
import threading
import time
from dataclasses import replace

import pytest
from faulty_partner import Answer
from harvester import LIMITS

from archivekit.harvest.fault import PartnerFault
from archivekit.settings import Partner


def with_login(url: str) -> str:
    return url.replace("http://", "http://me:s3cr%C3%A9t@")


def test_who_logs_in_is_told_to_the_partner_and_kept_nowhere(harvester, partner):
    url = with_login(partner.url)
    result = harvester.harvest(url, command=f"archivekit harvest '{url}' --json")
    expected = base64.b64encode("me:s3crét".encode()).decode()
    assert {it["authorization"] for it in partner.headers} == {f"Basic {expected}"}
    assert "s3cr" not in str(result.as_json())
    for file in harvester.archive.root.rglob("*"):
        assert not file.is_file() or b"s3cr" not in file.read_bytes(), file
    assert harvester.rows("select command from batches") == [
        (f"archivekit harvest '{partner.url}' --json",)
    ]


def test_who_logs_in_is_in_no_message(harvester, partner):
    partner.habit = lambda _: Answer(b"", 500)
    with pytest.raises(PartnerFault) as caught:
        harvester.harvest(with_login(partner.url))
    assert "s3cr" not in str(caught.value) + str(harvester.said)


def test_who_logs_in_is_not_told_where_a_redirect_leads(harvester, partner, another):
    with another(partner.items) as there:
        partner.habit = lambda _: Answer(b"", 302, {"Location": f"{there.url}?{QUERY}"})
        harvester.harvest(with_login(partner.url))
        assert there.headers
        assert all("authorization" not in it for it in there.headers)


QUERY = "verb=ListRecords&metadataPrefix=oai_dc"


def test_a_name_that_leads_into_our_network_is_refused(harvester, partner, monkeypatch):
    """DNS rebinding: the name is public when it is looked at, and private when connected to."""
    port = int(partner.url.rsplit(":", 1)[1].split("/")[0])
    real, answers = socket.getaddrinfo, iter(["127.0.0.1", "8.8.8.8"])

    def lookup(host, *arguments, **more):
        if host != "partner.example":
            return real(host, *arguments, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(PartnerFault, match="inside a private network"):
        harvester.harvest(f"http://partner.example:{port}/oai")
    assert partner.asked == []


def test_a_pause_between_requests_is_kept(harvester, partner):
    settings = replace(
        harvester.archive.settings,
        partners=(Partner(name="slowly", url=partner.url, pause=5),),
    )
    harvester.archive = replace(harvester.archive, settings=settings)
    assert harvester.harvest("slowly").complete
    assert len(harvester.waits) == 4
    assert all(4 < wait <= 5 for wait in harvester.waits)


def test_a_partner_that_finds_us_too_fast_is_asked_more_slowly(harvester, partner):
    partner.faults[1] = lambda _: Answer(b"", 429, {"Retry-After": "2"})
    harvester.harvest(partner)
    assert harvester.waits[0] == 2
    assert all(0 < wait <= 1 for wait in harvester.waits[1:])
    assert len(harvester.waits) > 1


def test_what_is_waited_varies_so_that_harvesters_do_not_come_back_together(harvester, partner):
    for number in range(3):
        partner.faults[number * 2 + 1] = lambda _: Answer(b"", 503)
    harvester.harvest(partner, limits=replace(LIMITS, waits=(10, 10)))
    assert len(set(harvester.waits)) == 3
    assert all(8 <= wait <= 12 for wait in harvester.waits)


def test_headers_that_drip_are_not_waited_for(harvester, partner):
    stop = threading.Event()

    def drip(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.05):
            try:
                handler.wfile.write(b"X: y\r\n")
                handler.wfile.flush()
            except OSError:
                return

    partner.habit = lambda answer: replace(answer, send=drip)
    began = time.monotonic()
    with pytest.raises(PartnerFault, match="did not finish"):
        harvester.harvest(partner, limits=replace(LIMITS, waits=(), request_seconds=0.5))
    stop.set()
    assert time.monotonic() - began < 5


def test_one_page_more_is_asked_for_while_one_is_kept(harvester, partner):
    """And never more than the bound: pages wait in memory, whole."""
    asked = []

    class Looking:
        def total(self, count) -> None:  # noqa: ARG002
            asked.append(len(partner.lists_asked))

        def advance(self, count=1) -> None:
            pass

    partner.page_size = 1
    harvester.harvest(partner, step=Looking(), limits=replace(LIMITS, ahead_bytes=1))
    assert len(asked) == 35
    assert all(ahead - kept <= 2 for kept, ahead in enumerate(asked, start=1))


def test_cookies_are_sent_as_long_as_the_partner_wants_them(harvester, partner):
    first, last = {"Set-Cookie": "visit=1"}, {"Set-Cookie": "visit=; Max-Age=0"}
    partner.faults[0] = lambda answer: replace(answer, headers={**answer.headers, **first})
    partner.faults[1] = lambda answer: replace(answer, headers={**answer.headers, **last})
    assert harvester.harvest(partner).complete
    assert [it.get("cookie") for it in partner.headers[-4:]] == [None, "visit=1", None, None]


def test_an_address_with_arguments_of_its_own_keeps_them(harvester, partner):
    assert harvester.harvest(f"{partner.url}?context=d%C3%A9p%C3%B4t&x=#part").complete
    assert all(it["context"] == "dépôt" for it in partner.asked)


def test_where_words_cannot_be_indexed_records_are_harvested(harvester, partner):
    (harvester.archive.root / "search.db").mkdir()
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35
    assert ["search.db" in it for it in harvester.said] == [True]
