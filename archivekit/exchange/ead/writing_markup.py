"""Trees as XML text: elements that hold elements are set in by their depth, words stay as they are.

Owns how link attributes are named in each dialect (EAD 2002: XLink's namespace; EAD3: none).
"""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.exchange.ead.writing_grammar import Grammar
from archivekit.exchange.ead.writing_nodes import (
    Comment,
    Node,
    comment,
    escape,
    start_tag,
)

_XLINK = frozenset(("href", "role", "arcrole", "title", "show", "actuate", "label", "from", "to"))
_LINK_GROUPS = frozenset(("daogrp", "linkgrp", "resource", "arc"))
_INDENT = " "


class Markup:
    """Writes the trees of one dialect."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._links = frozenset(
            name for name, model in grammar.models.items() if "href" in model.attributes
        )

    def text(self, node: Node, depth: int) -> str:
        """The element on lines of its own."""
        return "".join(self._pieces(node, depth))

    def start(self, node: Node, depth: int) -> str:
        """Its start tag on a line of its own."""
        return f"{_INDENT * depth}{start_tag(node.name, self._attributes(node))}\n"

    def end(self, name: str, depth: int) -> str:
        """An end tag on a line of its own."""
        return f"{_INDENT * depth}</{name}>\n"

    def comment(self, text: str, depth: int) -> str:
        """A comment on a line of its own."""
        return f"{_INDENT * depth}{comment(text)}\n"

    def _pieces(self, node: Node, depth: int) -> Iterator[str]:
        margin = _INDENT * depth
        if not node.content:
            yield f"{margin}{start_tag(node.name, self._attributes(node), empty=True)}\n"
        elif self._grammar.models[node.name].mixed:
            yield f"{margin}{''.join(self._running(node))}\n"
        else:
            yield self.start(node, depth)
            for part in node.content:
                if isinstance(part, Node):
                    yield from self._pieces(part, depth + 1)
                elif isinstance(part, Comment):
                    yield self.comment(part, depth + 1)
            yield self.end(node.name, depth)

    def _running(self, node: Node) -> Iterator[str]:
        """The element in one run, no blank put in anywhere."""
        attributes = self._attributes(node)
        if not node.content:
            yield start_tag(node.name, attributes, empty=True)
            return
        # Elements that hold no words may be set apart, and are then read apart.
        apart = "" if self._grammar.models[node.name].mixed else "\n"
        yield start_tag(node.name, attributes) + apart
        for part in node.content:
            if isinstance(part, Node):
                yield from self._running(part)
                yield apart
            else:
                yield comment(part) if isinstance(part, Comment) else escape(part)
        yield f"</{node.name}>"

    def _attributes(self, node: Node) -> list[tuple[str, str]]:
        links = self._grammar.xlink and (node.name in self._links or node.name in _LINK_GROUPS)
        return [
            (f"xlink:{name}" if links and name in _XLINK else name, text)
            for name, text in node.attributes.items()
        ]
