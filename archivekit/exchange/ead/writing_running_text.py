"""Running text of EAD 2002 in EAD3: lines, lists, chronologies."""

from __future__ import annotations

from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_turns import TERMS, flat

_LISTS = {"simple": "unordered", "marked": "unordered", "ordered": "ordered", "deflist": "deflist"}
_NUMERATIONS = {
    "arabic": "decimal", "upperalpha": "upper-alpha", "loweralpha": "lower-alpha",
    "upperroman": "upper-roman", "lowerroman": "lower-roman",
}  # fmt: skip


def running(content: list[Node | str]) -> list[Node | str]:
    """The same words in one run, a line break where a paragraph ended."""
    found: list[Node | str] = []
    for part in content:
        if isinstance(part, Node) and part.name in ("p", "head", "item", "addressline", "list"):
            found += [element("lb"), *running(part.content), element("lb")]
        elif isinstance(part, Node) and part.name in TERMS:
            found += [" ", *flat(part.content), " "]
        else:
            found.append(part)
    while found and isinstance(found[0], Node) and found[0].name == "lb":
        found.pop(0)
    while found and isinstance(found[-1], Node) and found[-1].name == "lb":
        found.pop()
    return found


def chronitem(node: Node) -> list[Node | str]:
    """An entry of a chronology; several events of one date are a set."""
    dates = [_chronological(child) for child in node.all("date")[:1]] or [element("datesingle")]
    events = node.all("event")
    if len(events) == 1:
        return [Node("chronitem", node.attributes, [*dates, *events])]
    return [Node("chronitem", node.attributes, [*dates, Node("chronitemset", {}, [*events])])]


def _chronological(date: Node) -> Node:
    first, _, last = date.attributes.get("normal", "").partition("/")
    ends = {"notbefore": first, "notafter": last} if last else {"standarddate": first}
    return Node("datesingle", {name: end for name, end in ends.items() if end}, date.content)


def list_of(node: Node) -> list[Node | str]:
    """A list, by the names that EAD3 has for its kinds."""
    attributes = {
        name: text
        for name, text in node.attributes.items()
        if name not in ("type", "numeration", "mark", "continuation")
    }
    if kind := _LISTS.get(node.attributes.get("type", "")):
        attributes["listtype"] = kind
    if numeration := _NUMERATIONS.get(node.attributes.get("numeration", "")):
        attributes["numeration"] = numeration
    return [Node("list", attributes, node.content)]
