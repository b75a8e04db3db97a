"""Content Search 2.0: a page of annotations, and what stands around each hit."""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import canvas_url, search_url
from archivekit.description.page_hits import Hit
from archivekit.iiif.text.searching import Found, Search, numbered

CONTEXT = "http://iiif.io/api/search/2/context.json"


def write(ark: str, asked: Search, found: Found) -> dict[str, Any]:
    """The answer (sections 5 and 6)."""
    at = search_url(ark)
    me = f"{at}?{asked.args()}"
    items: list[dict[str, Any]] = []
    around: list[dict[str, Any]] = []
    for number, page, hit in numbered(found):
        own = _annotations(f"{me}#hit{number}", canvas_url(ark, page), hit)
        items.extend(own)
        around.append(_context(f"{me}#context{number}", own[0]["id"], hit))
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "id": me,
        "type": "AnnotationPage",
        **({"ignored": list(asked.ignored)} if asked.ignored else {}),
        **_paging(at, asked, found),
        "items": items,
    }
    if around:
        document["annotations"] = [
            {"id": f"{me}#contexts", "type": "AnnotationPage", "items": around}
        ]
    return document


def _annotations(at: str, canvas: str, hit: Hit) -> list[dict[str, Any]]:
    """One for each line that the hit stands on."""
    return [
        {
            "id": at if part == 1 else f"{at}-{part}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {"type": "TextualBody", "value": hit.words, "format": "text/plain"},
            "target": f"{canvas}#{place}",
        }
        for part, place in enumerate(hit.fragments, start=1)
    ]


def _context(at: str, annotation: str, hit: Hit) -> dict[str, Any]:
    selector = {"prefix": hit.before, "exact": hit.words, "suffix": hit.after}
    return {
        "id": at,
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": {
            "type": "SpecificResource",
            "source": annotation,
            "selector": [{"type": "TextQuoteSelector", **{k: v for k, v in selector.items() if v}}],
        },
    }


def _paging(at: str, asked: Search, found: Found) -> dict[str, Any]:
    if found.last_page == 1:
        return {}

    def part(number: int) -> dict[str, str]:
        return {"id": f"{at}?{asked.args(page=number)}", "type": "AnnotationPage"}

    collection = {
        "id": f"{at}?{asked.args(page=None)}#all",
        "type": "AnnotationCollection",
        "first": part(1),
        "last": part(found.last_page),
    }
    turns = {}
    if asked.page < found.last_page:
        turns["next"] = part(asked.page + 1)
    if 1 < asked.page <= found.last_page:
        turns["prev"] = part(asked.page - 1)
    return {"partOf": collection, **turns}
