"""Authority records in EAC-CPF: read, written and read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from authority_samples import PLACE
from hypothesis import given, settings
from hypothesis import strategies as st

from archivekit.description.authority import (
    Authority,
    AuthorityKind,
    AuthorityPlace,
    DateStatement,
    ExternalIdentifier,
    LanguageUsed,
    NameForm,
    Prose,
    Relation,
    Statement,
)
from archivekit.errors import NothingDone
from archivekit.exchange.eac_cpf.description import decimal
from archivekit.exchange.eac_cpf.document import document
from archivekit.exchange.eac_cpf.reading import read_file, read_text


def written(authority: Authority) -> str:
    return document(authority, "Archives de Valmont", "2026-01-01").decode()


def test_a_place_has_its_names_its_history_and_where_it_lies() -> None:
    place = read_text(PLACE)
    assert place.kind is AuthorityKind.PLACE
    assert place.name == "Valmont (Doubs, France)"
    assert [(it.text, it.dates[0].words) for it in place.variants] == [("Falmenberg", "1871-1918")]
    assert place.coordinates == (47.25, 6.05)
    assert place.prose[0].text == "Ville d'eaux.\n\nChef-lieu."


def test_what_is_written_reads_the_same() -> None:
    place = read_text(PLACE)
    assert read_text(written(place)) == place


def test_a_record_id_that_the_schema_refuses_comes_back_to_the_letter() -> None:
    place = read_text(PLACE.replace("LIEU_1", "https://lieux.example/ark:/99999/1"))
    again = written(place)
    assert read_text(again).record_id == "https://lieux.example/ark:/99999/1"


def test_the_languages_of_a_person_are_kept_with_their_scripts() -> None:
    used = (
        '<languageUsed><language languageCode="ara">arabe</language>'
        '<script scriptCode="Arab">arabe</script></languageUsed>'
        '<languageUsed><language languageCode="und">sabir</language>'
        '<script scriptCode="Zyyy"/></languageUsed>'
    )
    place = read_text(PLACE.replace("<biogHist>", f"{used}<biogHist>"))
    assert place.languages == (
        LanguageUsed("arabe", "ara", "arabe", "Arab"),
        LanguageUsed("sabir"),
    )
    again = written(place)
    assert read_text(again) == place
    assert again.index("<languageUsed>") < again.index("<biogHist>")  # the schema's order


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        (DateStatement("vers 1936", "1936"), "1936~"),
        (DateStatement("l'an de grâce", "1936-05"), "1936-05"),
        (DateStatement("on ne sait"), ""),
        (DateStatement(from_text="12 mai 1851", to_text="1923"), "1851-05-12/1923"),
        (DateStatement(from_text="vers 1851"), "1851~/"),
        (DateStatement(to_standard="1923-01"), "/1923-01"),
        (DateStatement(from_text="1851", to_text="on ne sait"), ""),
    ],
)
def test_dates_of_existence_are_given_in_edtf_where_they_can_be_read(
    date: DateStatement, edtf: str
) -> None:
    assert date.edtf == edtf


@pytest.mark.parametrize(
    ("said", "degrees"), [("47,25", "47,25"), ("N 47° 15'", "47.250000"), ("6°3'W", "-6.050000")]
)
def test_coordinates_in_minutes_become_decimal(said: str, degrees: str) -> None:
    assert decimal(said) == degrees


def test_entities_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "bombe.xml"
    file.write_text(f'<!DOCTYPE eac-cpf [<!ENTITY a "b">]>{PLACE}')
    with pytest.raises(NothingDone) as refused:
        read_file(file)
    assert refused.value.key == "exchange.xml-entities"


def said(longest: int = 20) -> st.SearchStrategy[str]:
    """Words as XML holds them, with single blanks."""
    letters = st.characters(categories=("L", "N", "P"))
    one = st.text(letters, min_size=1, max_size=longest)
    return st.lists(one, min_size=1, max_size=3).map(" ".join)


DATES = st.lists(
    st.builds(DateStatement, said()) | st.builds(DateStatement, from_text=said(), to_text=said()),
    max_size=3,
).map(tuple)
AUTHORITIES = st.builds(
    Authority,
    record_id=said(),
    kind=st.sampled_from(AuthorityKind),
    names=st.tuples(
        st.builds(NameForm, st.tuples(st.tuples(st.just(""), said())), is_authorised=st.just(True)),
        st.builds(NameForm, st.tuples(st.tuples(said(), said())), st.just("fr"), dates=DATES),
    ),
    dates=DATES,
    identifiers=st.lists(st.builds(ExternalIdentifier, said(), said()), max_size=2).map(tuple),
    prose=st.lists(st.builds(Prose, st.just("biogHist"), said()), max_size=1).map(tuple),
    statements=st.lists(
        st.builds(Statement, st.just("occupation"), said(), said(), DATES, said(), said()),
        max_size=2,
    ).map(tuple),
    languages=st.lists(
        st.builds(LanguageUsed, said(), st.sampled_from(["fre", "ara"]), said(), st.just("Arab")),
        max_size=2,
    ).map(tuple),
    places=st.lists(
        st.builds(AuthorityPlace, said(), said(), dates=DATES, note=said()), max_size=2
    ).map(tuple),
    relations=st.lists(
        st.builds(Relation, st.just("cpf"), said(), st.just("family"), dates=DATES, note=said()),
        max_size=2,
    ).map(tuple),
    publish=st.sampled_from([None, True, False]),
)


@settings(max_examples=60, deadline=None)
@given(AUTHORITIES)
def test_any_record_written_and_read_again_is_the_same(authority: Authority) -> None:
    again = read_text(written(authority))
    assert replace(again, control=authority.control) == authority
