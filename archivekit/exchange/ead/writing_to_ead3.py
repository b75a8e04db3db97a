"""EAD 2002 as EAD3: parts in names, structured extents, sets of digital objects.

After the crosswalk of EAD3's tag library. What EAD3 has no place for (``frontmatter``, headings of
``descgrp`` …) is left to the fitting, which says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.exchange.ead.writing_extents import physdesc
from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_running_text import chronitem, list_of, running
from archivekit.exchange.ead.writing_turns import (
    DIGITAL,
    NAMES,
    TERMS,
    Turn,
    flat,
    has_words,
    hoist_digital,
    opened,
    renamed,
    turned,
    with_names,
)

_LINK = {"role": "linkrole", "title": "linktitle"}
_TYPE = {"type": "localtype"}
_STATUSES = frozenset(("legalstatus", "accessrestrict", "head"))
_PHYSICAL = frozenset(("extent", "dimensions", "physfacet", "genreform"))
_TYPED = (
    *("unitid", "unittitle", "abstract", "container", "physloc", "materialspec", "num", "date"),
    *("titleproper", "dimensions", "physfacet", "extent", "accessrestrict", "altformavail"),
    *("appraisal", "odd", "originalsloc", "phystech", "processinfo", "relatedmaterial"),
    *("separatedmaterial", "userestrict", "genreform", "archdesc", "edition", "subtitle"),
)


def component_to_ead3(node: Node) -> Node:
    """A component, or the whole ``archdesc``, in EAD3."""
    did = _did(node)
    did.content += _body_notes(node)
    # Groups are read before what stands alone, and a group of one will stand alone.
    hoisted: list[Node] = [*(it for it in did.children if it.name in DIGITAL), *hoist_digital(node)]
    did.content = [part for part in did.content if part not in hoisted]
    hoisted.sort(key=_stands_alone)
    did.content += hoisted
    _move_genres(node)
    _move_dates(node)
    _part_statuses(node)
    found = turned(node, TURNS)
    component = found[0]
    assert isinstance(component, Node)
    return component


def _stands_alone(node: Node) -> bool:
    return node.name == "dao"


def _did(component: Node) -> Node:
    did = component.first("did")
    if did is None:
        did = element("did")
        component.content.insert(0, did)
    return did


def _body_notes(component: Node) -> list[Node]:
    notes = component.all("note")
    component.content = [part for part in component.content if part not in notes]
    return notes


def _move_genres(component: Node) -> None:
    """Genres of a physical description stand among the index terms, first."""
    genres = []
    for physical in _did(component).all("physdesc"):
        kinds = {child.name for child in physical.children}
        if not has_words(physical.content) and kinds <= _PHYSICAL:
            genres += physical.all("genreform")
            physical.content = [part for part in physical.content if part not in genres]
    if genres:
        place = component.content.index(_did(component)) + 1
        component.content.insert(place, element("controlaccess", *genres))


def _move_dates(component: Node) -> None:
    """Dates inside titles stand beside them too: EAD3 has none inside."""
    did = _did(component)
    inside = [
        each
        for title in did.all("unittitle")
        for each in title.descendants()
        if each.name == "unitdate"
    ]
    did.content += [Node("unitdate", each.attributes, each.content) for each in inside]


def _part_statuses(component: Node) -> None:
    """Legal statuses that stand alone in a restriction are notes of their own in EAD3."""
    content: list[Node | str] = []
    for part in component.content:
        if isinstance(part, Node) and part.name == "accessrestrict":
            content += _statuses(part)
        else:
            content.append(part)
    component.content = content


def _statuses(restriction: Node) -> Iterator[Node]:
    """Restrictions that only hold others, and statuses, as these."""
    names = {child.name for child in restriction.children}
    if not names & {"legalstatus", "accessrestrict"} or names - _STATUSES:
        yield restriction
        return
    for child in restriction.children:
        if child.name == "accessrestrict":
            yield from _statuses(child)
        elif child.name == "legalstatus":
            yield Node(child.name, {**restriction.attributes, **child.attributes}, child.content)


def _name(node: Node) -> list[Node | str]:
    attributes = with_names(
        node.attributes,
        {"authfilenumber": "identifier", "role": "relator", "type": "localtype", "href": ""},
    )
    parts = node.all("part")
    inside = parts or [element("part", *node.content)]
    return [Node(node.name, attributes, [*inside])]


def _origination(node: Node) -> list[Node | str]:
    names = [child for child in node.children if child.name in NAMES]
    if not names or len(names) < len(node.children) or has_words(node.content):
        names = [element("name", element("part", *running(node.content)))]
    return [Node(node.name, node.attributes, [*names])]


def _repository(node: Node) -> list[Node | str]:
    """Names, then one address; loose words are a name."""
    names: list[Node] = []
    lines: list[Node] = []
    loose: list[Node | str] = []
    for part in [*node.content, Node("")]:
        if isinstance(part, Node) and part.name in ("", "address", *NAMES):
            if has_words([*flat(loose)]):
                names.append(element("corpname", element("part", *running(loose))))
            loose = []
            if part.name == "address":
                lines += part.all("addressline")
            elif part.name:
                names.append(part)
        else:
            loose.append(part)
    address = [element("address", *lines)] if lines else []
    return [Node(node.name, node.attributes, [*names, *address])]


def _langmaterial(node: Node) -> list[Node | str]:
    named = [_language(child) for child in node.children if child.name == "language"]
    if not named:
        return [Node(node.name, node.attributes, [element("language", *flat(node.content))])]
    prose = [element("descriptivenote", element("p", *flat(node.content)))]
    return [Node(node.name, node.attributes, [*named, *(prose if has_words(node.content) else ())])]


def _language(language: Node) -> Node:
    code = language.attributes.get("scriptcode")
    attributes = {key: text for key, text in language.attributes.items() if key != "scriptcode"}
    words = [*flat(language.content)]
    plain = Node("language", attributes, [*words])
    if not code:
        return plain
    return element("languageset", plain, element("script", code, scriptcode=code))


def _dao(node: Node) -> list[Node | str]:
    attributes = with_names(node.attributes, {**_LINK, "linktype": "", "type": ""})
    return [Node("dao", {"daotype": "derived", **attributes}, node.content)]


def _daogrp(node: Node) -> list[Node | str]:
    daos = node.all("dao")
    if len(daos) < 2:
        return [*daos]
    notes = node.all("descriptivenote")[:1]
    return [Node("daoset", {"coverage": "whole"}, [*daos, *notes])]


def _daodesc(node: Node) -> list[Node | str]:
    paragraphs = [child for child in node.children if child.name == "p"]
    others = [part for part in node.content if part not in paragraphs]
    words = " ".join("".join(flat(others)).split())
    return [element("descriptivenote", *paragraphs, *([element("p", words)] if words else ()))]


def _note(node: Node) -> list[Node | str]:
    """A note in the ``did``; in running text it becomes a footnote."""
    return [Node("footnote", with_names(node.attributes, {**_TYPE, "label": ""}), node.content)]


def _did_turn(node: Node) -> list[Node | str]:
    """EAD3's note in the ``did`` holds words: its paragraphs become lines."""
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node) and part.name == "footnote":
            attributes = dict(part.attributes)
            part = Node("didnote", attributes, running(part.content))
        content.append(part)
    return [Node("did", node.attributes, content)]


