"""Records asked for each by itself: those that no list brings, and those that were amiss before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from archivekit.harvest.client import GuardedSickle
from archivekit.harvest.fault import BrokenAnswer, ProtocolError, TooLarge
from archivekit.harvest.list_page import Page
from archivekit.harvest.watch import Watch
from archivekit.texts import text

# What a partner answers of a record that it no longer has.
_GONE = ("idDoesNotExist", "noRecordsMatch")


def identifiers(sickle: GuardedSickle, arguments: dict[str, str], watch: Watch) -> Iterator[str]:
    """The identifiers of a list, deleted records left out. Raises PartnerFault."""
    try:
        for headers in sickle.headers(arguments):
            watch.see_headers(headers)
            yield from (it.identifier for it in headers if not it.deleted and it.identifier)
    except ProtocolError as error:
        if error.code != "noRecordsMatch":
            raise


def fetch(
    sickle: GuardedSickle,
    identifiers: Iterable[str],
    prefix: str,
    miss: Callable[[str, str], None],
) -> Iterator[tuple[str, Page | None]]:
    """Identifier and page of each record that comes, None for one that the partner has no longer.

    ``miss`` is told of each that does not come, and why. Raises PartnerFault where it is not the
    record that is amiss.
    """
    for identifier in identifiers:
        try:
            page = sickle.record(identifier, prefix)
        except (BrokenAnswer, TooLarge) as fault:
            miss(identifier, fault.sentence())
        except ProtocolError as error:
            if error.code in _GONE:
                yield identifier, None
            else:
                miss(identifier, error.sentence())
        else:
            came = {it.identifier for it in page.records}
            if identifier in came.union(it.identifier for it in page.unreadable):
                yield identifier, page
            else:
                miss(identifier, text("harvest.another-record"))
