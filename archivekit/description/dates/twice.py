"""The same date said twice: ``1er germinal an IX (22 mars 1801)``; brackets around parts of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivekit.description.dates.reasons import Why
from archivekit.description.dates.span import Span

if TYPE_CHECKING:
    from archivekit.description.dates.reader import Reader

_WITH_ITS_OTHER_NAME = re.compile(
    r"(?P<main>[^()]+?)\s*\(\s*=?\s*(?P<other>[^()]+)\)"
    r"|(?P<republican>[^()\[\]]*\ban [^()\[\]]+?)\s*\[\s*=?\s*(?P<ours>[^()\[\]]+)\]"
)


def read(reader: Reader, text: str, depth: int) -> Span | None:
    """The date that both names say; None where they differ."""
    match = _WITH_ITS_OTHER_NAME.fullmatch(text)
    if match is None:
        return _unbracketed(reader, text, depth)
    main = reader.read(match["main"] or match["republican"], depth + 1)
    other = reader.read(match["other"] or match["ours"], depth + 1)
    if main is None or other is None:
        return None
    return main if _is_same(main, other) else reader.refuse(Why.AMBIGUOUS)


def _is_same(main: Span, other: Span) -> bool:
    """Whether two calendars say the same: days to the day, ``an VIII (1799-1800)`` by its years."""
    if not (main.first and main.last and other.first and other.last):
        return False
    if (main.first, main.last) == (other.first, other.last):
        return True
    return _is_same_by_years(main, other) or _is_same_by_years(other, main)


def _is_same_by_years(republican: Span, ours: Span) -> bool:
    by_years = ours.start.isdigit() and ours.end.isdigit() and not republican.start.isdigit()
    of_republican = ((republican.first or "")[:4], (republican.last or "")[:4])
    return by_years and of_republican == (ours.start, ours.end)


def _unbracketed(reader: Reader, text: str, depth: int) -> Span | None:
    """``1820 (1er juin)-1821 (26 septembre)``, ``19[36]``: brackets around parts of a date."""
    bare_text = re.sub(r"[\[\]()]", "", text)
    return reader.read(bare_text, depth + 1) if bare_text != text else None
