"""What stands beside a record in ``<about>``: whose rights its words are, and where it came from.

Owns the rights expression for metadata (OAI-PMH, "Conveying rights expressions about metadata")
and the provenance of harvested records (Implementation Guidelines, provenance). Of what a partner
said about its own record, rights are passed on and earlier origins are told inside ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from archivekit.oai.xml_text import escape, escape_attribute

_PROVENANCE = "http://www.openarchives.org/OAI/2.0/provenance"
_RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_OPEN_PROVENANCE = (
    f'<provenance xmlns="{_PROVENANCE}" {_XSI} xsi:schemaLocation="{_PROVENANCE}'
    ' http://www.openarchives.org/OAI/2.0/provenance.xsd">'
)
_SAID = ("baseURL", "identifier", "datestamp", "metadataNamespace")
_MOST_ORIGINS = 20
_MOST_RIGHTS = 20
_DATESTAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.A)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)", re.A)
_MANIFEST_SCHEMA = "http://www.openarchives.org/OAI/2.0/rightsManifest.xsd"
_RIGHTS_SCHEMA = "http://www.openarchives.org/OAI/2.0/rights.xsd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record came from: one ``<originDescription>``."""

    harvest_date: str
    altered: bool
    base_url: str
    identifier: str
    datestamp: str
    metadata_namespace: str

    def is_whole(self) -> bool:
        """Whether it says all that an origin must say."""
        dates = (self.harvest_date, self.datestamp)
        return bool(self.base_url and self.identifier) and all(map(_DATESTAMP.fullmatch, dates))


@dataclass(frozen=True, slots=True)
class Beside:
    """What a partner's record brought with it: its metadata's namespace, origins, rights."""

    namespace: str = ""
    origins: tuple[Origin, ...] = ()
    rights: tuple[bytes, ...] = ()


def rights(license_uri: str) -> bytes:
    """The ``<about>`` of a record whose description is under a licence."""
    return f"<about>{_rights(license_uri, of_schema=True)}</about>".encode()


def rights_manifest(license_uri: str) -> str:
    """The same said once for a whole repository: what stands in a ``<description>``."""
    return (
        f'<rightsManifest xmlns="{_RIGHTS}" {_XSI} xsi:schemaLocation="{_RIGHTS}'
        f' {_MANIFEST_SCHEMA}" appliesTo="http://www.openarchives.org/OAI/2.0/entity#metadata">'
        f"{_rights(license_uri, of_schema=False)}</rightsManifest>"
    )


def _rights(license_uri: str, *, of_schema: bool) -> str:
    where = f' xmlns="{_RIGHTS}" {_XSI} xsi:schemaLocation="{_RIGHTS} {_RIGHTS_SCHEMA}"'
    reference = f'<rightsReference ref="{escape_attribute(license_uri)}"/>'
    return f"<rights{where if of_schema else ''}>{reference}</rights>"


def of_harvested(origin: Origin, beside: Beside) -> bytes:
    """The ``<about>`` containers of a partner's record: its origins, nested, and its rights."""
    said = b"".join(b"<about>" + it + b"</about>" for it in beside.rights)
    if not origin.is_whole():
        return said
    nested = ""
    for it in reversed((origin, *beside.origins)):
        nested = _origin(it, nested)
    return f"<about>{_OPEN_PROVENANCE}{nested}</provenance></about>".encode() + said


def _origin(origin: Origin, earlier: str) -> str:
    said = zip(
        _SAID,
        (origin.base_url, origin.identifier, origin.datestamp, origin.metadata_namespace),
        strict=True,
    )
    elements = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said)
    altered = "true" if origin.altered else "false"
    return (
        f'<originDescription harvestDate="{origin.harvest_date}" altered="{altered}">'
        f"{elements}{earlier}</originDescription>"
    )


def second(moment: str) -> str:
    """A moment in UTC, ISO 8601, to the second; empty where it is none."""
    match = _MOMENT.fullmatch(moment)
    return f"{match[1]}Z" if match else ""


def read(raw: bytes, namespaces: Mapping[str, str]) -> Beside:
    """What a ``<record>`` has beside its metadata, as far as it can be read.

    ``namespaces``: prefixes declared outside of its bytes.
    """
    declared = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{escape_attribute(uri)}"'
        for prefix, uri in namespaces.items()
        if uri and prefix != "xml"
    )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(f"<x{declared}>".encode() + raw + b"</x>", parser)
    except etree.XMLSyntaxError:
        return Beside()
    if root is None:
        return Beside()
    metadata = root.find("{*}record/{*}metadata")
    first = None if metadata is None else next(metadata.iterchildren("*"), None)
    abouts = root.findall("{*}record/{*}about")
    return Beside(
        namespace="" if first is None else etree.QName(first).namespace or "",
        origins=tuple(_origins(abouts)),
        rights=tuple(_rights_of(abouts)),
    )


def _origins(abouts: Iterable[etree._Element]) -> list[Origin]:
    """The first chain of origins that is told, as far as each is whole."""
    path = f"{{{_PROVENANCE}}}originDescription"
    inner = next((it for about in abouts for it in about.iter(path)), None)
    found: list[Origin] = []
    while inner is not None and len(found) < _MOST_ORIGINS:
        said = [(inner.findtext(f"{{{_PROVENANCE}}}{name}") or "").strip() for name in _SAID]
        origin = Origin(
            harvest_date=(inner.get("harvestDate") or "").strip(),
            altered=(inner.get("altered") or "").strip() in ("true", "1"),
            base_url=said[0],
            identifier=said[1],
            datestamp=said[2],
            metadata_namespace=said[3],
        )
        if not origin.is_whole():
            break
        found.append(origin)
        inner = inner.find(path)
    return found


def _rights_of(abouts: Iterable[etree._Element]) -> list[bytes]:
    elements = [it for about in abouts for it in about.iterchildren(f"{{{_RIGHTS}}}rights")]
    return [
        etree.tostring(it, method="c14n", exclusive=True, with_comments=False)
        for it in elements[:_MOST_RIGHTS]
    ]
