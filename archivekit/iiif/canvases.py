"""Canvases: one for each page, its image painted on it (Presentation 3.0, 5.3).

Plain dictionaries: a list of models that is grown one by one costs the square of its length.
"""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import canvas_url, image_url
from archivekit.description.exposed import ExposedPage
from archivekit.iiif.text import announcing

THUMBNAIL_SIDE = 400


def canvas(ark: str, page: ExposedPage) -> dict[str, Any]:
    """The canvas of a page, as large as its image."""
    at = canvas_url(ark, page.number)
    size = {"height": page.height, "width": page.width}
    return {
        "id": at,
        "type": "Canvas",
        "label": {"none": [page.label.strip() or str(page.number)]},
        **size,
        "items": [{"id": f"{at}/page", "type": "AnnotationPage", "items": [_painting(ark, page)]}],
        **announcing.of_canvas(ark, page),
    }


def _painting(ark: str, page: ExposedPage) -> dict[str, Any]:
    at, service = canvas_url(ark, page.number), image_url(ark, page.number)
    return {
        "id": f"{at}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": {
            "id": f"{service}/full/max/0/default.jpg",
            "type": "Image",
            "format": "image/jpeg",
            "height": page.height,
            "width": page.width,
            "service": [_image_service(service)],
        },
        "target": at,
    }


def thumbnail(ark: str, page: ExposedPage) -> dict[str, Any]:
    """A small image of a page, never larger than the page itself."""
    service = image_url(ark, page.number)
    scale = min(1.0, THUMBNAIL_SIDE / page.width, THUMBNAIL_SIDE / page.height)
    return {
        "id": f"{service}/full/!{THUMBNAIL_SIDE},{THUMBNAIL_SIDE}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "height": max(1, round(page.height * scale)),
        "width": max(1, round(page.width * scale)),
        "service": [_image_service(service)],
    }


def _image_service(url: str) -> dict[str, str]:
    return {"id": url, "type": "ImageService3", "profile": "level2"}
