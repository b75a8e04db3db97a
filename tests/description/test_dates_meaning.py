"""Dates of known meaning in many spellings: what is read is that meaning, or a report."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise
from typing import NamedTuple

from convertdate import french_republican
from hypothesis import assume, given
from hypothesis import strategies as st

from archivekit.description.dates import Reading, read, words

FRENCH = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre")  # fmt: skip
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December")  # fmt: skip
SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.")  # fmt: skip
REPUBLICAN = ("vendémiaire", "brumaire", "frimaire", "nivôse", "pluviôse", "ventôse", "germinal",
    "floréal", "prairial", "messidor", "thermidor", "fructidor")  # fmt: skip
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
    "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")  # fmt: skip


class Said(NamedTuple):
    """A text, and the first and last day that it means; ``~`` or ``?`` where it doubts them."""

    text: str
    first: str | None
    last: str | None
    sign: str = ""


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


SPELLINGS_OF_DAYS = 14


@st.composite
def days(draw: st.DrawFn, spelling: int | None = None) -> Said:
    """A day of the calendar in words or in figures."""
    day = draw(st.dates(dt.date(1583, 1, 1), dt.date(2020, 12, 31)))
    number, month, year = day.day, day.month - 1, day.year
    first = "1er" if number == 1 else str(number)
    spellings = (
        f"{first} {FRENCH[month]} {year}",
        f"{first} {FRENCH[month].upper()} {year}",
        f"{first} {SHORT[month]} {year}",
        f"le {first} {FRENCH[month]} {year}",
        f"{number:02}/{month + 1:02}/{year}",
        f"{number}.{month + 1}.{year}",
        f"{number}-{month + 1:02}-{year}",
        f"{number} {ENGLISH[month]} {year}",
        f"{ENGLISH[month]} {number}, {year}",
        f"{year}, {first} {FRENCH[month]}",
        f"{year} ({first} {FRENCH[month]})",
        f"{year} {ENGLISH[month]} {number}",
        f"{first} {FRENCH[month]} [{year}]",
        day.isoformat(),
    )
    number = draw(st.integers(0, SPELLINGS_OF_DAYS - 1)) if spelling is None else spelling
    return Said(spellings[number], day.isoformat(), day.isoformat())


@st.composite
def months(draw: st.DrawFn) -> Said:
    """A month in words or in figures."""
    year, month = draw(st.integers(1583, 2020)), draw(st.integers(1, 12))
    spellings = (
        f"{FRENCH[month - 1]} {year}",
        f"{SHORT[month - 1]} {year}",
        f"{ENGLISH[month - 1]} {year}",
        f"{year} ({FRENCH[month - 1]})",
        f"{month:02}/{year}",
    )
    last = calendar.monthrange(year, month)[1]
    text = draw(st.sampled_from(spellings))
    return Said(text, _iso(year, month, 1), _iso(year, month, last))


@st.composite
def years(draw: st.DrawFn) -> Said:
    """A year, a decade, or a part of a year."""
    year = draw(st.integers(1010, 2020))
    ten = year // 10 * 10
    trimester = draw(st.integers(1, 4))
    ordinal = "1er" if trimester == 1 else f"{trimester}e"
    end = _iso(year, trimester * 3, calendar.monthrange(year, trimester * 3)[1])
    spellings = [
        Said(f"{year}", _iso(year, 1, 1), _iso(year, 12, 31)),
        Said(f"[{year}]", _iso(year, 1, 1), _iso(year, 12, 31)),
        Said(f"années {ten}", _iso(ten, 1, 1), _iso(ten + 9, 12, 31)),
        Said(f"{ten // 10}X", _iso(ten, 1, 1), _iso(ten + 9, 12, 31)),
        Said(f"{ordinal} trimestre {year}", _iso(year, trimester * 3 - 2, 1), end),
    ]
    if ten % 100:
        spellings.append(Said(f"{ten}s", _iso(ten, 1, 1), _iso(ten + 9, 12, 31)))
    return draw(st.sampled_from(spellings))


PARTS = (("", 1, 100, ""), ("1re moitié ", 1, 50, ""), ("seconde moitié du ", 51, 100, ""),
    ("2e quart ", 26, 50, ""), ("dernier quart du ", 76, 100, ""), ("début ", 1, 25, "~"),
    ("fin du ", 76, 100, "~"))  # fmt: skip


@st.composite
def centuries(draw: st.DrawFn) -> Said:
    """A century or a part of one."""
    number = draw(st.integers(11, 20))
    part, first, last, sign = draw(st.sampled_from(PARTS))
    before = number * 100 - 100
    name = draw(st.sampled_from((ROMAN[number] + "e", f"{number}e", ROMAN[number] + "ème")))
    word = draw(st.sampled_from(("siècle", "s.")))
    text = f"{part}{name} {word}"
    return Said(text, _iso(before + first, 1, 1), _iso(before + last, 12, 31), sign)


@st.composite
def republican(draw: st.DrawFn) -> Said:
    """A day or month of the Republican calendar."""
    year, month, day = draw(st.integers(2, 13)), draw(st.integers(1, 12)), draw(st.integers(1, 30))
    of_year = f"{REPUBLICAN[month - 1]} an {draw(st.sampled_from((ROMAN[year], str(year))))}"
    if draw(st.booleans()):
        first = _iso(*french_republican.to_gregorian(year, month, 1))
        last = _iso(*french_republican.to_gregorian(year, month, 30))
        return Said(of_year, first, last)
    found = _iso(*french_republican.to_gregorian(year, month, day))
    return Said(f"{'1er' if day == 1 else day} {of_year}", found, found)


ONE = st.one_of(days(), months(), years(), centuries(), republican())
RANGE_SIGNS = st.sampled_from(("-", " - ", "/", " à ", "–", " au "))


def _may_be_decades(one: str, other: str) -> bool:
    """``années 1930-1950`` are three decades, ``années 1930, 1950`` two."""
    return one.startswith("années") and other.strip("[]")[-1] == "0"


@st.composite
def ranges(draw: st.DrawFn) -> Said:
    """From a date to one that is not earlier."""
    one, other = sorted((draw(ONE), draw(ONE)), key=lambda said: (said.first or "", said.last))
    if (other.last or "") < (one.last or ""):
        one = other
    assume(not _may_be_decades(one.text, other.text))
    return Said(f"{one.text}{draw(RANGE_SIGNS)}{other.text}", one.first, other.last)


@st.composite
def lists(draw: st.DrawFn) -> Said:
    """Several dates or ranges."""
    items = draw(st.lists(st.one_of(ONE, ranges()), min_size=2, max_size=4))
    assume(not any(_may_be_decades(one.text, two.text) for one, two in pairwise(items)))
    text = draw(st.sampled_from((", ", " ; ", " et "))).join(item.text for item in items)
    firsts, lasts = [item.first or "" for item in items], [item.last or "" for item in items]
    return Said(text, min(firsts), max(lasts))


@st.composite
def choices(draw: st.DrawFn) -> Said:
    """One of two dates."""
    one, other = draw(ONE), draw(ONE)
    first, last = min(one.first or "", other.first or ""), max(one.last or "", other.last or "")
    return Said(f"{one.text} ou {other.text}", first, last)


@st.composite
def doubted(draw: st.DrawFn) -> Said:
    """A date or range called approximate or uncertain."""
    said = draw(st.one_of(ONE, ranges()))
    pattern, sign = draw(
        st.sampled_from(
            (("vers {}", "~"), ("environ {}", "~"), ("ca. {}", "~"), ("{} environ", "~"),
             ("{} ?", "?"), ("[{} ?]", "?"), ("{} (?)", "?"), ("[{}, à confirmer]", "?"))
        )
    )  # fmt: skip
    return said._replace(text=pattern.format(said.text), sign=sign)


@st.composite
def open_ends(draw: st.DrawFn) -> Said:
    """A date with one end: centuries and decades are left out of what is before and after."""
    said = draw(st.one_of(days(), months(), republican()))
    pattern, goes_on = draw(
        st.sampled_from(
            (("avant {}", False), ("après {}", True), ("depuis {}", True), ("before {}", False),
             ("after {}", True), ("{} à nos jours", True), ("{}-....", True), ("since {}", True))
        )
    )  # fmt: skip
    first, last = (said.first, None) if goes_on else (None, said.last)
    return Said(pattern.format(said.text), first, last)


def _is_right(said: Said) -> bool:
    """Whether a text is read as what it means, or not read."""
    found = read(said.text)
    if not isinstance(found, Reading):
        return True
    signs = (found.edtf or "").replace("%", "~?")
    return (found.first, found.last) == (said.first, said.last) and said.sign in signs


@given(ONE)
def test_one_date_in_any_spelling_is_read_as_what_it_means(said: Said) -> None:
    assert isinstance(read(said.text), Reading), said.text
    assert _is_right(said), (said, read(said.text))


@given(st.one_of(ranges(), lists(), choices(), doubted(), open_ends()))
def test_dates_put_together_are_read_as_what_they_mean_or_reported(said: Said) -> None:
    assert _is_right(said), (said, read(said.text))


ALIKE = st.integers(0, SPELLINGS_OF_DAYS - 1).flatmap(
    lambda number: st.tuples(days(number), days(number))
)


@given(st.one_of(ALIKE, st.tuples(republican(), republican())))
def test_a_range_of_days_written_alike_is_read(pair: tuple[Said, Said]) -> None:
    one, other = sorted(pair, key=lambda said: (said.first or "", said.last or ""))
    assume((one.last or "") <= (other.last or ""))
    found = read(f"{one.text} - {other.text}")
    assert isinstance(found, Reading), f"{one.text} - {other.text}"
    assert (found.first, found.last) == (one.first, other.last)


@given(said=st.one_of(ONE, ranges(), doubted()), language=st.sampled_from(("fr", "en")))
def test_what_is_read_is_said_in_words_that_mean_the_same(said: Said, language: str) -> None:
    found = read(said.text)
    if isinstance(found, Reading):
        assert read(words(found.edtf, language)) == found
