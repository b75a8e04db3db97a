"""The spans of time that a list is asked for in: the whole, until a part of it does not come.

Pure. A list whose page cannot be had, or whose token the partner no longer knows, is asked for
anew in shorter spans; what cannot be had even of one second, record by record.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archivekit.harvest import clock

_SECOND, _DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of datestamps, both ends included; None: open.

    ``one_by_one``: its identifiers are asked for, and of its records only those that did not come.
    """

    first: str | None = None
    last: str | None = None
    one_by_one: bool = False

    def after(self, datestamp: str, *, by_day: bool) -> Window | None:
        """What of it is left when all up to a datestamp came; the datestamp itself once more.

        None where the datestamp cannot be read.
        """
        if clock.moment(datestamp) is None:
            return None
        return replace(self.evenly(by_day=by_day), first=clock.evenly(datestamp, by_day=by_day))

    def halves(self, earliest: str, latest: str, *, by_day: bool) -> Iterator[Window]:
        """The same in two spans, or, of one moment, one by one.

        ``earliest`` and ``latest`` stand for open ends; what is later than the latest is in the
        second half too.
        """
        whole, step = self.evenly(by_day=by_day), _DAY if by_day else _SECOND
        begin = clock.moment(whole.first or earliest)
        end = clock.moment(whole.last or latest)
        if begin is None or end is None or end - begin < step:
            yield replace(whole, one_by_one=True)
            return
        middle = begin + (end - begin) / 2
        yield replace(whole, last=clock.said(middle, by_day=by_day))
        yield replace(whole, first=clock.said(middle + step, by_day=by_day))

    def evenly(self, *, by_day: bool) -> Window:
        """The same with both ends of the partner's granularity: it refuses a mixture (2.7.1)."""
        first = self.first and clock.evenly(self.first, by_day=by_day)
        last = self.last and clock.evenly(self.last, by_day=by_day, end=True)
        return replace(self, first=first, last=last)


def as_text(windows: list[Window]) -> str:
    """Windows as the ledger keeps them."""
    return json.dumps([[it.first, it.last, it.one_by_one] for it in windows])


def of_text(text: str) -> list[Window]:
    """Windows as they were kept."""
    return [Window(*each) for each in json.loads(text)]
