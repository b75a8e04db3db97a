"""EAD3 as EAD 2002: parts joined, structured dates and extents said in words.

Words are put together as the reader does, so that the record stays the same in either dialect.
"""

from __future__ import annotations

from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_turns import (
    NAMES,
    TERMS,
    Turn,
    flat,
    left_out,
    renamed,
    turned,
    with_names,
)

_LINK = {"linkrole": "role", "linktitle": "title"}
_TYPE = {"localtype": "type"}
_LISTS = {"unordered": "simple", "ordered": "ordered", "deflist": "deflist"}
_NUMERATIONS = {
    "decimal": "arabic", "upper-alpha": "upperalpha", "lower-alpha": "loweralpha",
    "upper-latin": "upperalpha", "lower-latin": "loweralpha", "upper-roman": "upperroman",
    "lower-roman": "lowerroman",
}  # fmt: skip
_TYPED = (
    *("unitid", "unittitle", "container", "physloc", "materialspec", "num", "date", "odd"),
    *("titleproper", "dimensions", "physfacet", "accessrestrict", "altformavail", "appraisal"),
    *("originalsloc", "phystech", "processinfo", "relatedmaterial", "separatedmaterial"),
    *("userestrict", "archdesc"),
)
_DATES = frozenset(("datesingle", "daterange", "dateset"))


def component_from_ead3(node: Node) -> Node:
    """A component, or the whole ``archdesc``, in EAD 2002."""
    _join_entries(node)
    component = turned(node, TURNS)[0]
    assert isinstance(component, Node)
    return component


def _name(node: Node) -> list[Node | str]:
    attributes = with_names(
        node.attributes, {"identifier": "authfilenumber", "relator": "role", "localtype": "type"}
    )
    parts = node.all("part")
    if not parts:
        return [Node(node.name, attributes, node.content)]
    return [Node(node.name, attributes, _together(parts, " "))]


def _together(parts: list[Node], joint: str) -> list[Node | str]:
    content: list[Node | str] = []
    for part in parts:
        content += [joint if content else "", *part.content]
    return [part for part in content if part != ""]


def _join_entries(node: Node) -> None:
    """Parts of index terms and creators are joined as one entry, those in running words are not."""
    for holder in node.descendants():
        if holder.name in ("controlaccess", "origination"):
            for entry in holder.descendants():
                joint = ", " if entry.name in NAMES else " -- "
                parts = entry.all("part")
                if entry.name in TERMS and len(parts) > 1:
                    words = [Node("part", {}, [part.words()]) for part in parts if part.words()]
                    entry.content = [Node("part", {}, _together(words, joint))]


def _unitdate(node: Node) -> list[Node | str]:
    attributes = with_names(node.attributes, {"unitdatetype": "type", "localtype": ""})
    return [Node("unitdate", attributes, node.content)]


def _structured_date(node: Node) -> list[Node | str]:
    dated = _dated(node)
    attributes = with_names(node.attributes, {"unitdatetype": "type", "localtype": ""})
    if len(dated) == 1 and (normal := _normal(dated[0])):
        attributes["normal"] = normal
    words = ", ".join(filter(None, map(_date_words, dated)))
    return [Node("unitdate", attributes, [words] if words else [])]


def _dated(node: Node) -> list[Node]:
    found = []
    for child in node.children:
        if child.name == "dateset":
            found += _dated(child)
        elif child.name in _DATES:
            found.append(child)
    return found


def _date_words(node: Node) -> str:
    if node.name == "datesingle":
        return node.words() or node.attributes.get("standarddate", "")
    ends = [child.words() or child.attributes.get("standarddate", "") for child in node.children]
    return " - ".join(end for end in ends if end)


def _normal(node: Node) -> str:
    own = node.attributes.get("standarddate", "").strip()
    if own or node.name == "datesingle":
        return own
    ends = [child.attributes.get("standarddate", "") for child in node.children]
    return "/".join(ends) if ends and all(ends) else ""


def _structured_extent(node: Node) -> list[Node | str]:
    words = [child.words() for child in node.children if child.name in ("quantity", "unittype")]
    said = " ".join(word for word in words if word)
    rest = [
        Node("extent", {}, [child.words()]) if child.name == "descriptivenote" else child
        for child in node.children
        if child.name in ("physfacet", "dimensions", "descriptivenote")
    ]
    kept = {key: text for key, text in node.attributes.items() if key in ("label", "audience")}
    return [Node("physdesc", kept, [*([element("extent", said)] if said else ()), *rest])]


