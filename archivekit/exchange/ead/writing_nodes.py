"""Elements of a finding aid on their way out, as plain values without namespaces.

Owns the tree that writers cut and mend, and how it becomes text. Names and attributes are those of
the DTD (``href`` and not ``xlink:href``); the dialect puts the rest in when the tree is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from archivekit.description.xml_characters import ILLEGAL

XLINK = "http://www.w3.org/1999/xlink"
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_TO_ESCAPE = re.compile("[&<>\r]")
_IN_ATTRIBUTE = {**_ESCAPED, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TO_ESCAPE_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t]')


class Comment(str):
    """A comment, by its words."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Node:
    """An element, itself and no other of the same words.

    ``content`` runs in the order of the document: words, comments, elements.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The elements right below."""
        return [part for part in self.content if isinstance(part, Node)]

    def first(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def descendants(self) -> Iterator[Node]:
        """All elements below, in the order of the document."""
        for child in self.children:
            yield child
            yield from child.descendants()

    def words(self) -> str:
        """All its words, white space folded."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, Node):
                yield from part._words()
            elif not isinstance(part, Comment):
                yield part

    def is_empty(self) -> bool:
        """Whether it says nothing: no words, no elements, no attributes."""
        return not self.attributes and not self.children and not self.words()


def element(name: str, *content: Node | str, **attributes: str | None) -> Node:
    """An element with what is given that is not empty."""
    given = {key.rstrip("_"): value for key, value in attributes.items() if value}
    return Node(name, given, [part for part in content if part != ""])


def of_xml(source: etree._Element) -> Node:
    """The tree of a parsed element. Namespaces go, processing instructions too."""
    node = Node(_local(source.tag), _attributes(source))
    if source.text:
        node.content.append(source.text)
    for child in source:
        if isinstance(child.tag, str):
            node.content.append(of_xml(child))
        elif child.tag is etree.Comment:
            node.content.append(Comment(child.text or ""))
        if child.tail:
            node.content.append(child.tail)
    return node


def _attributes(source: etree._Element) -> dict[str, str]:
    """Attributes by their names; one without a namespace goes before the same in XLink's."""
    found: dict[str, str] = {}
    for name, value in source.attrib.items():
        namespace, _, local = str(name).rpartition("}")
        if namespace != "{http://www.w3.org/2001/XMLSchema-instance" and (
            not namespace or local not in found
        ):
            found[local] = str(value)
    return found


def _local(name: str | bytes | bytearray | etree.QName) -> str:
    return str(name).rpartition("}")[2]


def clean(text: str) -> str:
    """The words with a blank where a character may not stand in XML."""
    return ILLEGAL.sub(" ", text)


def escape(text: str) -> str:
    """The words as element content."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], clean(text))


def escape_attribute(text: str) -> str:
    """The words as the value of an attribute between double quotes."""
    return _TO_ESCAPE_IN_ATTRIBUTE.sub(lambda found: _IN_ATTRIBUTE[found[0]], clean(text))


def comment(text: str) -> str:
    """A comment; hyphens that would end it too early are set apart."""
    words = clean(text).replace("--", "- -")
    return f"<!--{words}{' ' if words.endswith('-') else ''}-->"


def start_tag(name: str, attributes: Iterable[tuple[str, str]], *, empty: bool = False) -> str:
    """A start tag, or that of an empty element."""
    given = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes)
    return f"<{name}{given}{'/' if empty else ''}>"
