"""A text made ready, read as whatever it may be: one date, an open end, a range, a list, a choice.

Each form has its file. A form that is met but not sure leaves a note of why, and gives nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from archivekit.description.dates import edtf, lists, open_ends, ranges, single, twice
from archivekit.description.dates.damage import year_or_month
from archivekit.description.dates.qualifiers import without
from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import Impossible, Span, month, years

_MAX_DEPTH = 4


class Reader:
    """Reads one text made ready. ``notes`` gathers why readings failed."""

    def __init__(self) -> None:
        self.notes: set[Why] = set()

    def read(self, text: str, depth: int = 0) -> Span | None:
        """The stretch of time that a text says, None where it says none for sure."""
        if depth > _MAX_DEPTH:
            return None
        whole = text
        if found := edtf.read(self, text, depth):
            return found
        # "1936-?": it is the other end that is unknown, the year is not doubtful.
        if open_ends.is_unknown_end(text) and (span := open_ends.read(self, text, depth)):
            return span
        text, sign = without(text)
        # "vers 1850, 1936": only the first is approximate.
        if sign and (listed := lists.read(self, whole, depth)):
            return listed
        if span := self.single(text):
            return span.qualified(sign)
        for form in (open_ends.read, Reader._range, lists.read, lists.choice, twice.read):
            if span := form(self, text, depth):
                return span.qualified(sign)
        return None

    def _range(self, text: str, depth: int) -> Span | None:
        """A range; none where the text may be a list: ``1936, juin-juillet 1940``."""
        span = ranges.read(self, text, depth)
        if span is None or not lists.may_be(text):
            return span
        listed = lists.read(self, text, depth)
        return self.refuse(Why.AMBIGUOUS) if listed and listed.edtf != span.edtf else span

    def attempt(self, reading: Callable[..., Span | None], *said: str | int) -> Span | None:
        """What a reading gives; None, with a note, where it is a day of no calendar."""
        try:
            return reading(*said)
        except Impossible:
            self.notes.add(Why.IMPOSSIBLE)
            return None

    def refuse(self, why: Why) -> Span | None:
        """Nothing, with a note of why."""
        self.notes.add(why)
        return None

    def single(self, text: str) -> Span | None:
        """One date without anything that surrounds it."""
        which = year_or_month(text)
        if which is None:
            return self.attempt(single.read, text)
        first, figures = int(text[:4]), int(text[-2:])
        if len(which) > 1:
            return self.refuse(Why.AMBIGUOUS)
        if "year" in which:
            return self.attempt(lambda: years(first, first - first % 100 + figures))
        if "month" in which:
            return self.attempt(lambda: month(first, figures))
        return self.attempt(single.read, text)

    def one(self, text: str, depth: int) -> Span | None:
        """One date, with what surrounds it, but no range."""
        text, sign = without(text)
        span = self.single(text)
        if span is None and depth < _MAX_DEPTH:
            span = open_ends.read(self, text, depth + 1)
        return span.qualified(sign) if span else None

    def bounded(self, text: str, depth: int) -> Span | None:
        """One date that has itself no open side."""
        span = self.one(text, depth)
        return span if span and span.is_bounded else None
