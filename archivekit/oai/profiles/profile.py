"""A profile as a value: what its file says, ready to be applied.

Made from the document of its TOML file, or from the JSON that an edition keeps of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.needs import Need
from archivekit.oai.profiles.template import Template

WRITER = 1
"""Raised when other bytes are written by the same file: all is then harvested anew."""

DEFAULT = "default"
ELEMENTS = (
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
)
"""In the order of the Dublin Core standard."""

OAI_DC = "oai_dc"
"""The format that every repository has (OAI-PMH 2.0, 3.4)."""

_EXPOSING = ("title", "records", "sets", "formats", "dc", "tables")
# What changes nothing of what is told of a record in a format.
_BESIDE = ("title", "formats")

Spoken = tuple[tuple[str | None, Template], ...]
"""Templates, each with the language of its words where that is said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an element's list. ``choices``: the first that gives a value is taken."""

    choices: tuple[Spoken, ...]
    table: Mapping[str, Spoken] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which records a profile exposes; None and empty: whichever."""

    levels: tuple[str, ...] = ()
    with_pages: bool = False
    harvested: bool = True
    sets: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Selection()

    def why_not(self, record: Material, sets: tuple[str, ...]) -> str | None:
        """Which of its conditions a record does not meet; None where it is exposed."""
        if self.levels and record.level not in self.levels:
            return "levels"
        if self.with_pages and not record.page_count:
            return "with-pages"
        if not self.harvested and record.partner is not None:
            return "harvested"
        if self.sets and not any(self._holds(spec) for spec in sets):
            return "sets"
        return None

    def _holds(self, spec: str) -> bool:
        """A set of the form a:b is in the set a too (OAI-PMH 2.6)."""
        return any(spec == wanted or spec.startswith(f"{wanted}:") for wanted in self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How records are exposed to one kind of harvester.

    ``formats``: their prefixes, oai_dc first. ``dc``: the entries by element. ``set_prefix`` stands
    before the name of every set. ``definition`` is all of it that an edition must know, as JSON.
    """

    name: str
    title: Mapping[str, str]
    selection: Selection
    formats: tuple[str, ...]
    set_prefix: str
    wants_service_code: bool
    dc: tuple[tuple[str, tuple[Entry, ...]], ...]
    needs: tuple[Need, ...] = ()
    definition: str

    @classmethod
    def of(cls, name: str, document: Mapping[str, Any], service_code: str = "") -> Profile:
        """The profile that a document, known to be right, describes."""
        prefix = document.get("sets", {}).get("prefix", "")
        # Of a house without a code nothing stands before the set's own name.
        wants_code = "{service_code}" in prefix
        if wants_code:
            prefix = prefix.replace("{service_code}", service_code) if service_code else ""
        exposing = {key: document[key] for key in _EXPOSING if key in document}
        exposing["sets"] = {"prefix": prefix}
        tables = {key: _table(it) for key, it in document.get("tables", {}).items()}
        return cls(
            name=name,
            title=document["title"],
            selection=_selection(document.get("records", {})),
            formats=tuple(dict.fromkeys((OAI_DC, *document.get("formats", ())))),
            set_prefix=prefix,
            wants_service_code=wants_code,
            dc=tuple(
                (element, tuple(_entry(it, tables) for it in document["dc"][element]))
                for element in ELEMENTS
                if element in document["dc"]
            ),
            needs=tuple(Need.of(it) for it in document.get("needs", ())),
            definition=json.dumps({**exposing, "writer": WRITER}, ensure_ascii=False),
        )

    @classmethod
    def defined(cls, name: str, definition: str) -> Profile:
        """The profile that an edition keeps: without what is asked of records."""
        return cls.of(name, json.loads(definition))


def digest_of(definition: str) -> str:
    """The digest of what a definition says of records: not of the partner's name, or formats."""
    said = {key: it for key, it in json.loads(definition).items() if key not in _BESIDE}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _selection(said: Mapping[str, Any]) -> Selection:
    return Selection(
        levels=tuple(said.get("levels", ())),
        with_pages=said.get("with_pages", False),
        harvested=said.get("harvested", True),
        sets=tuple(said.get("sets", ())),
    )


def _entry(said: str | dict[str, Any], tables: Mapping[str, Mapping[str, Spoken]]) -> Entry:
    if isinstance(said, dict) and "first" in said:
        return Entry(tuple(_spoken(it) for it in said["first"]))
    if isinstance(said, dict) and "table" in said:
        return Entry((_spoken(said["value"]),), tables[said["table"]])
    return Entry((_spoken(said),))


def _spoken(said: str | Mapping[str, str]) -> Spoken:
    if isinstance(said, str):
        return ((None, Template.of(said)),)
    return tuple((language, Template.of(words)) for language, words in said.items())


def _table(said: Mapping[str, Any]) -> dict[str, Spoken]:
    return {key.casefold(): _spoken(words) for key, words in said.items()}
