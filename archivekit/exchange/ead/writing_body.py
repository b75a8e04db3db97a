"""A description as the notes, index terms and digital objects of a component (EAD 2002).

What has no element of its own is said in ``odd``, with the name of its DCMI term as type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archivekit.description.record import Description, Value
from archivekit.exchange.ead.names import DCMI, NOTES
from archivekit.exchange.ead.writing_did import running
from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.oai.ead_elements import INDEX_ELEMENTS, NOTE_ELEMENTS

# Said in the ``did``, or by rules of their own.
_ELSEWHERE = frozenset(
    (
        *("title", "alternative", "identifier", "creator", "extent", "medium", "language"),
        *("abstract", "rights", "license"),
        *("ead:unitid", "ead:unitdate", "ead:repository", "ead:container", "ead:materialspec"),
        *("ead:physloc", "ead:note", "ead:dao", "ead:accessrestrict", "ead:legalstatus"),
        *("ead:index", *NOTE_ELEMENTS, *INDEX_ELEMENTS),
    )
)
_INTERNAL = re.compile(r"(?P<name>[a-z]+): (?P<words>.*)", re.S)
_KEPT_INTERNAL = frozenset((*NOTE_ELEMENTS.values(), "accessrestrict", "userestrict"))


def body(description: Description) -> Iterator[Node]:
    """All that stands beside the ``did``, internal notes last."""
    terms = description.terms
    for term, name in NOTE_ELEMENTS.items():
        for value in terms.get(term, ()):
            yield note(name, value)
    yield from restrictions(description)
    yield from _other(description)
    for value in terms.get("ead:index", ()):
        yield _index(value)
    yield from controlaccess(description)
    yield from internal(description.internal_notes)


def note(name: str, value: Value, *, kind: str | None = None, head: str = "") -> Node:
    """A note of paragraphs."""
    heads = [element("head", head)] if head else []
    return element(name, *heads, *paragraphs(value.text), type=kind, lang=value.language)


def paragraphs(text: str) -> list[Node]:
    """A text as ``p``, parted where lines are blank; other line breaks are kept."""
    parts = re.split(r"\n[ \t]*\n\s*", text.strip())
    return [element("p", *running(part)) for part in parts if part]


def restrictions(description: Description) -> Iterator[Node]:
    """Conditions of access, each on its own, and of use; licences by their addresses."""
    terms = description.terms
    for line in description.access_text.split("\n"):
        if line.strip():
            yield note("accessrestrict", Value(line))
    for value in terms.get("ead:accessrestrict", ()):
        head, parted, rest = value.text.partition(" : ")
        heading = head if parted and "original" in head.lower() else ""
        said = Value(rest if heading else value.text, value.language)
        yield note("accessrestrict", said, kind="originals", head=heading)
    for value in terms.get("ead:legalstatus", ()):
        status = element("legalstatus", *running(value.text), lang=value.language)
        yield element("accessrestrict", status)
    for value in terms.get("rights", ()):
        yield note("userestrict", value)
    for value in terms.get("license", ()):
        yield note("userestrict", value, kind="license")


def controlaccess(description: Description) -> Iterator[Node]:
    """The index terms."""
    entries = [
        element(name, *running(value.text), lang=value.language)
        for term, name in INDEX_ELEMENTS.items()
        for value in description.terms.get(term, ())
    ]
    if entries:
        yield element("controlaccess", *entries)


def internal(notes: str) -> Iterator[Node]:
    """Internal notes, each in the element it came from, for internal use."""
    for text in _notes(notes):
        found = _INTERNAL.fullmatch(text)
        if found is not None and found["name"] in _KEPT_INTERNAL:
            yield element(found["name"], *paragraphs(found["words"]), audience="internal")
        else:
            yield element("odd", *paragraphs(text), type=NOTES, audience="internal")


def _notes(notes: str) -> Iterator[str]:
    """Notes one by one: a line that names no element goes on with the one before."""
    waiting = ""
    for line in notes.split("\n"):
        begins = _INTERNAL.fullmatch(line)
        if begins is not None and begins["name"] in _KEPT_INTERNAL:
            if waiting.strip():
                yield waiting
            waiting = line
        else:
            waiting = f"{waiting}\n{line}" if waiting else line
    if waiting.strip():
        yield waiting


def digital_objects(scans: Sequence[str], links: Sequence[str], thumbnail: str = "") -> list[Node]:
    """The images of a record's pages, where it may be seen, its thumbnail."""
    objects = [
        *([("thumbnail", thumbnail)] if thumbnail else ()),
        *(("image", scan) for scan in scans),
        *(("link", link) for link in links),
    ]
    if len(objects) == 1:
        role, href = objects[0]
        return [element("dao", href=href, role=role)]
    locations = [element("daoloc", href=href, role=role) for role, href in objects]
    return [element("daogrp", *locations)] if locations else []


def _other(description: Description) -> Iterator[Node]:
    for term, values in description.terms.items():
        if term not in _ELSEWHERE:
            kind = term if term.startswith("ead:") else f"{DCMI}{term}"
            for value in values:
                yield note("odd", value, kind=kind)


def _index(value: Value) -> Node:
    entries = [
        element("indexentry", element("name", line)) for line in value.text.split("\n") if line
    ]
    return element("index", *entries, lang=value.language)
