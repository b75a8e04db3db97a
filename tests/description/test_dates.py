"""Dates as archivists write them, and what is read of them."""

from __future__ import annotations

import datetime as dt
import string

import pytest
from convertdate import french_republican
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.dates import Reading, Unread, Why, read


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1936", "1936"),
        ("[1936]", "1936"),
        ("12 mai 1936", "1936-05-12"),
        ("1er mai 1936", "1936-05-01"),
        ("Lundi 4 mai 1936", "1936-05-04"),
        ("le 12 févr. 1936", "1936-02-12"),
        ("mai 1936", "1936-05"),
        ("Août 1870", "1870-08"),
        ("9 7bre 1790", "1790-09-09"),
        ("12/05/1936", "1936-05-12"),
        ("04/1871", "1871-04"),
        ("1936-05-12", "1936-05-12"),
        ("May 12, 1936", "1936-05-12"),
        ("12th of May 1936", "1936-05-12"),
        ("1936, 12 mai", "1936-05-12"),
        ("1914-1918", "1914/1918"),
        ("1914 à 1918", "1914/1918"),
        ("1936-38", "1936/1938"),
        ("1975-1979.", "1975/1979"),
        ("entre 1936 et 1938", "1936/1938"),
        ("[1744]-1793", "1744/1793"),
        ("1er mai - 15 mai 1910", "1910-05-01/1910-05-15"),
        ("du 6 au 31 mai 1909", "1909-05-06/1909-05-31"),
        ("[7-13/08/1914]", "1914-08-07/1914-08-13"),
        ("06/1944 - 08/1945", "1944-06/1945-08"),
        ("novembre-décembre 1790", "1790-11/1790-12"),
        ("Juillet-12 septembre 1870", "1870-07/1870-09-12"),
        ("1820 (1er juin)-1821 (26 septembre)", "1820-06-01/1821-09-26"),
        ("1955 (mars)", "1955-03"),
        ("1954 (5 janvier-26 juin)", "1954-01-05/1954-06-26"),
        ("1841 (16juin-15 novembre)", "1841-06-16/1841-11-15"),
        ("1793 (31 mars)-an II (7 ventôse)", "1793-03-31/1794-02-25"),
        ("An VII (1er germinal-1er prairial)", "1799-03-21/1799-05-20"),
        ("vers 1936", "1936~"),
        ("[ca 1970]", "1970~"),
        ("1854 [ca]", "1854~"),
        ("1900, ENV.", "1900~"),
        ("1942, environ", "1942~"),
        ("1663-vers 1950", "1663/1950~"),
        ("1855 (?)", "1855?"),
        ("[1916, à confirmer]", "1916?"),
        ("1855-[1860 ?]", "1855/1860?"),
        ("vers 1936 ?", "1936%"),
        ("avant 1936", "../1936"),
        ("après 1945", "1945/.."),
        ("A partir de janvier 1866", "1866-01/.."),
        ("1960-....", "1960/.."),
        ("1960-", "1960/.."),
        ("1959-s.d.", "1959/"),
        ("-1965", "/1965"),
        ("sans date [1850/1940]", "1850/1940"),
        ("s.d. et [1813]", "1813"),
        ("années 1930", "193X"),
        ("années 1930-1940", "1930/1949"),
        ("193.-1945", "1930/1945"),
        ("19..-", "1900/.."),
        ("printemps 1936 ?", "1936-03?/1936-06?"),
        ("vers 1850, années 1930", "{1850~,193X}"),
        ("vers 1850-1860, 1936", "1850~/1936"),
        ("vers 1930-1940", "1930~/1940~"),
        ("VIe-VIIe siècles", "0501/0700"),
        ("1930s", "193X"),
        ("[194]", "194X"),
        ("[198?]", "198X"),
        ("1733-[mi-XXe siècle]", "1733/1975~"),
        ("19..", "19XX"),
        ("XIXe siècle", "1801/1900"),
        ("19th century", "1801/1900"),
        ("XIXe-XXe siècles", "1801/2000"),
        ("début XXe siècle", "1901~/1925~"),
        ("fin XIXe-début XXe siècle", "1876~/1925~"),
        ("première moitié du XXe siècle", "1901/1950"),
        ("XVIIIe siècle-1920", "1701/1920"),
        ("printemps 1936", "1936-21"),
        ("1er trimestre 1936", "1936-01/1936-03"),
        ("1936, 1938-1940", "{1936,1938..1940}"),
        ("(1059), 1332-1898", "{1059,1332..1898}"),
        ("12 et 14 mai 1936", "{1936-05-12,1936-05-14}"),
        ("1936 ou 1937", "[1936,1937]"),
        ("an II", "1793-09-22/1794-09-21"),
        ("1791-an III", "1791/1795-09-22"),
        ("15 nivôse an II-29 thermidor an III", "1794-01-04/1795-08-16"),
        ("7-28 germinal an II", "1794-03-27/1794-04-17"),
        ("floréal-jours complémentaires an IV", "1796-04-20/1796-09-21"),
        ("5e jour complémentaire an IV", "1796-09-21"),
        ("13 fuctidor an III", "1795-08-30"),
        ("1er germinal an IX (22 mars 1801)", "1801-03-22"),
    ],
)
def test_a_date_is_read(text: str, edtf: str) -> None:
    found = read(text)
    assert isinstance(found, Reading)
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1936", "1936-01-01", "1936-12-31"),
        ("février 1936", "1936-02-01", "1936-02-29"),
        ("1936, 1938-1940", "1936-01-01", "1940-12-31"),
        ("années 1930", "1930-01-01", "1939-12-31"),
        ("XIXe siècle", "1801-01-01", "1900-12-31"),
        ("an II", "1793-09-22", "1794-09-21"),
        ("an XIV", "1805-09-23", "1805-12-31"),
        ("hiver 1944-1945", "1944-12-01", "1945-03-31"),
        ("avant 1936", None, "1936-12-31"),
        ("1960-....", "1960-01-01", None),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    found = read(text)
    assert isinstance(found, Reading)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["s.d.", "Sans date", "[s.d.]", "n.d.", "S. d."])
