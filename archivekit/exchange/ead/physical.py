"""Physical description (EAD ``physdesc``, EAD3 ``physdescstructured``): extent, medium, genre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archivekit.exchange.ead.names import is_internal, local
from archivekit.exchange.ead.words import line_of, plain

_TERMS = {
    "extent": "extent",
    "dimensions": "extent",
    "physfacet": "medium",
    "genreform": "type",
    "descriptivenote": "extent",
}
_HOLD = ("physdescset", "parallelphysdescset")


def read_physical(element: Any) -> Iterator[tuple[str, Any, str]]:
    """Term, element and words of each thing that a physical description says."""
    name = local(element)
    if name in _HOLD:
        for child in element:
            if local(child):
                yield from read_physical(child)
    elif name == "physdescstructured":
        yield from _structured(element)
    elif name == "physdesc" and _is_parted(element):
        for child in element:
            if local(child) in _TERMS and not is_internal(child) and (said := line_of(child)):
                yield _TERMS[local(child)], child, said
    elif name and (said := line_of(element)):
        yield "extent", element, said


def _is_parted(element: Any) -> bool:
    """Whether all words stand in elements that have terms of their own."""
    texts = [element.text, *(child.tail for child in element)]
    if any(text and any(char.isalnum() for char in text) for text in texts):
        return False
    return len(element) > 0 and all(local(child) in _TERMS or not local(child) for child in element)


def _structured(element: Any) -> Iterator[tuple[str, Any, str]]:
    parts = {local(child): plain(child) for child in element if local(child)}
    said = " ".join(parts[name] for name in ("quantity", "unittype") if parts.get(name))
    if said:
        yield "extent", element, said
    for child in element:
        if local(child) in _TERMS and (words := line_of(child)):
            yield _TERMS[local(child)], child, words
