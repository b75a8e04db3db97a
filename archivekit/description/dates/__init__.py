"""Dates in the archivist's words, French or English, to EDTF with first and last day.

Nothing is guessed: a text with two readings, or with a word that is not understood, is unread,
with a proposal where there is one. EDTF is level 1, but for lists, which are sets of level 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archivekit.description.dates import damage, weekdays
from archivekit.description.dates.qualifiers import NO_DATE, without
from archivekit.description.dates.reader import Reader
from archivekit.description.dates.ready import ready
from archivekit.description.dates.reasons import Why, most_telling
from archivekit.description.dates.wording import MONTH
from archivekit.description.dates.words import words

__all__ = ["Reading", "Unread", "Why", "read", "words"]

_MAX_LENGTH = 200
# No document is of a later year: what says so is a slip of the keyboard.
LATEST = 2100
_JOINED = re.compile(rf"(?:\d{{1,2}}-)?(?:{MONTH})-\d{{4}}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read. All None: it says that there is no date. A day is None on an open side."""

    edtf: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A date that could not be read, why, and what may have been meant."""

    why: Why
    proposal: str = ""


@lru_cache(maxsize=65536)
def read(text: str, *, latest: int = LATEST) -> Reading | Unread:
    """The date that a text says, or why it could not be read. None is after the ``latest`` year."""
    if not text.strip() or len(text) > _MAX_LENGTH:
        return Unread(Why.UNKNOWN)
    prepared = ready(text)
    if _JOINED.fullmatch(prepared):
        prepared = prepared.replace("-", " ")
    inside, _ = without(prepared)
    if NO_DATE.fullmatch(inside):
        return Reading(None, None, None)
    if proposal := damage.excel(inside):
        return Unread(Why.EXCEL, proposal)
    if proposal := damage.short_year(inside):
        return Unread(Why.SHORT_YEAR, proposal)
    reader = Reader()
    span = reader.read(prepared)
    if span is None:
        why = most_telling(reader.notes)
        meant = damage.month_first(inside)
        if why is Why.UNKNOWN:
            meant = meant or damage.letters_for_figures(inside)
        return Unread(why, meant or "")
    if not weekdays.agree(text, span.first, span.last):
        return Unread(Why.WEEKDAY)
    if max(span.first or "", span.last or "")[:4] > f"{latest:04}":
        return Unread(Why.IMPOSSIBLE)
    return Reading(span.edtf, span.first, span.last)
