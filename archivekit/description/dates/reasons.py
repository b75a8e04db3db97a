"""Why a date could not be read."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why a date could not be read."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    IMPOSSIBLE = "impossible"
    REVERSED = "reversed"
    EXCEL = "excel"
    SHORT_YEAR = "short-year"
    WEEKDAY = "weekday"


# The most telling first.
_TOLD = (Why.AMBIGUOUS, Why.IMPOSSIBLE, Why.REVERSED)


def most_telling(notes: set[Why]) -> Why:
    """Of the reasons met while reading, the one to tell."""
    return next((why for why in _TOLD if why in notes), Why.UNKNOWN)
