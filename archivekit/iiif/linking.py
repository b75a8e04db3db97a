"""Linking properties of a manifest (Presentation 3.0, 3.3): where else there is something of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from archivekit.description.addresses import BASE, logo_url, pdf_url, record_url
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
        size = {"height": logo.height, "width": logo.width}
        agent["logo"] = [{"id": logo_url(), "type": "Image", "format": logo.media_type, **size}]
    return [agent]


def homepage(record: Exposed, title: LanguageMap) -> list[Resource]:
    """The record's page."""
    at = record_url(record.ark)
    return [{"id": at, "type": "Text", "label": title, "format": "text/html"}]


def see_also(record: Exposed) -> list[Resource]:
    """The same record for programs: Dublin Core as harvested, and schema.org's words."""
    asked = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={quote(record.oai_identifier)}"
    return [
        {
            "id": f"{BASE}/oai?{asked}",
            "type": "Dataset",
            "label": language_maps.of_key("iiif.see-also"),
            "format": "text/xml",
            "profile": "http://www.openarchives.org/OAI/2.0/oai_dc/",
        },
        {
            "id": f"{record_url(record.ark)}.jsonld",
            "type": "Dataset",
            "label": language_maps.of_key("iiif.see-also-json-ld"),
            "format": "application/ld+json",
            "profile": "https://schema.org/",
        },
    ]


def rendering(record: Exposed) -> list[Resource]:
    """Its pages as PDF, in as many parts as it takes."""
    count = len(record.pages)
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
