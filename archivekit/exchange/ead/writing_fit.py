"""A tree mended until its dialect's schema takes it, losing as few words as can be.

Real finding aids break the rules they are written by, and a tree that was right in one dialect is
not in another. Each element is fitted by its model: what may not stand in it gives its words to
where they may; loose words become paragraphs; children are put in the order of the schema; what
stays without what it must hold is opened in its turn. Attributes are said right, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archivekit.exchange.ead import writing_values
from archivekit.exchange.ead.writing_grammar import Grammar, Model
from archivekit.exchange.ead.writing_losses import Losses
from archivekit.exchange.ead.writing_nodes import Comment, Node
from archivekit.exchange.ead.writing_parts import (
    has_any,
    joined,
    lines,
    listed,
    of_one_kind,
    words_left,
    wrapped,
)
from archivekit.exchange.ead.writing_values import name_token

# What is put in where it must stand and does not.
_CHILDREN = {
    "chronitem": ("date", "event"),
    "defitem": ("label", "item"),
    "change": ("date", "item"),
    "did": ("unittitle",),
    "physdescstructured": ("quantity", "unittype"),
    "titlestmt": ("titleproper",),
}
_ATTRIBUTES = {
    "level": "otherlevel",
    "daotype": "unknown",
    "coverage": "whole",
    "physdescstructuredtype": "otherphysdescstructuredtype",
    "relationtype": "otherrelationtype",
    "coordinatesystem": "unknown",
    "value": "unknown",
}
# EAD3: one alone is no set.
_SETS = {
    "daoset": ("dao",),
    "physdescset": ("physdescstructured",),
    "dateset": ("datesingle", "daterange"),
}
# Said nowhere else, and nobody's loss.
_SILENT = frozenset(("linktype", "altrender", "tpattern", "type", "schemaLocation"))
_NO_LEVELS = ("", "unitofdescription")
# In running words these stand apart, on lines of their own; or by a blank.
_LINES = frozenset(
    (
        *("p", "item", "list", "head", "note", "chronitem", "address", "addressline", "table"),
        *("row", "bibref", "blockquote", "defitem", "daodesc", "indexentry", "chronlist", "index"),
        *("footnote", "descriptivenote"),
    )
)
_APART = _LINES | {
    *("lb", "entry", "label", "event", "date", "tgroup"),
    *("origination", "unittitle", "unitid", "container", "physloc", "repository", "abstract"),
}


@dataclass(slots=True)
class Identifiers:
    """The ids of one file: each stands once. ``missing`` are those that nothing may point to."""

    taken: set[str] = field(default_factory=set)
    pointed_to: set[str] = field(default_factory=set)
    missing: frozenset[str] = frozenset()

    def take(self, text: str) -> bool:
        """Whether the id was free; it is then taken."""
        if text in self.taken:
            return False
        self.taken.add(text)
        return True

    def point_to(self, text: str) -> bool:
        """Whether an element may point there."""
        self.pointed_to.add(text)
        return text not in self.missing


class Fitter:
    """Fits the trees of one file to a grammar."""

    def __init__(self, grammar: Grammar, identifiers: Identifiers, losses: Losses) -> None:
        self._grammar = grammar
        self._identifiers = identifiers
        self._losses = losses

    def fit(self, node: Node) -> Node | None:
        """The element as the schema takes it; None where nothing of it can stand."""
        model = self._grammar.models.get(node.name)
        if model is None:
            return None
        fitted = Node(node.name, content=self._content(node, model))
        if not self._is_whole(fitted, model):
            return None
        fitted.attributes = self.attributes(node, model)
        return fitted if self._has_required(fitted, model) else None

    def attributes(self, node: Node, model: Model | None = None) -> dict[str, str]:
        """Its attributes as the schema takes them."""
        model = model or self._grammar.models[node.name]
        found: dict[str, str] = {}
        for name, text in node.attributes.items():
            if name in model.attributes:
                said = self._value(node, name, text)
                if said is None and name == "level" and text.lower() not in _NO_LEVELS:
                    found |= {"level": "otherlevel", "otherlevel": name_token(text) or "autre"}
                    continue
            else:
                said = None
            if said is not None:
                found[name] = said
            elif text.strip() and name not in _SILENT:
                self._losses.attribute(node.name, name, text)
        return found

    def _value(self, node: Node, name: str, text: str) -> str | None:
        kind = self._grammar.values_of(node.name, name)
        if kind is None:
            return text
        said = writing_values.value(kind, text)
        if said is None:
            return None
        if kind == "@id":
            return said if self._identifiers.take(said) else None
        if kind in ("@idref", "@idrefs"):
            return " ".join(filter(self._identifiers.point_to, said.split())) or None
        return said

    def _has_required(self, node: Node, model: Model) -> bool:
        for name in model.required - node.attributes.keys():
            if name == "cols":
                rows = [each for each in node.descendants() if each.name == "row"]
                node.attributes[name] = str(max((len(row.all("entry")) for row in rows), default=1))
            elif name in _ATTRIBUTES:
                node.attributes[name] = _ATTRIBUTES[name]
            else:
                return False
        return True

    def _content(self, node: Node, model: Model) -> list[Node | str]:
        lists = model.slot_of("list") is not None and model.slot_of("item") is None
        content = listed(node.content) if lists and not model.mixed else node.content
        parts = list(self._parts(node, model, content))
        if model.mixed:
            parts = lines(parts)
            return self._in_order(parts, model) if len(model.slots) > 1 else joined(parts)
        if model.wrapper:
            parts = wrapped(parts, model)
        children: list[Node | str] = [it for it in parts if isinstance(it, (Node, Comment))]
        if lost := " ".join("".join(words_left(parts)).split()):
            self._losses.element(node.name, lost)
        for name in _CHILDREN.get(node.name, ()):
            if not any(isinstance(child, Node) and child.name == name for child in children):
                slot = model.slot_of(name)
                if slot is not None and not has_any(children, model, slot):
                    children.append(Node(name))
        if node.name == "list":
            children = of_one_kind(children)
        return self._in_order(children, model)

    def _parts(self, parent: Node, model: Model, content: list[Node | str]) -> Iterator[Node | str]:
        """What may stand, fitted; the words of what may not, in its place."""
        for part in content:
            if not isinstance(part, Node):
                yield part
            elif model.slot_of(part.name) is not None:
                yield from self._allowed(parent, model, part)
            elif model.wrapper and self._runs_on(model, part.name):
                # It will stand in a paragraph with the words around it.
                yield from self._allowed(parent, model, part)
            else:
                yield from self._opened(parent, model, part)

    def _allowed(self, parent: Node, model: Model, part: Node) -> Iterator[Node | str]:
        if part.name == "p" and model.wrapper == "p":
            pieces = self._split(part, model)
            if any(isinstance(piece, Node) and piece.name != "p" for piece in pieces):
                yield from self._parts(parent, model, pieces)
                return
        fitted = self.fit(part)
        if fitted is not None:
            yield fitted
        else:
            yield from self._opened(parent, model, part, known=True)

    def _runs_on(self, model: Model, name: str) -> bool:
        return self._grammar.models[model.wrapper].slot_of(name) is not None

    def _split(self, paragraph: Node, model: Model) -> list[Node | str]:
        """A paragraph parted around the blocks that may stand beside it and not in it."""
        inside = self._grammar.models["p"]
        pieces: list[Node | str] = []
        rest = Node("p", dict(paragraph.attributes))
        for part in paragraph.content:
            blocks = isinstance(part, Node) and inside.slot_of(part.name) is None
            if blocks and isinstance(part, Node) and model.slot_of(part.name) is not None:
                pieces += [rest, part] if rest.words() else [part]
                rest = Node("p")
            else:
                rest.content.append(part)
        return [*pieces, rest] if rest.words() or not pieces else pieces

    def _opened(
        self, parent: Node, model: Model, part: Node, *, known: bool = False
    ) -> Iterator[Node | str]:
        """What an element holds, as far as it may stand in the place of the element itself."""
        if part.is_empty() and part.name not in _APART:
            return
        said = part.words()
        if not known and said and (model.mixed or model.wrapper):
            self._losses.element(f"{parent.name}/{part.name}")
        apart = self._break(part, model)
        if model.wrapper == "p" and part.name in ("head", "bibref", "address"):
            paragraph = Node("p", content=part.content)
            yield from self._parts(parent, model, [paragraph])
            return
        yield from apart
        yield from self._parts(parent, model, part.content)
        yield from apart

    def _break(self, part: Node, model: Model) -> list[Node | str]:
        """What parts its words from those around it, where they come to stand among others."""
        if not model.mixed or part.name not in _APART:
            return []
        if part.name in _LINES and model.slot_of("lb") is not None:
            return [Node("lb")]
        return [" "]

    def _in_order(self, parts: list[Node | str], model: Model) -> list[Node | str]:
        """The children by the places they take; words stay before all that follows them."""
        placed: list[tuple[int, Node | str]] = []
        filled: dict[int, Node] = {}
        place = 0
        for part in parts:
            if isinstance(part, Node):
                if part.name == "head" and placed and model.wrapper == "p":
                    # A heading that does not come first is read with the words around it.
                    part = Node("p", content=part.content)
                place = model.slot_of(part.name) or 0
                first = filled.setdefault(place, part)
                if first is not part and not model.slots[place].many:
                    placed.extend(self._second(first, part, model))
                    continue
            placed.append((place, part))
        placed.sort(key=lambda pair: pair[0])
        return [part for _, part in placed]

    def _second(self, first: Node, part: Node, model: Model) -> Iterator[tuple[int, Node | str]]:
        """Where one child may stand and another comes: its words join the first's."""
        paragraph = model.slot_of("p")
        if part.name == "head" and paragraph is not None:
            yield paragraph, Node("p", content=part.content)
        elif self._grammar.models[first.name].mixed and part.words():
            first.content += [" ; " if first.words() else "", *part.content]
        elif part.words():
            self._losses.element(part.name, part.words())

    def _is_whole(self, node: Node, model: Model) -> bool:
        children = node.children
        if node.name in _SETS and sum(child.name in _SETS[node.name] for child in children) < 2:
            return False
        return all(
            not slot.at_least or any(child.name in slot.names for child in children)
            for slot in model.slots
        )
