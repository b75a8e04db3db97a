"""What a person is told of access conditions once they are read."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from archivekit.description.opening import OpenFrom, Unread, Why
from archivekit.description.words import bare
from archivekit.problems import Severity

_LONGEST = 160
_ANSWERS = frozenset(
    ("oui", "o", "yes", "y", "vrai", "true", "1", "x", "non", "n", "no", "faux", "false", "0")
) | frozenset(("aucune", "aucun", "neant", "none", "sans objet"))


def with_its_question(said: str, question: str) -> str:
    """Words on access, after what they answer where they are an answer alone.

    ``oui`` says that a record may be seen, or that it may not: « restrictions : oui ».
    """
    return f"{question} : {said}" if bare(said).strip(" .") in _ANSWERS else said


def tell_access(tell: Callable[..., None], text: str, found: OpenFrom | Unread | None) -> None:
    """Tells what is closed for want of being understood, and what is counted at its longest."""
    value = " ".join(text.split())
    if isinstance(found, Unread) and found.why is not Why.ASIDE:
        tell(f"description.access-{found.why}", Severity.WARNING, value=value)
    elif isinstance(found, OpenFrom) and found.is_latest:
        tell("description.access-latest", Severity.NOTE, value=_short(value))


def _short(value: str) -> str:
    return shorten(value, _LONGEST, placeholder=" …")
