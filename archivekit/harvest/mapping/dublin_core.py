"""Dublin Core as it comes: the fifteen elements and the DCMI terms, whatever holds them.

Some repositories get the namespace wrong (no slash at its end, that of oai_dc itself, none): inside
a ``dc`` element the names alone tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from archivekit.description import dcmi_terms
from archivekit.description.record import Terms, Value

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
    return _is_container(metadata.tag) or any(_STRICT[it.tag] for it in metadata)


def terms(metadata: Any, most: int) -> Terms:
    """What the Dublin Core elements right inside another say, in order; so many values at most."""
    names = _LENIENT if _is_container(metadata.tag) else _STRICT
    of_all = metadata.get(_XML_LANG)
    found: Terms = {}
    for element in metadata[:most] if len(metadata) > most else metadata:
        term = names[element.tag]
        words = element.text
        # Here and not in a function: of a large harvest this is a good part of all the work.
        if (
            not words
            or "\n" in words
            or "  " in words
            or words[0] in _SPACES
            or words[-1] in _SPACES
            or "\t" in words
            or "\r" in words
            or len(element)
        ):
            words = words_of(element)
        if not words or term is None:
            continue
        value = Value(words, element.get(_XML_LANG) or of_all)
        known = found.get(term)
        if known is None:
            found[term] = [value]
        elif value not in known:
            known.append(value)
    return found


def words_of(element: Any) -> str:
    """What an element says, white space as one blank; or the resource that it points to."""
    words = element.text if len(element) == 0 else "".join(map(str, element.itertext()))
    if not words:
        return str(element.get(_RESOURCE) or "").strip()
    return _SPACE.sub(" ", words).strip(" ")


_SPACES = " \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]+")
_MANY_NAMES = 4096


class _Terms(dict[str, str | None]):
    """Names of elements to the terms that they stand for, as they are met."""

    def __init__(self, *, lenient: bool) -> None:
        super().__init__()
        self._lenient = lenient

    def __missing__(self, tag: str) -> str | None:
        if len(self) >= _MANY_NAMES:
            self.clear()
        self[tag] = term = _term(tag, self._lenient)
        return term


_LENIENT, _STRICT = _Terms(lenient=True), _Terms(lenient=False)


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
