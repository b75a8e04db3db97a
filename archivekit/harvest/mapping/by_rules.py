"""Formats that a file of rules maps: which elements of it give which term.

A file says how its metadata is told (``root``, and ``when``: an XPath that must find something) and
then its rules in order: ``term``; ``each``: XPath of what gives one value; ``parts`` and ``join``:
the pieces of one; ``strip``: characters taken off its end; ``unless``: not where this term is
there already.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from archivekit.description.record import Value
from archivekit.harvest.mapping.dublin_core import words_of

# In the order in which they are tried; the last takes all.
_FORMATS = ("mods", "edm", "unimarc", "marc21", "other")
_WRAPPERS = frozenset(("collection", "modsCollection"))
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")


@dataclass(frozen=True, slots=True)
class _Rule:
    term: str
    each: etree.XPath
    parts: etree.XPath | None
    join: str
    strip: str
    unless: str | None

    def values(self, metadata: Any) -> Iterator[Value]:
        found = self.each(metadata)
        for it in found if isinstance(found, list) else [found]:
            words = " ".join(self._words(it).split())
            if self.strip:
                words = words.rstrip(self.strip)
            if words:
                yield Value(words, _language(it))

    def _words(self, it: Any) -> str:
        if not hasattr(it, "tag"):
            return str(it)
        if self.parts is None:
            return words_of(it)
        found: Any = self.parts(it)
        pieces = (words_of(part) if hasattr(part, "tag") else str(part) for part in found)
        return self.join.join(piece for piece in pieces if piece.strip())


@dataclass(frozen=True, slots=True)
class _Format:
    root: frozenset[str]
    when: etree.XPath | None
    rules: tuple[_Rule, ...]

    def is_of(self, metadata: Any) -> bool:
        name = metadata.tag.rpartition("}")[2]
        if self.root and name not in self.root:
            return False
        return self.when is None or bool(self.when(metadata))


def values(metadata: Any) -> Iterator[tuple[str, Value]]:
    """Term and value of all that the rules of its format find in metadata."""
    if metadata.tag.rpartition("}")[2] in _WRAPPERS and len(metadata) == 1:
        metadata = metadata[0]
    format_ = next(it for it in map(_format, _FORMATS) if it.is_of(metadata))
    met: set[str] = set()
    for rule in format_.rules:
        if rule.unless in met:
            continue
        for value in rule.values(metadata):
            met.add(rule.term)
            yield rule.term, value


@cache
def _format(name: str) -> _Format:
    said = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    namespaces = said.get("namespaces", {})

    def path(words: str | None) -> etree.XPath | None:
        return etree.XPath(words, namespaces=namespaces) if words else None

    rules = [
        _Rule(
            term=rule["term"],
            each=etree.XPath(rule["each"], namespaces=namespaces),
            parts=path(rule.get("parts")),
            join=rule.get("join", " "),
            strip=rule.get("strip", ""),
            unless=rule.get("unless"),
        )
        for rule in said["rules"]
    ]
    return _Format(frozenset(said.get("root", ())), path(said.get("when")), tuple(rules))


def _language(it: Any) -> str | None:
    if not hasattr(it, "tag"):
        return None
    return next((said for name in _LANGUAGE if (said := it.get(name))), None)
