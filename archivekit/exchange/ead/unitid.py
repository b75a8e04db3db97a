"""The identifiers of a component (EAD ``unitid``): which is its reference code, which are links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archivekit.exchange.ead.names import attribute, local, shown_within
from archivekit.exchange.ead.words import plain

_ARK_ID = re.compile(r"ark-{1,2}(?P<naan>[0-9a-z]{5,9})[-_/](?P<name>[0-9A-Za-z._-]+)")
_ADDRESS = re.compile(r"(?:https?://|ark:/?)\S+")
# What ``type``, ``localtype`` or ``label`` says of a reference code, and of what is none.
_CODE_KINDS = ("cote", "call", "reference", "shelfmark", "signature")
_NO_CODE_KINDS = (
    *("ancien", "former", "old", "accession", "versement", "barcode", "uri", "url", "permalien"),
    *("permalink", "ark", "isil", "persistent", "handle", "aspace", "groupee", "numero"),
)
_LINKS = ("extptr", "extref", "ptr", "ref")


@dataclass(slots=True)
class Identified:
    """The reference code of a component, empty where it has none.

    ``identifiers``: permalinks and ARKs; ``others``: former codes and the like. Each with the
    element that says it.
    """

    code: str = ""
    identifiers: list[tuple[Any, str]] = field(default_factory=list)
    others: list[tuple[Any, str]] = field(default_factory=list)


def read_unitids(elements: Sequence[Any], component: Any) -> Identified:
    """What the ``unitid`` elements of a component and its own ``@id`` (``ark--…``) say."""
    found = Identified()
    said = [(each, plain(each)) for each in elements]
    for each, _ in said:
        for link in shown_within(each):
            if local(link) in _LINKS and attribute(link, "href"):
                found.identifiers.append((each, attribute(link, "href")))
    if match := _ARK_ID.fullmatch(component.get("id") or ""):
        found.identifiers.append((component, f"ark:/{match['naan']}/{match['name']}"))
    addresses = [pair for pair in said if _ADDRESS.fullmatch(pair[1])]
    found.identifiers += addresses
    codes = [pair for pair in said if pair[1] and pair not in addresses]
    chosen = min(codes, key=lambda pair: _rank(pair[0]), default=None)
    if chosen is not None:
        found.code = chosen[1]
        found.others = [pair for pair in codes if pair[1] != chosen[1]]
    return found


def _rank(element: Any) -> int:
    """The lower, the likelier that a ``unitid`` is the reference code."""
    kinds = (element.get("type"), element.get("localtype"), element.get("label"))
    kind = " ".join(each for each in kinds if each).lower()
    if any(word in kind for word in _NO_CODE_KINDS):
        return 3
    if any(word in kind for word in _CODE_KINDS):
        return 0
    return 2 if kind else 1
