"""The small image that stands for a record (Presentation 3.0, 3.2)."""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import THUMBNAIL_SIDE, image_url
from archivekit.description.exposed import ExposedPage


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
        "service": [{"id": service, "type": "ImageService3", "profile": "level2"}],
    }
