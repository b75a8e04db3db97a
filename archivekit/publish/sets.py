"""The sets that a record is in, and how each is told of (OAI-PMH 2.0, 2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archivekit.description.record import Terms
from archivekit.leaving.tree import Node
from archivekit.oai import set_specs
from archivekit.oai.set_specs import FONDS, PARTNER
from archivekit.texts import text


class SetRow(NamedTuple):
    """A set of the edition in the making. ``number``: of the record that it stands for."""

    spec: str
    kind: str
    name: str
    description: str
    number: int | None


def set_of(node: Node) -> str:
    """The first set of a record: its fonds, or its partner."""
    if node.record.partner is not None:
        return set_specs.of_partner(node.record.partner)
    top = node.top
    return set_specs.part(top.record.code_folded or top.ark.rpartition("/")[2])


def sets_of_terms(terms: Terms) -> list[str]:
    """The sets of a record's types and places."""
    types = (set_specs.of_type(it.text) for it in terms.get("type", ()) if it.text.strip())
    places = (set_specs.of_place(it.text) for it in terms.get("spatial", ()) if it.text.strip())
    return list(dict.fromkeys([*types, *places]))


def with_all_above(specs: Iterable[str]) -> set[str]:
    """Sets and all that they are below."""
    return {above for spec in specs for above in set_specs.with_those_above(spec)}


def still_told(specs: Iterable[str], live: set[str]) -> list[str]:
    """The sets that a record which is gone is still told of in.

    A type or place that no open record names any more is a word of what is closed: it goes, and
    the next set above that is ``live`` stands for it.
    """
    kept = (_still_told(spec, live) for spec in specs)
    return list(dict.fromkeys(spec for spec in kept if spec))


def _still_told(spec: str, live: set[str]) -> str:
    if set_specs.kind_of(spec) in (FONDS, PARTNER):
        return spec
    above = (it for it in set_specs.with_those_above(spec) if it in live)
    return max(above, key=len, default="")


def rows(
    specs: Iterable[str], fonds: dict[str, tuple[str, int | None]], language: str
) -> Iterator[SetRow]:
    """All sets of these names and those above them. ``fonds``: titles and numbers that are known.

    Of a fonds that left only its name remains.
    """
    for spec in sorted(with_all_above(specs)):
        kind = set_specs.kind_of(spec)
        name, number = fonds.get(spec, ("", None))
        if kind == FONDS:
            yield SetRow(spec, kind, name or set_specs.words_of(spec), "", number)
        elif spec == kind:
            described = text(f"publish.sets-{kind}-description", language)
            yield SetRow(spec, kind, text(f"publish.sets-{kind}", language), described, None)
        else:
            name = name if kind == PARTNER and name else set_specs.words_of(spec)
            described = text(f"publish.set-{kind}-description", language, name=name)
            yield SetRow(spec, kind, name, described, None)