def test_no_date_is_read_as_no_date(text: str) -> None:
    assert read(text) == Reading(None, None, None)


@pytest.mark.parametrize(
    ("text", "why", "proposal"),
    [
        ("janv-16", Why.EXCEL, "janvier 1916"),
        ("sept-39", Why.EXCEL, "septembre 1939"),
        ("04-nov", Why.EXCEL, "4 novembre …"),
        ("12/05/36", Why.SHORT_YEAR, "12/05/1936"),
        ("199, ENV.", Why.SHORT_YEAR, "[199]"),
        ("années 30", Why.SHORT_YEAR, "années 1930"),
        ("05/13/1936", Why.IMPOSSIBLE, "13/05/1936"),
        ("31/02/1936", Why.IMPOSSIBLE, ""),
        ("31 avril 1936", Why.IMPOSSIBLE, ""),
        ("7193/1800", Why.REVERSED, ""),
        ("2917", Why.IMPOSSIBLE, ""),
        ("1973/1960", Why.REVERSED, ""),
        ("1911-12", Why.AMBIGUOUS, ""),
        ("1er germinal an IX (23 mars 1801)", Why.AMBIGUOUS, ""),
        ("17951/1795", Why.UNKNOWN, ""),
        ("3 mai 24 juillet 1793", Why.UNKNOWN, ""),
        ("845, copie - 1781", Why.UNKNOWN, ""),
        ("vie", Why.UNKNOWN, ""),
        ("vers", Why.UNKNOWN, ""),
        ("1936-, 1930", Why.UNKNOWN, ""),
        ("", Why.UNKNOWN, ""),
        ("1936" * 100, Why.UNKNOWN, ""),
    ],
)
def test_what_is_not_sure_is_not_read(text: str, why: Why, proposal: str) -> None:
    assert read(text) == Unread(why, proposal)


_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre"]  # fmt: skip
_DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2099, 12, 31))


def _written(day: dt.date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


@given(_DAYS)
def test_a_day_is_the_same_in_words_in_figures_and_in_iso(day: dt.date) -> None:
    expected = Reading(day.isoformat(), day.isoformat(), day.isoformat())
    assert read(_written(day)) == expected
    assert read(f"{day.day}/{day.month:02}/{day.year}") == expected
    assert read(day.isoformat()) == expected


@given(_DAYS, _DAYS)
def test_a_range_runs_from_its_first_day_to_its_last(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = read(f"{_written(first)}-{_written(last)}")
    assert isinstance(found, Reading)
    assert (found.first, found.last) == (first.isoformat(), last.isoformat())


@given(st.integers(1, 13), st.integers(1, 12), st.integers(1, 30))
def test_a_republican_day_is_the_one_of_the_calendar(year: int, month: int, day: int) -> None:
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]
    names = ["vendémiaire", "brumaire", "frimaire", "nivôse", "pluviôse", "ventôse", "germinal",
        "floréal", "prairial", "messidor", "thermidor", "fructidor"]  # fmt: skip
    found = read(f"{day} {names[month - 1]} an {roman[year - 1]}")
    expected = dt.date(*french_republican.to_gregorian(year, month, day)).isoformat()
    assert found == Reading(expected, expected, expected)


_WORDS = st.lists(
    st.sampled_from(
        [
            *("1936", "1914", "12", "3", "05", "mai", "août", "an", "II", "nivôse", "XIXe"),
            *("vers", "s.d.", "à", "-", "/", ",", ";", ".", "..", "?", "[", "]", "(", ")", "et"),
            *("entre", "avant", "après", "début", "moitié", "années", "1930", "194", "1er", "ou"),
        ]
    ),
    max_size=9,
).map(" ".join)


@given(st.one_of(_WORDS, st.text(alphabet=string.printable + "éû–’", max_size=60)))
def test_any_words_are_read_or_not_and_what_is_read_makes_sense(text: str) -> None:
    found = read(text)
    if isinstance(found, Reading) and found.edtf is not None:
        assert found.first is None or found.last is None or found.first <= found.last
        if found.first:
            dt.date.fromisoformat(found.first)
        if found.last:
            dt.date.fromisoformat(found.last)
        parse_edtf(found.edtf)
