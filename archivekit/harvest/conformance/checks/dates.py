"""Dates in requests: their grammar (OAI-PMH 2.0, 3.3), and the window they open (2.7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.answer import Header
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import IDENTIFIERS, came, refuses

_FUTURE = "2999-01-01"


def grammar(asking: Asking) -> Iterator[Came]:
    """A date that is not written as the protocol writes it."""
    for words in ("2015-1-1", "01/02/2015", "2015"):
        yield from refuses(asking, f"{IDENTIFIERS}&from={words}", "badArgument")


def impossible(asking: Asking) -> Iterator[Came]:
    """A day that no calendar has."""
    yield from refuses(asking, f"{IDENTIFIERS}&from=2023-02-30", "badArgument")


def seconds(asking: Asking) -> Iterator[Came]:
    """Fractions of seconds, offsets from UTC."""
    for words in ("2015-01-01T00:00:00.0Z", "2015-01-01T00:00:00%2B01:00", "2015-01-01T00:00:00"):
        yield from refuses(asking, f"{IDENTIFIERS}&from={words}", "badArgument")


def mixed(asking: Asking) -> Iterator[Came]:
    """Two granularities in one request."""
    window = f"&from=2001-01-01&until={_FUTURE}T00:00:00Z"
    yield from refuses(asking, f"{IDENTIFIERS}{window}", "badArgument")


def finer(asking: Asking) -> Iterator[Came]:
    """Seconds asked of a repository that has days only."""
    if known.is_by_second(asking):
        raise NotSeen("by-second")
    yield from refuses(asking, f"{IDENTIFIERS}&from=2001-01-01T00:00:00Z", "badArgument")


def day_accepted(asking: Asking) -> Iterator[Came]:
    """Days asked of a repository that has seconds."""
    known.headers(asking)
    answer = asking.ask(f"{IDENTIFIERS}&until={_FUTURE}")
    if not answer.record_headers:
        yield came(answer)


def inverted(asking: Asking) -> Iterator[Came]:
    """From later than until."""
    window = "&from=2015-01-02&until=2015-01-01"
    yield from refuses(asking, f"{IDENTIFIERS}{window}", "badArgument")


def before_all(asking: Asking) -> Iterator[Came]:
    """Until before the earliest datestamp: nothing there, and nothing wrong."""
    yield from refuses(asking, f"{IDENTIFIERS}&until=1000-01-01", "noRecordsMatch")


def after_all(asking: Asking) -> Iterator[Came]:
    """From after all datestamps."""
    yield from refuses(asking, f"{IDENTIFIERS}&from={_FUTURE}", "noRecordsMatch")


def inclusive(asking: Asking) -> Iterator[Came]:
    """The window of a record's own datestamp begins and ends with it."""
    record = known.dated(asking)
    for window in (
        f"&from={record.datestamp}&until={record.datestamp}",
        f"&until={record.datestamp}",
    ):
        yield from _lacks(asking, window, record)


def whole_day(asking: Asking) -> Iterator[Came]:
    """A day as until goes to its last second."""
    if not known.is_by_second(asking):
        raise NotSeen("by-day")
    record = known.dated(asking)
    day = record.datestamp[:10]
    for window in (f"&from={day}&until={day}", f"&until={day}"):
        yield from _lacks(asking, window, record)


def _lacks(asking: Asking, window: str, record: Header) -> Iterator[Came]:
    """An answer without the record, though its list ends there."""
    answer = asking.ask(f"{IDENTIFIERS}{window}")
    there = {it.identifier for it in answer.record_headers}
    goes_on = answer.token is not None and answer.token.words
    if not there:
        yield came(answer)
    elif record.identifier not in there and not goes_on:
        values = {"identifier": record.identifier, "datestamp": record.datestamp}
        yield Came(answer, "lacks", values)


def only(asking: Asking) -> Iterator[Came]:
    """Nothing outside the window comes."""
    record = known.dated(asking)
    window = f"&from={record.datestamp}&until={record.datestamp}"
    answer = asking.ask(f"{IDENTIFIERS}{window}")
    for it in [it for it in answer.record_headers if it.datestamp != record.datestamp][:1]:
        yield Came(answer, "datestamp", {"identifier": it.identifier, "datestamp": it.datestamp})
