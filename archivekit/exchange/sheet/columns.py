"""The columns of a sheet: which heading stands for what, in French or English.

The names are data: ``schemas/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from archivekit.description.languages import read as read_language
from archivekit.description.words import bare
from archivekit.schemas_folder import schema_path


@dataclass(frozen=True, slots=True)
class Column:
    """A column that archivekit understands; ``term`` is the DCMI term its values go to."""

    name: str
    labels: Mapping[str, str]
    term: str | None
    several: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a sheet as understood. ``language`` (BCP 47) where it names one."""

    index: int
    text: str
    column: Column
    rank: int
    language: str | None = None


@cache
def known_columns() -> dict[str, Column]:
    """All columns by their own names, in the order of the data file."""
    return {
        name: Column(
            name,
            {"fr": entry["fr"], "en": entry["en"]},
            entry.get("term"),
            entry.get("several", False),
        )
        for name, entry in _data().items()
    }


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(schema_path("columns.toml").read_text(encoding="utf-8"))


@cache
def _by_folded_name() -> dict[str, tuple[Column, int]]:
    """Folded name to its column and its rank among that column's names."""
    found: dict[str, tuple[Column, int]] = {}
    for name, column in known_columns().items():
        names: Sequence[str] = _data()[name]["names"]
        for rank, each in enumerate([*names, *column.labels.values()]):
            found.setdefault(_fold(each), (column, rank))
    return found


_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "of", "the"))
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PREFIX = re.compile(r"^(?:dc|dcterms|dcterm|isad|ead)\s*[:._]\s*", re.I)
_QUALIFIER = re.compile(
    r"^(?P<name>.+?)\s*(?:[(\[](?P<inside>[^()\[\]]*)[)\]]|@(?P<tag>[\w-]+))\s*$"
)
_MAX_HEADING = 200


def _fold(heading: str) -> str:
    """A heading as compared: no accents, punctuation, plural, articles or capitals inside."""
    words = _WORD.findall(bare(_CAPITAL_INSIDE.sub(" ", heading.replace("(s)", "s"))))
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word
        for word in words
        if word not in _ARTICLES
    )


def understand(index: int, heading: str) -> Heading | None:
    """What a heading stands for; None where archivekit does not know it."""
    text = heading.strip()
    if not text or len(text) > _MAX_HEADING:
        return None
    bare_name = _PREFIX.sub("", text)
    for name in (text, bare_name):
        if found := _by_folded_name().get(_fold(name)):
            return Heading(index, text, *found)
    return _qualified(index, text, bare_name)


def _qualified(index: int, text: str, name: str) -> Heading | None:
    """``titre (ar)``, ``title@ar``, ``Cote (obligatoire)``."""
    match = _QUALIFIER.match(name)
    if match is None or (found := _by_folded_name().get(_fold(match["name"]))) is None:
        return None
    language = read_language(match["tag"] or match["inside"])
    return Heading(index, text, *found, language=language.tag if language else None)


def understand_all(cells: Sequence[str]) -> list[Heading]:
    """The headings of a row that are understood, each single thing from one column only."""
    headings = [found for index, cell in enumerate(cells) if (found := understand(index, cell))]
    best: dict[tuple[str, str | None], Heading] = {}
    for heading in headings:
        key = (heading.column.name, heading.language)
        if key not in best or heading.rank < best[key].rank:
            best[key] = heading
    return [
        heading
        for heading in headings
        if heading.column.term or best[heading.column.name, heading.language] is heading
    ]


def names_of(headings: Iterable[Heading]) -> set[str]:
    """Which columns there are."""
    return {heading.column.name for heading in headings}