def _langmaterial(node: Node) -> list[Node | str]:
    content: list[Node | str] = []
    for child in node.children:
        if child.name == "languageset":
            scripts = child.all("script")
            script = scripts[0].attributes.get("scriptcode") if scripts else None
            for language in child.all("language"):
                more = {"scriptcode": script} if script else {}
                content.append(Node("language", {**language.attributes, **more}, language.content))
        elif child.name == "language":
            content.append(child)
        else:
            content += [" ", " ".join("".join(flat(child.content)).split())]
    return [Node("langmaterial", node.attributes, content)]


def _didnote(node: Node) -> list[Node | str]:
    attributes = with_names(node.attributes, _TYPE)
    return [Node("note", attributes, [element("p", *node.content)])]


def _dao(node: Node) -> list[Node | str]:
    names = {**_LINK, "daotype": "", "otherdaotype": "", "coverage": "", "localtype": "role"}
    if "linkrole" in node.attributes:
        names["localtype"] = ""
    return [Node("dao", with_names(node.attributes, names), _described(node))]


def _daoset(node: Node) -> list[Node | str]:
    locations = [Node("daoloc", dao.attributes, dao.content) for dao in node.all("dao")]
    return [Node("daogrp", {}, [*_described(node), *locations])]


def _described(node: Node) -> list[Node | str]:
    return [Node("daodesc", {}, note.content) for note in node.all("descriptivenote")[:1]]


def _chronitem(node: Node) -> list[Node | str]:
    dates = [child for child in node.children if child.name in _DATES]
    words = ", ".join(filter(None, map(_date_words, dates)))
    date = Node("date", {}, [words] if words else [])
    if dates and (normal := _normal(dates[0])):
        date.attributes["normal"] = normal
    events = [
        *node.all("event"),
        *(each for group in node.all("eventgrp") for each in group.children),
    ]
    places = node.all("geogname")
    if places and events:
        events[0].content[:0] = [*places, " "]
    if len(events) < 2:
        return [Node("chronitem", {}, [date, *events])]
    return [Node("chronitem", {}, [date, Node("eventgrp", {}, [*events])])]


def _chronitemset(node: Node) -> list[Node | str]:
    events = node.all("event")
    if events and node.all("geogname"):
        events[0].content[:0] = [*node.all("geogname"), " "]
    return [Node("eventgrp", {}, [*events])]


def _list(node: Node) -> list[Node | str]:
    attributes = {
        key: text for key, text in node.attributes.items() if key not in ("listtype", "numeration")
    }
    if kind := _LISTS.get(node.attributes.get("listtype", "")):
        attributes["type"] = kind
    if numeration := _NUMERATIONS.get(node.attributes.get("numeration", "")):
        attributes["numeration"] = numeration
    return [Node("list", attributes, node.content)]


def _legalstatus(node: Node) -> list[Node | str]:
    content: list[Node | str] = []
    for child in node.children:
        if child.name != "head":
            content += [element("lb") if content else "", *child.content]
    status = Node("legalstatus", with_names(node.attributes, _TYPE), [it for it in content if it])
    return [element("accessrestrict", status)]


def _relations(node: Node) -> list[Node | str]:
    paragraphs = [element("p", child.words()) for child in node.children if child.words()]
    return [element("odd", *paragraphs, type="ead:relations")] if paragraphs else []


def _reference(node: Node) -> list[Node | str]:
    name = "extref" if "href" in node.attributes else "ref"
    return [Node(name, with_names(node.attributes, _LINK), node.content)]


def _pointer(node: Node) -> list[Node | str]:
    name = "extptr" if "href" in node.attributes else "ptr"
    return [Node(name, with_names(node.attributes, _LINK), node.content)]


TURNS: dict[str, Turn] = {
    **{name: renamed(name, localtype="type") for name in _TYPED},
    **dict.fromkeys(TERMS, _name),
    "unitdate": _unitdate,
    "unitdatestructured": _structured_date,
    "physdescstructured": _structured_extent,
    "physdescset": lambda node: node.content,
    "parallelphysdescset": lambda node: node.content,
    "langmaterial": _langmaterial,
    "didnote": _didnote,
    "footnote": renamed("note", localtype="type"),
    "dao": _dao,
    "daoset": _daoset,
    "chronitem": _chronitem,
    "chronitemset": _chronitemset,
    "list": _list,
    "legalstatus": _legalstatus,
    "relations": _relations,
    "ref": _reference,
    "ptr": _pointer,
    "quote": renamed("emph", localtype=""),
    "foreign": renamed("emph", localtype=""),
    "abstract": renamed("abstract", localtype="type", lang="langcode"),
    "dsc": renamed("dsc", dsctype="type", otherdsctype="othertype"),
    "geographiccoordinates": left_out,
}
