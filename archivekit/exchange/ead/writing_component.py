"""A record as the tree of its component, in the dialect that is written.

Owns where its parts come from: the XML it was imported in where that still holds, else its
description; and what of it is for the house alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from archivekit.description.record import Description, Level, Value
from archivekit.exchange.ead import writing_body, writing_did
from archivekit.exchange.ead.codes import is_made
from archivekit.exchange.ead.component import read_component
from archivekit.exchange.ead.names import EAD3
from archivekit.exchange.ead.writing_addresses import addresses, say_permalink
from archivekit.exchange.ead.writing_from_ead3 import TURNS as FROM_EAD3
from archivekit.exchange.ead.writing_from_ead3 import component_from_ead3
from archivekit.exchange.ead.writing_grammar import Dialect
from archivekit.exchange.ead.writing_mend import (
    mend,
    say_container_types,
    set_unknown_apart,
)
from archivekit.exchange.ead.writing_merge import changed, merge
from archivekit.exchange.ead.writing_nodes import Comment, Node, element, of_xml
from archivekit.exchange.ead.writing_to_ape import component_to_ape
from archivekit.exchange.ead.writing_to_ead3 import TURNS as TO_EAD3
from archivekit.exchange.ead.writing_to_ead3 import component_to_ead3
from archivekit.exchange.ead.writing_turns import COMPONENTS, DIGITAL, turned_content
from archivekit.exchange.outgoing import Institution, Outgoing

_INHERITED = ("language", "creator", "rights", "license")
_OF_EAD3 = frozenset(
    (
        *("control", "part", "didnote", "daoset", "unitdatestructured", "physdescstructured"),
        *("languageset", "descriptivenote", "recordid"),
    )
)


@dataclass(slots=True)
class Component:
    """A record's tree: ``c`` or ``archdesc``, and what stood around it in its finding aid.

    ``header`` is an ``eadheader`` of EAD 2002, or of EAD3 where both source and dialect are
    (``control``). ``dsc`` has what is said before the components. ``lost`` could not be read.
    """

    node: Node
    header: Node | None = None
    frontmatter: Node | None = None
    dsc: Node | None = None
    unreadable: bool = False


def component(outgoing: Outgoing, institution: Institution, dialect: Dialect) -> Component:
    """The record's component."""
    described = _described(outgoing, institution)
    seen = addresses(outgoing, institution)
    fresh = _made(outgoing, described, institution)
    imported = _imported(described)
    if imported is None:
        fresh.content += set_unknown_apart(fresh, described.unknown)
        say_permalink(fresh, described.code, seen.permalink, "extptr")
        node = _turn(fresh, Dialect.EAD2002, dialect)
        return Component(node, unreadable=bool(described.source_xml))
    given, said = imported
    spoken = Dialect.EAD3 if _is_ead3(described.source_xml, given) else Dialect.EAD2002
    found = _parts(given)
    found.node.name = fresh.name
    mend(found.node)
    aside = set_unknown_apart(found.node, described.unknown)
    if institution.public:
        _leave_open_only(found)
        said = replace(said, internal_notes="")
    # All is put together in EAD 2002, but where both source and export are in EAD3.
    common = Dialect.EAD3 if spoken is Dialect.EAD3 is dialect else Dialect.EAD2002
    if spoken is not common:
        found = _from_ead3(found)
    parts = changed(described, said) | (DIGITAL if seen.viewer else frozenset())
    if parts:
        merge(found.node, _turn(fresh, Dialect.EAD2002, common), parts)
    found.node.content += aside if common is Dialect.EAD2002 else map(_turned_note, aside)
    pointer = "extptr" if common is Dialect.EAD2002 else "ptr"
    say_permalink(found.node, described.code, seen.permalink, pointer)
    _say_audience(found.node, described)
    return _in_dialect(found, common, dialect)


def _in_dialect(found: Component, common: Dialect, dialect: Dialect) -> Component:
    """A component put together in one dialect, turned into the one that is written."""
    if dialect is not Dialect.EAD3:
        say_container_types(found.node)
    found.node = _turn(found.node, common, dialect)
    if dialect is not common and dialect is Dialect.EAD3 and found.header is not None:
        found.header.content = turned_content(found.header, TO_EAD3)
    if found.node.name == "archdesc":
        found.node.attributes.setdefault("level", str(Level.FONDS))
    return found


