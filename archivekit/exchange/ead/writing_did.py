"""A description as the ``did`` of a component: what identifies it (EAD 2002; other dialects later).

Each value stands so that the reader (``component``) takes it for the term it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.description import languages
from archivekit.description.record import Description, Value
from archivekit.exchange.ead.writing_nodes import Node, element

# Identifying terms that stand in an element of their own, words and all.
_ELEMENTS = {
    "abstract": "abstract",
    "ead:repository": "repository",
    "ead:container": "container",
    "ead:materialspec": "materialspec",
    "ead:physloc": "physloc",
}
_YEARS = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALWAYS = "9999"


def did(description: Description, *, repository: str = "") -> Node:
    """The ``did``. ``repository`` is who keeps the record, where that is to be said."""
    found = element("did")
    found.content = [
        *unitids(description),
        *unittitles(description),
        *unitdates(description),
        *([element("repository", element("corpname", repository))] if repository else ()),
        *(_worded("origination", value) for value in description.terms.get("creator", ())),
        *_physical(description),
        *_language(description),
        *(
            _worded(name, value)
            for term, name in _ELEMENTS.items()
            for value in description.terms.get(term, ())
        ),
        *(
            _worded("note", value, element("p", *running(value.text)))
            for value in description.terms.get("ead:note", ())
        ),
    ]
    return found


def unitids(description: Description) -> Iterator[Node]:
    """The reference code, with the links that identify the record; then its other codes."""
    links = [value.text for value in description.terms.get("identifier", ())]
    pointers = [element("extptr", href=link) for link in dict.fromkeys(links)]
    yield element("unitid", description.code, *pointers)
    for value in description.terms.get("ead:unitid", ()):
        yield element("unitid", value.text, type="autre")


def unittitles(description: Description) -> Iterator[Node]:
    """The title, the parallel ones, the others."""
    given = description.terms.get("title", [])
    language = given[0].language if given else None
    yield _worded("unittitle", Value(description.title, language))
    for value in (*given[1:], *description.terms.get("alternative", ())):
        yield _worded("unittitle", value)


def unitdates(description: Description) -> Iterator[Node]:
    """The date in its words, its first and last day beside; then dates of most of it."""
    if description.date_text:
        yield element("unitdate", *running(description.date_text), normal=normal(description))
    for value in description.terms.get("ead:unitdate", ()):
        yield element("unitdate", value.text, type="bulk")


def normal(description: Description) -> str:
    """First and last day as EAD's ``normal`` has them; years alone where whole years are meant."""
    ends = [description.date_first or "", description.date_last or ""]
    if not all(_YEARS.fullmatch(end) for end in ends) or ends[1].startswith(_ALWAYS):
        return ""
    if ends[0].endswith("-01-01") and ends[1].endswith("-12-31"):
        ends = [end[:4] for end in ends]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _physical(description: Description) -> Iterator[Node]:
    """One physical description; the genre stands with the index terms."""
    parts = [
        _worded(name, value)
        for term, name in (("extent", "extent"), ("medium", "physfacet"))
        for value in description.terms.get(term, ())
    ]
    if parts:
        yield element("physdesc", *parts)


def _language(description: Description) -> Iterator[Node]:
    named = []
    for value in description.terms.get("language", ()):
        found = languages.read_all(value.text)[0]
        code = found[0].code if len(found) == 1 else None
        named.append(element("language", value.text, langcode=code))
    if named:
        yield element("langmaterial", *named)


def running(text: str) -> list[Node | str]:
    """Words with their line breaks as ``lb``."""
    found: list[Node | str] = []
    for number, line in enumerate(text.split("\n")):
        found += [element("lb"), line] if number else [line]
    return [part for part in found if part != ""]


def _worded(name: str, value: Value, *content: Node | str) -> Node:
    return element(name, *(content or running(value.text)), lang=value.language)
