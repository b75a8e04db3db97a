"""Access conditions (EAD ``accessrestrict``): the words, and the day they open the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archivekit.description import opening


@dataclass(frozen=True, slots=True)
class Access:
    """Conditions as written and the first day they allow; ``unread``: those not understood."""

    text: str = ""
    open_from: str | None = None
    unread: tuple[tuple[str, opening.Why], ...] = ()


def read_access(texts: Sequence[str], record: opening.Dated) -> Access:
    """What several notes on access say together: the latest day of all holds.

    Delays are counted from the record's dates. What is not understood opens nothing.
    """
    texts = list(dict.fromkeys(texts))
    days: list[str] = []
    unread: list[tuple[str, opening.Why]] = []
    for text in texts:
        found = opening.read_for(record, text)
        if isinstance(found, opening.Unread):
            unread.append((text, found.why))
            days.append(opening.NEVER)
        elif found is not None:
            days.append(found.day)
    return Access("\n".join(texts), max(days, default=None), tuple(unread))
