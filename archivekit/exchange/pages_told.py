"""What a person is told of cells that name pages: those closed, those of a table of contents."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from archivekit.description import closed_pages, contents, opening
from archivekit.description.record import Description
from archivekit.exchange.access_told import tell_access
from archivekit.problems import Severity

_LONGEST = 120


def tell_pages(tell: Callable[..., None], description: Description) -> None:
    """Tells of what is not understood. ``tell``: key, column, severity, values."""
    _tell_closed(tell, description)
    for table in description.values("tableOfContents"):
        if unread := contents.unread(table.text):
            some = not contents.is_prose(table.text)
            severity = Severity.WARNING if some else Severity.NOTE
            key = "exchange.contents-line-unread" if some else "exchange.contents-without-pages"
            tell(key, "contents", severity, value=_short(unread[0]))


def _tell_closed(tell: Callable[..., None], description: Description) -> None:
    closings, unread = closed_pages.read(description.closed_pages)
    for line in unread:
        tell("exchange.closed-pages-unread", "closed_pages", Severity.WARNING, value=_short(line))
    for closing in closings:
        if closing.when:
            found = opening.read_for(description, closing.when)
            if not isinstance(found, opening.OpenFrom) and opening.stored(found) is None:
                # Something is said there, and no day: they stay closed.
                found = opening.Unread(opening.Why.UNKNOWN)
            tell_access(
                lambda key, *how, **values: tell(key, "closed_pages", *how, **values),
                closing.when,
                found,
            )


def _short(line: str) -> str:
    return shorten(line, _LONGEST, placeholder=" …")
