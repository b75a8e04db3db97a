"""Dates with one end: ``après 1936``, ``jusqu'en 1936``, ``1936-``, ``s.d.-1936``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivekit.description.dates import edtf
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import without
from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import OPEN, UNKNOWN, Span, since, until, year

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_DECADE = 10

_SINCE_WORDS = (
    r"(?:apres|post|posterieure?s? a|depuis|a (?:partir|compter) d(?:e l'|e|u|es|')"
    r"|since|after|from|des|au plus tot)"
)
_UNTIL_WORDS = r"(?:avant|ante|anterieure?s? a|jusqu'(?:en|aux?|a)|until|before|up to|au plus tard)"
_SINCE = re.compile(rf"{_SINCE_WORDS}\s*(?P<date>(?<=[\s']).+)")
_UNTIL = re.compile(rf"{_UNTIL_WORDS}\s+(?P<date>.+)")
_OPENS = re.compile(rf"(?:{_SINCE_WORDS}|{_UNTIL_WORDS})(?=[\s'])")
# "avant le XIXe siècle" ends where that begins. A single year is taken in: ``avant 1936``.
_EXCLUDES = re.compile(r"(?:apres|post|after|avant|ante|before)\b")
_NO_DATE_SIDE = r"s\.?\s?d\.?|n\.?\s?d\.?|sans date|\?"
_GOES_ON = re.compile(
    r"(?P<date>.*[^\s-])\s*(?:-+|/(?=\s*\?))\s*(?:(?P<unknown>" + _NO_DATE_SIDE + r")"
    r"|\.{2,}|en cours|aujourd'hui|(?:a )?nos jours|(?:the )?present|to date|)"
    r"|(?P<left>.+?)\s+(?:a|jusqu'a|to|until)\s+"
    r"(?:nos jours|aujourd'hui|(?:the )?present|today|date)"
)
# ISO 8601 writes years before our era with a minus: -0050.
_BEGAN = re.compile(
    r"(?:(?P<unknown>" + _NO_DATE_SIDE + r")|\.{2,}|)\s*-+\s*(?P<date>[^\s-](?<!0).*)"
)
_MAY_BE_BEFORE_OUR_ERA = re.compile(r"-1[0-4]\d\d\b")
_UNKNOWN_END = re.compile(r"[^-/]*\d\s*[-/]\s*\?")


def is_unknown_end(text: str) -> bool:
    """``1936-?``."""
    return _UNKNOWN_END.fullmatch(text) is not None


def opens(text: str) -> bool:
    """Whether a text begins with a word that leaves an end open."""
    return _OPENS.match(text) is not None


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """A date with one end; None where the text is none."""
    if match := _SINCE.fullmatch(text):
        return _after(reader, match, depth)
    if match := _UNTIL.fullmatch(text):
        return _before(reader, match, depth)
    if match := _GOES_ON.fullmatch(text):
        span = _limit(reader, match["date"] or match["left"], depth)
        return since(span, UNKNOWN if match["unknown"] else OPEN) if span else None
    if match := _BEGAN.fullmatch(text):
        # -1350 is a beginning not known, or the year 1351 before our era.
        if _MAY_BE_BEFORE_OUR_ERA.match(text):
            return reader.refuse(Why.AMBIGUOUS)
        span = _limit(reader, match["date"], depth)
        return until(span, UNKNOWN) if span else None
    return edtf.open_interval(reader, text, depth)


def _after(reader: Reader, match: re.Match[str], depth: int) -> Span | None:
    span = _limit(reader, match["date"], depth)
    if span and _EXCLUDES.match(match.string) and (limit := _years_of(span)):
        next_year = limit[1] + 1
        return reader.attempt(lambda: since(year(next_year), OPEN))
    return since(span, OPEN) if span else None


def _before(reader: Reader, match: re.Match[str], depth: int) -> Span | None:
    span = _limit(reader, match["date"], depth)
    if span and _EXCLUDES.match(match.string) and (limit := _years_of(span)):
        year_before = limit[0] - 1
        return reader.attempt(lambda: until(year(year_before), OPEN))
    return until(span, OPEN) if span else None


def _limit(reader: Reader, text: str, depth: int) -> Span | None:
    """The date that an open end counts from. ``après 1914-18``: after 1914, or after 1918?"""
    which = year_or_month(without(text)[0])
    if which and "year" in which:
        return reader.refuse(Why.AMBIGUOUS)
    return reader.bounded(text, depth)


def _years_of(span: Span) -> tuple[int, int] | None:
    """First and last year of a decade or century, None for what is shorter or approximate."""
    if not (span.first and span.last) or span.edtf.endswith(("~", "?", "%")):
        return None
    first, last = int(span.first[:4]), int(span.last[:4])
    return (first, last) if last - first >= _DECADE - 1 else None
