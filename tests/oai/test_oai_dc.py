"""oai_dc, default profile: each rule of the design, on one record at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.oai.oai_dc import write

DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

RECORD = Exposed(
    ark="ark:/99999/b1x",
    oai_identifier="oai:archives.example.org:ark:/99999/b1x",
    code="2 J 87",
    title="1 registre",
    full_title="Étrangers. 1 registre",
    level="item",
    terms={
        "title": [Value("1 registre", "fr"), Value("Registre vert", "fr")],
        "alternative": [Value("Register", "en")],
        "creator": [Value("Ville de Besançon")],
        "spatial": [Value("Besançon (Doubs, France)")],
        "license": [Value("http://creativecommons.org/publicdomain/mark/1.0/")],
        "rights": [Value("Domaine public", "fr")],
    },
    date_text="vers 1936",
    year_first=1936,
    year_last=1936,
    languages=("fre", "ita"),
    institution={"fr": "Archives municipales", "en": "City archives"},
    source="Archives municipales, 2 J 87",
    pages=(ExposedPage(1, "1", "key", 10, 10),),
)


def elements(record: Exposed, name: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(write(record)).iter(DC + name)]


def test_the_identifier_is_the_address_of_the_page_and_nothing_else():
    record = replace(RECORD, terms={"identifier": [Value("2J87")]})
    assert elements(record, "identifier") == ["http://base.archivekit.invalid/ark:/99999/b1x"]


def test_the_source_is_the_institution_and_the_reference_code():
    assert elements(RECORD, "source") == ["Archives municipales, 2 J 87"]


def test_the_relation_is_the_thumbnail_where_there_is_a_page():
    thumbnail = "http://base.archivekit.invalid/ark:/99999/b1x/thumbnail"
    assert elements(RECORD, "relation") == [thumbnail]
    assert elements(replace(RECORD, pages=()), "relation") == []


@pytest.mark.parametrize(
    ("first", "last", "words", "expected"),
    [
        (1936, 1936, "vers 1936", ["1936"]),
        (1914, 1918, "1914-1918", ["1914-1918"]),
        (987, None, "987", ["0987"]),
        (None, None, "sans date", ["sans date"]),
        (-52, -51, "52 avant J.-C.", ["52 avant J.-C."]),
        (None, None, "", []),
    ],
)
def test_the_date_is_one_year_or_two_and_the_words_only_without_a_year(
    first, last, words, expected
):
    record = replace(RECORD, year_first=first, year_last=last, date_text=words)
    assert elements(record, "date") == expected


def test_the_completed_title_comes_first_then_the_others():
    assert elements(RECORD, "title") == ["Étrangers. 1 registre", "Registre vert", "Register"]


def test_rights_are_the_address_and_the_sentence():
    address = "http://creativecommons.org/publicdomain/mark/1.0/"
    assert elements(RECORD, "rights") == [address, "Domaine public"]


def test_publisher_coverage_creator_and_languages():
    assert elements(RECORD, "publisher") == ["Archives municipales"]
    assert elements(RECORD, "coverage") == ["Besançon (Doubs, France)"]
    assert elements(RECORD, "creator") == ["Ville de Besançon"]
    assert elements(RECORD, "language") == ["fre", "ita"]


def test_the_language_of_words_is_said_where_it_is_known():
    root = etree.fromstring(write(RECORD))
    assert [element.get(XML_LANG) for element in root.iter(DC + "title")] == ["fr", "fr", "en"]
    assert [element.get(XML_LANG) for element in root.iter(DC + "creator")] == [None]


def test_a_partners_record_keeps_its_publisher_and_its_own_addresses():
    terms = {
        "publisher": [Value("Génériques")],
        "identifier": [Value("https://example.org/1"), Value("GEN 1")],
    }
    record = replace(RECORD, partner="generiques", terms=terms)
    assert elements(record, "publisher") == ["Génériques"]
    assert elements(record, "identifier")[1:] == ["https://example.org/1"]


def test_the_schema_location_pairs_the_namespace_of_oai_dc():
    root = etree.fromstring(write(RECORD))
    namespace, schema = root.get(XSI + "schemaLocation").split()
    assert root.tag == f"{{{namespace}}}dc"
    assert schema == "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def test_empty_and_repeated_values_are_left_out():
    record = replace(RECORD, terms={"subject": [Value("a"), Value(" "), Value("\x0b"), Value("a")]})
    assert elements(record, "subject") == ["a"]


@given(words=st.text(st.characters(), max_size=80), language=st.text(max_size=8))
def test_any_words_give_well_formed_xml_with_all_their_legal_characters(words, language):
    record = replace(RECORD, terms={"description": [Value("x" + words + "x", language)]})
    found = "".join(elements(record, "description"))
    parsed = found.replace("\r", "")
    for character in words:
        if character.isprintable():
            assert character in parsed
    assert write(record) == write(record)
