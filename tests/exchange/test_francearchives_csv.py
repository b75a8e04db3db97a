"""The CSV of FranceArchives, by the rules of its importer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from francearchives_folder import as_francearchives
from outgoings import RECORD, SITE, outgoing, written

from archivekit.description.authority import Authority, AuthorityKind, NameForm
from archivekit.description.record import Value
from archivekit.exchange import francearchives_csv
from archivekit.exchange.outgoing import OutgoingAuthority
from archivekit.problems import Problems

PAGE = f"{SITE}/ark:/99999/b1x"


def keys(problems: Problems) -> list[str]:
    return [problem.key.removeprefix("exchange.") for problem in problems]


def test_francearchives_reads_every_row_and_value(tmp_path):
    child = replace(RECORD, code="2 J 88", date_text="1914-1918", year_first=1914, year_last=1918)
    other = replace(RECORD, code="3 J", full_title="Autre fonds")
    folder, problems = written(
        francearchives_csv.write,
        tmp_path,
        outgoing(),
        outgoing(child, depth=1),
        outgoing(other),
    )
    found = as_francearchives(folder)
    assert list(found) == ["FRAC99999_2-j-87.csv", "FRAC99999_3-j.csv"]
    first, second = found["FRAC99999_2-j-87.csv"]
    assert francearchives_csv.split(first["index_lieu"]) == ["Valmont (Doubs, France ; commune)"]
    assert francearchives_csv.split(first["index_matiere"]) == [
        "étranger",
        "police <municipale> & garde",
    ]
    assert first["identifiant_URI"] == PAGE
    assert (second["date1"], second["date2"]) == ("1914", "1918")
    assert len(problems) == 0


def test_francearchives_gets_each_name_in_the_column_of_what_it_is(tmp_path):
    names = ["Morel, Jeanne", "Morel (famille)", "Usine Morel", "Valmont", "Anonyme"]
    terms = {"contributor": [Value(it) for it in names], "subject": [Value("Duc, Paul")]}
    record = replace(RECORD, terms=terms)
    given = outgoing(record)
    source = (
        "<c><controlaccess><persname>Morel, Jeanne</persname><famname>Morel (famille)</famname>"
        "<corpname>Usine Morel</corpname><geogname>Valmont</geogname></controlaccess></c>"
    )
    given = replace(given, description=replace(given.description, source_xml=source))
    duc = Authority(
        record_id="P1",
        kind=AuthorityKind.PERSON,
        names=(NameForm((("", "Duc, Paul"),), is_authorised=True),),
    )
    folder, _ = written(
        francearchives_csv.write,
        tmp_path,
        given,
        authorities=lambda: iter([OutgoingAuthority(authority=duc, source_xml="")]),
    )
    (row,) = next(iter(as_francearchives(folder).values()))
    read = {column: francearchives_csv.split(row[column]) for column in row}
    assert read["index_personne"] == ["Duc, Paul", "Morel, Jeanne", "Morel (famille)", "Anonyme"]
    assert read["index_collectivite"] == ["Usine Morel"]
    assert read["index_lieu"] == ["Valmont"]
    assert read["index_matiere"] == [""]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"code": " "}, "fa-csv-no-code"),
        ({"code": "\x1b"}, "fa-csv-no-code"),
        ({"date_text": "sans doute tard", "year_first": None}, "fa-csv-no-year"),
        ({"terms": {"subject": [Value("a ; b")]}}, "fa-csv-split"),
        ({"terms": {"subject": [Value("Valmont (Doubs")]}}, "fa-csv-split"),
        ({"full_title": "=1+1"}, "fa-csv-formula"),
    ],
)
def test_what_francearchives_would_read_otherwise_is_told(tmp_path, changed, told):
    _, problems = written(francearchives_csv.write, tmp_path, outgoing(replace(RECORD, **changed)))
    assert keys(problems) == [told]


def test_a_value_that_looks_like_a_formula_is_kept_as_it_is(tmp_path):
    record = replace(RECORD, full_title="- 3 pièces")
    folder, _ = written(francearchives_csv.write, tmp_path, outgoing(record))
    (rows,) = as_francearchives(folder).values()
    assert rows[0]["titre"] == "- 3 pièces"
