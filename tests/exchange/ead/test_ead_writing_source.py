"""Records that came in a finding aid leave as they came, but for what was changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exchange.ead.written import FONDS, breaches, leaving, read, tree, write
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivekit.description.exposed import ExposedPage
from archivekit.description.record import Description, Level, Value
from archivekit.exchange.ead.component import read_component
from archivekit.exchange.ead.writing_grammar import Dialect, grammar
from archivekit.exchange.outgoing import Outgoing

TOP = """<ead><eadheader><eadid countrycode="FR">FRAC25999_7J</eadid><filedesc><titlestmt>
<titleproper>Le Comité, <date>1929-1974</date></titleproper></titlestmt></filedesc>
<revisiondesc><change><date>2020</date><item>Relu</item></change></revisiondesc></eadheader>
<archdesc level="fonds"><did><unitid>7 J</unitid><unittitle>Comité d'accueil</unittitle></did>
<dsc type="combined"><head>Répertoire</head></dsc></archdesc></ead>"""
SERIES = """<c id="s1" level="series"><did><unitid type="cote">7 J 1</unitid>
<unittitle>Police <emph render="italic">et</emph> séjour</unittitle>
<unitdate normal="1893/1941" type="inclusive">1893-1941</unitdate>
<physdesc><extent>2 boîtes</extent><physfacet type="support">papier</physfacet></physdesc>
<origination><corpname role="producteur">Mairie de Valmont</corpname></origination>
<langmaterial>En <language langcode="fre">français</language></langmaterial>
<container type="boîte">4</container></did>
<bioghist><head>Histoire</head><chronlist><chronitem><date normal="1893">1893</date>
<eventgrp><event>Loi.</event><event>Registre.</event></eventgrp></chronitem></chronlist></bioghist>
<scopecontent><p>Un <extref href="https://valmont.example/a">lien</extref>.</p></scopecontent>
<accessrestrict><legalstatus>Archives publiques</legalstatus></accessrestrict>
<accessrestrict><p>Librement communicable</p></accessrestrict>
<controlaccess><head>Index</head><controlaccess><subject source="T">police</subject>
<persname role="auteur">Bardin, Luigi</persname></controlaccess></controlaccess>
<index><indexentry><subject>police</subject><ref target="s2">7 J 2</ref></indexentry></index>
<daogrp><daoloc href="7J1_001.jpg" role="image:first"/>
<daoloc href="7J1_003.jpg" role="image:last"/></daogrp></c>"""
BROKEN = """<c id="s1" level="piece"><unitid>7 J 2</unitid><did><unittitle>Lettre</unittitle></did>
<scopecontent>Des mots <emph>sans</emph> paragraphe<list><head>Liste</head>
<bibref>Un livre</bibref></list></scopecontent><origination>Bardin</origination>
<relatedmaterial><p>Voir</p><head>Aussi</head></relatedmaterial></c>"""
EAD3 = """<c xmlns="http://ead3.archivists.org/schema/" level="file"><did><unitid>7 J 3</unitid>
<unittitle lang="ita">Lettere</unittitle>
<unitdatestructured><daterange><fromdate standarddate="1926">1926</fromdate>
<todate standarddate="1930">1930</todate></daterange></unitdatestructured>
<physdescstructured coverage="whole" physdescstructuredtype="carrier"><quantity>3</quantity>
<unittype>pièces</unittype><physfacet>papier</physfacet></physdescstructured>
<langmaterial><languageset><language langcode="ita">italien</language>
<script scriptcode="Latn">latin</script></languageset></langmaterial>
<didnote>Une note</didnote>
<daoset coverage="whole"><dao daotype="derived" href="a.jpg"/><dao daotype="derived" href="b.jpg"/>
</daoset></did><controlaccess><persname><part>Bardin</part><part>Luigi</part></persname></controlaccess>
<legalstatus><p>Archives privées</p></legalstatus></c>"""
EVERY = {"series": SERIES, "broken": BROKEN, "EAD3": EAD3}


def imported(source: str) -> Description:
    return read_component(source)


def below(description: Description) -> list[Outgoing]:
    return [leaving(imported(TOP)), leaving(description, 1)]


@pytest.mark.parametrize("dialect", [Dialect.EAD2002, Dialect.EAD3])
@pytest.mark.parametrize("source", EVERY.values(), ids=EVERY)
def test_a_component_comes_back_as_it_was(source: str, dialect: Dialect, tmp_path: Path) -> None:
    record = imported(source)
    document = write(below(record), dialect)
    back = read(document, tmp_path)[1]
    kept = record.terms
    if dialect is Dialect.EAD2002:
        # EAD 2002 has no language of titles.
        kept = {term: values for term, values in kept.items() if term != "title"}
    assert replace(back, source_xml="") == replace(record, source_xml="", terms=kept)
    assert breaches(document, dialect) == []


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("source", EVERY.values(), ids=EVERY)
def test_whatever_came_in_what_leaves_keeps_the_rules(source: str, dialect: Dialect) -> None:
    assert breaches(write(below(imported(source)), dialect, public=True), dialect) == []


def test_in_its_own_dialect_markup_stays() -> None:
    root = tree(write(below(imported(SERIES))))
    assert root.find(".//c/did/unittitle/emph").get("render") == "italic"
    assert root.find(".//controlaccess/controlaccess/subject").get("source") == "T"
    assert root.findtext(".//dsc/head") == "Répertoire"
    assert root.findtext("eadheader/revisiondesc/change/item") == "Relu"


def test_what_was_changed_is_made_anew_and_the_rest_stays(tmp_path: Path) -> None:
    record = imported(SERIES)
    subjects = [*record.terms["subject"], Value("étranger")]
    changed = replace(
        record,
        title="Police",
        level=Level.SUBSERIES,
        access_text="Communicable en 2041",
        terms={**record.terms, "subject": subjects, "provenance": [Value("Mairie")]},
    )
    for dialect in (Dialect.EAD2002, Dialect.EAD3):
        document = write(below(changed), dialect)
        back = read(document, tmp_path)[1]
        assert (back.title, back.level, back.access_text) == (
            changed.title,
            changed.level,
            changed.access_text,
        )
        assert back.terms == changed.terms
        assert back.scans == record.scans
        assert breaches(document, dialect) == []
    container = tree(write(below(changed))).find(".//container")
    assert (container.get("type"), container.text) == ("boîte", "4")


def test_a_code_that_the_import_made_stands_nowhere() -> None:
    record = imported(SERIES.replace('<unitid type="cote">7 J 1</unitid>', ""))
    document = write(below(replace(record, code="7 J §s1")))
    assert "§" not in document.decode()


def test_an_id_stands_once_and_nothing_points_to_what_is_not_there() -> None:
    twice = [*below(imported(SERIES)), leaving(imported(BROKEN), 1)]
    root = tree(write(twice))
    assert [it.get("id") for it in root.iter("c")] == ["s1", None]
    assert root.find(".//indexentry/ref").get("target") is None
    there = [*below(imported(SERIES)), leaving(imported(SERIES.replace("s1", "s2")), 1)]
    assert tree(write(there)).find(".//indexentry/ref").get("target") == "s2"


def test_source_that_cannot_be_read_gives_way_to_the_description() -> None:
    record = Description(code="7 J 4", title="Plan", source_xml="<c><did>")
    assert tree(write(below(record))).findtext(".//c/did/unittitle") == "Plan"


@pytest.mark.parametrize("dialect", list(Dialect))
def test_a_component_alone_is_a_finding_aid_of_its_own(dialect: Dialect) -> None:
    document = write([leaving(imported(SERIES))], dialect, public=True)
    assert breaches(document, dialect) == []
    archdesc = tree(document).find("archdesc")
    assert archdesc.get("level") == ("fonds" if dialect is Dialect.APEEAD else "series")
    assert archdesc.find("did/unittitle") is not None


@pytest.mark.parametrize("source", [SERIES, EAD3], ids=["EAD 2002", "EAD3"])
@pytest.mark.parametrize("dialect", list(Dialect))
def test_to_the_public_pages_are_shown_where_they_are_now(source: str, dialect: Dialect) -> None:
    page = ExposedPage(1, "1", "aa", 800, 600)
    record = leaving(imported(source), 1, ark="ark:/99999/b1serie", pages=(page,))
    document = write([leaving(imported(TOP)), record], dialect, public=True)
    assert breaches(document, dialect) == []
    address = b"https://archives.valmont.example/ark:/99999/b1serie"
    assert document.count(address) == 3
    assert b"jpg" not in document
    unitid = tree(document).find(".//c/did/unitid")
    assert len(unitid) == 1


names = st.sampled_from(
    sorted({*grammar(Dialect.EAD2002).models, *grammar(Dialect.EAD3).models, "strong"} - {"ead"})
)
kinds = st.sampled_from(["id", "type", "level", "href", "role", "normal", "audience", "cols"])
said = st.sampled_from(["", "a", "deux mots", "1893", "internal", "premi\u00e8re"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    found = etree.Element(draw(names), draw(st.dictionaries(kinds, said, max_size=2)))
    found.text, found.tail = draw(said), draw(said)
    if depth < 4:
        for child in draw(st.lists(trees(depth + 1), max_size=3)):  # type: ignore[call-arg]
            found.append(child)
    return found


@given(parts=st.lists(trees(), max_size=4), dialect=st.sampled_from(list(Dialect)))
def test_any_elements_anywhere_are_put_right(parts: list[etree._Element], dialect: Dialect) -> None:
    component = etree.fromstring("<c><did><unitid>7 J 1</unitid></did></c>")
    component.extend(parts)
    source = etree.tostring(component, encoding="unicode")
    record = Description(code="7 J 1", title="", source_xml=source)
    document = write([leaving(imported(TOP)), leaving(record, 1)], dialect)
    assert breaches(document, dialect) == []


def test_a_date_inside_a_title_is_not_said_twice_once_it_is_another(tmp_path: Path) -> None:
    source = (
        '<c><did><unitid>7 J 1</unitid><unittitle>Police, <unitdate normal="1936">1936</unitdate>'
        "</unittitle></did></c>"
    )
    imported = read_component(source)
    days = {"date_edtf": "1940", "date_first": "1940-01-01", "date_last": "1940-12-31"}
    now = replace(imported, date_text="1940", **days)
    document = write([leaving(FONDS), leaving(now, 1)])
    assert [it.text for it in tree(document).iter("unitdate")] == ["1940"]
    again = read(document, tmp_path)[1]
    assert (again.title, again.date_text) == ("Police, 1936", "1940")


def test_a_name_taken_away_leaves_the_notes_that_held_it_among_their_index_terms() -> None:
    source = (
        "<c><did><unitid>7 J 1</unitid><unittitle>Police</unittitle></did><scopecontent><p>Un mot"
        "</p><controlaccess><persname>Morel</persname><subject>police</subject></controlaccess>"
        "</scopecontent></c>"
    )
    imported = read_component(source)
    now = replace(imported, terms={**imported.terms, "contributor": [Value("Curie")]})
    document = write([leaving(FONDS), leaving(now, 1)]).decode()
    assert "Morel" not in document
    assert document.count("Curie") == document.count("police<") == 1
    assert "Un mot" in document
