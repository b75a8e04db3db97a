"""oai_dc, the default profile: one exposed record as the fifteen elements of simple Dublin Core.

Owns which term becomes which element (OAI-PMH 2.0, appendix 1; DCMI Metadata Terms, "subproperty
of"). ``schemas/profiles/default.toml`` says the same for who makes a profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from archivekit.description.addresses import record_url, thumbnail_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.oai.xml_text import escape

_OPEN = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/'
    ' http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)
_CLOSE = "</oai_dc:dc>"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


def write(record: Exposed) -> bytes:
    """The record's ``<oai_dc:dc>`` element, UTF-8: the same bytes for the same record."""
    return document(_elements(record))


def document(elements: Iterable[tuple[str, Sequence[Value]]]) -> bytes:
    """The ``<oai_dc:dc>`` element of these elements and values, UTF-8."""
    parts = [_OPEN]
    for element, values in elements:
        # An element says a thing once, however many terms say it.
        for value in dict.fromkeys(values) if len(values) > 1 else values:
            if words := escape(value.text).strip():
                parts.append(
                    f"<dc:{element}{language_attribute(value.language)}>{words}</dc:{element}>"
                )
    parts.append(_CLOSE)
    return "".join(parts).encode()


@lru_cache(maxsize=4096)
def language_attribute(language: str | None) -> str:
    """The ``xml:lang`` of words, with a blank before it; nothing for what is no BCP 47 tag."""
    return f' xml:lang="{language}"' if language and _LANGUAGE.match(language) else ""


def _elements(record: Exposed) -> tuple[tuple[str, Sequence[Value]], ...]:
    """The elements in the order of the Dublin Core standard, each with its values."""
    of = record.terms.get
    return (
        ("title", _titles(record)),
        ("creator", of("creator", ())),
        ("subject", of("subject", ())),
        (
            "description",
            [*of("description", ()), *of("abstract", ()), *of("tableOfContents", ())],
        ),
        ("publisher", _publishers(record)),
        ("contributor", of("contributor", ())),
        ("date", _dates(record)),
        ("type", of("type", ())),
        ("format", [*of("format", ()), *of("extent", ()), *of("medium", ())]),
        ("identifier", _identifiers(record)),
        ("source", [Value(record.source), *of("source", ())]),
        ("language", [Value(code) for code in record.languages]),
        ("relation", [Value(thumbnail_url(record.ark))] if record.pictured else ()),
        ("coverage", [*of("spatial", ()), *of("temporal", ()), *of("coverage", ())]),
        ("rights", [*of("license", ()), *of("rights", ()), *of("accessRights", ())]),
    )


def _titles(record: Exposed) -> list[Value]:
    """The completed title in place of the archivist's first, then the others."""
    given = record.terms.get("title", [])
    first = Value(record.full_title, given[0].language if given else None)
    return [first, *given[1:], *record.terms.get("alternative", ())]


def _publishers(record: Exposed) -> Sequence[Value]:
    """The institution; for a partner's record only what the partner said."""
    theirs = record.terms.get("publisher", ())
    if record.partner is not None or not record.institution:
        return theirs
    language, name = next(iter(record.institution.items()))
    return [Value(name, language), *theirs]


def _dates(record: Exposed) -> Sequence[Value]:
    """AAAA or AAAA-AAAA, which every harvester reads; the words where no year was read."""
    first, last = record.year_first, record.year_last
    if first is None or first < 0:
        return [Value(record.date_text)] if record.date_text else record.terms.get("date", ())
    if last is None or last == first:
        return [Value(f"{first:04}")]
    return [Value(f"{first:04}-{last:04}")]


def _identifiers(record: Exposed) -> list[Value]:
    """The page's ARK address alone: harvesters make a link of every identifier.

    A partner's record keeps its own addresses beside.
    """
    # What was never published has no address yet.
    ours = Value(record_url(record.ark) if record.ark else record.code)
    if record.partner is None:
        return [ours]
    theirs = (
        value for value in record.terms.get("identifier", ()) if value.text.startswith("http")
    )
    return [ours, *theirs]
