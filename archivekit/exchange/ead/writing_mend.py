"""A component's parts put where EAD has them, before anything else is done with them.

Finding aids have identifying elements beside their ``did``, and values that no schema takes; what
the reader reads there must still be read when the file is right.
"""

from __future__ import annotations

from collections.abc import Mapping

from archivekit.exchange.ead.names import (
    COMPONENTS,
    IGNORED,
    SPECIAL,
    TEXT_TERMS,
    UNKNOWN,
    WRAPPERS,
)
from archivekit.exchange.ead.writing_body import paragraphs
from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_values import name_token

_OF_DID = frozenset(
    (
        *("abstract", "container", "langmaterial", "materialspec", "origination", "physdesc"),
        *("physloc", "repository", "unitdate", "unitid", "unittitle", "unitdatestructured"),
        *("physdescstructured", "physdescset", "didnote", "daoset"),
    )
)


_KNOWN = frozenset((*TEXT_TERMS, *SPECIAL, *IGNORED, *WRAPPERS, *COMPONENTS))


def mend(component: Node) -> None:
    """Gathers a component's identifying elements in its ``did``."""
    did = component.first("did")
    if did is None:
        did = element("did")
        component.content.insert(0, did)
    strays = [child for child in component.children if child.name in _OF_DID]
    for other in component.all("did")[1:]:
        strays += other.children
        component.content.remove(other)
    component.content = [part for part in component.content if part not in strays]
    did.content += strays


def set_unknown_apart(component: Node, unknown: Mapping[str, str]) -> list[Node]:
    """Takes out what EAD does not know; gives it as notes for the house, to come back as it was."""
    for holder in (component, *component.all("did")):
        holder.content = [part for part in holder.content if not _is_unknown(part)]
    return [
        element("odd", *paragraphs(text), type=f"{UNKNOWN}{name}", audience="internal")
        for name, text in unknown.items()
        if text.strip()
    ]


def _is_unknown(part: Node | str) -> bool:
    return isinstance(part, Node) and part.name not in _KNOWN


def say_container_types(component: Node) -> None:
    """EAD 2002 takes one word as a container's type: more are said in its words."""
    did = component.first("did")
    for container in did.all("container") if did else ():
        kind = container.attributes.get("type", "").strip()
        if kind and name_token(kind) != kind:
            del container.attributes["type"]
            container.content.insert(0, f"{kind} ")
