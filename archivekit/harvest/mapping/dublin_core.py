"""Dublin Core as it comes: the fifteen elements and the DCMI terms, whatever holds them.

Some repositories get the namespace wrong (no slash at its end, that of oai_dc itself, none): inside
a ``dc`` element the names alone tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from archivekit.description import dcmi_terms
from archivekit.description.record import Value

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_ELEMENTS = frozenset(
    (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
        *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
)
_CONTAINERS = frozenset(("dc", "qualifieddc", "dcterms", "qdc", "simpledc"))


def is_some(metadata: Any) -> bool:
    """Whether metadata is Dublin Core: it holds some, or is called so."""
    return _is_container(metadata.tag) or any(_term(it.tag, False) for it in metadata)


def values(metadata: Any) -> Iterator[tuple[str, Value]]:
    """Term and value of each Dublin Core element right inside another, in order."""
    lenient = _is_container(metadata.tag)
    of_all = metadata.get(_XML_LANG)
    for element in metadata:
        if (term := _term(element.tag, lenient)) and (words := words_of(element)):
            yield term, Value(words, element.get(_XML_LANG) or of_all)


def words_of(element: Any) -> str:
    """What an element says, white space as one blank; or the resource that it points to."""
    words = element.text if len(element) == 0 else "".join(map(str, element.itertext()))
    if not words:
        return str(element.get(_RESOURCE) or "").strip()
    if "\n" in words or "  " in words or "\t" in words or "\r" in words:
        words = _SPACE.sub(" ", words)
    return str(words.strip(" "))


_SPACE = re.compile(r"[ \t\r\n]+")


@lru_cache(maxsize=4096)
def _term(tag: str, lenient: bool) -> str | None:
    """The DCMI term that an element's name stands for."""
    namespace, _, name = tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if namespace == DCTERMS or (namespace == DC and name in _ELEMENTS):
        return name
    if lenient and (name in _ELEMENTS or name in dcmi_terms.TERMS):
        return name
    return None


@lru_cache(maxsize=256)
def _is_container(tag: str) -> bool:
    return tag.rpartition("}")[2].lower() in _CONTAINERS
