"""Ranges, open ends and lists of dates.

All ways to cut a text in two are tried. Where more than one gives a date and they differ, the text
is ambiguous and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from archivekit.description.dates import single
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import NO_DATE, without
from archivekit.description.dates.span import (
    OPEN,
    UNKNOWN,
    Impossible,
    Span,
    between,
    day,
    is_in_order,
    month,
    since,
    together,
    until,
    year,
    years,
)

_MAX_DEPTH = 4
_MAX_CUTS = 24
_DECADE = 10
# France has begun the year on 1 January since then; before, mostly at Easter.
_YEAR_FROM_JANUARY = 1567

_CUT = re.compile(r"\s*-+>?\s*|\s*/\s*|\s+(?:a|au|aux|to|until|jusqu'(?:a|au|en)?)\s+")
_BETWEEN = re.compile(r"(?:entre|between)\s+(?P<left>.+?)\s+(?:et|and)\s+(?P<right>.+)")
_SINCE = re.compile(
    r"(?:apres|post|posterieure?s? a|depuis|a (?:partir|compter) d(?:e l'|e|u|es|')"
    r"|since|after|from|des|au plus tot)\s*(?P<date>(?<=[\s']).+)"
)
_UNTIL = re.compile(
    r"(?:avant|ante|anterieure?s? a|jusqu'(?:en|au|a)|until|before|up to|au plus tard)"
    r"\s+(?P<date>.+)"
)
# "avant le XIXe siècle" ends where that begins. A single year is taken in: ``avant 1936``.
_EXCLUDES = re.compile(r"(?:apres|post|after|avant|ante|before)")
_AFTER = re.compile(r"(?:apres|post|after)\b.*\d")
_NO_DATE_SIDE = r"s\.?\s?d\.?|n\.?\s?d\.?|sans date|\?"
_GOES_ON = re.compile(
    r"(?P<date>.*[^\s-])\s*(?:-+|/(?=\s*\?))\s*(?:(?P<unknown>" + _NO_DATE_SIDE + r")"
    r"|\.{2,}|en cours|aujourd'hui|(?:a )?nos jours|(?:the )?present|to date|)"
    r"|(?P<left>.+?)\s+(?:a|jusqu'a|to|until)\s+(?:nos jours|aujourd'hui|(?:the )?present|today)"
)
# ISO 8601 writes years before our era with a minus: -0050.
_BEGAN = re.compile(
    r"(?:(?P<unknown>" + _NO_DATE_SIDE + r")|\.{2,}|)\s*-+\s*(?P<date>[^\s-](?<!0).*)"
)
_MAY_BE_BEFORE_OUR_ERA = re.compile(r"-1[0-4]\d\d\b")
_EDTF_OPEN = re.compile(r"(?P<before>\.\.)?/(?P<last>[^/]+)|(?P<first>[^/]+)/(?P<after>\.\.)?")
_EDTF_INTERVAL = re.compile(
    r"(?P<first>\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)(?P<left>[?~%])?"
    r"/(?P<last>\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)(?P<right>[?~%])?"
)
_ITEM = re.compile(r"\s*[,;&+]\s*(?:et\s+|and\s+)?|\s+(?:et|and)\s+")
_OR = re.compile(r",?\s+(?:ou|or)\s+")
_YEARS_IN_A_ROW = re.compile(r"\d{4}(?:\s*-\s*\d{4}){2,}")
_UNKNOWN_END = re.compile(r"[^-/]*\d\s*[-/]\s*\?")
_SHORT_YEAR_SIDE = re.compile(r"\d{3}")
_FIRST_SHORT_YEAR = 210
_WITH_ITS_OTHER_NAME = re.compile(r"(?P<main>[^()]+?)\s*\(\s*=?\s*(?P<other>[^()]+)\)")


class Why(StrEnum):
    """Why a date could not be read."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    REVERSED = "reversed"
    EXCEL = "excel"
    SHORT_YEAR = "short-year"
    WEEKDAY = "weekday"


