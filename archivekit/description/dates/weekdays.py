"""Names of days beside a date: ``lundi 3 mars 1890`` must have been a Monday."""

from __future__ import annotations

import datetime as dt
import re

from archivekit.description.words import bare

_NAMES = {
    word: number
    for number, words in enumerate(
        (
            "lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday",
            "vendredi friday", "samedi saturday", "dimanche sunday",
        )
    )
    for word in words.split()
}  # fmt: skip
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
# France has counted in the Gregorian calendar since then; days before are of the Julian.
_GREGORIAN_IN_FRANCE = "1582-12-20"


def agree(text: str, first: str | None, last: str | None) -> bool:
    """Whether the days named in a text are those of its first and last day."""
    named = [_NAMES[name] for name in _NAME.findall(bare(text))]
    days = [day for day in (first, last) if day]
    if not named or not days or min(days) < _GREGORIAN_IN_FRANCE:
        return True
    weekdays = [dt.date.fromisoformat(day).weekday() for day in days]
    if len(named) == 1:
        return named[0] in weekdays
    return len(named) > 2 or named == weekdays
