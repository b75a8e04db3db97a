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


def read_access(texts: Sequence[str], dated: opening.Dated) -> Access:
    """What several notes on access say together: the latest day of all holds.

    ``dated``: the record that delays are counted from. What is not understood opens nothing; what
    says nothing of access leaves it to the parent.
    """
    texts = list(dict.fromkeys(texts))
    found = {text: opening.read_for(dated, text) for text in texts}
    days = [day for it in found.values() if (day := opening.stored(it)) is not None]
    unread = [(text, it.why) for text, it in found.items() if isinstance(it, opening.Unread)]
    return Access("\n".join(texts), max(days, default=None), tuple(unread))
