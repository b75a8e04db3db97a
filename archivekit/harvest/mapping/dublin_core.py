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

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
    return is_container(metadata.tag) or any(_term(it.tag, False) for it in metadata)


def values(metadata: Any) -> Iterator[tuple[str, Value]]:
    """Term and value of each Dublin Core element right inside another, in order."""
    lenient = is_container(metadata.tag)
    of_all = metadata.get(XML_LANG)
    for element in metadata:
        if (term := _term(element.tag, lenient)) and (words := words_of(element)):
            yield term, Value(words, element.get(XML_LANG) or of_all)


def words_of(element: Any) -> str:
    """What an element says, white space as one blank; or the resource that it points to."""
    words = element.text if len(element) == 0 else "".join(map(str, element.itertext()))
    return one_blank(str(words)) if words else str(element.get(_RESOURCE) or "").strip()


def one_blank(text: str) -> str:
    """A text with white space as one blank, and none around it."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


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
def term_of(name: str) -> str | None:
    """The DCMI term that an element of ``DC`` in a container stands for."""
    return _term(f"{{{DC}}}{name}", True)


@lru_cache(maxsize=256)
def is_container(tag: str) -> bool:
    """Whether an element holds Dublin Core, whatever namespace it is in."""
    return tag.rpartition("}")[2].lower() in _CONTAINERS
