"""How people call pages: ``vues 2-15``, ``page 3``, ``f. 12r``. Owns those words alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

WORD = r"(?:vues?|pages?|pp?\.|images?|im\.|folios?|fol\.|ff?\.)"
NUMBER = r"\d{1,5}[a-z]?"
NUMBERS = rf"(?P<first>{NUMBER})(?:\s*(?:-|–|à|to)\s*(?P<last>{NUMBER}))?"


class Called(Protocol):
    """A page as far as it is called by something."""

    @property
    def number(self) -> int: ...
    @property
    def label(self) -> str: ...


def labelled(pages: Iterable[Called]) -> dict[str, list[int]]:
    """Numbers of pages by their labels, as compared."""
    by_label: dict[str, list[int]] = {}
    for page in pages:
        by_label.setdefault(page.label.strip().casefold(), []).append(page.number)
    return by_label
