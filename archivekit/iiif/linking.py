"""Linking properties of a manifest (Presentation 3.0, 3.3): where else there is something of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from archivekit.description.addresses import BASE, pdf_url, record_url
from archivekit.description.exposed import Exposed
from archivekit.iiif import language_maps
from archivekit.iiif.language_maps import LanguageMap

PDF_PAGES = 100
"""How many pages one PDF holds; a thicker document is given in parts."""

Resource = dict[str, Any]


def provider(record: Exposed) -> list[Resource]:
    """The institution, with its own website where it has one, and its logo."""
    if not record.institution:
        return []
    label = {language: [name] for language, name in record.institution.items()}
    at = record.presented.website or f"{BASE}/"
    page = {"id": at, "type": "Text", "label": label, "format": "text/html"}
    agent = {"id": at, "type": "Agent", "label": label, "homepage": [page]}
    logo = record.presented.logo
    if logo is not None:
        said = {"format": logo.media_type, "height": logo.height, "width": logo.width}
        known = {name: value for name, value in said.items() if value}
        agent["logo"] = [{"id": logo.address, "type": "Image", **known}]
    return [agent]


def homepage(record: Exposed, title: LanguageMap) -> list[Resource]:
    """The record's page."""
    at = record_url(record.ark)
    return [{"id": at, "type": "Text", "label": title, "format": "text/html"}]


def see_also(record: Exposed) -> list[Resource]:
    """The same record for programs: as harvested, in schema.org's words, in its finding aid."""
    own = record.oai_identifier
    found = [
        _harvested("oai_dc", own, "http://www.openarchives.org/OAI/2.0/oai_dc/"),
        {
            "id": f"{record_url(record.ark)}.jsonld",
            "type": "Dataset",
            "label": language_maps.of_key("iiif.see-also-json-ld"),
            "format": "application/ld+json",
            "profile": "https://schema.org/",
        },
        _harvested("mets", own, "http://www.loc.gov/METS/"),
    ]
    if record.ancestors and record.partner is None:
        of_fonds = own.removesuffix(record.ark) + record.ancestors[0].ark
        found.append(_harvested("oai_ead", of_fonds, "urn:isbn:1-931666-22-9"))
    return found


def _harvested(prefix: str, identifier: str, namespace: str) -> Resource:
    """A record as OAI-PMH gives it in one of its formats."""
    asked = f"verb=GetRecord&metadataPrefix={prefix}&identifier={quote(identifier)}"
    return {
        "id": f"{BASE}/oai?{asked}",
        "type": "Dataset",
        "label": language_maps.of_key(f"iiif.see-also-{prefix.replace('_', '-')}"),
        "format": "text/xml",
        "profile": namespace,
    }


def rendering(record: Exposed) -> list[Resource]:
    """Its images as PDF, in as many parts as it takes."""
    count = len(record.images)
    if not count:
        return []
    if count <= PDF_PAGES:
        return [_pdf(record, 1, language_maps.of_key("iiif.pdf"))]
    return [
        _pdf(
            record,
            part,
            language_maps.of_key(
                "iiif.pdf-part",
                first=(part - 1) * PDF_PAGES + 1,
                last=min(part * PDF_PAGES, count),
            ),
        )
        for part in range(1, -(-count // PDF_PAGES) + 1)
    ]


def _pdf(record: Exposed, part: int, label: LanguageMap) -> Resource:
    at = pdf_url(record.ark, part)
    return {"id": at, "type": "Text", "label": label, "format": "application/pdf"}
