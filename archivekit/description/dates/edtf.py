"""EDTF as a person or a program typed it: intervals, sets, one of several.

Without spaces it is EDTF; with them, brackets and commas are those of an archivist.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivekit.description.dates import single
from archivekit.description.dates.span import (
    OPEN,
    UNKNOWN,
    Span,
    between,
    day,
    is_in_order,
    month,
    since,
    together,
    until,
    year,
)

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?"
_INTERVAL = re.compile(rf"(?P<first>{_DATE})(?P<left>[?~%])?/(?P<last>{_DATE})(?P<right>[?~%])?")
_FULL_DAY = 10
_OPEN = re.compile(r"(?P<before>\.\.)?/(?P<last>[^/]+)|(?P<first>[^/]+)/(?P<after>\.\.)?")
# A set (level 2): {1936,1938..1940}; one of several: [1936,1937].
_SET = re.compile(r"\{([^{}]+)\}")
_ONE_OF = re.compile(r"\[(\d{4}[\d-]*(?:,\d{4}[\d-]*|\.\.\d{4}[\d-]*)+)\]")
_SHORT_RANGE = re.compile(r"\d{4}-\d{4}")
_OPEN_MEMBER = re.compile(r"(?:^|,)\.\.|\.\.(?:,|$)")


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """What a text that can be nothing but EDTF says; None for other text."""
    if (match := _ONE_OF.fullmatch(text)) and not _SHORT_RANGE.search(text):
        return _members(reader, match[1], depth, one_of=True)
    if (match := _SET.fullmatch(text)) and not _OPEN_MEMBER.search(match[1]):
        return _members(reader, match[1], depth, one_of=False)
    return _interval(reader, text)


def _members(reader: Reader, text: str, depth: int, *, one_of: bool) -> Span | None:
    items = [item.strip().replace("..", "/") for item in text.split(",")]
    members = [span for item in items if (span := reader.read(item, depth + 1))]
    if len(members) < max(2, len(items)) or not all(member.is_bounded for member in members):
        return None
    return together(members, one_of=one_of)


def _interval(reader: Reader, text: str) -> Span | None:
    """``1984-06/2004-06?``: a sign is of the side where it stands."""
    match = _INTERVAL.fullmatch(text)
    if match is None or not _is_surely(match):
        return None
    left, right = _iso(reader, match["first"]), _iso(reader, match["last"])
    if left is None or right is None or not is_in_order(between(left, right)):
        return None
    return between(left.qualified(match["left"] or ""), right.qualified(match["right"] or ""))


def _is_surely(match: re.Match[str]) -> bool:
    """Whether it can be nothing but EDTF: ``1914/1918-12`` might end in a short year."""
    first, last = match["first"], match["last"]
    signed = match["left"] or match["right"]
    return bool(len(first) == len(last) or len(first) == _FULL_DAY or signed)


def _iso(reader: Reader, text: str) -> Span | None:
    if season := single.edtf_season(text):
        return season
    figures = [int(part) for part in text.split("-")]
    return reader.attempt((year, month, day)[len(figures) - 1], *figures)


def open_interval(reader: Reader, text: str, depth: int) -> Span | None:
    """An interval with an open or unknown side: ``../1936``, ``1936/``."""
    match = _OPEN.fullmatch(text)
    if match is None:
        return None
    span = reader.bounded(match["first"] or match["last"], depth)
    if span is None:
        return None
    if match["first"]:
        return since(span, OPEN if match["after"] else UNKNOWN)
    return until(span, OPEN if match["before"] else UNKNOWN)
