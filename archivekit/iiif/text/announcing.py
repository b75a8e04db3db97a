"""What a manifest says of the text of its pages: where it is, and where it is searched.

Pure: what ``publish`` puts into a manifest. Where no page has a text, nothing is said.
"""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import autocomplete_url, record_url, search_url, text_url
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.iiif import language_maps

SEARCH_1 = "http://iiif.io/api/search/1"
ALTO = "http://www.loc.gov/standards/alto/ns-v4#"

Properties = dict[str, list[dict[str, Any]]]


def services(record: Exposed) -> list[dict[str, Any]]:
    """``service`` of a manifest: the searches within its pages."""
    return [_search_2(record.ark), _search_1(record.ark)] if _has_text(record) else []


def rendering(record: Exposed) -> list[dict[str, Any]]:
    """``rendering`` of a manifest: the text of all pages."""
    if not _has_text(record):
        return []
    return [
        {
            "id": f"{record_url(record.ark)}.txt",
            "type": "Text",
            "label": language_maps.of_key("iiif.text-of-document"),
            "format": "text/plain",
        }
    ]


def _has_text(record: Exposed) -> bool:
    return any(page.text for page in record.pages)


def of_canvas(ark: str, page: ExposedPage) -> Properties:
    """``annotations``, ``rendering`` and ``seeAlso`` of a canvas."""
    if not page.text:
        return {}
    return {
        "rendering": [
            {
                "id": text_url(ark, page.number, ".txt"),
                "type": "Text",
                "label": language_maps.of_key("iiif.text-plain"),
                "format": "text/plain",
            }
        ],
        "seeAlso": [
            {
                "id": text_url(ark, page.number, ".alto.xml"),
                "type": "Dataset",
                "label": language_maps.of_key("iiif.text-alto"),
                "format": "application/xml",
                "profile": ALTO,
            }
        ],
        "annotations": [
            {
                "id": text_url(ark, page.number),
                "type": "AnnotationPage",
                "label": language_maps.of_key("iiif.text-of-page"),
            }
        ],
    }


def _search_2(ark: str) -> dict[str, Any]:
    """Content Search 2.0, section 4.1."""
    completes = {"id": autocomplete_url(ark), "type": "AutoCompleteService2"}
    return {"id": search_url(ark), "type": "SearchService2", "service": [completes]}


def _search_1(ark: str) -> dict[str, Any]:
    """Content Search 1.0 as Presentation 3.0 names older services (section 4.6)."""
    return {
        "@context": f"{SEARCH_1}/context.json",
        "@id": search_url(ark, 1),
        "@type": "SearchService1",
        "profile": f"{SEARCH_1}/search",
        "service": [
            {
                "@id": autocomplete_url(ark, 1),
                "@type": "AutoCompleteService1",
                "profile": f"{SEARCH_1}/autocomplete",
            }
        ],
    }
