"""What OAI-PMH sends of any record at all fits the grammar of what we send, in every format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from outgoings import INSTITUTION, RECORD, exposed_records

from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.oai import edm, mets, oai_ead, oai_qdc
from archivekit.oai.ead_component import House, Part
from archivekit.schemas_folder import schema_path

EAD = "{urn:isbn:1-931666-22-9}"
HOUSE = House(name=INSTITUTION.name["fr"], service_code="FRAC99999")
_ALONE = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <include href="oai-pmh.rng">
    <start><choice>
      <ref name="oai_qdc"/><ref name="oai_ead"/><ref name="edm"/><ref name="mets"/>
    </choice></start>
  </include>
</grammar>"""
GRAMMAR = etree.RelaxNG(
    etree.fromstring(_ALONE, base_url=str(schema_path("oai-pmh.rng").with_name("alone.rng")))
)


def parsed(metadata: bytes) -> etree._Element:
    element = etree.fromstring(metadata)
    GRAMMAR.assertValid(element)
    return element


def finding_aid(*parts: Part, house: House = HOUSE) -> etree._Element:
    return parsed(oai_ead.write(parts, "2J", house))


def alone(record: Exposed = RECORD, *, house: House = HOUSE, depth: int = 0) -> etree._Element:
    """The ``did`` of a record, and all that stands beside it."""
    parts = [Part(record, 0, True, True)] if not depth else [Part(RECORD, 0, True, True)]
    below = [Part(replace(record, ark="ark:/99999/b2"), depth, True, True)] if depth else []
    ead = finding_aid(*parts, *below, house=house)
    return ead.find(f".//{EAD}c") if depth else ead.find(f"{EAD}archdesc")


@given(exposed_records())
def test_any_record_fits_the_grammar_in_each_format_that_it_can_be_had_in(record: Exposed) -> None:
    record = replace(record, ark=record.ark or "ark:/99999/b2")
    parsed(oai_qdc.write(record))
    finding_aid(
        Part(record, 0, bool(record.pages), bool(record.pages)), Part(RECORD, 1, True, True)
    )
    if record.pages:
        parsed(mets.write(record))
    if edm.is_taken(record):
        parsed(edm.document(record))


@pytest.mark.parametrize(
    ("edtf", "years", "normal"),
    [
        ("1936", (1936, 1936), "1936"),
        ("1914/1918", (1914, 1918), "1914/1918"),
        ("1936-05-12", (1936, 1936), "1936-05-12"),
        ("1936-02", (1936, 1936), "1936-02-01/1936-02-29"),
        ("1914-08-02/1918", (1914, 1918), "1914-08-02/1918-12-31"),
        ("193X", (1930, 1939), "1930/1939"),
        ("1936~", (1936, 1936), "1936"),
        ("1936-21", (1936, 1936), "1936"),
        ("-0052", (-52, -52), None),
        (None, (None, None), None),
    ],
)
def test_dates_are_normal_as_days_or_years(edtf, years, normal) -> None:
    record = replace(RECORD, date_edtf=edtf, year_first=years[0], year_last=years[1])
    assert alone(record).find(f".//{EAD}unitdate").get("normal") == normal


def test_what_comes_from_above_is_said_at_the_top_alone() -> None:
    terms = {"rights": [Value("libre")], "creator": [Value("Police")]}
    inherited = replace(RECORD, terms=terms, inherited=frozenset(terms))
    said = [f"{EAD}userestrict/{EAD}p", f"{EAD}did/{EAD}origination"]
    assert [alone(inherited).findtext(it) for it in said] == ["libre", "Police"]
    assert [alone(inherited, depth=1).findtext(it) for it in said] == [None, None]


def test_a_name_that_has_an_authority_record_stands_in_the_element_of_its_kind() -> None:
    terms = {"contributor": [Value("Dupont, Jean"), Value("X")], "creator": [Value("Police")]}
    kinds = {"Dupont, Jean": "person", "Police": "corporateBody"}
    said = alone(replace(RECORD, terms=terms), house=replace(HOUSE, kinds=kinds))
    index = said.find(f"{EAD}controlaccess")
    assert [(etree.QName(it).localname, it.text) for it in index] == [
        ("persname", "Dupont, Jean"),
        ("name", "X"),
    ]
    assert said.findtext(f"{EAD}did/{EAD}origination/{EAD}corpname") == "Police"


def test_paragraphs_and_lines_stay_and_what_may_not_stand_in_xml_does_not() -> None:
    record = replace(RECORD, terms={"description": [Value("un\ndeux\n\ntrois \x01<&\ufffe")]})
    first, second = alone(record).findall(f"{EAD}scopecontent/{EAD}p")
    assert ["".join(it.itertext()) for it in (first, second)] == ["undeux", "trois  <& "]
    assert first.find(f"{EAD}lb") is not None


def test_terms_that_ead_has_no_element_for_are_said_with_their_name() -> None:
    said = [(it.get("type"), "".join(it.itertext())) for it in alone().findall(f"{EAD}odd")]
    assert ("dcterms:provenance", "Versement de 1950") in said
    assert ("dcterms:audience", "chercheurs") in said


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, min_size=2, max_size=5))
def test_no_two_records_have_the_same_id(names: list[str]) -> None:
    arks = [f"ark:/99999/{name}" for name in names]
    parts = [Part(replace(RECORD, ark=it), min(at, 1), True, True) for at, it in enumerate(arks)]
    ids = [it.get("id") for it in etree.fromstring(oai_ead.write(parts, "2J", HOUSE)).iter()]
    given_ids = [it for it in ids if it]
    assert len(set(given_ids)) == len(given_ids) == len(names)
