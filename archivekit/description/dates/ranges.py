"""Ranges: from a date to a date.

All ways to cut a text in two are tried. Where more than one gives a date and they differ, or one
might give two, the text is ambiguous and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivekit.description.dates import open_ends, single
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import without
from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import Span, between, is_in_order, year

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_MAX_CUTS = 24
# France has begun the year on 1 January since then; before, mostly at Easter.
_YEAR_FROM_JANUARY = 1567

_CUT = re.compile(r"\s*-+>?\s*|\s*/\s*|\s+(?:a|au|aux|to|until|jusqu'(?:a|au|en)?)\s+")
_BETWEEN = re.compile(
    r"(?:entre|between)\s+(?:(?P<left>.+?)\s+(?:et|and)\s+(?P<right>.+)"
    r"|(?P<from>\d{4})\s?-\s?(?P<to>\d{4}))"
)
_SHORT_YEAR_SIDE = re.compile(r"\d{3}")
_FIRST_SHORT_YEAR = 210
_DASHED = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|(?:\d{1,2}-)?\d{1,2}-\d{4}")
_DAYS_BY_SLASHES = re.compile(r"\d{1,2}\s?/\s?\d{1,2}")
_YEAR_FIRST = re.compile(r"\d{4},\s?[a-z\d]")
_WINTER = re.compile(r"\b(?:hiver|winter) \d{4}$")
_YEAR_AND_MONTH = re.compile(r"\d{4}-\d{1,2}-\d{4}")


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """The one range that a text says; None where it says none, or may say two."""
    # "-1965-1970": from a beginning not known until when?
    if text[:1] == "-":
        return None
    # "1904-5-1905": until May 1905, or from May 1904?
    if _YEAR_AND_MONTH.fullmatch(text):
        return reader.refuse(Why.AMBIGUOUS)
    found: dict[str, Span] = {}
    notes = reader.notes
    for left, right, cut in _cuts(text):
        reader.notes = set()
        span = _from_to(reader, left, right, cut, depth)
        notes |= reader.notes
        # "avant 1936-après 1945" says nothing.
        if span and (span.first or span.last) and _in_order(span, notes):
            found.setdefault(span.edtf, span)
    reader.notes = notes
    if len(found) > 1:
        return reader.refuse(Why.AMBIGUOUS)
    return None if Why.AMBIGUOUS in notes else next(iter(found.values()), None)


def _in_order(span: Span, notes: set[Why]) -> bool:
    if is_in_order(span):
        return True
    notes.add(Why.REVERSED)
    return False


def _from_to(reader: Reader, left: str, right: str, cut: str, depth: int) -> Span | None:
    by_slash = "/" in cut
    end = side(reader, right, depth)
    if end is None:
        return None
    if _is_double_year(left, right, by_slash=by_slash):
        return reader.refuse(Why.AMBIGUOUS)
    beginning = side(reader, left, depth)
    if beginning is None and (not by_slash or _may_be_first(left, right)):
        bare_left, sign = without(left)
        beginning = reader.attempt(single.complete, bare_left, without(right)[0])
        beginning = beginning.qualified(sign) if beginning else None
    if beginning and _may_be_other(left, right, cut, end):
        return reader.refuse(Why.AMBIGUOUS)
    return between(beginning, end) if beginning else None


def side(reader: Reader, text: str, depth: int) -> Span | None:
    """One side of a range or item of a list; among other years one may have three figures."""
    figures = text.strip("( )")
    # 194 is rather a year cut short.
    if _SHORT_YEAR_SIDE.fullmatch(figures) and int(figures) > _FIRST_SHORT_YEAR:
        return reader.attempt(lambda: year(int(figures)))
    return reader.one(text, depth)


def _may_be_other(left: str, right: str, cut: str, end: Span) -> bool:
    """Whether the two sides may be meant to hang together otherwise than from one to the other.

    ``après 1936-1938``: after 1936 until 1938, or after the years 1936-1938? ``1936-38-1940``,
    ``1936-1938-``: which of the ranges? ``1936-1938-05``: until May 1938, or five years more?
    ``1936-1938, juin``: June of all years? In ``1936, mai-1938, juin`` both have the year first.
    ``3/4/5 juin 1936``: the 3rd of April, or of June?
    ``hiver 1936-1938``: a winter has two years; which one is mistyped?
    """
    stripped = cut.strip()
    if any("year" in (year_or_month(each) or ()) for each in (left, right)):
        return True
    if open_ends.opens(right):
        return False
    return (
        end.last is None
        or bool(stripped == "/" and _DAYS_BY_SLASHES.fullmatch(left))
        or (stripped in ("-", "/") and open_ends.opens(left))
        or (cut == "-" and bool(_DASHED.fullmatch(left)) != bool(_DASHED.fullmatch(right)))
        or bool(_YEAR_FIRST.match(right) and not _YEAR_FIRST.match(left))
        or bool(right.isdigit() and stripped in ("-", "/") and _WINTER.search(left))
    )


def _is_double_year(left: str, right: str, *, by_slash: bool) -> bool:
    """``10 février 1350/1351``: one day, its year in the old and in the new style."""
    match = re.fullmatch(r".*\D(\d{4})", left)
    if match is None or not right.isdigit() or int(right) != int(match[1]) + 1:
        return False
    return by_slash or (int(match[1]) < _YEAR_FROM_JANUARY and left[0].isdigit())


def _may_be_first(left: str, right: str) -> bool:
    """Of ``10/11 mai 1940``: the days follow; ``11/22 mars 1717`` is one day in two calendars."""
    figures = left.strip("[( ")
    match = re.match(r"\d{1,2}\b", right)
    return not figures.isdigit() or bool(match and int(figures) + 1 == int(match[0]))


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """All ways to take a text for a range: left, right, and what stands between."""
    if match := _BETWEEN.fullmatch(text):
        yield match["left"] or match["from"], match["right"] or match["to"], ""
        return
    for count, match in enumerate(_CUT.finditer(text)):
        if count > _MAX_CUTS:
            return
        left, right = text[: match.start()], text[match.end() :]
        # "1936-, 1940" goes on, and has another date.
        if left and right and right[0] not in ",;":
            yield left, right, match.group()
