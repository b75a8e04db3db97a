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
        ("Communicable sauf pièces 3 et 4", Why.UNKNOWN),
        ("Selon les lois et règlement en vigueur", Why.NO_LAST_DATE),
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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Communicable. 50 ans", Why.CONTRADICTION),
        ("50 ans ; communicable en 2030", Why.CONTRADICTION),
        ("communicable en 1950", Why.BEFORE_THE_DOCUMENTS),
        ("50 ans à compter du 31 décembre 1950", Why.BEFORE_THE_DOCUMENTS),
        ("25 ans (vie privée)", Why.TOO_SHORT),
        ("50 ans (secret médical)", Why.TOO_SHORT),
        ("Archives privées", Why.SILENT),
        ("50 ans (mineurs : selon l'âge)", Why.UNKNOWN),
        ("Communicable en 2041 (protection jusqu'en 2060)", Why.UNKNOWN),
        ("Incommunicable (2013)", Why.UNKNOWN),
        ("Communicable sous réserve de l'autorisation et de l'état", Why.UNKNOWN),
        ("Part of the collection is open for research", Why.UNKNOWN),
        ("50 ans ou 75 ans", Why.UNKNOWN),
    ],
)
def test_two_readings_open_nothing(text: str, why: Why) -> None:
    assert read(text, last="1960-12-31") == Unread(why)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vie privée", "2011-01-01"),
        ("L213-2, I, 3°", "2011-01-01"),
        ("mineurs", "2006-01-01"),
        ("secret médical", "2006-01-01"),
        ("25 ans après le décès ou 120 ans à compter de la naissance", "2006-01-01"),
        ("75 ans ou 25 ans après le décès si ce délai est plus bref", "2006-01-01"),
        ("50 ans (sauf dérogation)", "2011-01-01"),
        ("50 ans. Communicable en 2011", "2011-01-01"),
        ("Closed for 75 years", "2036-01-01"),
        ("Access restricted until 2050", "2051-01-01"),
        (
            (
                "D'après la loi du 15 juillet 2008, les documents sont librement "
                "communicables après "
                "un délai de 120 ans à compter de l'année de naissance des personnes concernées ou "
                "25 ans après le décès, en raison des informations médicales des matricules."
            ),
            "2006-01-01",
        ),
        ("diffusable à partir de 2041", "2041-01-01"),
    ],
)
def test_a_reason_of_the_law_alone_and_other_forms(text: str, day: str) -> None:
    assert read(text, last="1960-05-12", birth="1920-03-01", death="1980-11-30") == OpenFrom(day)


@pytest.mark.parametrize(
    "text",
    [
        "En ligne sur le site internet des Archives",
        "Statut juridique : Archives privées\nCommunicabilité : Librement communicable",
        (
            "Il est communicable de plein droit, en application des dispositions des articles "
            "L. 213-1 à L. 213-8 du Code du patrimoine."
        ),
        "Communicables, sous réserve de l'état matériel des documents",
        "No restrictions on access.",
        "The Valmont Family Papers are open for research.",
    ],
)
def test_what_is_open_with_words_around(text: str) -> None:
    assert read(text, last="1990-12-31") == OpenFrom(AT_ONCE)


def test_medical_secrecy_is_counted_from_the_birth_only_where_no_death_is_known() -> None:
    assert read("secret médical", birth="1900-05-01") == OpenFrom("2021-01-01")
    # Someone who lived for 104 years: the law counts from the death.
    old = read("secret médical", birth="1900-05-01", death="2004-02-29")
    assert old == OpenFrom("2030-01-01")
    assert read("secret médical", birth="1950-01-01", death="1940-01-01") == Unread(
        Why.CONTRADICTION
    )


def test_documents_that_go_on_never_open_by_a_delay() -> None:
    assert read("50 ans", open_ended=True) == Unread(Why.OPEN_ENDED)
    assert read("50 ans à compter de 1986", open_ended=True) == Unread(Why.OPEN_ENDED)
    assert read("communicable en 2041", open_ended=True) == OpenFrom("2041-01-01")


@pytest.mark.parametrize(
    ("last", "day"),
    [
        ("1986-12-31", "2037-01-01"),
        ("1956-02-29", "2007-01-01"),
        ("-0043-03-15", "0008-01-01"),
        ("-0200-12-31", AT_ONCE),
        ("9990-12-31", NEVER),
    ],
)
def test_years_at_the_ends_of_the_calendar(last: str, day: str) -> None:
    assert read("50 ans", last=last) == OpenFrom(day)


_LIMITING = st.sampled_from(
    ["sauf", "2050", "non", "en partie", "mineurs", "50 ans", "jusqu'en 2050", "hors", "zzz", "not"]
)
_OPEN_TEXTS = st.sampled_from(
    ["Libre accès", "Librement communicable", "Accès en ligne", "Open for research",
     "Les documents sont communicables.", "En ligne sur le site internet des Archives",
     "Communicables, sous réserve de l'état matériel des documents"]
)  # fmt: skip


@given(_OPEN_TEXTS, _LIMITING, st.integers(0, 12))
def test_no_word_more_leaves_a_record_open_at_once(text: str, word: str, at: int) -> None:
    words = text.split()
    words.insert(min(at, len(words)), word)
    assert read(" ".join(words), last="1990-12-31") != OpenFrom(AT_ONCE)


def test_the_article_is_told_with_the_delay() -> None:
    found = read("50 ans", last="1960-12-31")
    assert isinstance(found, OpenFrom)
    assert found.article == "L213-2, I, 3°"
    found = read("75 ans (minutes de notaires)", last="1960-12-31")
    assert isinstance(found, OpenFrom)
    assert found.article == "L213-2, I, 4° d"
