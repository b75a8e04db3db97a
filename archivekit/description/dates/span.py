"""A stretch of time as read from words: its EDTF and its first and last day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

OPEN = ".."
UNKNOWN = ""
LATEST_YEAR = 9999


class Impossible(ValueError):
    """A day that no calendar has: the 31st of February."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end``, both in EDTF, with first and last day (ISO 8601, None if open).

    ``depth`` says how exactly it was given: 1 year or more, 2 month, 3 day.
    """

    start: str
    end: str
    first: str | None
    last: str | None
    depth: int = 1
    members: tuple[Span, ...] = ()
    one_of: bool = False

    @property
    def edtf(self) -> str:
        """The whole in EDTF: a date, an interval, or (level 2) a set."""
        if self.members:
            inside = ",".join(member._in_set() for member in self.members)
            return f"[{inside}]" if self.one_of else f"{{{inside}}}"
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    def _in_set(self) -> str:
        return self.start if self.start == self.end else f"{self.start}..{self.end}"

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    def qualified(self, sign: str) -> Span:
        """The same, approximate (``~``) or uncertain (``?``); without a sign, as it is."""
        if not sign:
            return self
        spelt = _without_seasons(self)
        return replace(
            spelt,
            start=_qualified(spelt.start, sign),
            end=_qualified(spelt.end, sign),
            members=tuple(member.qualified(sign) for member in self.members),
        )


_SEASON = re.compile(r"\d{4}-2[1-4]")


def _without_seasons(span: Span) -> Span:
    """A season by its months: EDTF (level 1) has seasons neither uncertain nor in intervals."""
    if not _SEASON.fullmatch(span.start) or span.first is None or span.last is None:
        return span
    return replace(span, start=span.first[:7], end=span.last[:7])


def _at_an_end(edtf: str, day: str | None) -> str:
    """A decade or century at the end of an interval by its year there: ``193X`` is no end."""
    if day is None or "X" not in edtf:
        return edtf
    return day[:4] + edtf[4:]


def _qualified(edtf: str, sign: str) -> str:
    if edtf in (OPEN, UNKNOWN) or edtf.endswith((sign, "%")):
        return edtf
    if edtf[-1] in "~?":
        return edtf[:-1] + "%"
    return edtf + sign


def year(number: int) -> Span:
    """One year."""
    return years(number, number)


def years(first: int, last: int) -> Span:
    """Whole years, both included."""
    if not 1 <= first <= last <= LATEST_YEAR:
        raise Impossible
    return Span(f"{first:04}", f"{last:04}", f"{first:04}-01-01", f"{last:04}-12-31")


def masked(digits: str) -> Span:
    """A decade or hundred of years by its first figures: ``193X``, ``19XX``."""
    first, last = digits.ljust(4, "0"), digits.ljust(4, "9")
    return replace(
        years(int(first), int(last)), start=digits.ljust(4, "X"), end=digits.ljust(4, "X")
    )


def month(year_number: int, number: int) -> Span:
    """One month."""
    if not (1 <= number <= 12 and 1 <= year_number <= LATEST_YEAR):
        raise Impossible
    written = f"{year_number:04}-{number:02}"
    last = calendar.monthrange(year_number, number)[1]
    return Span(written, written, f"{written}-01", f"{written}-{last:02}", depth=2)


def day(year_number: int, month_number: int, number: int) -> Span:
    """One day."""
    last = month(year_number, month_number).last
    written = f"{year_number:04}-{month_number:02}-{number:02}"
    if number < 1 or last is None or written > last:
        raise Impossible
    return Span(written, written, written, written, depth=3)


def since(span: Span, end: str) -> Span:
    """From the beginning of one on; ``end`` is ``OPEN`` or ``UNKNOWN``."""
    span = _without_seasons(span)
    return Span(_at_an_end(span.start, span.first), end, span.first, None, span.depth)


def until(span: Span, start: str) -> Span:
    """Up to the end of one; ``start`` is ``OPEN`` or ``UNKNOWN``."""
    span = _without_seasons(span)
    return Span(start, _at_an_end(span.end, span.last), None, span.last, span.depth)


def between(left: Span, right: Span) -> Span:
    """From the beginning of one to the end of the other."""
    left, right = _without_seasons(left), _without_seasons(right)
    return Span(
        _at_an_end(left.start, left.first),
        _at_an_end(right.end, right.last),
        left.first,
        right.last,
        min(left.depth, right.depth),
    )


def together(members: list[Span], *, one_of: bool = False) -> Span:
    """Several bounded stretches, or one of several; from the first day of all to the last.

    An EDTF set holds dates and ranges of plain dates, no seasons; others make it one interval.
    """
    members = [_without_seasons(member) for member in members]
    earliest = min(members, key=lambda member: member.first or "")
    latest = max(members, key=lambda member: member.last or "")
    whole = between(earliest, latest)
    can_be_a_set = all(
        member.start == member.end or (member.start + member.end).replace("-", "").isdigit()
        for member in members
    )
    if not can_be_a_set:
        return whole
    return replace(whole, members=tuple(members), one_of=one_of)


def is_in_order(span: Span) -> bool:
    """Whether it does not end before it begins."""
    return span.first is None or span.last is None or span.first <= span.last
