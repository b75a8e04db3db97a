"""A partner's metadata as Dublin Core terms.

oai_dc is mapped whole. Of any other format only the first title, date, creator and identifier are
taken, wherever an element is called so; its bytes are kept beside, for the day when we read it
better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archivekit.description.dates import Reading
from archivekit.description.dates import read as read_date
from archivekit.description.record import Description, Terms, Value
from archivekit.harvest.partner_record import PartnerRecord

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC_ELEMENTS = frozenset(
    (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
        *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
)
# Of formats we do not know: what an element of that name says in all of them. EAD, MODS, EDM.
_ANYWHERE = {
    "title": "title",
    "unittitle": "title",
    "date": "date",
    "unitdate": "date",
    "creator": "creator",
    "identifier": "identifier",
    "unitid": "identifier",
}
_MAX_VALUES = 2000
# Repositories give the second (W3C-DTF) where a day is meant; the words keep it.
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)T\d\d:.*$", re.ASCII)


def describe(record: PartnerRecord) -> Description:
    """The description that a partner's record gives; its title is its identifier where none is."""
    terms = _terms(record.metadata) if record.metadata is not None else {}
    titles, given = terms.get("title"), terms.get("date")
    date_text = given[0].text if given else ""
    reading = read_date(_TIME.sub("", date_text)) if date_text else None
    description = Description(
        code="",
        title=titles[0].text if titles else record.identifier,
        terms=terms,
        date_text=date_text,
    )
    if isinstance(reading, Reading):
        description.date_edtf = reading.edtf
        description.date_first, description.date_last = reading.first, reading.last
    return description


def _terms(metadata: etree._Element) -> Terms:
    terms: Terms = {}
    for count, (term, value) in enumerate(_values(metadata)):
        if count == _MAX_VALUES:
            break
        known = terms.setdefault(term, [])
        if value not in known:
            known.append(value)
    return terms


def _values(metadata: etree._Element) -> Iterator[tuple[str, Value]]:
    is_dublin_core = any(_term(element) for element in metadata)
    for term, element in _all(metadata) if is_dublin_core else _first_of_each(metadata):
        if words := " ".join("".join(map(str, element.itertext())).split()):
            yield term, Value(words, element.get(_XML_LANG) or metadata.get(_XML_LANG))


def _all(metadata: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for element in metadata:
        if term := _term(element):
            yield term, element


def _first_of_each(metadata: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    met = set()
    for element in metadata.iter():
        term = _ANYWHERE.get(etree.QName(element).localname)
        if term and term not in met:
            met.add(term)
            yield term, element


def _term(element: etree._Element) -> str | None:
    """The DCMI term that a Dublin Core element stands for."""
    name = etree.QName(element)
    if name.namespace == DCTERMS or (name.namespace == DC and name.localname in _DC_ELEMENTS):
        return name.localname
    return None
