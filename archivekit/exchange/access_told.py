"""What a person is told of access conditions once they are read."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from archivekit.description.opening import OpenFrom, Unread, Why
from archivekit.problems import Severity

_LONGEST = 160


def tell_access(tell: Callable[..., None], text: str, found: OpenFrom | Unread | None) -> None:
    """Tells what is closed for want of being understood, and what is counted at its longest."""
    value = " ".join(text.split())
    if isinstance(found, Unread) and found.why is not Why.ASIDE:
        tell(f"description.access-{found.why}", Severity.WARNING, value=value)
    elif isinstance(found, OpenFrom) and found.is_latest:
        tell("description.access-latest", Severity.NOTE, value=_short(value))


def _short(value: str) -> str:
    return shorten(value, _LONGEST, placeholder=" …")