def _legalstatus(node: Node) -> list[Node | str]:
    """Inside a restriction it is a paragraph, on its own a note."""
    return [Node("legalstatus", with_names(node.attributes, _TYPE), [element("p", *node.content)])]


def _accessrestrict(node: Node) -> list[Node | str]:
    content: list[Node | str] = []
    for part in node.content:
        status = isinstance(part, Node) and part.name == "legalstatus"
        content += part.content if status and isinstance(part, Node) else [part]
    return [Node(node.name, with_names(node.attributes, _TYPE), content)]


def _descgrp(node: Node) -> list[Node | str]:
    return opened(node)


def _bibref(node: Node) -> list[Node | str]:
    """In running text a reference that leads nowhere is but words."""
    attributes = with_names(node.attributes, _LINK)
    if "href" not in attributes:
        return [
            Node(node.name, with_names(attributes, dict.fromkeys(attributes, "")), node.content)
        ]
    link = Node("ref", {key: attributes[key] for key in ("href", "linktitle") if key in attributes})
    link.content = [*flat(node.content)]
    return [Node(node.name, {}, [link])]


def _linkgrp(node: Node) -> list[Node | str]:
    return [child for child in node.children if child.name in ("ref", "ptr")]


def _eventgrp(node: Node) -> list[Node | str]:
    return node.content


_reference = renamed("ref", **_LINK, label="")
_pointer = renamed("ptr", **_LINK, label="")
TURNS: dict[str, Turn] = {
    **{name: renamed(name, type="localtype") for name in _TYPED},
    **dict.fromkeys(TERMS, _name),
    "unitdate": renamed("unitdate", type="unitdatetype"),
    "dsc": renamed("dsc", type="dsctype", othertype="otherdsctype", tpattern=""),
    "abstract": renamed("abstract", langcode="lang", type="localtype"),
    "origination": _origination,
    "repository": _repository,
    "langmaterial": _langmaterial,
    "physdesc": physdesc,
    "dao": _dao,
    "daoloc": _dao,
    "daogrp": _daogrp,
    "daodesc": _daodesc,
    "note": _note,
    "did": _did_turn,
    "chronitem": chronitem,
    "eventgrp": _eventgrp,
    "list": list_of,
    "legalstatus": _legalstatus,
    "accessrestrict": _accessrestrict,
    "descgrp": _descgrp,
    "bibref": _bibref,
    "archref": _bibref,
    "linkgrp": _linkgrp,
    "extref": _reference,
    "ref": _reference,
    "refloc": _reference,
    "extrefloc": _reference,
    "extptr": _pointer,
    "ptr": _pointer,
    "ptrloc": _pointer,
    "extptrloc": _pointer,
}
