"""EAD 2002 as apeEAD, the plainer EAD 2002 of Archives Portal Europe.

After what the portal's own converter makes of French finding aids: chronologies become lists,
abstracts and stray notes stand as ``note`` in the ``did``, nested notes are opened, headings of
what is opened become paragraphs in bold.
"""

from __future__ import annotations

from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_turns import (
    DIGITAL,
    TERMS,
    Turn,
    bold,
    flat,
    has_words,
    hoist_digital,
    left_out,
    turned,
)

_NESTED = frozenset(
    (
        *("accessrestrict", "accruals", "acqinfo", "altformavail", "appraisal", "arrangement"),
        *("bibliography", "bioghist", "custodhist", "fileplan", "odd", "originalsloc"),
        *("otherfindaid", "phystech", "prefercite", "processinfo", "relatedmaterial"),
        *("scopecontent", "separatedmaterial", "userestrict", "controlaccess", "legalstatus"),
    )
)
_RENDERED = {"bold": "bold", "italic": "italic"}


def component_to_ape(node: Node) -> Node:
    """A component, or the whole ``archdesc``, in apeEAD."""
    did = node.first("did") or element("did")
    notes = node.all("note")
    images = [*(it for it in did.children if it.name in DIGITAL), *hoist_digital(node)]
    did.content = [part for part in did.content if part not in images]
    images.sort(key=lambda it: it.name == "dao")
    _drop_bulk(did)
    node.content = [part for part in node.content if part not in (*notes, did)]
    node.content.insert(0, did)
    did.content += [*notes, *images, *_dates_of_titles(did)]
    component = turned(node, TURNS)[0]
    assert isinstance(component, Node)
    if component.name == "archdesc":
        level = component.attributes.get("level", "fonds")
        if level not in ("fonds", "otherlevel"):
            component.attributes.setdefault("otherlevel", level)
        component.attributes["level"] = "fonds"
        component.attributes.pop("id", None)
    return component


def _drop_bulk(did: Node) -> None:
    """apeEAD cannot say that a date is of most of it: the whole goes before."""
    bulk = [it for it in did.all("unitdate") if it.attributes.get("type") == "bulk"]
    if len(bulk) < len(did.all("unitdate")):
        did.content = [part for part in did.content if part not in bulk]


def _dates_of_titles(did: Node) -> list[Node]:
    if did.first("unitdate"):
        return []
    titles = did.all("unittitle")
    inside = [it for title in titles for it in title.descendants() if it.name == "unitdate"]
    return [Node("unitdate", it.attributes, it.content) for it in inside]


def _note(node: Node) -> list[Node | str]:
    return [Node(node.name, node.attributes, _plain_blocks(node.content))]


def _plain_blocks(content: list[Node | str]) -> list[Node | str]:
    """Paragraphs, lists and tables alone: what else stands there is opened."""
    found: list[Node | str] = []
    for number, part in enumerate(content):
        if isinstance(part, Node) and part.name in _NESTED:
            heads = [bold(child.content) for child in part.all("head")]
            rest = [child for child in part.content if child not in part.all("head")]
            found += [*heads, *rest]
        elif isinstance(part, Node) and part.name == "head" and number and _said(found):
            found.append(bold(part.content))
        elif isinstance(part, Node) and part.name in TERMS:
            found.append(element("p", *part.content))
        else:
            found.append(part)
    return found


def _said(content: list[Node | str]) -> bool:
    return any(isinstance(part, Node) for part in content)


def _controlaccess(node: Node) -> list[Node | str]:
    """Index terms of nested ones stand with the others."""
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node) and part.name == "controlaccess":
            content += [child for child in part.content if child not in part.all("head")]
        else:
            content.append(part)
    return [Node(node.name, node.attributes, content)]


def _abstract(node: Node) -> list[Node | str]:
    return [element("note", element("p", *node.content), type="abstract")]


def _chronlist(node: Node) -> list[Node | str]:
    items = [
        element("item", *date_and_events(item))
        for item in node.children
        if item.name == "chronitem"
    ]
    return [element("list", *node.all("head"), *items)]


def date_and_events(item: Node) -> list[Node | str]:
    """A chronology's item in running words."""
    dates = [element("emph", *flat(date.content), render="bold") for date in item.all("date")]
    events = [event.content for event in item.all("event")]
    events += [event.content for group in item.all("eventgrp") for event in group.children]
    found: list[Node | str] = [*dates]
    for number, event in enumerate(events):
        found += [" ; " if number else " : ", *event]
    return found


