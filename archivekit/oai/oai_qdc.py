"""Qualified Dublin Core: one exposed record in all DCMI Metadata Terms, with encoding schemes.

Owns which scheme (``xsi:type``) a value is given, only where it truly is of that scheme (DCMI,
"Guidelines for implementing Dublin Core in XML", 5.2; schema ``dcterms.xsd`` of 2008-02-11).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from archivekit.description import dcmi_terms, dcmi_types, media_types
from archivekit.description.addresses import manifest_url, record_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.description.uris import is_url
from archivekit.oai.oai_dc import language_attribute
from archivekit.oai.xml_text import escape

_OPEN = (
    '<oai_qdc:qualifieddc xmlns:oai_qdc="http://worldcat.org/xmlschemas/qdc-1.0/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://worldcat.org/xmlschemas/qdc-1.0/'
    " http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"
    ' http://purl.org/dc/terms/ http://dublincore.org/schemas/xmls/qdc/2008/02/11/dcterms.xsd">'
)
_CLOSE = "</oai_qdc:qualifieddc>"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Scheme = str
Said = tuple[Value, Scheme]
"""A value and the name of its encoding scheme, empty where it has none."""


def write(record: Exposed) -> bytes:
    """The record's ``<oai_qdc:qualifieddc>`` element, UTF-8: the same bytes for the same record."""
    parts = [_OPEN]
    for term in dcmi_terms.TERMS:
        for value, scheme in dict.fromkeys(_values(record, term)):
            if words := escape(value.text).strip():
                kind = f' xsi:type="dcterms:{scheme}"' if scheme else ""
                said = kind or language_attribute(value.language)
                parts.append(f"<dcterms:{term}{said}>{words}</dcterms:{term}>")
    parts.append(_CLOSE)
    return "".join(parts).encode()


def w3cdtf(edtf: str) -> bool:
    """Whether a date of EDTF is one of W3CDTF too: a year, a month or a day that there is."""
    if not _DAY.fullmatch(edtf):
        return False
    try:
        dt.date.fromisoformat((edtf + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _values(record: Exposed, term: str) -> Iterator[Said]:
    given = record.terms.get(term, ())
    if term == "title":
        yield Value(record.full_title, given[0].language if given else None), ""
        given = given[1:]
    yield from _made(record, term)
    for value in given:
        yield from _said(term, value)


def _made(record: Exposed, term: str) -> Iterator[Said]:
    """What a record says beside its terms."""
    if term == "date":
        yield from _dates(record)
    elif term == "identifier":
        if record.ark:
            yield Value(record_url(record.ark)), "URI"
        yield Value(record.code), ""
    elif term == "language":
        yield from ((Value(code), "ISO639-2") for code in record.languages if len(code) == 3)
    elif term == "publisher" and record.partner is None and record.institution:
        language, name = next(iter(record.institution.items()))
        yield Value(name, language), ""
    elif term == "source":
        yield Value(record.source), ""
    elif term == "isPartOf" and record.ancestors and record.ancestors[-1].ark:
        yield Value(record_url(record.ancestors[-1].ark)), "URI"
    elif term == "isReferencedBy" and record.pages:
        yield Value(manifest_url(record.ark)), "URI"


def _said(term: str, value: Value) -> Iterator[Said]:
    """A value with the scheme it is of; words that name something of a scheme stay beside it."""
    if term == "language":
        # The codes of what is named here are said already.
        return
    if term == "type" and (kind := dcmi_types.read(value.text)):
        yield Value(kind), "DCMIType"
        if kind == value.text:
            return
    if term == "format" and (media_type := media_types.read(value.text)):
        yield Value(media_type), "IMT"
        return
    yield value, "URI" if is_url(value.text) else ""


def _dates(record: Exposed) -> Iterator[Said]:
    """The date in W3CDTF or as a DCMI Period where it was read to the day, month or year."""
    first, slash, last = (record.date_edtf or "").partition("/")
    if not slash and w3cdtf(first):
        yield Value(first), "W3CDTF"
    elif w3cdtf(first) and w3cdtf(last):
        yield Value(f"start={first}; end={last}; scheme=W3C-DTF;"), "Period"
    if record.date_text and record.date_text != record.date_edtf:
        yield Value(record.date_text), ""
