"""What comes down from the ancestors, and when a record opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.exposed import Ancestor, Exposed
from archivekit.description.inheritance import (
    House,
    Inherited,
    exposed,
    opening_of,
    passed_down,
    top,
)
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Description, Level, Value
from archivekit.description.titles import complete, says_little

HOUSE = House(
    name={"fr": "Archives municipales de Besançon", "en": "Besançon City Archives"},
    place="Besançon (Doubs, France)",
    license="http://creativecommons.org/licenses/by/4.0/",
)
FONDS = Description(
    code="2 J",
    title="Comité d'accueil des travailleurs étrangers",
    level=Level.FONDS,
    terms={"creator": [Value("Comité d'accueil")], "language": [Value("français ; italien")]},
)


def open_from(record: Description, inherited: Inherited) -> str:
    return opening_of(record, inherited).shown


def _under(*parents: Description) -> Inherited:
    inherited = top(HOUSE)
    for parent in parents:
        inherited = passed_down(parent, inherited, f"ark:/99999/{parent.code.replace(' ', '')}")
    return inherited


def _exposed(record: Description, *parents: Description, partner: str | None = None) -> Exposed:
    return exposed(
        record, _under(*parents), ark="ark:/99999/b1x", oai_identifier="oai:x", partner=partner
    )


def test_an_item_that_says_nothing_has_what_its_parents_say() -> None:
    found = _exposed(Description(code="2 J 1", title="Statuts"), FONDS)
    assert found.terms["creator"] == [Value("Comité d'accueil")]
    assert found.languages == ("fre", "ita")
    assert found.terms["license"] == [Value(HOUSE.license)]
    assert found.inherited == {"creator", "language", "license", "spatial"}
    assert found.inherited_from["creator"] == "2 J"
    assert found.inherited_from["license"] == ""


def test_the_nearest_ancestor_goes_before_the_others() -> None:
    series = Description(code="2 J 1", title="Cours", terms={"language": [Value("arabe")]})
    found = _exposed(Description(code="2 J 1/1", title="Leçon"), FONDS, series)
    assert found.languages == ("ara",)
    assert found.inherited_from["language"] == "2 J 1"


def test_what_an_item_says_itself_stays() -> None:
    item = Description(code="2 J 1", title="Tract", terms={"language": [Value("italien")]})
    assert _exposed(item, FONDS).languages == ("ita",)


def test_a_sentence_on_rights_does_not_stand_beside_another_s_licence() -> None:
    item = Description(code="2 J 1", title="Tract", terms={"rights": [Value("Tous droits")]})
    found = _exposed(item, FONDS)
    assert found.terms["rights"] == [Value("Tous droits", "fr")]
    assert "license" not in found.terms


def test_a_partner_s_record_has_none_of_the_house_s_own() -> None:
    found = _exposed(Description(code="", title="Lettre"), partner="gallica")
    assert "license" not in found.terms
    assert "spatial" not in found.terms
    assert found.source == ""
    assert found.terms["title"] == [Value("Lettre")]


def test_the_source_is_the_institution_and_the_code() -> None:
    found = _exposed(Description(code="2 J 87", title="Lettre"))
    assert found.source == "Archives municipales de Besançon, 2 J 87"
    assert found.terms["spatial"] == [Value("Besançon (Doubs, France)")]


def test_the_ancestors_run_from_the_fonds_down() -> None:
    series = Description(code="2 J 1", title="Cours")
    found = _exposed(Description(code="2 J 1/1", title="Leçon"), FONDS, series)
    assert found.ancestors == (
        Ancestor("ark:/99999/2J", "2 J", FONDS.title),
        Ancestor("ark:/99999/2J1", "2 J 1", "Cours"),
    )


def test_words_say_their_language_but_not_a_wrong_one() -> None:
    item = Description(
        code="2 J 1", title="إعلان", terms={"description": [Value("Affiche"), Value("إعلان")]}
    )
    found = _exposed(item)
    assert found.terms["title"] == [Value("إعلان")]
    assert found.terms["description"] == [Value("Affiche", "fr"), Value("إعلان")]


@pytest.mark.parametrize(
    "title",
    ["1 registre", "Dossier n° 12", "1936-1938", "Correspondance", "Photographies", "A", ""],
)
def test_a_title_that_says_little_is_completed(title: str) -> None:
    assert says_little(title)
    assert complete(title, "Police des étrangers").startswith("Police des étrangers")


@pytest.mark.parametrize("title", ["Registre des étrangers", "Rue Battant", "إعلان"])
def test_a_title_that_stands_alone_stays_as_it_is(title: str) -> None:
    assert complete(title, "Police des étrangers") == title


def test_titles_are_completed_down_to_the_one_that_says_something() -> None:
    series = Description(code="2 J 1", title="Correspondance")
    found = _exposed(Description(code="2 J 1/1", title="1 registre"), FONDS, series)
    assert found.full_title == f"{FONDS.title} – Correspondance – 1 registre"
    assert found.title == "1 registre"


def test_a_title_is_never_empty() -> None:
    assert _exposed(Description(code="2 J 1", title=" ")).title == "2 J 1"
    assert _exposed(Description(code="2 J 1", title="", date_text="1936")).title == "1936"
    assert _exposed(Description(code="", title="")).full_title


def _record(**more: object) -> Description:
    return Description(code="2 J 1", title="x", **more)  # type: ignore[arg-type]


def test_a_record_is_open_only_when_its_ancestors_are() -> None:
    closed = _record(access_text="communicable en 2041", open_from="2041-01-01")
    free = _record(access_text="libre", open_from=AT_ONCE)
    assert open_from(free, _under(closed)) == "2041-01-01"
    assert open_from(closed, _under(free)) == "2041-01-01"
    assert open_from(_record(), _under(free)) == AT_ONCE


def test_access_conditions_come_down() -> None:
    closed = _record(access_text="communicable en 2041", open_from="2041-01-01")
    assert open_from(_record(), _under(closed, _record())) == "2041-01-01"


def test_a_parent_s_delay_is_counted_from_the_later_dates_of_its_child() -> None:
    parent = _record(access_text="50 ans", open_from="2011-01-01", date_last="1960-12-31")
    child = _record(date_last="1999-12-31")
    assert open_from(child, _under(parent)) == "2050-01-01"
    assert open_from(_record(date_last="1936-12-31"), _under(parent)) == "2011-01-01"


def test_conditions_that_opened_nothing_close() -> None:
    assert open_from(_record(access_text="selon la loi"), _under()) == NEVER


def test_what_is_not_published_never_opens_nor_what_is_under_it() -> None:
    kept = _record(publish=False, access_text="libre", open_from=AT_ONCE)
    assert open_from(kept, _under()) == NEVER
    assert open_from(_record(publish=True), _under(kept)) == NEVER


_DAYS = st.none() | st.sampled_from([AT_ONCE, "2011-01-01", "2041-01-01", NEVER])


@given(st.lists(_DAYS, min_size=1, max_size=6))
def test_no_record_opens_before_any_of_its_ancestors(days: list[str | None]) -> None:
    line = [_record(access_text="x" if day else "", open_from=day) for day in days]
    opened = open_from(line[-1], _under(*line[:-1]))
    assert opened == max(day or AT_ONCE for day in days)


def test_a_date_that_was_not_read_does_not_open_under_a_parents_delay() -> None:
    house = House(name={"fr": "Archives"})
    fonds = Description(
        code="F",
        title="Fonds",
        access_text="75 ans",
        open_from="1996-01-01",
        date_last="1920-12-31",
    )
    child = Description(code="F 1", title="Lettre", date_text="1987 ?? ou plus")
    inherited = passed_down(fonds, top(house), "ark:/99999/x")
    assert open_from(child, inherited) == "9999-12-31"
