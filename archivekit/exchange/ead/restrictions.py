"""Access conditions (EAD ``accessrestrict``): the words, and the day they open the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archivekit.description import opening


@dataclass(frozen=True, slots=True)
class Access:
    """Conditions as written and the first day they allow; ``found``: how they were read."""

    text: str = ""
    open_from: str | None = None
    found: opening.OpenFrom | opening.Unread | None = None


def read_access(texts: Sequence[str], dated: opening.Dated) -> Access:
    """What several notes on access say together: the latest day of all holds.

    ``dated``: the record that delays are counted from. What is not understood opens nothing; what
    says nothing of access leaves it to the parent.
    """
    text = "\n".join(dict.fromkeys(texts))
    found = opening.read_for(dated, text)
    return Access(text, opening.stored(found), found)
