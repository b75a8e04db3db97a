"""Dates between a partner and us: what it says, what we ask for.

The partner's own clock decides what the next harvest asks for; ours may be wrong.
"""

from __future__ import annotations

import datetime as dt
import re

from archivekit.errors import WrongUse
from archivekit.harvest.fault import PartnerFault

# A partner may publish what it changed only minutes later, under the time of the change.
_OVERLAP = dt.timedelta(hours=1)
_OVERLAP_BY_DAY = dt.timedelta(days=1)
_SECOND = "%Y-%m-%dT%H:%M:%SZ"
_DAY = "%Y-%m-%d"
_GIVEN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)


def response_date(said: str) -> str:
    """The partner's clock, UTC, to the second; a day before ours where it cannot be read."""
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        moment = dt.datetime.now(dt.UTC) - _OVERLAP_BY_DAY
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(dt.UTC).strftime(_SECOND)


def moment(said: str) -> dt.datetime | None:
    """The moment that a datestamp says; None where it cannot be read."""
    try:
        read = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


def said(moment: dt.datetime, *, by_day: bool) -> str:
    """A moment as the partner wants to be asked for it."""
    return moment.astimezone(dt.UTC).strftime(_DAY if by_day else _SECOND)


def evenly(datestamp: str, *, by_day: bool, end: bool = False) -> str:
    """A datestamp in the partner's granularity; ``end``: a day is meant to its last second."""
    read = moment(datestamp)
    if read is None:
        return datestamp
    if end and not by_day and len(datestamp) == len("YYYY-MM-DD"):
        read += dt.timedelta(days=1, seconds=-1)
    return said(read, by_day=by_day)


def next_from(reached: str, *, by_day: bool) -> str:
    """What to ask for after a harvest that reached a moment of the partner's clock."""
    moment = dt.datetime.strptime(reached, _SECOND).replace(tzinfo=dt.UTC)
    if by_day:
        return (moment - _OVERLAP_BY_DAY).strftime(_DAY)
    return (moment - _OVERLAP).strftime(_SECOND)


def check_given(first: str | None, last: str | None) -> None:
    """Raises WrongUse: ``--from`` or ``--until`` is no date, or they are the wrong way round."""
    for option, value in (("--from", first), ("--until", last)):
        if value is not None and not _is_date(value):
            raise WrongUse("harvest.bad-date", option=option, value=value)
    if first and last and first[: len(last)] > last[: len(first)]:
        raise WrongUse("harvest.dates-inverted", first=first, last=last)


def check_granularity(url: str, *given: str | None) -> None:
    """Raises PartnerFault where a second is given to a partner that knows days only."""
    if any(value and "T" in value for value in given):
        raise PartnerFault("harvest.day-only", url=url)


def _is_date(value: str) -> bool:
    try:
        return bool(_GIVEN.fullmatch(value) and dt.datetime.fromisoformat(value))
    except ValueError:
        return False
