"""Records made here leave as finding aids, and come back as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange.ead.written import FONDS, breaches, leaving, read, tree, write
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.record import Description, Level, Value
from archivekit.exchange.ead.writing_grammar import Dialect
from archivekit.problems import Problems, Severity

BOTH = [Dialect.EAD2002, Dialect.EAD3]
XLINK = "{http://www.w3.org/1999/xlink}"

LETTER = Description(
    code="7 J 2/2",
    title="Lettre d'un maçon à sa mère",
    level=Level.ITEM,
    date_text="3 novembre 1926",
    date_edtf="1926-11-03",
    date_first="1926-11-03",
    date_last="1926-11-03",
    access_text="Archives privées\nLibrement communicable",
    open_from="0001-01-01",
    scans=["7J2/lettre-1.jpg", "7J2/lettre-2.jpg"],
    internal_notes="À revoir :\n- l'enveloppe\nodd: Retrouver le timbre",
    terms={
        "alternative": [Value("Lettre de Luigi")],
        "creator": [Value("Bardin, Luigi")],
        "description": [Value("Il décrit le chantier.\n\nIl demande de l'argent :\n- 20 francs")],
        "abstract": [Value("Une lettre")],
        "extent": [Value("1 pièce"), Value("2 pages")],
        "medium": [Value("papier")],
        "language": [Value("italien"), Value("français")],
        "subject": [Value("immigration"), Value("travail")],
        "spatial": [Value("Valmont (Doubs, France)")],
        "contributor": [Value("Manufacture de Valmont")],
        "type": [Value("lettre")],
        "rights": [Value("Réutilisation libre")],
        "license": [Value("http://creativecommons.org/publicdomain/mark/1.0/")],
        "relation": [Value("Voir aussi 7 J 2/1")],
        "hasFormat": [Value("2 Mi 12")],
        "isFormatOf": [Value("Original chez la famille")],
        "isReferencedBy": [Value("Bulletin municipal, 1974")],
        "bibliographicCitation": [Value("AM Valmont, 7 J 2/2")],
        "identifier": [Value("ark:/99999/b1lettre")],
        "ead:bioghist": [Value("Maçon, arrivé en 1924")],
        "ead:custodhist": [Value("Remis en 1974")],
        "ead:acqinfo": [Value("Don")],
        "ead:arrangement": [Value("Ordre des dates")],
        "ead:physloc": [Value("Magasin 3")],
        "ead:container": [Value("boîte 4")],
        "ead:repository": [Value("Archives de Valmont")],
        "ead:note": [Value("Une note")],
        "ead:odd": [Value("Autre chose")],
        "ead:unitid": [Value("AC 12")],
        "ead:unitdate": [Value("1926-1927")],
        "ead:dao": [Value("https://partenaire.example/voir/12")],
        "ead:processinfo": [Value("Classé en 2020")],
        "ead:legalstatus": [Value("Archives privées")],
        "provenance": [Value("Famille Bardin")],
        "audience": [Value("Chercheurs")],
    },
    unknown={"Ancienne boîte": "B 12"},
)


@pytest.mark.parametrize("dialect", BOTH)
def test_a_record_comes_back_as_it_was(dialect: Dialect, tmp_path: Path) -> None:
    document = write([leaving(FONDS), leaving(LETTER, 1)], dialect)
    back = read(document, tmp_path)[1]
    assert replace(back, source_xml="") == LETTER
    assert breaches(document, dialect) == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_dialect_keeps_its_own_rules(dialect: Dialect) -> None:
    document = write([leaving(FONDS), leaving(LETTER, 1)], dialect, public=True)
    assert breaches(document, dialect) == []


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).filter(str.isalnum)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
prose = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)
notes = ["description", "relation", "hasFormat", "ead:bioghist", "ead:odd", "provenance"]
entries = ["subject", "spatial", "contributor", "type", "creator", "extent", "medium"]


@given(
    title=lines,
    said=st.dictionaries(st.sampled_from(notes), st.lists(prose, min_size=1, max_size=2)),
    named=st.dictionaries(st.sampled_from(entries), st.lists(lines, min_size=1, max_size=3)),
    dialect=st.sampled_from(BOTH),
)
def test_any_words_come_back(
    title: str,
    said: dict[str, list[str]],
    named: dict[str, list[str]],
    dialect: Dialect,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    texts = {term: list(dict.fromkeys(values)) for term, values in {**said, **named}.items()}
    terms = {term: [Value(text) for text in values] for term, values in texts.items()}
    record = replace(FONDS, title=title, terms=terms)
    document = write([leaving(record)], dialect)
    back = read(document, tmp_path_factory.mktemp("written"))[0]
    assert (back.title, back.terms) == (title, terms)
    assert breaches(document, dialect) == []


def test_characters_that_xml_forbids_become_blanks() -> None:
    record = replace(FONDS, title="Avant\x00après \x0b & <balise> ]]>")
    assert tree(write([leaving(record)])).findtext(".//unittitle") == "Avant après   & <balise> ]]>"


def test_components_stand_one_in_the_other_in_their_order() -> None:
    depths = [("7 J", 0), ("7 J 1", 1), ("7 J 1/1", 2), ("7 J 1/2", 2), ("7 J 2", 1)]
    records = [leaving(replace(FONDS, code=code), depth) for code, depth in depths]
    root = tree(write(records))

    def codes(element: Any) -> list[Any]:
        return [(it.findtext("did/unitid"), codes(it)) for it in element.findall("c")]

    below = [("7 J 1/1", []), ("7 J 1/2", [])]
    assert codes(root.find("archdesc/dsc")) == [("7 J 1", below), ("7 J 2", [])]


def test_the_head_names_the_service_as_iso_15511_has_it() -> None:
    root = tree(write([leaving(FONDS)], Dialect.APEEAD))
    eadid = root.find("eadheader/eadid")
    assert eadid.text == "FRAC25999_7-J"
    assert dict(eadid.attrib) == {
        "countrycode": "FR",
        "mainagencycode": "FR-AC25999",
        "identifier": "FRAC25999_7-J",
    }
    assert root.find("archdesc").get("level") == "fonds"


def test_without_a_day_nothing_in_the_file_changes_with_it() -> None:
    assert b"2026" not in write([leaving(FONDS)], today="")
    assert b"2026" not in write([leaving(FONDS)], Dialect.EAD3, today="")


def test_to_the_public_a_record_names_its_address_and_its_thumbnail() -> None:
    from archivekit.description.exposed import ExposedPage

    page = ExposedPage(1, "1", "aa", 800, 600)
    record = leaving(FONDS, ark="ark:/99999/b1fonds", pages=(page,))
    root = tree(write([record], public=True))
    address = "https://archives.valmont.example/ark:/99999/b1fonds"
    assert root.find(".//unitid/extptr").get(f"{XLINK}href") == address
    objects = [(it.get(f"{XLINK}role"), it.get(f"{XLINK}href")) for it in root.iter("daoloc")]
    assert objects == [("thumbnail", f"{address}/thumbnail"), ("link", address)]
    assert root.findtext(".//repository/corpname") == "Archives de Valmont"


def test_to_the_public_the_top_says_what_it_inherits() -> None:
    inherited = {"rights": [Value("Réutilisation libre")]}
    record = leaving(FONDS, terms=inherited, inherited=frozenset(inherited))
    assert tree(write([record], public=True)).findtext(".//userestrict/p") == "Réutilisation libre"
    assert tree(write([record])).find(".//userestrict") is None


def test_what_a_dialect_cannot_say_is_told_once_with_the_records() -> None:
    problems = Problems()
    titles = {"title": [Value("Carta", "es")]}
    records = [leaving(replace(FONDS, title="Carta", terms=titles), int(n > 0)) for n in range(9)]
    write(records, problems=problems)
    (told,) = problems
    assert told.severity is Severity.NOTE
    assert told.values["what"] == "unittitle/@lang"
    assert told.values["count"] == 9
