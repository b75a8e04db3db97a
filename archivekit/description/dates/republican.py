"""The French Republican calendar: years I to XIV, months, complementary days."""

from __future__ import annotations

import re
from functools import cache

from convertdate import french_republican

from archivekit.description.dates import roman
from archivekit.description.dates.span import Impossible, Span
from archivekit.description.dates.wording import REPUBLICAN_MONTH, REPUBLICAN_MONTHS

_COMPLEMENTARY_DAYS = 13
_LAST_YEAR = 14
_ROMAN_YEAR = "|".join(sorted(map(str.lower, roman.NUMERALS[:_LAST_YEAR]), key=len, reverse=True))
# Back to the Gregorian calendar on 1 January 1806.
_LAST_DAY_OF_ALL = "1805-12-31"

_YEAR = (
    rf"(?:de\s+)?(?:l')?an\.?\s+(?P<year>{_ROMAN_YEAR}|\d{{1,2}})(?:er|e|eme)?"
    r"(?:\s+de\s+la\s+republique(?:\s+francaise)?)?"
)
_DAY_OF_MONTH = rf"(?P<day>\d{{1,2}})\s+(?P<month>{REPUBLICAN_MONTH})"
_COMPLEMENTARY_DAY = (
    r"(?P<complementary>\d|premier)(?:er|e|eme|de|nd)?\s+(?:jour\s+)?compl(?:ementaires?|\.)?"
)
_BEFORE_THE_YEAR = rf"""(?:
    {_DAY_OF_MONTH} | (?P<month_alone>{REPUBLICAN_MONTH}) | {_COMPLEMENTARY_DAY}
    | (?P<days>(?:jours?\s+)?complementaires | sans-?culottides)
)"""
_WHOLE = re.compile(rf"(?:{_BEFORE_THE_YEAR},?\s+)?{_YEAR}", re.X)
_PART = re.compile(rf"(?:{_BEFORE_THE_YEAR}|(?P<day_alone>\d{{1,2}}))", re.X)


# re.X takes the spaces of the names built in: they have none but those written \s.
def read(text: str) -> Span | None:
    """A day, month or year of the Republican calendar; None where the text is not of it."""
    match = _WHOLE.fullmatch(text)
    return _span(match, _number(match["year"])) if match else None


def complete(text: str, right: str) -> Span | None:
    """The left side of a range by the year and month of its right side: ``7-28 germinal an II``."""
    match, whole = _PART.fullmatch(text), _WHOLE.fullmatch(right)
    if match is None or whole is None:
        return None
    # "vendémiaire-an III": of a year alone it cannot be a part.
    if not any(whole[part] for part in ("day", "month_alone", "complementary", "days")):
        return None
    number = _number(whole["year"])
    if match["day_alone"]:
        if not whole["day"]:
            return None
        return _day(number, REPUBLICAN_MONTHS[whole["month"]], int(match["day_alone"]))
    return _span(match, number)


def _number(written: str) -> int:
    number = roman.number(written) or int(written)
    if not 1 <= number <= _LAST_YEAR:
        raise Impossible
    return number


def _span(match: re.Match[str], year: int) -> Span:
    if match["day"]:
        return _day(year, REPUBLICAN_MONTHS[match["month"]], int(match["day"]))
    if match["month_alone"]:
        return _days(year, REPUBLICAN_MONTHS[match["month_alone"]], 30)
    if match["complementary"]:
        number = 1 if match["complementary"] == "premier" else int(match["complementary"])
        return _day(year, _COMPLEMENTARY_DAYS, number)
    if match["days"]:
        return _days(year, _COMPLEMENTARY_DAYS, _complementary(year))
    return _year(year)


def _complementary(year: int) -> int:
    """How many complementary days a year has: the years III, VII and XI have six."""
    return 6 if year in (3, 7, 11) else 5


@cache
def _gregorian(year: int, month: int, day: int) -> str:
    if not 1 <= day <= (_complementary(year) if month == _COMPLEMENTARY_DAYS else 30):
        raise Impossible
    found = french_republican.to_gregorian(year, month, day)
    iso = "{:04}-{:02}-{:02}".format(*found)
    if iso > _LAST_DAY_OF_ALL:
        raise Impossible
    return iso


def _day(year: int, month: int, day: int) -> Span:
    iso = _gregorian(year, month, day)
    return Span(iso, iso, iso, iso, depth=3)


def _days(year: int, month: int, last_day: int) -> Span:
    first = _gregorian(year, month, 1)
    if year == _LAST_YEAR and month == 4:
        last_day = 10
    last = _gregorian(year, month, last_day)
    return Span(first, last, first, last, depth=2)


def _year(year: int) -> Span:
    first = _gregorian(year, 1, 1)
    last = _LAST_DAY_OF_ALL
    if year < _LAST_YEAR:
        last = _gregorian(year, _COMPLEMENTARY_DAYS, _complementary(year))
    return Span(first, last, first, last)
