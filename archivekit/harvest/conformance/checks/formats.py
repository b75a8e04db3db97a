"""Metadata formats (OAI-PMH 2.0, 2.5 and 4.4), and oai_dc that all must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from lxml import etree

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.answer import Answer
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import came
from archivekit.harvest.page import OAI

_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA = "www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ELEMENTS = frozenset(
    f"{_DC}{name}"
    for name in (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
    )
)
_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


def _offered(answer: Answer) -> list[tuple[str, str, str]]:
    if answer.root is None:
        return []
    return [
        (
            (it.findtext(f"{OAI}metadataPrefix") or "").strip(),
            (it.findtext(f"{OAI}schema") or "").strip(),
            (it.findtext(f"{OAI}metadataNamespace") or "").strip(),
        )
        for it in answer.root.findall(f"{OAI}ListMetadataFormats/{OAI}metadataFormat")
    ]


def oai_dc_offered(asking: Asking) -> Iterator[Came]:
    """oai_dc is on offer."""
    answer = asking.ask(known.FORMATS)
    if "oai_dc" not in [prefix for prefix, _, _ in _offered(answer)]:
        yield came(answer)


def oai_dc_named(asking: Asking) -> Iterator[Came]:
    """oai_dc has the namespace and the schema that the protocol gives it."""
    answer = asking.ask(known.FORMATS)
    for prefix, schema, namespace in _offered(answer):
        right = schema.partition("://")[2] == _SCHEMA and namespace == _NAMESPACE
        if prefix == "oai_dc" and not right:
            yield Came(answer, "value", {"value": f"{schema} {namespace}"})


def described(asking: Asking) -> Iterator[Came]:
    """Every format has a prefix, a schema and a namespace."""
    answer = asking.ask(known.FORMATS)
    for prefix, schema, namespace in _offered(answer):
        if not _PREFIX.fullmatch(prefix) or not schema or not namespace:
            yield Came(answer, "value", {"value": f"{prefix}, {schema}, {namespace}"})


def of_record(asking: Asking) -> Iterator[Came]:
    """The formats of a record that is listed in oai_dc hold oai_dc."""
    identifier = quote(known.live(asking).identifier, safe="")
    answer = asking.ask(f"{known.FORMATS}&identifier={identifier}")
    if "oai_dc" not in [prefix for prefix, _, _ in _offered(answer)]:
        yield came(answer)


def _roots(asking: Asking) -> Iterator[tuple[Answer, etree._Element]]:
    """The roots of metadata asked for as oai_dc. Raises NotSeen."""
    seen = False
    for answer in asking.answers:
        if "metadataPrefix=oai_dc" not in answer.url:
            continue
        for record in answer.records:
            for metadata in record.findall(f"{OAI}metadata"):
                for root in list(metadata)[:1]:
                    seen = True
                    yield answer, root
    if not seen:
        raise NotSeen("no-record")


def oai_dc_root(asking: Asking) -> Iterator[Came]:
    """The metadata of oai_dc begins with dc of its namespace."""
    for answer, root in _roots(asking):
        if root.tag != f"{{{_NAMESPACE}}}dc":
            yield Came(answer, "value", {"value": root.tag})
            return


def oai_dc_elements(asking: Asking) -> Iterator[Came]:
    """It holds the fifteen elements, of words alone."""
    for answer, root in _roots(asking):
        for it in root.iterchildren(etree.Element):
            strange = set(it.keys()) - {_LANGUAGE}
            if it.tag not in _ELEMENTS or len(it) or strange:
                yield Came(answer, "value", {"value": it.tag})
                return


def oai_dc_location(asking: Asking) -> Iterator[Came]:
    """It names the schema of its own namespace."""
    for answer, root in _roots(asking):
        said = str(root.get(_LOCATION, ""))
        pairs = said.split()
        schema = dict(zip(pairs[::2], pairs[1::2], strict=False)).get(_NAMESPACE, "")
        if schema.partition("://")[2] != _SCHEMA:
            yield Came(answer, "value", {"value": said or "—"})
            return
