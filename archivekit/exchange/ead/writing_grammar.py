"""What may stand where in each dialect, read from the tables beside this module.

Owns the notation (``writing_ead2002.toml`` explains it) and the three dialects; mending a tree by
them is :mod:`writing_fit`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from archivekit.exchange.ead.writing_nodes import XLINK


class Dialect(StrEnum):
    """The dialects that are written."""

    EAD2002 = "ead2002"
    EAD3 = "ead3"
    APEEAD = "apeead"


_WRAPPERS = ("p", "item", "addressline", "entry", "event")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place among an element's children: who may take it, how many must and may."""

    names: frozenset[str]
    at_least: int
    many: bool


@dataclass(frozen=True, slots=True)
class Model:
    """What an element may hold. ``mixed``: words may stand between its children."""

    slots: tuple[Slot, ...]
    mixed: bool
    attributes: frozenset[str]
    required: frozenset[str]

    def slot_of(self, name: str) -> int | None:
        """The number of the place that children of that name take; None: they may not stand."""
        return next((i for i, slot in enumerate(self.slots) if name in slot.names), None)

    @property
    def wrapper(self) -> str:
        """The element that takes words which may not stand in this one; empty: there is none."""
        if self.mixed:
            return ""
        return next((name for name in _WRAPPERS if self.slot_of(name) is not None), "")


@dataclass(frozen=True, slots=True)
class Grammar:
    """One dialect. ``values``: what attributes may say, by ``element attribute`` or attribute."""

    dialect: Dialect
    namespace: str
    xlink: bool
    models: Mapping[str, Model]
    values: Mapping[str, str]

    def values_of(self, element: str, attribute: str) -> str | None:
        """The words that an attribute may have, or ``@`` and the kind of its value; None: any."""
        return self.values.get(f"{element} {attribute}") or self.values.get(attribute)

    @property
    def declarations(self) -> list[tuple[str, str]]:
        """The namespaces that the root declares."""
        own = [("xmlns", self.namespace)]
        return [*own, ("xmlns:xlink", XLINK)] if self.xlink else own


@cache
def grammar(dialect: Dialect) -> Grammar:
    """The grammar of a dialect."""
    file = Path(__file__).with_name(f"writing_{dialect}.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Grammar(
        dialect=dialect,
        namespace=table["namespace"],
        xlink=table["links"] == "xlink",
        models=dict(_models(table)),
        values=_values(table["values"]),
    )


def _values(table: Mapping[str, str]) -> dict[str, str]:
    return {
        key: value.split()[0] if value.startswith("@") else value for key, value in table.items()
    }


def _models(table: dict[str, dict[str, str]]) -> Iterator[tuple[str, Model]]:
    common = str(table["common"]).split()
    bare = table["bare"]["elements"].split()
    attributes: dict[str, list[str]] = {}
    for names, words in table["attributes"].items():
        for name in names.split():
            attributes[name] = _spread(words, table["attribute_groups"]).split()
    for names, content in table["contents"].items():
        for name in names.split():
            own = [*attributes.get(name, ()), *(() if name in bare else common)]
            slots = _spread(content, table["groups"]).replace("self", name).split()
            yield (
                name,
                Model(
                    slots=tuple(_slot(slot) for slot in slots if slot != "#"),
                    mixed="#" in slots,
                    attributes=frozenset(word.rstrip("!") for word in own),
                    required=frozenset(word[:-1] for word in own if word.endswith("!")),
                ),
            )


def _slot(text: str) -> Slot:
    names = frozenset(text.rstrip("?*+").split("|"))
    return Slot(names, at_least=0 if text[-1] in "?*" else 1, many=text[-1] in "*+")


def _spread(text: str, groups: Mapping[str, str]) -> str:
    """The text with the groups it names put in."""
    while "%" in text:
        text = re.sub(r"%(\w+)", lambda found: groups[found[1]], text)
    return text
