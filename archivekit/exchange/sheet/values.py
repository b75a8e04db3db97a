"""Cells to values: several in one cell, yes and no, numbers."""

from __future__ import annotations

import re

from archivekit.description.words import bare

_YES = frozenset(
    ("o", "oui", "y", "yes", "vrai", "true", "1", "x", "publie", "publiee", "published", "en ligne")
)
_NO = frozenset(
    (
        *("n", "non", "no", "faux", "false", "0", "non publie", "non publiee", "brouillon"),
        *("draft", "unpublished", "hors ligne", "a ne pas publier"),
    )
)
_SEPARATOR = re.compile(r"[;|]")
_SEPARATOR_OR_PARENTHESIS = re.compile(r"[;|()]")
_NAMES = re.compile(r"[;|\n]")


def one(cell: str) -> str:
    """A cell on one line, without double spaces."""
    return " ".join(cell.split())


def several(cell: str) -> list[str]:
    """The values of a cell, separated by ``;`` (or ``|``) but not inside parentheses.

    ``Antony (Hauts-de-Seine, France ; commune) ; Sceaux ;`` has two.
    """
    return [value for part in _parts(cell) if (value := one(part))]


def _parts(cell: str) -> list[str]:
    if "(" not in cell or cell.count("(") != cell.count(")"):
        return _SEPARATOR.split(cell)
    parts, depth, start = [], 0, 0
    for match in _SEPARATOR_OR_PARENTHESIS.finditer(cell):
        if match.group() in "()":
            depth += 1 if match.group() == "(" else -1
        elif depth <= 0:
            parts.append(cell[start : match.start()])
            start = match.end()
    return [*parts, cell[start:]]


def file_names(cell: str) -> list[str]:
    """The file names of a cell, separated by ``;``, ``|`` or line breaks."""
    return [name for part in _NAMES.split(cell) if (name := part.strip())]


def yes_or_no(cell: str) -> bool | None:
    """What a cell answers; None where that is not clear."""
    answer = bare(cell).strip(" .")
    return True if answer in _YES else False if answer in _NO else None


def number(cell: str) -> int | None:
    """A whole number of pages; None where the cell is none."""
    digits = re.sub(r"[\s\u00a0\u202f]|vues?$|pages?$|images?$|p\.?$", "", cell.lower())
    return int(digits) if digits.isdecimal() and len(digits) < 7 else None
