"""The extents of EAD 2002 in EAD3: a quantity and a unit where the words are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.exchange.ead.writing_nodes import Node
from archivekit.exchange.ead.writing_turns import has_words

_QUANTITY = re.compile(r"(?P<quantity>\d[\d.,]*) (?P<unit>\D\S*(?: \S+)*)")
_LENGTHS = re.compile(r"(?:m\.? ?l|ml|mètres?|metres?|meters?|cm|feet|foot|linear)\b", re.I)


def physdesc(node: Node) -> list[Node | str]:
    """Extents, each on its own with what follows it; words among them stay a description."""
    kinds = {child.name for child in node.children}
    if has_words(node.content) or not kinds or kinds - {"extent", "dimensions", "physfacet"}:
        return [Node(node.name, _physical_attributes(node), node.content)]
    return [*_structured(node)]


def _structured(node: Node) -> Iterator[Node]:
    """An extent with what follows it, each in its own description."""
    waiting: list[Node] = []
    for child in [*node.children, Node("extent")]:
        if child.name == "extent":
            if waiting:
                yield _one_extent(node, waiting)
            waiting = [child] if child.words() else []
        else:
            waiting.append(child)


def _one_extent(node: Node, parts: list[Node]) -> Node:
    extent = parts[0] if parts[0].name == "extent" else None
    words = extent.words() if extent is not None else ""
    match = _QUANTITY.fullmatch(words)
    quantity, unit = (match["quantity"], match["unit"]) if match else ("", words)
    length = bool(match and _LENGTHS.match(unit))
    # EAD3 knows carriers, space, and kinds of material; counted things are carriers.
    kind = "spaceoccupied" if length else "carrier" if words else "materialtype"
    return Node(
        "physdescstructured",
        {**_physical_attributes(node), "coverage": "whole", "physdescstructuredtype": kind},
        [
            Node("quantity", content=[quantity] if quantity else []),
            Node("unittype", content=[unit] if unit else []),
            *(part for part in parts if part is not extent),
        ],
    )


def _physical_attributes(node: Node) -> dict[str, str]:
    kept = ("audience", "label", "encodinganalog", "id", "altrender", "lang")
    return {name: text for name, text in node.attributes.items() if name in kept}
