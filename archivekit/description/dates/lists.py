"""Several dates: ``1936, 1938-1940``, ``3-5, 7 mai 1936``, and one of several: ``1936 ou 1937``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivekit.description.dates import ranges, single
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import NO_DATE, without
from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import Span, between, is_in_order, together
from archivekit.description.dates.wording import MONTH, REPUBLICAN_MONTH

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_ITEM = re.compile(r"\s*[,;&+]\s*(?:et\s+|and\s+)?|\s+(?:et|and)\s+")
_OR = re.compile(r",?\s+(?:ou|or)\s+")
_YEARS_IN_A_ROW = re.compile(r"\d{4}(?:\s*-\s*\d{4}){2,}")
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"\ban \w+|\d{4}")
_PART_OF_YEAR = (
    rf"(?:{MONTH}|{REPUBLICAN_MONTH}|printemps|ete|automne|hiver|spring|summer|autumn|winter"
    r"|trimestres?|semestres?|quarters?|complementaires?)"
)
_YEAR_OF_MONTH = re.compile(rf"\b{_PART_OF_YEAR},? (?:de |of )?(?P<year>an \w+|\d{{4}})$")
_YEAR_AT_END = re.compile(r"\b\d{4}\W*$")
_MONTH_AND_YEAR_AT_END = re.compile(
    rf"(?:\b{_PART_OF_YEAR},? (?:de )?\[?|(?<!an )\b\d{{1,2}}[/.-])\d{{4}}\W*$"
)
_NEEDS_A_YEAR = re.compile(
    rf"(?:\d{{1,2}}\s+)?{_PART_OF_YEAR}\b(?!,? (?:de )?[\[(]?(?:\d{{4}}|an\b))"
)
_DAYS = re.compile(r"\d{1,2}(?:\s*-\s*\d{1,2})?")
_DAYS_OF_MONTH = re.compile(rf"{_DAYS.pattern}\s+(?P<month>{MONTH}|{REPUBLICAN_MONTH})\b")
_CENTURY = 100
_RANGE = re.compile(r"(?<!\d-\d)(?<!\d-\d\d)-\s?\d{4}|\s(?:a|to)\s")


def may_be(text: str) -> bool:
    """Whether a text has what stands between the dates of a list."""
    return _ITEM.search(text) is not None


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """All the dates of a list; None where the text is none."""
    if _YEARS_IN_A_ROW.fullmatch(text):
        in_a_row = re.split(r"\s*-\s*", text)
        return _together(_members(reader, in_a_row, depth)) if _rise(in_a_row) else None
    items = [item for item in _ITEM.split(text) if item]
    members = _members(reader, items, depth) if len(items) > 1 else []
    # "1936, 1938 ou 1939": one of three, or the first and one of two?
    if len(members) > 1 and any(member.one_of for member in members):
        return reader.refuse(Why.AMBIGUOUS)
    # "XIIe siècle, vers 1150": both, or one date said more and more exactly?
    if any(_is_within(one, other) for one in members for other in members if one is not other):
        return reader.refuse(Why.AMBIGUOUS)
    return _together(members)


def _rise(in_a_row: list[str]) -> bool:
    return in_a_row == sorted(in_a_row)


def choice(reader: Reader, text: str, depth: int) -> Span | None:
    """One of several dates; None where the text is no choice."""
    items = _OR.split(text)
    if len(items) < 2:
        return None
    # "1936 ou 1937-1940": is it the beginning alone that is not sure? "12 mai 1936 ou 1937": is
    # it the 12th of May again?
    ranges_and_others = len({_is_range(item) for item in items}) > 1
    if ranges_and_others or any(map(_has_no_month_again, items, items[1:])):
        return reader.refuse(Why.AMBIGUOUS)
    members = _members(reader, items, depth)
    # "1936, 1937 ou 1938": is the first sure?
    if any(member.members for member in members):
        return reader.refuse(Why.AMBIGUOUS)
    return _together(members, one_of=True)


def _is_within(one: Span, century: Span) -> bool:
    """Whether a date is of a century that is named beside it."""
    first, last = century.first or "", century.last or ""
    of_a_century = int(last[:4]) - int(first[:4]) >= _CENTURY - 1
    return of_a_century and first <= (one.first or "") and (one.last or "") <= last


def _is_range(item: str) -> bool:
    return _RANGE.search(item) is not None or "year" in (year_or_month(item) or ())


def _has_no_month_again(item: str, after: str) -> bool:
    """Whether a year alone follows a month or day."""
    year_alone = _YEAR.fullmatch(after.strip("[]() ?"))
    return bool(year_alone and re.search(rf"\b{_PART_OF_YEAR}\b|\d[/.-]\d", item))


def _together(members: list[Span], *, one_of: bool = False) -> Span | None:
    if len(members) < 2:
        return members[0] if members else None
    return together(members, one_of=one_of)


def _members(reader: Reader, items: list[str], depth: int) -> list[Span]:
    """The items that are dates, those for none left out; nothing where one cannot be read."""
    dated = [item for item in items if not NO_DATE.fullmatch(item.strip("[]() "))]
    members: list[Span] = []
    completed_before = False
    for index, item in enumerate(dated):
        span = ranges.side(reader, item, depth) or reader.read(item, depth + 1)
        is_completed = span is None
        span = span or _completed(reader, item, dated[index + 1 :], depth)
        if span is None or not span.is_bounded:
            return []
        # "1936, 3 mai et 5 juin 1937": of which year is the 3rd of May? "12, 3 mai 1936": of May?
        year_before = index > 0 and _ends_with_a_year_alone(dated[index - 1])
        needs_a_year = is_completed or _NEEDS_A_YEAR.match(item)
        if (year_before and needs_a_year) or (
            completed_before and not is_in_order(between(members[-1], span))
        ):
            reader.refuse(Why.AMBIGUOUS)
            return []
        completed_before = is_completed
        members.append(span)
    return members


def _ends_with_a_year_alone(item: str) -> bool:
    """``1936``, ``1930-1936``, ``vers 1936``; but not ``mai 1936`` or ``05/1936``."""
    return bool(_YEAR_AT_END.search(item) and not _MONTH_AND_YEAR_AT_END.search(item))


def _completed(reader: Reader, item: str, later: list[str], depth: int) -> Span | None:
    """An item by what is said once after it: ``3-5`` of ``3-5, 7 mai 1936``."""
    for each in _in_full(later):
        if span := reader.attempt(single.complete, without(item)[0], each):
            return span
        if (rest := _rest(item, each)) and (span := reader.read(f"{item} {rest}", depth + 1)):
            return span
    return None


def _rest(item: str, later: str) -> str:
    """The month and year, or the year, that an item of days or months lacks."""
    year = _year_of(later)
    if not year or not re.search(r"\w", item) or re.search(r"\d{3}|\ban\b", item):
        return ""
    if not _DAYS.fullmatch(item):
        return year
    of_month = _DAYS_OF_MONTH.match(later)
    return f"{of_month['month']} {year}" if of_month else ""


def _year_of(item: str) -> str:
    """The one year that an item names, after a month or a part of a year; or nothing."""
    found = _YEAR_OF_MONTH.search(item)
    return found["year"] if found and len(_YEARS.findall(item)) == 1 else ""


def _in_full(later: list[str]) -> Iterator[str]:
    """What follows in a list, each with the year said after it: ``3, 5 mai et 7 juin 1936``."""
    bare_items = [without(each)[0] for each in later]
    for index, item in enumerate(bare_items):
        # "juin, 1936, 1938": is the year of the month, or another date?
        if _YEAR.fullmatch(item):
            return
        year = next(filter(None, map(_year_of, bare_items[index:])), "")
        yield f"{item} {year}" if year and not _YEARS.search(item) else item
