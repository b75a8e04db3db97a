"""In the reading room and on line: two days, and the institution's own rules for the second."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivekit.description.access.combining import Because, Opening
from archivekit.description.access.law import TABLE, Delay, From
from archivekit.description.access.online import DEFAULTS, OnlineRule
from archivekit.description.inheritance import House, Inherited, opening_of, passed_down, top
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Description, Level, Value

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PERSONAL = OnlineRule(
    name="dossiers", delay=Delay(100, From.BIRTH), title=("dossier* individuel*",)
)


def record(title: str = "Lettre", **said: object) -> Description:
    return Description(code="2 J 1", title=title, **said)  # type: ignore[arg-type]


def under(rules: tuple[OnlineRule, ...], *parents: Description) -> Inherited:
    inherited = top(House(name={"fr": "Archives de Valmont"}, online_rules=rules))
    for parent in parents:
        heading = parent.level is Level.SERIES
        inherited = passed_down(parent, inherited, "ark:/99999/x", heading=heading)
    return inherited


def opened(it: Description, *parents: Description, rules: tuple[OnlineRule, ...] = ()) -> Opening:
    return opening_of(it, under(rules, *parents))


def test_a_record_is_shown_from_the_later_of_both_days() -> None:
    found = opened(record(access_text="libre", open_from=AT_ONCE, online_from="2041-01-01"))
    assert (found.reading_room.day, found.online.day) == (AT_ONCE, "2041-01-01")
    assert found.shown == "2041-01-01"
    assert found.online.because is Because.TYPED


@pytest.mark.parametrize(
    ("title", "last", "day"),
    [
        ("Naissances (1903-1912)", "1912-12-31", "2013-01-01"),
        ("État civil : NAISSANCES", "1950-12-31", "2051-01-01"),
        ("Actes de mariage", "1955-12-31", "2031-01-01"),
        ("Registre des naissances", "1950-12-31", "2051-01-01"),
        ("Table décennale des naissances", "1950-12-31", "2051-01-01"),
        ("Naissances, mariages, décès", "1950-12-31", "2051-01-01"),
        ("Naissances (1950)", "1950-12-31", "2051-01-01"),
        ("Maison des naissances : registre des naissances", "1950-12-31", "2051-01-01"),
        ("Publications de mariages", "1955-12-31", "2031-01-01"),
        ("Naissance du mouvement ouvrier", "1990-12-31", AT_ONCE),
        ("Maison des naissances", "1990-12-31", AT_ONCE),
        ("Hôpital : maisons de naissance, animations", "1990-12-31", AT_ONCE),
        ("Contrôle des naissances", "1990-12-31", AT_ONCE),
        ("Primes à la naissance", "1990-12-31", AT_ONCE),
        ("Salle des mariages : décors", "1990-12-31", AT_ONCE),
        ("Décès", "2000-12-31", AT_ONCE),
    ],
)
def test_births_and_marriages_are_on_line_later(title: str, last: str, day: str) -> None:
    assert opened(record(title, date_last=last), rules=DEFAULTS).shown == day


def test_a_rule_counts_from_the_birth_where_it_says_so() -> None:
    file = record("Dossier individuel de Pia Rossi", birth_text="12 mai 1950")
    found = opened(file, rules=(PERSONAL,))
    assert (found.shown, found.online.because) == ("2051-01-01", Because.RULE)
    unknown = opened(record("Dossiers individuels"), rules=(PERSONAL,))
    assert (unknown.shown, unknown.is_unclear) == (NEVER, True)


def test_a_rule_holds_below_and_is_counted_from_each_records_own_dates() -> None:
    rule = OnlineRule(name="births", delay=Delay(100), title=("naissances",))
    series = record("Naissances", level=Level.SERIES, date_last="1950-12-31")
    old, new = (
        record("Registre", date_last="1902-12-31"),
        record("Registre", date_last="1940-12-31"),
    )
    assert opened(old, series, rules=(rule,)).shown == "2003-01-01"
    assert opened(new, series, rules=(rule,)).shown == "2041-01-01"
    assert opened(record("Table"), series, rules=(rule,)).shown == "2051-01-01"


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"type": ("acte de naissance",)}, True),
        ({"subject": ("police",), "title": ("lettre",)}, True),
        ({"subject": ("police",), "title": ("affiche",)}, False),
        ({"access": ("vie privee",)}, True),
        ({"code": ("2J1",)}, True),
        ({"code": ("2 J",)}, False),
        ({"level": ("item",)}, True),
        ({}, True),
    ],
)
def test_a_rule_is_for_records_of_which_all_it_names_is_so(
    rule: dict[str, tuple[str, ...]], holds: bool
) -> None:
    it = record(
        level=Level.ITEM,
        access_text="Libre (vie privée)",
        terms={"type": [Value("Acte de naissance")], "subject": [Value("Étranger, police")]},
    )
    assert OnlineRule(name="x", delay=None, **rule).is_for(it) is holds


def test_the_archivists_no_is_for_the_web_and_not_for_the_reading_room() -> None:
    found = opened(record(publish=False, access_text="libre", open_from=AT_ONCE))
    assert (found.reading_room.day, found.online.day) == (AT_ONCE, NEVER)


def test_words_silent_on_access_leave_it_to_the_parent() -> None:
    fonds = record("Fonds", access_text="50 ans", open_from="2011-01-01", date_last="1960-12-31")
    letter = record(access_text="Archives privées", date_last="1999-12-31")
    assert opened(letter, fonds).shown == "2050-01-01"
    assert opened(letter).is_unclear


def test_words_on_state_or_place_are_as_if_nothing_were_said() -> None:
    fonds = record("Fonds", access_text="50 ans", open_from="2011-01-01", date_last="1960-12-31")
    lost = record(access_text="Manquant au récolement de 1977", date_last="1999-12-31")
    assert opened(lost, fonds).shown == "2050-01-01"
    assert opened(lost).shown == AT_ONCE


def by_the_law(last: str | None, day: str, level: Level = Level.SERIES) -> Description:
    return record("Fonds", level=level, access_text="Selon la loi", open_from=day, date_last=last)


def test_what_is_said_of_each_file_does_not_hold_back_the_heading_above_them() -> None:
    series = by_the_law("1960-12-31", "2081-01-01")
    inherited = under(())
    assert opening_of(series, inherited, heading=True).shown == AT_ONCE
    assert opening_of(series, inherited).shown == "2081-01-01"
    old, new = record(date_last="1890-12-31"), record(date_last="1930-12-31")
    assert opened(old, series).shown == "2011-01-01"
    assert opened(new, series).shown == "2051-01-01"
    assert opened(new, series).reading_room.because is Because.LATEST
    assert opened(record(date_text="s.d."), series).shown == "2081-01-01"
    assert opened(old, by_the_law("1960-12-31", "2081-01-01", Level.FILE)).shown == "2081-01-01"


def test_a_heading_without_a_date_leaves_closed_what_has_none_below_it() -> None:
    series = by_the_law(None, NEVER)
    assert opened(record(), series).is_unclear
    assert opened(record(date_last="1890-12-31"), series).shown == "2011-01-01"


def test_a_heading_is_closed_where_a_later_day_was_stated_or_its_words_were_not_understood() -> (
    None
):
    for day in ("2090-01-01", NEVER):
        series = by_the_law("1960-12-31", day)
        assert opening_of(series, under(()), heading=True).shown == day
    words = "Communicable sauf le dossier 5 (non communicable)"
    parts = record("Fonds", level=Level.SERIES, access_text=words, open_from=NEVER)
    assert opening_of(parts, under(()), heading=True).is_unclear


def test_a_record_that_goes_on_does_not_open_under_a_delay() -> None:
    going_on = record(
        access_text="50 ans à compter de 1960", open_from="2011-01-01", date_first="1960-01-01"
    )
    assert opened(going_on).shown == NEVER


def test_no_date_is_its_parents_and_an_unread_one_is_none() -> None:
    fonds = record("Fonds", access_text="50 ans", open_from="2011-01-01", date_last="1960-12-31")
    assert opened(record(date_text="s.d."), fonds).shown == "2011-01-01"
    assert opened(record(date_text="19?? peut-être"), fonds).is_unclear


@pytest.mark.parametrize("page", ["fr/communicabilite.md", "en/opening-dates.md"])
def test_the_pages_have_the_whole_table_of_the_law(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for rule in TABLE:
        reason = rule.fr if page.startswith("fr") else rule.en
        years = f"{rule.delay.years} " if rule.delay else ""
        row = f"| {rule.article} | {reason} | "
        assert row in text
        assert years in text.partition(row)[2].partition("\n")[0]
