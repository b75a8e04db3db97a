"""The parts of a harvest that need no partner."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivekit.harvest import clock, hosts
from archivekit.harvest.address import shown
from archivekit.harvest.fault import NotXML, PartnerFault
from archivekit.harvest.list_page import read_page
from archivekit.harvest.mending import mended
from archivekit.harvest.partners import name_of
from archivekit.harvest.raw import slices
from archivekit.harvest.salvage import salvage
from archivekit.harvest.waiting import retry_after
from archivekit.harvest.windows import Window

PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
    *("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "224.0.0.1", "ff02::1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_machines_of_private_networks_are_known(address):
    assert not hosts.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_so_are_those_of_the_public_one(address):
    assert hosts.is_public(address)


@pytest.mark.parametrize(
    ("said", "shown_"),
    [
        ("https://me:s3cret@archives.example.org/oai", "https://archives.example.org/oai"),
        ("harvest 'http://me:s3@cret@a.org/oai' --full", "harvest 'http://a.org/oai' --full"),
        ("http://a.org/oai?key=s3cret&set=2-J", "http://a.org/oai?key=…&set=2-J"),
        ("http://a.org/?page=oai;api_token=s3cret", "http://a.org/?page=oai;api_token=…"),
        ("http://a.org/oai?resumptionToken=t/10", "http://a.org/oai?resumptionToken=t/10"),
        ("neighbours", "neighbours"),
    ],
)
def test_passwords_and_keys_are_shown_to_nobody(said, shown_):
    assert shown(said) == shown_


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.org/", "http:///oai", "oai", ""])
def test_only_the_web_is_asked(url):
    with pytest.raises(PartnerFault):
        hosts.check_scheme(url)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("7", 7), (" 0 ", 0), ("soon", None), ("-1", None), ("1.5", None), ("", None)],
)
def test_retry_after_in_seconds(value, seconds):
    assert retry_after(value) == seconds


def test_retry_after_as_a_date():
    now = dt.datetime.now(dt.UTC)
    assert retry_after(format_datetime(now - dt.timedelta(hours=1), usegmt=True)) == 0
    later = retry_after(format_datetime(now + dt.timedelta(hours=1), usegmt=True))
    assert 3590 < later <= 3600


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2024-06-01T12:00:00Z", "2024-06-01T12:00:00Z"),
        ("2024-06-01T12:00:00.999Z", "2024-06-01T12:00:00Z"),
        ("2024-06-01T14:00:00+02:00", "2024-06-01T12:00:00Z"),
        ("2024-06-01 12:00:00", "2024-06-01T12:00:00Z"),
        ("2024-06-01", "2024-06-01T00:00:00Z"),
    ],
)
def test_a_partners_clock_is_read_however_it_is_written(said, read):
    assert clock.response_date(said) == read


def test_an_unreadable_clock_is_taken_for_a_day_ago():
    read = dt.datetime.fromisoformat(clock.response_date("yesterday"))
    assert dt.timedelta(hours=23) < dt.datetime.now(dt.UTC) - read < dt.timedelta(hours=25)


def test_the_next_harvest_overlaps_with_the_last():
    assert clock.next_from("2024-06-01T00:30:00Z", by_day=False) == "2024-05-31T23:30:00Z"
    assert clock.next_from("2024-06-01T00:30:00Z", by_day=True) == "2024-05-31"


def test_a_partners_name_is_made_of_its_address():
    assert name_of("https://Archives.example.org/oai") == "archives-example-org-oai"
    one, two = (name_of(f"https://archives.example.org/oai?key=s3cret{n}") for n in (1, 2))
    assert one != two
    assert "s3cret" not in one + name_of("https://me:s3cret@archives.example.org/oai")
    long = [f"https://archives.example.org/{'x' * 60}/{end}" for end in "ab"]
    assert name_of(long[0]) != name_of(long[1])
    assert all(len(name_of(url)) == 50 for url in long)


OAI = "http://www.openarchives.org/OAI/2.0/"


def cut(xml: str) -> list[bytes]:
    body = xml.encode()
    return slices(body, etree.fromstring(body).findall(f"{{{OAI}}}record"))


def test_records_are_cut_out_to_the_byte():
    records = [
        '<record a="&gt;>" ><x>é</x><record><record/></record></record >',
        "<record><![CDATA[</record>]]><!-- </record> --><?x </record>?></record>",
        "<record/>",
        "<record\n><recordData/></record>",
    ]
    xml = f'<list xmlns="{OAI}">' + "\n".join(records) + "</list>"
    assert cut(xml) == [record.encode() for record in records]


def test_records_with_a_prefix_are_cut_out_too():
    xml = f'<o:list xmlns:o="{OAI}"><o:record><record>1</record></o:record></o:list>'
    assert cut(xml) == [b"<o:record><record>1</record></o:record>"]


def test_in_another_encoding_records_are_written_anew():
    xml = f'<?xml version="1.0" encoding="ISO-8859-1"?><OAI-PMH xmlns="{OAI}"><ListRecords>'
    body = f"{xml}<record>é</record></ListRecords></OAI-PMH>".encode("iso-8859-1")
    page = read_page("http://a.org/", "ListRecords", body, "text/xml")
    assert page.records[0].raw == f'<record xmlns="{OAI}">é</record>'.encode()


def page_of(records: list[bytes]) -> bytes:
    opening = f'<OAI-PMH xmlns="{OAI}"><ListRecords>'.encode()
    return opening + b"".join(records) + b"</ListRecords></OAI-PMH>"


def record_of(name: str, title: bytes) -> bytes:
    header = f"<header><identifier>{name}</identifier><datestamp>2024</datestamp></header>"
    return b"<record>%s<metadata><dc><title>%s</title></dc></metadata></record>" % (
        header.encode(),
        title,
    )


@given(st.binary(max_size=30), st.integers(0, 2))
def test_whatever_bytes_one_record_has_the_others_come_whole(bad, place):
    records = [record_of(f"oai:a:{number}", b"Registre") for number in range(3)]
    records[place] = record_of(f"oai:a:{place}", bad)
    body = page_of(records)
    try:
        page = read_page("http://a.org/", "ListRecords", body, "text/xml")
    except NotXML as fault:
        saved = salvage("ListRecords", fault.body)
        assert saved is not None
        page = saved
    came = {it.identifier: it.raw for it in [*page.records, *page.unreadable]}
    assert came == {f"oai:a:{number}": raw for number, raw in enumerate(records)}
    readable = {it.identifier for it in page.records}
    assert {f"oai:a:{number}" for number in range(3) if number != place} <= readable


@given(st.text(max_size=60))
def test_mended_words_are_xml(words):
    raw = b"<a>" + words.replace("<", "").encode("utf-8", "surrogatepass") + b"</a>"
    copies = [raw, *(copy for copy, _ in mended(raw))]
    assert any(is_xml(copy) for copy in copies)


def is_xml(copy: bytes) -> bool:
    try:
        etree.fromstring(copy)
    except etree.XMLSyntaxError:
        return False
    return True


def test_a_page_without_its_end_is_not_salvaged():
    body = page_of([record_of("1", b"A & B"), record_of("2", b"C")])
    assert salvage("ListRecords", body) is not None
    assert salvage("ListRecords", body[: len(body) // 2]) is None
    assert salvage("ListRecords", body[:-3]) is None


WINDOWS = st.tuples(st.datetimes(), st.datetimes()).map(sorted)


@given(WINDOWS, st.booleans())
def test_the_halves_of_a_span_leave_no_moment_out(span, by_day):
    first, last = (clock.said(it.replace(tzinfo=dt.UTC), by_day=by_day) for it in span)
    halves = list(Window(first, last).halves("", "", by_day=by_day))
    if len(halves) == 1:
        assert halves == [Window(first, last, one_by_one=True)]
        return
    early, late = halves
    assert (early.first, late.last) == (first, last)
    step = dt.timedelta(days=1) if by_day else dt.timedelta(seconds=1)
    assert clock.moment(late.first) - clock.moment(early.last) == step
    assert first <= early.last < late.first <= last


def test_a_day_among_seconds_is_meant_to_its_end():
    window = Window("2024-05-01", "2024-05-02").evenly(by_day=False)
    assert window == Window("2024-05-01T00:00:00Z", "2024-05-02T23:59:59Z")
