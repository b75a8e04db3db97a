"""Several dates: ``1936, 1938-1940``, ``3-5, 7 mai 1936``, and one of several: ``1936 ou 1937``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivekit.description.dates import ranges, single
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import NO_DATE, without
from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import Span, together
from archivekit.description.dates.wording import MONTH, REPUBLICAN_MONTH

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_ITEM = re.compile(r"\s*[,;&+]\s*(?:et\s+|and\s+)?|\s+(?:et|and)\s+")
_OR = re.compile(r",?\s+(?:ou|or)\s+")
_YEARS_IN_A_ROW = re.compile(r"\d{4}(?:\s*-\s*\d{4}){2,}")
_YEAR_AT_END = re.compile(r"(?:an \w+|\d{4})$")
_DAYS = re.compile(r"\d{1,2}(?:\s*-\s*\d{1,2})?")
_DAYS_OF_MONTH = re.compile(rf"{_DAYS.pattern}\s+(?P<month>{MONTH}|{REPUBLICAN_MONTH})\b")
_RANGE = re.compile(r"-\s?\d{4}|\s(?:a|to)\s")


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """All the dates of a list; None where the text is none."""
    if _YEARS_IN_A_ROW.fullmatch(text):
        return _together(_members(reader, re.split(r"\s*-\s*", text), depth))
    items = [item for item in _ITEM.split(text) if item]
    members = _members(reader, items, depth) if len(items) > 1 else []
    # "1936, 1938 ou 1939": one of three, or the first and one of two?
    if len(members) > 1 and any(member.one_of for member in members):
        return reader.refuse(Why.AMBIGUOUS)
    return _together(members)


def choice(reader: Reader, text: str, depth: int) -> Span | None:
    """One of several dates; None where the text is no choice."""
    items = _OR.split(text)
    if len(items) < 2:
        return None
    # "1936 ou 1937-1940": is it the beginning alone that is not sure?
    if len({_is_range(item) for item in items}) > 1 and _is_of_years(items):
        return reader.refuse(Why.AMBIGUOUS)
    members = _members(reader, items, depth)
    # "1936, 1937 ou 1938": is the first sure?
    if any(member.members for member in members):
        return reader.refuse(Why.AMBIGUOUS)
    return _together(members, one_of=True)


def _is_range(item: str) -> bool:
    return _RANGE.search(item) is not None or "year" in (year_or_month(item) or ())


def _is_of_years(items: list[str]) -> bool:
    return all(re.fullmatch(r"[\d\s-]+|\d+ (?:a|to) \d+", item.strip("[]()")) for item in items)


def _together(members: list[Span], *, one_of: bool = False) -> Span | None:
    if len(members) < 2:
        return members[0] if members else None
    return together(members, one_of=one_of)


def _members(reader: Reader, items: list[str], depth: int) -> list[Span]:
    """The items that are dates, those for none left out; nothing where one cannot be read."""
    dated = [item for item in items if not NO_DATE.fullmatch(item.strip("[]() "))]
    members: list[Span] = []
    for index, item in enumerate(dated):
        span = (
            ranges.side(reader, item, depth)
            or reader.read(item, depth + 1)
            or _completed(reader, item, dated[index + 1 :], depth)
        )
        if span is None or not span.is_bounded:
            return []
        members.append(span)
    return members


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
    found = _YEAR_AT_END.search(later)
    if found is None or re.search(r"\d{3}|\ban\b", item):
        return ""
    if not _DAYS.fullmatch(item):
        return found[0]
    of_month = _DAYS_OF_MONTH.match(later)
    return f"{of_month['month']} {found[0]}" if of_month else ""


def _in_full(later: list[str]) -> Iterator[str]:
    """What follows in a list, each with the year said after it: ``3, 5 mai et 7 juin 1936``."""
    bare_items = [without(each)[0] for each in later]
    for index, item in enumerate(bare_items):
        years_after = (_YEAR_AT_END.search(each) for each in bare_items[index:])
        found = next(filter(None, years_after), None)
        yield item if found is None or item.endswith(found[0]) else f"{item} {found[0]}"
