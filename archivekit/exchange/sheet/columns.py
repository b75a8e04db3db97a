"""The columns of a sheet: which heading stands for what, in French or English.

The names are data: ``schemas/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from archivekit.description import dcmi_terms
from archivekit.description.languages import read as read_language
from archivekit.description.words import bare
from archivekit.schemas_folder import schema_path
from archivekit.texts.typography import french


@dataclass(frozen=True, slots=True)
class Column:
    """A column that archivekit understands; ``term`` is the DCMI term its values go to.

    ``about`` says what the cell is for, by language; empty for columns that a record brings.
    """

    name: str
    labels: Mapping[str, str]
    term: str | None
    several: bool
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a sheet as understood. ``language`` (BCP 47) where it names one.

    ``ordinal`` counts columns of one name that hold one value each: ``titre (ar, 2)``.
    """

    index: int
    text: str
    column: Column
    rank: int
    language: str | None = None
    ordinal: int = 1

    @property
    def is_parallel_title(self) -> bool:
        """Whether it holds a title beside the record's own, perhaps in another language."""
        return self.column.name == "title" and (self.language is not None or self.ordinal > 1)


def is_running_text(term: str | None) -> bool:
    """Whether a term's values are prose: line breaks stay, and ``;`` separates nothing."""
    return term is not None and (term in _RUNNING_TEXT or term.startswith("ead:"))


@cache
def known_columns() -> dict[str, Column]:
    """All columns by their own names, in the order of the data file."""
    return {
        name: Column(
            name,
            {"fr": entry["fr"], "en": entry["en"]},
            entry.get("term"),
            entry.get("several", False),
            {**about, "fr": french(about["fr"])} if (about := entry.get("about")) else {},
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


@cache
def known_names() -> tuple[str, ...]:
    """All names that headings are understood by."""
    return tuple(dict.fromkeys(name for it in known_columns() for name in names_of_column(it)))


def names_of_column(name: str) -> tuple[str, ...]:
    """The names that headings of one column are understood by, archivekit's own first."""
    return (*known_columns()[name].labels.values(), *_data()[name]["names"])


_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "of", "the"))
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A term by its own name, as archivekit writes those it has no column for.
_TERM = re.compile(r"(?P<prefix>terme |term |ead:|dcterms:)(?P<term>(?:ead:)?[A-Za-z][\w.-]*)")
_PREFIX = re.compile(r"^(?:dc|dcterms|dcterm|isad|ead)\s*[:._]\s*", re.I)
_QUALIFIER = re.compile(
    r"^(?P<name>.+?)\s*(?:[(\[](?P<inside>[^()\[\]]*)[)\]]|@(?P<tag>[\w-]+))\s*$"
)
_RUNNING_TEXT = frozenset(
    ("description", "provenance", "rights", "abstract", "tableOfContents", "accessRights")
)
_ORDINAL = re.compile(r"(?:^|,?\s*)([2-9]|[1-9]\d{1,2})$")
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
    if found := _named(text):
        return Heading(index, text, *found)
    return _qualified(index, text)


def _named(name: str) -> tuple[Column, int] | None:
    """The column of a name, without language or number."""
    term = _TERM.fullmatch(name)
    if term and term["prefix"].startswith("term"):
        return _of_term(term["term"]), 0
    found = _by_folded_name().get(_fold(name)) or _by_folded_name().get(
        _fold(_PREFIX.sub("", name))
    )
    # In EAD the history of custody is an element of its own.
    its_own = term is not None and term["prefix"] == "ead:" and found and found[0].term
    if term and (found is None or (its_own and found[0].term == "provenance")):
        kept = term["prefix"] == "ead:" or term["term"] in dcmi_terms.TERMS
        return (_of_term(name.removeprefix("dcterms:")), 0) if kept else None
    return found


@cache
def _of_term(term: str) -> Column:
    """The column of a term that has none of its own."""
    name = term if term.startswith("ead:") else f"dcterms:{term}"
    return Column(name, {"fr": name, "en": name}, term, several=not is_running_text(term))


def _qualified(index: int, text: str) -> Heading | None:
    """``titre (ar)``, ``title@ar``, ``titre (ar, 2)``, ``Cote (obligatoire)``."""
    match = _QUALIFIER.match(text)
    if match is None or (found := _named(match["name"].strip())) is None:
        return None
    inside, ordinal = match["tag"] or match["inside"], 1
    if number := _ORDINAL.search(inside):
        inside, ordinal = inside[: number.start()], int(number[1])
    language = read_language(inside)
    tag = language.tag if language else _private_tag(inside)
    return Heading(index, text, *found, language=tag, ordinal=ordinal)


def _private_tag(inside: str) -> str | None:
    """A language that no table has, by its tag: it comes back as it was."""
    return inside[1:] if inside.startswith("=") and len(inside) > 1 else None


def normal_tag(tag: str | None) -> str | None:
    """A language tag as headings give it back."""
    found = read_language(tag) if tag else None
    return found.tag if found else tag or None


def heading_of(column: Column, language: str | None, ordinal: int, reader: str) -> str:
    """The heading that is understood as this column, in this language, with this number."""
    name = column.labels[reader]
    found = _named(name)
    if found is None or found[0] != column:
        name = f"terme {column.term}"
    marks = []
    if language:
        known = read_language(language)
        marks.append(language if known and known.tag == language else f"={language}")
    if ordinal > 1:
        marks.append(str(ordinal))
    return f"{name} ({', '.join(marks)})" if marks else name


def column_of_term(term: str) -> Column:
    """The column that a term's values stand in."""
    for column in known_columns().values():
        if column.term == term:
            return column
    return _of_term(term)


def understand_all(cells: Sequence[str]) -> list[Heading]:
    """The headings of a row that are understood, each single thing from one column only."""
    headings = [found for index, cell in enumerate(cells) if (found := understand(index, cell))]
    best: dict[tuple[str, str | None, int], Heading] = {}
    for heading in headings:
        key = _single(heading)
        if key not in best or heading.rank < best[key].rank:
            best[key] = heading
    return [
        heading for heading in headings if heading.column.term or best[_single(heading)] is heading
    ]


def _single(heading: Heading) -> tuple[str, str | None, int]:
    return heading.column.name, heading.language, heading.ordinal


def names_of(headings: Iterable[Heading]) -> set[str]:
    """Which columns there are."""
    return {heading.column.name for heading in headings}