def _described(outgoing: Outgoing, institution: Institution) -> Description:
    """What the record says; to the public, at the top, with what it inherits."""
    described = outgoing.description
    if is_made(described.code):
        # The import's own way to tell records apart: the finding aid has none of it.
        described = replace(described, code=_code_of(described.source_xml))
    if not institution.public:
        return described
    described = replace(described, internal_notes="", unknown={}, typed={})
    if outgoing.depth:
        return described
    terms = dict(described.terms)
    for term in _INHERITED:
        if term in outgoing.exposed.inherited and not terms.get(term):
            # Of the house's own language, as all words are that say no other.
            terms[term] = [Value(value.text) for value in outgoing.exposed.terms[term]]
    return replace(described, terms=terms)


def _code_of(source: str) -> str:
    try:
        return read_component(source).code if source else ""
    except ValueError:
        return ""


def _made(outgoing: Outgoing, described: Description, institution: Institution) -> Node:
    """The component made of the description alone, in EAD 2002."""
    seen = addresses(outgoing, institution)
    keeper = ""
    if institution.public and not outgoing.depth and not described.terms.get("ead:repository"):
        names = institution.name
        keeper = names.get(institution.language) or next(iter(names.values()), "")
    top = outgoing.depth == 0
    level = described.level or (Level.FONDS if top else None)
    node = element(
        "archdesc" if top else "c",
        writing_did.did(described, repository=keeper),
        *writing_body.body(described),
        level=str(level) if level else None,
        id=f"c{outgoing.uid}" if outgoing.uid else None,
        audience="internal" if described.publish is False else None,
    )
    own = [value.text for value in described.terms.get("ead:dao", ())]
    scans = () if seen.viewer else described.scans
    links = [*own, *([seen.viewer] if seen.viewer else ())]
    objects = writing_body.digital_objects(scans, links, seen.thumbnail)
    did = node.children[0]
    did.content += objects
    return node


def _imported(described: Description) -> tuple[Node, Description] | None:
    """The XML that the record came in, and what it says; None where it can no longer be read."""
    source = described.source_xml
    if not source:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        return of_xml(etree.fromstring(source.encode(), parser)), read_component(source)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _is_ead3(source: str, given: Node) -> bool:
    if EAD3.rstrip("/") in source[:2000]:
        return True
    return any(each.name in _OF_EAD3 for each in given.descendants())


def _parts(given: Node) -> Component:
    """A component, or the parts of a whole finding aid."""
    archdesc = given.first("archdesc") if given.name == "ead" else None
    node = archdesc or given
    dscs = node.all("dsc")
    node.content = [part for part in node.content if part not in dscs and not _is_component(part)]
    dsc = None
    if dscs:
        said = [part for part in dscs[0].content if not _is_component(part)]
        said = [part for part in said if not (isinstance(part, Node) and part.name in _NO_DSC)]
        dsc = Node("dsc", dscs[0].attributes, said)
    header = given.first("eadheader") or given.first("control") if archdesc else None
    return Component(node, header, given.first("frontmatter") if archdesc else None, dsc)


_NO_DSC = ("thead", "dsc")


def _is_component(part: Node | str) -> bool:
    return isinstance(part, Node) and part.name in COMPONENTS


def _leave_open_only(found: Component) -> None:
    for part in (found.node, found.header, found.frontmatter, found.dsc):
        if part is not None:
            _open_only(part)


def _open_only(node: Node) -> None:
    """Takes out what is for internal use alone, and the encoders' comments."""
    node.attributes.pop("audience", None)
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Comment):
            continue
        if isinstance(part, Node):
            if is_internal(part):
                continue
            _open_only(part)
        content.append(part)
    node.content = content


def is_internal(node: Node) -> bool:
    """Whether an element is for the house alone, as the reader has it."""
    kind = node.attributes.get("type") or node.attributes.get("localtype") or ""
    return node.attributes.get("audience") == "internal" or "internal" in kind.lower()


def _from_ead3(found: Component) -> Component:
    header = found.header
    if header is not None:
        header = Node(header.name, header.attributes, turned_content(header, FROM_EAD3))
    dsc = found.dsc
    if dsc is not None:
        dsc = Node(dsc.name, {}, turned_content(dsc, FROM_EAD3))
    return Component(component_from_ead3(found.node), header, None, dsc)


def _turned_note(note: Node) -> Node:
    turned = TO_EAD3["odd"](note)[0]
    assert isinstance(turned, Node)
    return turned


def _say_audience(node: Node, described: Description) -> None:
    if described.publish is False:
        node.attributes["audience"] = "internal"
    elif node.attributes.get("audience") == "internal" and described.publish:
        del node.attributes["audience"]


_TURNS: dict[Dialect, Callable[[Node], Node]] = {
    Dialect.EAD3: component_to_ead3,
    Dialect.APEEAD: component_to_ape,
}


def _turn(node: Node, spoken: Dialect, dialect: Dialect) -> Node:
    return node if spoken is dialect else _TURNS[dialect](node)
