"""Cells to values: several in one cell, yes and no, numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
# A value in quotation marks, between separators or at an end of the cell.
_QUOTED = re.compile(r'(?:^|(?<=[;|]))\s*(?P<all>"(?:[^"]|"")*")(?=\s*(?:[;|]|$))')
_QUOTED_WHOLE = re.compile(r'\s*"(?P<inside>(?:[^"]|"")*)"\s*')
_SPECIAL = re.compile(r'[;|()"]')
_NAMES = re.compile(r"[;|\n]")


def one(cell: str) -> str:
    """A cell on one line, without double spaces."""
    return " ".join(cell.split())


def lines(cell: str) -> str:
    """A cell line by line, each without double spaces."""
    return "\n".join(filter(None, map(one, cell.split("\n"))))


def several(cell: str) -> list[str]:
    """The values of a cell, separated by ``;`` (or ``|``) but not inside parentheses.

    ``Antony (Hauts-de-Seine, France ; commune) ; Sceaux ;`` has two. A value that holds a
    separator may stand in quotation marks: ``"Lois ; décrets" ; arrêtés``.
    """
    return [value for part in _parts(cell) if (value := _unquoted(part))]


def joined(values: Sequence[str]) -> str:
    """One cell of several values, which :func:`several` gives back exactly."""
    plain = " ; ".join(values)
    if several(plain) == list(values):
        return plain
    return " ; ".join(_quoted(value) if _is_special(value) else value for value in values)


def _is_special(value: str) -> bool:
    return bool(_SPECIAL.search(value)) or one(value) != value


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _unquoted(part: str) -> str:
    match = _QUOTED_WHOLE.fullmatch(part)
    if match and _is_special(inside := match["inside"].replace('""', '"')):
        return inside
    return one(part)


def _parts(cell: str) -> list[str]:
    quoted = [match.span("all") for match in _QUOTED.finditer(cell)] if '"' in cell else []
    bare_cell = _QUOTED.sub("", cell) if quoted else cell
    balanced = "(" in bare_cell and bare_cell.count("(") == bare_cell.count(")")
    parts, depth, start = [], 0, 0
    for match in (_SEPARATOR_OR_PARENTHESIS if balanced else _SEPARATOR).finditer(cell):
        if any(first <= match.start() < last for first, last in quoted):
            continue
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


def from_to(first: str, last: str) -> str:
    """Two cells as one text: ``1914-1918``; one date where only the first is filled in."""
    if not last or first == last:
        return first
    if not first:
        return f"-{last}"
    plain = first.isdecimal() and last.isdecimal()
    return f"{first}-{last}" if plain else f"{first} - {last}"
