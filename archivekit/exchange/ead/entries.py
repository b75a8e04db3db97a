"""Names and index terms (EAD ``persname``, ``subject``, ``language`` …) as single values."""

from __future__ import annotations

from typing import Any

from archivekit.description import languages
from archivekit.exchange.ead.names import NAMES, local
from archivekit.exchange.ead.words import plain


def entry(element: Any) -> str:
    """The words of a name or an index term; the parts of EAD3 joined."""
    parts = [plain(each) for each in element if local(each) == "part"]
    if parts:
        joint = ", " if local(element) in NAMES else " -- "
        return joint.join(part for part in parts if part)
    return plain(element) or (element.get("normal") or "").strip()


def has_other_words(element: Any) -> bool:
    """Whether there are words beside the names in an ``origination``."""
    texts = [element.text, *(child.tail for child in element)]
    loose = any(text and any(char.isalnum() for char in text) for text in texts)
    return loose or any(local(each) not in (*NAMES, "", "head", "lb") for each in element)


def language_words(element: Any) -> str:
    said = plain(element)
    code = (element.get("langcode") or "").strip()
    if said and (languages.read(said) or not code):
        return said
    return code or said