class Reader:
    """Reads one text made ready. ``notes`` gathers why readings failed."""

    def __init__(self) -> None:
        self.notes: set[Why] = set()

    def read(self, text: str, depth: int = 0) -> Span | None:
        """The stretch of time that a text says, None where it says none for sure."""
        if depth > _MAX_DEPTH:
            return None
        whole = text
        if interval := self._edtf_interval(text):
            return interval
        # "1936-?": it is the other end that is unknown, the year is not doubtful.
        if _UNKNOWN_END.fullmatch(text) and (span := self._open(text, depth)):
            return span
        text, sign = without(text)
        # "vers 1850, 1936": only the first is approximate.
        if sign and (listed := self._list(whole, depth)):
            return listed
        for form in (self._single, self._open, self._range, self._list, self._either, self._twice):
            span = form(text, depth)
            if span is not None:
                return span.qualified(sign) if sign else span
        return None

    def _try(self, reading: Callable[..., Span | None], *texts: str | int) -> Span | None:
        try:
            return reading(*texts)
        except Impossible:
            self.notes.add(Why.IMPOSSIBLE)
            return None

    def _single(self, text: str, _depth: int) -> Span | None:
        if (which := year_or_month(text)) and (which[0] or which[1]):
            may_be_year, may_be_month = which
            if may_be_year and may_be_month:
                self.notes.add(Why.AMBIGUOUS)
                return None
            first, figures = int(text[:4]), int(text[-2:])
            if may_be_year:
                return self._try(lambda: years(first, first - first % 100 + figures))
            return self._try(lambda: month(first, figures)) if may_be_month else None
        return self._try(single.read, text)

    def _open(self, text: str, depth: int) -> Span | None:
        if match := _SINCE.fullmatch(text):
            span = self._bounded(match["date"], depth)
            if span and _EXCLUDES.match(text) and (limit := _years_of(span)):
                next_year = limit[1] + 1
                return self._try(lambda: since(year(next_year), OPEN))
            return since(span, OPEN) if span else None
        if match := _UNTIL.fullmatch(text):
            span = self._bounded(match["date"], depth)
            if span and _EXCLUDES.match(text) and (limit := _years_of(span)):
                year_before = limit[0] - 1
                return self._try(lambda: until(year(year_before), OPEN))
            return until(span, OPEN) if span else None
        if match := _GOES_ON.fullmatch(text):
            span = self._bounded(match["date"] or match["left"], depth)
            return since(span, UNKNOWN if match["unknown"] else OPEN) if span else None
        if match := _BEGAN.fullmatch(text):
            # -1350 is a beginning not known, or the year 1351 before our era.
            if _MAY_BE_BEFORE_OUR_ERA.match(text):
                self.notes.add(Why.AMBIGUOUS)
                return None
            span = self._bounded(match["date"], depth)
            return until(span, UNKNOWN) if span else None
        return self._edtf_open(text, depth)

    def _edtf_open(self, text: str, depth: int) -> Span | None:
        """An EDTF interval with an open or unknown side: ``../1936``, ``1936/``."""
        match = _EDTF_OPEN.fullmatch(text)
        if match is None:
            return None
        span = self._bounded(match["first"] or match["last"], depth)
        if span is None:
            return None
        if match["first"]:
            return since(span, OPEN if match["after"] else UNKNOWN)
        return until(span, OPEN if match["before"] else UNKNOWN)

    def _edtf_interval(self, text: str) -> Span | None:
        """``1984-06/2004-06?`` as EDTF has it: a sign is of the side where it stands."""
        match = _EDTF_INTERVAL.fullmatch(text)
        if match is None or len(match["first"]) != len(match["last"]):
            return None
        left, right = self._iso(match["first"]), self._iso(match["last"])
        if left is None or right is None or not self._in_order(between(left, right)):
            return None
        left = left.qualified(match["left"]) if match["left"] else left
        return between(left, right.qualified(match["right"]) if match["right"] else right)

    def _iso(self, text: str) -> Span | None:
        figures = [int(part) for part in text.split("-")]
        return self._try((year, month, day)[len(figures) - 1], *figures)

    def _bounded(self, text: str, depth: int) -> Span | None:
        """One date that has itself no open side."""
        span = self._one(text, depth)
        return span if span and span.is_bounded else None

    def _one(self, text: str, depth: int) -> Span | None:
        """One date, with what surrounds it, but no range."""
        text, sign = without(text)
        span = self._single(text, depth) or (
            self._open(text, depth + 1) if depth < _MAX_DEPTH else None
        )
        return span.qualified(sign) if span and sign else span

    def _range(self, text: str, depth: int) -> Span | None:
        found: dict[str, Span] = {}
        for left, right, cut in _cuts(text):
            # "-1965-1970": from a beginning not known until when?
            if text[0] == "-":
                continue
            # After 1936 until 1938, or after the years 1936-1938?
            if cut == "-" and _AFTER.match(left) and right.isdigit():
                self.notes.add(Why.AMBIGUOUS)
                continue
            span = self._from_to(left, right, depth, by_slash="/" in cut)
            # "avant 1936-après 1945" says nothing.
            if span is None or (span.first is None and span.last is None):
                continue
            if self._in_order(span):
                found.setdefault(span.edtf, span)
        if len(found) > 1:
            self.notes.add(Why.AMBIGUOUS)
            return None
        return next(iter(found.values()), None)

    def _in_order(self, span: Span) -> bool:
        if is_in_order(span):
            return True
        self.notes.add(Why.REVERSED)
        return False

    def _from_to(self, left: str, right: str, depth: int, *, by_slash: bool) -> Span | None:
        end = self._side(right, depth)
        if end is None:
            return None
        if _is_double_year(left, right, by_slash=by_slash):
            self.notes.add(Why.AMBIGUOUS)
            return None
        beginning = self._side(left, depth)
        if beginning is None and (not by_slash or _may_be_first(left, right)):
            bare_left, sign = without(left)
            beginning = self._try(single.complete, bare_left, without(right)[0])
            beginning = beginning.qualified(sign) if beginning and sign else beginning
        return between(beginning, end) if beginning else None

    def _side(self, text: str, depth: int) -> Span | None:
        """One side of a range or item of a list; among other years one may have three figures."""
        figures = text.strip("( )")
        # 194 is rather a year cut short.
        if _SHORT_YEAR_SIDE.fullmatch(figures) and int(figures) > _FIRST_SHORT_YEAR:
            return self._try(lambda: year(int(figures)))
        return self._one(text, depth)

    def _list(self, text: str, depth: int) -> Span | None:
        if _YEARS_IN_A_ROW.fullmatch(text):
            return self._members(re.split(r"\s*-\s*", text), depth)
        items = [item for item in _ITEM.split(text) if item]
        return self._members(items, depth) if len(items) > 1 else None

    def _either(self, text: str, depth: int) -> Span | None:
        items = _OR.split(text)
        return self._members(items, depth, one_of=True) if len(items) > 1 else None

    def _members(self, items: list[str], depth: int, *, one_of: bool = False) -> Span | None:
        dated = [item for item in items if not NO_DATE.fullmatch(item.strip("[]() "))]
        members: list[Span] = []
        for index, item in enumerate(dated):
            span = self._side(item, depth) or self.read(item, depth + 1)
            if span is None:
                later = _in_full(dated[index + 1 :])
                span = next(filter(None, (self._part(item, each) for each in later)), None)
            if span is None or not span.is_bounded:
                return None
            members.append(span)
        if len(members) < 2:
            return members[0] if members else None
        return together(members, one_of=one_of)

    def _part(self, item: str, later: str) -> Span | None:
        return self._try(single.complete, without(item)[0], later)

    def _twice(self, text: str, depth: int) -> Span | None:
        """``1er germinal an IX (22 mars 1801)``: the same in two calendars."""
        match = _WITH_ITS_OTHER_NAME.fullmatch(text)
        if match is None:
            return _unbracketed(self, text, depth)
        main = self.read(match["main"], depth + 1)
        other = self.read(match["other"], depth + 1)
        if main is None or other is None:
            return other if main is None else None
        if not _is_same(main, other):
            self.notes.add(Why.AMBIGUOUS)
            return None
        return main


