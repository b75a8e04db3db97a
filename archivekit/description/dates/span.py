"""A stretch of time as read from words: its EDTF and its first and last day."""

from __future__ import annotations

import calendar
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
        if self.start == self.end:
            return self.start
        start = UNKNOWN if self.start == OPEN else self.start
        return f"{start}..{UNKNOWN if self.end == OPEN else self.end}"

    def qualified(self, sign: str) -> Span:
        """The same, approximate (``~``) or uncertain (``?``)."""
        return replace(
            self,
            start=_qualified(self.start, sign),
            end=_qualified(self.end, sign),
            members=tuple(member.qualified(sign) for member in self.members),
        )


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


def between(left: Span, right: Span) -> Span:
    """From the beginning of one to the end of the other."""
    return Span(left.start, right.end, left.first, right.last, min(left.depth, right.depth))


def together(members: list[Span], *, one_of: bool = False) -> Span:
    """Several stretches, or one of several; from the first day of all to the last."""
    firsts = [member.first for member in members]
    lasts = [member.last for member in members]
    return Span(
        start=members[0].start,
        end=members[-1].end,
        first=None if None in firsts else min(filter(None, firsts)),
        last=None if None in lasts else max(filter(None, lasts)),
        depth=min(member.depth for member in members),
        members=tuple(members),
        one_of=one_of,
    )


def is_in_order(span: Span) -> bool:
    """Whether it does not end before it begins."""
    return span.first is None or span.last is None or span.first <= span.last
