"""What a record says now, put into the XML that it was imported in.

What is still as it was imported leaves as it came, to the letter; what was changed since is made
anew. Owns which elements belong to which part of a description.
"""

from __future__ import annotations

from collections.abc import Callable

from archivekit.description.record import Description
from archivekit.exchange.ead import names
from archivekit.exchange.ead.writing_nodes import Node, element

_PHYSICAL = frozenset(("physdesc", "physdescstructured", "physdescset", "parallelphysdescset"))
# Parts that change together, and the elements they are said in.
_PARTS: dict[str, frozenset[str]] = {
    "unitid": frozenset(("unitid",)),
    "unittitle": frozenset(("unittitle",)),
    "unitdate": frozenset(("unitdate", "unitdatestructured", "dateset")),
    "origination": frozenset(("origination",)),
    "physdesc": _PHYSICAL,
    "langmaterial": frozenset(("langmaterial",)),
    "accessrestrict": frozenset(("accessrestrict", "legalstatus")),
    "userestrict": frozenset(("userestrict",)),
    "dao": frozenset(("dao", "daogrp", "daoset")),
}
_TERMS = {
    "identifier": ("unitid",),
    "ead:unitid": ("unitid",),
    "title": ("unittitle",),
    "alternative": ("unittitle",),
    "ead:unitdate": ("unitdate",),
    "creator": ("origination",),
    "extent": ("physdesc",),
    "medium": ("physdesc",),
    "type": ("physdesc", "genreform"),
    "language": ("langmaterial",),
    "rights": ("userestrict",),
    "license": ("userestrict",),
    "ead:accessrestrict": ("accessrestrict",),
    "ead:legalstatus": ("accessrestrict",),
    "ead:dao": ("dao",),
}
_INDEX = {
    "subject": frozenset(("subject", "function", "occupation")),
    "spatial": frozenset(("geogname",)),
    "contributor": names.NAMES,
    "type": frozenset(("genreform",)),
    "relation": frozenset(("title",)),
}
_HOLD = frozenset(("did", "descgrp", "archdescgrp", "controlaccess"))


def changed(now: Description, imported: Description) -> frozenset[str]:
    """The elements that no longer say what was imported; ``@level`` and ``@internal`` too."""
    found: set[str] = set()
    for part, same in (
        ("unitid", now.code == imported.code),
        ("unittitle", now.title == imported.title),
        ("unitdate", now.date_text == imported.date_text),
        ("accessrestrict", now.access_text == imported.access_text),
        ("dao", now.scans == imported.scans),
        ("@level", now.level == imported.level),
        ("@internal", now.internal_notes == imported.internal_notes),
    ):
        if not same:
            found |= _PARTS.get(part, frozenset((part,)))
    for term in now.terms.keys() | imported.terms.keys():
        if now.terms.get(term, []) != imported.terms.get(term, []):
            found |= _elements_of(term)
    return frozenset(found)


def _elements_of(term: str) -> frozenset[str]:
    found: set[str] = set()
    for part in _TERMS.get(term, ()):
        found |= _PARTS.get(part, frozenset((part,)))
    found |= _INDEX.get(term, frozenset())
    found |= {name for name, other in names.TEXT_TERMS.items() if other == term}
    # What has no element of its own is said in <odd>.
    return frozenset(found or ("odd",))


def merge(imported: Node, fresh: Node, parts: frozenset[str]) -> None:
    """Puts the named elements of ``fresh`` in the place of those of ``imported``."""
    if "unitdate" in parts:
        _let_be_words(imported)
    _take_out(imported, parts, parts)
    if "@level" in parts:
        for name in ("level", "otherlevel"):
            imported.attributes.pop(name, None)
            if name in fresh.attributes:
                imported.attributes[name] = fresh.attributes[name]
    did, made = imported.first("did"), fresh.first("did")
    if did is None:
        did = element("did")
        imported.content.insert(0, did)
    if made is not None:
        _put_in(did, [child for child in made.children if child.name in parts])
    _put_in(imported, [child for child in map(_kept(parts), fresh.children) if child])


def _let_be_words(component: Node) -> None:
    """Dates that stand inside a title stay as its words only: the date is said anew beside it."""
    did = component.first("did")
    for title in did.all("unittitle") if did else ():
        title.content = [
            words
            for part in title.content
            for words in (
                part.content if isinstance(part, Node) and part.name == "unitdate" else [part]
            )
        ]


def _kept(parts: frozenset[str]) -> Callable[[Node], Node | None]:
    """Of new children those that take the place of others; of index terms the changed ones."""

    def kept(child: Node) -> Node | None:
        if child.attributes.get("audience") == "internal":
            return child if "@internal" in parts else None
        if child.name == "controlaccess":
            entries = [entry for entry in child.children if entry.name in parts]
            return Node(child.name, child.attributes, [*entries]) if entries else None
        return child if child.name in parts and child.name != "did" else None

    return kept


def _take_out(node: Node, parts: frozenset[str], changed_parts: frozenset[str]) -> None:
    """Takes ``parts`` out; inside notes only images and index terms, which are the record's too."""
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node):
            internal = part.attributes.get("audience") == "internal"
            if ("@internal" if internal else part.name) in parts:
                continue
            inside = changed_parts if part.name in _HOLD else changed_parts & _PARTS["dao"]
            _take_out(part, inside, changed_parts)
        content.append(part)
    node.content = content


def _put_in(parent: Node, children: list[Node]) -> None:
    """New children, each after the last of its name or at the end."""
    for child in children:
        places = [
            number
            for number, part in enumerate(parent.content)
            if isinstance(part, Node) and part.name == child.name
        ]
        if places:
            parent.content.insert(places[-1] + 1, child)
        elif child.name in ("unitid", "unittitle", "unitdate"):
            parent.content.insert(_place_of(child.name, parent), child)
        else:
            parent.content.append(child)


def _place_of(name: str, did: Node) -> int:
    """Code, title, date come first, in this order."""
    before = {"unitid": (), "unittitle": ("unitid",), "unitdate": ("unitid", "unittitle")}[name]
    places = [
        number
        for number, part in enumerate(did.content)
        if isinstance(part, Node) and part.name in (*before, "head")
    ]
    return places[-1] + 1 if places else 0