def _in_full(later: list[str]) -> Iterator[str]:
    """What follows in a list, each with the year said after it: ``3, 5 mai et 7 juin 1936``."""
    bare_items = [without(each)[0] for each in later]
    for index, item in enumerate(bare_items):
        years_after = (re.search(r"(?:an \w+|\d{4})$", each) for each in bare_items[index:])
        found = next(filter(None, years_after), None)
        yield item if found is None or item.endswith(found[0]) else f"{item} {found[0]}"


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


def _years_of(span: Span) -> tuple[int, int] | None:
    """First and last year of a decade or century, None for what is shorter or approximate."""
    if not (span.first and span.last) or span.edtf.endswith(("~", "?", "%")):
        return None
    first, last = int(span.first[:4]), int(span.last[:4])
    return (first, last) if last - first >= _DECADE - 1 else None


def _is_same(main: Span, other: Span) -> bool:
    """Whether two calendars say the same: days to the day, ``an VIII (1799-1800)`` by its years."""
    if not (main.first and main.last and other.first and other.last):
        return False
    if (main.first, main.last) == (other.first, other.last):
        return True
    by_years = other.start.isdigit() and other.end.isdigit()
    years_of_main = (main.first[:4], main.last[:4])
    return by_years and not main.start.isdigit() and years_of_main == (other.start, other.end)


def _unbracketed(reader: Reader, text: str, depth: int) -> Span | None:
    """``1820 (1er juin)-1821 (26 septembre)``, ``19[36]``: brackets around parts of a date."""
    bare_text = re.sub(r"[\[\]()]", "", text)
    return reader.read(bare_text, depth + 1) if bare_text != text else None


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """All ways to take a text for a range."""
    if match := _BETWEEN.fullmatch(text):
        yield match["left"], match["right"], ""
        return
    for count, match in enumerate(_CUT.finditer(text)):
        if count > _MAX_CUTS:
            return
        left, right = text[: match.start()], text[match.end() :]
        if left and right:
            yield left, right, match.group()
