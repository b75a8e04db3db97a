"""Access conditions in words, and the first day a record may be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.opening import AT_ONCE, NEVER, OpenFrom, Unread, Why, read


@pytest.mark.parametrize(
    "text",
    [
        "Libre", "libre accès", "Communicable", "Communicables", "Librement communicable.",
        "Communicabilité : libre", "L'ensemble du fonds est librement communicable.",
        "Les documents sont communicables.", "Accès en ligne", "open", "Open for research",
        "Librement communicable, sur reproductions numériques.", "Sans restriction",
    ],
)  # fmt: skip
def test_open_at_once(text: str) -> None:
    assert read(text, last="2020-12-31") == OpenFrom(AT_ONCE)


@pytest.mark.parametrize(
    "text",
    ["Non communicable", "incommunicable", "fermé", "closed", "Sur dérogation", "Confidentiel"],
)
def test_never_open(text: str) -> None:
    assert read(text, last="1936-12-31") == OpenFrom(NEVER)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Communicable en 2041", "2041-01-01"),
        ("communicable à partir du 01/01/2050", "2050-01-01"),
        ("Communicable à partir de 2041", "2041-01-01"),
        ("Communicable le 15 mars 2041", "2041-03-15"),
        ("2041", "2041-01-01"),
        ("01/01/2110", "2110-01-01"),
        ("non communicable avant 2040", "2040-01-01"),
        ("Non communicable jusqu'en 2040", "2041-01-01"),
        ("non communicable jusqu'au 31 décembre 2040", "2041-01-01"),
        ("communicable après 2040", "2041-01-01"),
        ("closed until 2040", "2041-01-01"),
        ("communicable depuis 2011", "2011-01-01"),
        (
            "Communicable au terme d'un délai de 50 ans à compter du 31 décembre 1986.",
            "2037-01-01",
        ),
        ("Communicable au terme d’un délai de 50 ans à compter de janvier 1996", "2047-01-01"),
    ],
)
def test_a_day_that_the_text_states(text: str, day: str) -> None:
    assert read(text) == OpenFrom(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("50 ans", "2011-01-01"),
        ("75 ans", "2036-01-01"),
        ("Délai de 75 ans", "2036-01-01"),
        ("cinquante ans", "2011-01-01"),
        ("Communicable après 100 ans", "2061-01-01"),
        ("Non communicable pendant 50 ans", "2011-01-01"),
        ("50 ans à compter de la date du document", "2011-01-01"),
        ("50 ans à compter du document le plus récent", "2011-01-01"),
        ("75 ans à compter de la clôture du registre", "2036-01-01"),
        ("120 ans à compter de la naissance", "2041-01-01"),
        ("25 ans après le décès de l'intéressé", "2006-01-01"),
        ("75 ans ou 25 ans après le décès", "2006-01-01"),
        ("closed for 50 years", "2011-01-01"),
    ],
)
def test_a_delay_runs_to_the_first_of_january_that_follows(text: str, day: str) -> None:
    found = read(text, last="1960-05-12", birth="1920-03-01", death="1980-11-30")
    assert found == OpenFrom(day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("50 ans", Why.NO_LAST_DATE),
        ("120 ans à compter de la naissance", Why.NO_BIRTH),
        ("25 ans après le décès", Why.NO_DEATH),
        ("Original non communicable depuis 2013", Why.UNKNOWN),
        ("Communicable sauf pièces médicales", Why.UNKNOWN),
        ("Selon les lois et règlement en vigueur", Why.UNKNOWN),
        ("communicable en 2041 ou 2051", Why.UNKNOWN),
        ("communicable vers 2041", Why.UNKNOWN),
        ("non libre", Why.UNKNOWN),
        ("999 ans", Why.UNKNOWN),
    ],
)
def test_what_is_not_understood_whole_opens_nothing(text: str, why: Why) -> None:
    assert read(text) == Unread(why)


def test_nothing_said_is_nothing_said() -> None:
    assert read("  ") is None


def test_without_the_date_of_death_the_longer_delay_holds() -> None:
    assert read("75 ans ou 25 ans après le décès", last="1960-12-31") == OpenFrom("2036-01-01")


@given(st.integers(1, 150), st.integers(1800, 2026))
def test_a_record_is_never_open_before_its_delay_is_over(years: int, last: int) -> None:
    found = read(f"{years} ans", last=f"{last}-12-31")
    assert found == OpenFrom(f"{last + years + 1}-01-01")


@given(st.text(max_size=60))
def test_any_words_are_read_or_close(text: str) -> None:
    found = read(text, last="1936-12-31")
    assert found is None or isinstance(found, OpenFrom | Unread)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Communicable en 2061 (secret médical)", "2061-01-01"),
        ("50 ans (vie privée)", "2011-01-01"),
        ("Communicable au terme d'un délai de 50 ans (art. L213-2)", "2011-01-01"),
    ],
)
def test_the_reason_of_a_delay_changes_nothing_in_it(text: str, day: str) -> None:
    assert read(text, last="1960-12-31") == OpenFrom(day)


def test_an_exception_is_no_reason() -> None:
    assert isinstance(read("Communicable (vie privée, sauf pièce 3)", last=None), Unread)
