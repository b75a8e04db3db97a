"""Pages read without a tree: the same comes of them as by the parser, or nothing at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.list_page import Page, ParsedPage, read_plain
from archivekit.harvest.plain_page import PlainPage

URL = "http://archives.example/oai"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-11-27T10:00:00Z</responseDate>"
    f'<request verb="ListRecords">{URL}</request>\n<ListRecords>'
)
TAIL = '<resumptionToken completeListSize="9">suite</resumptionToken></ListRecords></OAI-PMH>'
CONTAINER = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
)
HEADER = (
    "<header><identifier>oai:a:1</identifier><datestamp>2026-01-01</datestamp>"
    "<setSpec>2J</setSpec></header>"
)


def record(elements: str, header: str = HEADER, container: str = CONTAINER) -> str:
    name = container[1:].split()[0]
    return f"<record>{header}<metadata>{container}{elements}</{name}></metadata></record>"


def page(*records: str) -> bytes:
    return f"{HEAD}{''.join(records)}{TAIL}".encode()


def plainly(body: bytes) -> Page | None:
    """The page as it is read without a tree; None where the parser is asked."""
    plain = PlainPage.of(URL, "ListRecords", body, "text/xml")
    return plain and read_plain(plain)


def parsed(body: bytes) -> Page:
    return ParsedPage.of(URL, "ListRecords", body, "text/xml").page()


@pytest.mark.parametrize(
    "elements",
    [
        "",
        "<dc:title>Affiche de police</dc:title><dc:date>12 mars 1851</dc:date>",
        '<dc:title xml:lang="fr">Affiche</dc:title><dc:title>Affiche</dc:title>',
        "<dc:subject>police</dc:subject><dc:subject>police</dc:subject><dc:subject/>",
        '<dc:title xml:lang="fr"/><dc:type />\n  <dc:type>affiche</dc:type>\n',
        "<dc:title>L’œuvre &amp; les &quot;maçons&quot; \\ &#233;t&#xE9;</dc:title>",
        "<dc:title >Affiche</dc:title>\r\n<dc:date>a\rb\r\n\r\nc&#13;d</dc:date\t>\r",
        "<dc:description>sur\n\tdeux  lignes </dc:description><dc:title> \n </dc:title>",
        "<dc:title>أرشيف</dc:title><dc:created>1851</dc:created><dc:isPartOf>2 J</dc:isPartOf>",
        "<dc:date>1851-03-12T00:00:00Z</dc:date><dc:date>1852</dc:date><dc:nothing>x</dc:nothing>",
        "<dc:title>[sans titre] a > b</dc:title><dc:title>\ufffd\ufdd0</dc:title>",
    ],
)
def test_a_plain_page_is_read_as_by_the_parser(elements):
    body = page(record(elements), "\n", record(elements, HEADER.replace("1<", "2<")))
    read = plainly(body)
    assert read is not None
    assert read == parsed(body)
    assert read.token.token == "suite"


@pytest.mark.parametrize(
    "header",
    [
        '<header status="deleted"><identifier>a</identifier><datestamp>b</datestamp></header>',
        "<header>\n <identifier> a&amp;b </identifier>\n <datestamp> 2026 </datestamp>\n"
        " <setSpec>x</setSpec> <setSpec/> </header>".replace("<setSpec/>", "<setSpec> </setSpec>"),
        "<header><identifier></identifier><datestamp></datestamp></header>",
    ],
)
def test_records_withdrawn_or_without_metadata_are_plain(header):
    body = page(f"<record>{header}</record>", record("<dc:title>x</dc:title>", header))
    read = plainly(body)
    assert read is not None
    assert read == parsed(body)


@pytest.mark.parametrize(
    "body",
    [
        page(record("<dc:title><![CDATA[Affiche]]></dc:title>")),
        page(record("<dc:title>Affiche<!-- de police --></dc:title>")),
        page(record('<dc:title id="a">Affiche</dc:title>')),
        page(record("<dc:title>Affiche</dc:title>", HEADER.replace("<header>", '<header id="a">'))),
        page(record("<title>Affiche</title>")),
        page(record("<dc:title>Affiche</dc:title>").replace("</record>", "<about/></record>")),
        page("<!-- <record> -->", record("<dc:title>Affiche</dc:title>")),
        page(record("<dc:title>Affiche</dc:title>", container='<dc xmlns:dc="urn:other">')),
        page(record("<dc:title>Affiche</dc:title>", container=CONTAINER[:-1] + ' xml:lang="fr">')),
        page(record("<dc:title>Affiche</dc:title>", HEADER.replace("oai:a:1", "<a/>"))),
        page('<record xmlns:a="b">', record("")[8:]),
        page(record(""))
        .replace(b"<ListRecords>", b"<!-- <ListRecords>")
        .replace(b"<resumptionToken", b"--><ListRecords><resumptionToken"),
        page(),
    ],
)
def test_a_page_that_holds_anything_else_is_left_to_the_parser(body):
    assert plainly(body) is None
    assert parsed(body).token.token == "suite"


@pytest.mark.parametrize(
    "broken",
    [
        record("<dc:title>a & b</dc:title>"),
        record("<dc:title>a</dc:title> & <dc:date>b</dc:date>"),
        record("<dc:title>a ]]> b</dc:title>"),
        record("<dc:title>&bogus;</dc:title>"),
        record("<dc:title>&#0;&#xD800;</dc:title>"),
        record("<dc:title>\x01</dc:title>"),
        record("<dc:title>\uffff</dc:title>"),
        record("<dc:title>a</dc:creator>"),
        record("<dc:title>a</dc:title>").replace("</metadata>", ""),
        record("").replace("</oai_dc:dc>", ">/oai_dc:dc>"),
    ],
)
def test_a_page_that_is_not_well_formed_is_never_plain(broken):
    body = page(record("<dc:title>Affiche</dc:title>"), broken)
    assert plainly(body) is None
    with pytest.raises(PartnerFault):
        parsed(body)


LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&\ufffe\uffff"
)
TEXTS = (
    st.lists(
        LETTERS | st.sampled_from([*" \n\r\t\"\\'>éœ", "&amp;", "&#39;", "&#xA;"]), max_size=20
    )
    .map("".join)
    .filter(lambda it: "]]>" not in it)
)
NAMES = st.sampled_from(["title", "date", "created", "subject", "type", "relation", "unknown"])
ELEMENTS = st.builds(
    lambda name, language, text: (
        f"<dc:{name}{language}/>" if text is None else f"<dc:{name}{language}>{text}</dc:{name}>"
    ),
    NAMES,
    st.sampled_from(["", ' xml:lang="fr"', ' xml:lang="ar-Latn"']),
    st.none() | TEXTS,
)
RECORDS = st.builds(
    lambda identifier, sets, elements, blank: record(
        blank.join(elements),
        f"<header>{blank}<identifier>{identifier}</identifier><datestamp>2026-01-01</datestamp>"
        + "".join(f"<setSpec>{it}</setSpec>" for it in sets)
        + "</header>",
    ),
    TEXTS,
    st.lists(TEXTS, max_size=2),
    st.lists(ELEMENTS, max_size=6),
    st.sampled_from(["", "\n  "]),
)
PAGES = st.lists(RECORDS, min_size=1, max_size=3).map(lambda records: page(*records))


@given(PAGES)
def test_whatever_a_plain_page_says_the_parser_reads_the_same(body):
    read = plainly(body)
    assert read is not None
    assert read == parsed(body)


SLIPS = st.sampled_from(
    [
        *(b"<", b">", b"&", b'"', b"'", b"/", b" ", b"\r", b"\n", b"\x0b", b"\x00", b"\xff"),
        *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?a b?>", b"&amp;", b"&#1;", b"&lt;", b"<a>"),
        *(b"</a>", b"<record>", b"</record>", b"</metadata>", b"<metadata>", b"<dc:title>"),
        *(b"</dc:title>", b"</ListRecords>", b"<ListRecords>", b"<about/>", b' xmlns="urn:a"'),
        *(b"<resumptionToken>x</resumptionToken>", b' xmlns:dc="urn:a"', b' xml:lang="fr"'),
        *(b' status="deleted"', b"\xc2", b"\xef\xbf\xbf", b"\xef\xbf\xbe", b"dc:", b"oai_dc:"),
        *(b"<setSpec>x</setSpec>", b"<dc:a/>", b"<!DOCTYPE a>", b"</oai_dc:dc>"),
    ]
)


@settings(max_examples=600)
@given(PAGES, st.data())
def test_no_slip_makes_a_page_plain_that_the_parser_reads_otherwise(body, data):
    places = [match.start() for match in re.finditer(rb"[<>&\"' ]|\Z", body)]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(places) | st.integers(0, len(body)))
        cut = data.draw(st.sampled_from([0, 0, 0, 1, 5, 30]))
        body = body[:at] + data.draw(SLIPS) + body[at + cut :]
    read = plainly(body)
    if read is not None:
        assert read == parsed(body)


def test_a_container_may_be_written_over_lines():
    body = page(record("<dc:title>Affiche</dc:title>", container=CONTAINER.replace(" ", "\n  ")))
    read = plainly(body)
    assert read is not None
    assert read == parsed(body)


def test_a_page_that_says_ascii_and_is_not_is_no_plain_page():
    body = page(record("<dc:title>Étrangers</dc:title>")).replace(b"UTF-8", b"US-ASCII")
    assert plainly(body) is None
    with pytest.raises(PartnerFault):
        parsed(body)


def test_a_page_with_a_stylesheet_for_browsers_is_plain():
    body = page(record("")).replace(b"<OAI-PMH", b"<?xml-stylesheet href='oai.xsl'?><OAI-PMH")
    read = plainly(body)
    assert read is not None
    assert read == parsed(body)
