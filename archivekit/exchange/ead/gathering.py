"""The elements of one component sorted by where they go: the words of notes at once, the rest by
name for ``describing``. Owns what is internal, and what nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from archivekit.description import languages
from archivekit.description.record import Value
from archivekit.exchange.ead import names
from archivekit.exchange.ead.names import is_internal, local, shown_within
from archivekit.exchange.ead.words import words
from archivekit.problems import Severity

Tell = Callable[..., None]


@dataclass(slots=True)
class Gathered:
    """What is gathered from one component while its elements are gone through."""

    element: Any
    tell: Tell
    terms: dict[str, list[Value]] = field(default_factory=dict)
    by_name: dict[str, list[Any]] = field(default_factory=dict)
    internal: list[str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    # Whether the whole record is for internal use alone.
    is_internal: bool = False

    def children(self, element: Any, *, internal: bool = False) -> None:
        """Goes through the elements of a component, opening those that only hold others."""
        for child in element:
            name = local(child)
            if not name or name in names.IGNORED or name in names.LIKE_COMPONENTS:
                continue
            if name in names.WRAPPERS:
                self._open(child, name, internal=internal)
            elif internal or is_internal(child):
                self.keep_internal(child, name)
            elif name in names.TEXT_TERMS:
                self._text(child, name)
            elif name in names.SPECIAL:
                self.by_name.setdefault(names.TOGETHER.get(name, name), []).append(child)
            else:
                self._keep_unknown(child, name)

    def _open(self, wrapper: Any, name: str, *, internal: bool) -> None:
        """What holds others. Without a ``did`` there is no record: if it is internal, all is."""
        if is_internal(wrapper) and name == "did":
            self.is_internal = True
        self.children(wrapper, internal=internal or (is_internal(wrapper) and name != "did"))

    def elements(self, *elements: str) -> list[Any]:
        return [each for name in elements for each in self.by_name.get(name, ())]

    def add(self, term: str, text: str, element: Any) -> None:
        if text:
            self.terms.setdefault(term, []).append(Value(text, self.language(element)))

    def language(self, element: Any) -> str | None:
        """The language that an element's words are said to be in, by itself or what holds it."""
        while element is not None:
            said = element.get(names.XML_LANG) or element.get("lang")
            if said:
                found = languages.read(said)
                return found.tag if found else None
            if local(element) in names.LIKE_COMPONENTS:
                return None
            element = element.getparent()
        return None

    def words(self, element: Any, name: str) -> str:
        hidden: list[str] = []
        said = words(element, hidden)
        self.internal.extend(f"{name}: {each}" for each in hidden)
        return said

    def _text(self, element: Any, name: str) -> None:
        said = self.words(element, name)
        if name == "container":
            kind = element.get("type") or element.get("localtype") or ""
            said = f"{kind} {said}".strip() if said else ""
        self.add(names.term_of(element, name), said, element)
        for nested in ("controlaccess", "dao", "daogrp"):
            # Index terms and images that stand inside a note are the record's all the same.
            if len(element):
                inner = [each for each in shown_within(element) if local(each) == nested]
                self.by_name.setdefault(nested, []).extend(inner)

    def keep_internal(self, element: Any, name: str) -> None:
        kind = names.kind_of(element)
        if name == "odd" and kind.startswith(names.UNKNOWN):
            self.unknown[kind.removeprefix(names.UNKNOWN)] = words(element)
        elif said := words(element):
            self.internal.append(said if kind == names.NOTES else f"{name}: {said}")

    def _keep_unknown(self, element: Any, name: str) -> None:
        said = self.words(element, name)
        if said:
            self.unknown[name] = f"{self.unknown[name]}\n{said}" if name in self.unknown else said
        self.tell("exchange.ead-unknown-element", Severity.NOTE, value=name)

    def parted(self, name: str) -> Iterator[Any]:
        """Notes of a name; one that holds others and no words of its own, as these."""
        waiting = list(reversed(self.elements(name)))
        while waiting:
            element = waiting.pop()
            inside = [each for each in element if local(each) in (name, "legalstatus")]
            rest = {local(each) for each in element} - {name, "legalstatus", "head", ""}
            if inside and not rest:
                shown = [each for each in inside if not is_internal(each)]
                for each in inside:
                    if each not in shown:
                        self.keep_internal(each, local(each))
                waiting.extend(reversed(shown))
            else:
                yield element