def _list(node: Node) -> list[Node | str]:
    content: list[Node | str] = []
    for part in node.content:
        if isinstance(part, Node) and part.name == "defitem":
            label = [it for child in part.all("label") for it in child.content]
            said = [it for child in part.all("item") for it in child.content]
            joint = " " if "".join(flat(label)).rstrip().endswith(":") else " : "
            content.append(
                element("item", element("emph", *flat(label), render="bold"), joint, *said)
            )
        elif not (isinstance(part, Node) and part.name == "listhead"):
            content.append(part)
    kind = node.attributes.get("type")
    attributes = {"type": kind} if kind in ("marked", "ordered") else {}
    if kind == "ordered" and node.attributes.get("numeration") == "arabic":
        attributes["numeration"] = "arabic"
    return [Node("list", attributes, content)]


def _descgrp(node: Node) -> list[Node | str]:
    return [part for part in node.content if isinstance(part, Node) and part.name != "head"]


def _index(node: Node) -> list[Node | str]:
    """An index becomes a note of its entries."""
    entries = [it for it in node.descendants() if it.name == "indexentry"]
    items = [element("item", *flat(entry.content)) for entry in entries]
    heads = node.all("head")[:1]
    blocks = [child for child in node.children if child.name in ("p", "list", "table")]
    listed = [element("list", *items)] if items else []
    return [element("odd", *heads, *blocks, *listed)]


def _link(node: Node) -> list[Node | str]:
    href = node.attributes.get("href", "")
    if not href:
        return node.content
    words = [*flat(node.content)] if has_words(node.content) else [node.attributes.get("title", "")]
    kept = {key: text for key, text in node.attributes.items() if key in ("href", "title", "show")}
    return [Node("extref", kept, [*(words if any(words) else [href])])]


def _with_links(node: Node) -> list[Node | str]:
    """Running words: what only points somewhere says where."""
    content: list[Node | str] = []
    for part in node.content:
        pointer = isinstance(part, Node) and part.name == "extptr"
        content += _link(part) if pointer and isinstance(part, Node) else [part]
    return [Node(node.name, node.attributes, content)]


def _unitid(node: Node) -> list[Node | str]:
    """Words and one link at the most: further links are codes of their own."""
    links = [
        it.attributes["href"]
        for it in node.descendants()
        if it.name in ("extref", "extptr", "ref", "ptr") and it.attributes.get("href")
    ]
    pointer = [element("extptr", href=links[0])] if links else []
    own = Node("unitid", dict(node.attributes), [*flat(_without_links(node.content)), *pointer])
    return [own, *(element("unitid", link, type="permalink") for link in links[1:])]


def _without_links(content: list[Node | str]) -> list[Node | str]:
    """The words; those of a link that only repeat its address are left out."""
    return [
        part
        for part in content
        if not (isinstance(part, Node) and part.words() == part.attributes.get("href", "-"))
    ]


def _emph(node: Node) -> list[Node | str]:
    render = _RENDERED.get(node.attributes.get("render", ""))
    if render is None:
        return node.content
    return [Node("emph", {"render": render}, [*flat(node.content)])]


def _daogrp(node: Node) -> list[Node | str]:
    return [_dao_of(it) for it in node.children if it.name == "daoloc"]


def _dao(node: Node) -> list[Node | str]:
    return [_dao_of(node)]


def _dao_of(node: Node) -> Node:
    kept = ("href", "role", "title", "show", "actuate", "arcrole")
    return Node("dao", {key: node.attributes[key] for key in kept if key in node.attributes})


def _blockquote(node: Node) -> list[Node | str]:
    return node.content


def _bibref(node: Node) -> list[Node | str]:
    if node.attributes.get("href"):
        return _link(node)
    return [Node("bibref", {}, [*flat(node.content)])]


TURNS: dict[str, Turn] = {
    **dict.fromkeys(_NESTED - {"controlaccess"}, _note),
    "controlaccess": _controlaccess,
    "abstract": _abstract,
    "chronlist": _chronlist,
    "list": _list,
    "descgrp": _descgrp,
    "index": _index,
    "extref": _link,
    "p": _with_links,
    "item": _with_links,
    "ptr": left_out,
    "unitid": _unitid,
    "emph": _emph,
    "dao": _dao,
    "daogrp": _daogrp,
    "blockquote": _blockquote,
    "bibref": _bibref,
}
