"""``from`` and ``until``: the strict grammar of UTC dates (OAI-PMH 2.0, 2.7.1 and 3.3)."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from archivekit.oai.provider.failure import Failure

ALWAYS = ""  # before every datestamp
FOR_EVER = "9999-12-31T23:59:59Z"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class Window(NamedTuple):
    """The first and the last second of datestamps asked for, both included."""

    first: str = ALWAYS
    last: str = FOR_EVER


ANY_TIME = Window()


def read(first: str | None, last: str | None) -> tuple[Window, list[Failure]]:
    """The window between two arguments as given, and what is amiss with them."""
    given = [(name, value) for name, value in (("from", first), ("until", last)) if value]
    failures = [
        Failure.of("badArgument", "date-unreadable", name=name, value=value[:100])
        for name, value in given
        if not is_date(value)
    ]
    if failures:
        return ANY_TIME, failures
    if first and last and len(first) != len(last):
        return ANY_TIME, [Failure.of("badArgument", "dates-mixed")]
    if first and last and first > last:
        return ANY_TIME, [Failure.of("badArgument", "dates-inverted")]
    return Window(_second(first, "T00:00:00Z", ALWAYS), _second(last, "T23:59:59Z", FOR_EVER)), []


def is_date(value: str) -> bool:
    """Whether the value is a day or a second that exists, exactly as OAI-PMH writes it."""
    if not (_DAY.fullmatch(value) or _SECOND.fullmatch(value)):
        return False
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _second(value: str | None, of_day: str, otherwise: str) -> str:
    if not value:
        return otherwise
    return value if value.endswith("Z") else value + of_day
