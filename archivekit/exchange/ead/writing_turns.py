"""What the turning of a tree from one dialect into another is made of.

A turn is a function from an element to the elements that take its place; each dialect has a table
of them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archivekit.exchange.ead.writing_nodes import Comment, Node, element

Turn = Callable[[Node], list[Node | str]]

NAMES = frozenset(("persname", "famname", "corpname", "name"))
TERMS = frozenset((*NAMES, "geogname", "subject", "genreform", "function", "occupation", "title"))
COMPONENTS = frozenset(("c", *(f"c{number:02}" for number in range(1, 13))))
DIGITAL = frozenset(("dao", "daogrp", "daoset"))


def turned(node: Node, turns: Mapping[str, Turn]) -> list[Node | str]:
    """The element in the other dialect, what it holds being turned first."""
    inside = Node(node.name, dict(node.attributes), turned_content(node, turns))
    turn = turns.get(node.name)
    return turn(inside) if turn else [inside]


def turned_content(node: Node, turns: Mapping[str, Turn]) -> list[Node | str]:
    """What an element holds, in the other dialect."""
    found: list[Node | str] = []
    for part in node.content:
        found += turned(part, turns) if isinstance(part, Node) else [part]
    return found


def renamed(name: str, **attributes: str) -> Turn:
    """The element under another name, its attributes called as told (``""``: left out)."""

    def turn(node: Node) -> list[Node | str]:
        return [Node(name, with_names(node.attributes, attributes), node.content)]

    return turn


def opened(node: Node) -> list[Node | str]:
    """What the element holds, in its place; its heading becomes a note's first words."""
    return [part for part in node.content if not (isinstance(part, Node) and part.name == "head")]


def left_out(_: Node) -> list[Node | str]:
    """Nothing in the element's place."""
    return []


def with_names(attributes: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The attributes, some called otherwise."""
    return {
        names.get(name, name): text for name, text in attributes.items() if names.get(name) != ""
    }


def has_words(content: list[Node | str]) -> bool:
    """Whether words stand between the elements."""
    return any(
        any(char.isalnum() for char in part)
        for part in content
        if isinstance(part, str) and not isinstance(part, Comment)
    )


def flat(content: list[Node | str]) -> Iterator[str]:
    """All words in order."""
    for part in content:
        if isinstance(part, Node):
            yield from flat(part.content)
        elif not isinstance(part, Comment):
            yield part


def bold(words: list[Node | str]) -> Node:
    """A paragraph in bold: what is left of a heading where none may stand."""
    return element("p", element("emph", *words, render="bold"))


def hoist_digital(component: Node) -> list[Node]:
    """Takes digital objects out of a component's notes: they stand in its ``did`` alone."""
    found: list[Node] = []
    for part in component.children:
        if part.name in DIGITAL:
            found.append(part)
        elif part.name != "did" and part.name not in COMPONENTS and part.name != "dsc":
            found += hoist_digital(part)
    if found:
        component.content = [
            part
            for part in component.content
            if not (isinstance(part, Node) and part.name in DIGITAL)
        ]
    return found
