"""Canvases of sound and film: as long as their recording (Presentation 3.0, 5.3).

A film has its still before it plays (``placeholderCanvas``); beside sound stands an image of its
record, where there is one (``accompanyingCanvas``). Captions are annotations on the whole of it, as
the cookbook of IIIF has them (recipe 0219).
"""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import (
    canvas_url,
    captions_url,
    image_url,
    recording_url,
    text_url,
)
from archivekit.description.exposed import ExposedPage, Recording
from archivekit.description.languages import language_name
from archivekit.iiif import language_maps
from archivekit.iiif.thumbnails import thumbnail
from archivekit.texts import LANGUAGES, text

Document = dict[str, Any]


def canvas(ark: str, page: ExposedPage, heard: Recording, beside: ExposedPage | None) -> Document:
    """The canvas of a recording. ``beside``: an image of the same record."""
    at, size = canvas_url(ark, page.number), _size(page)
    body = {
        "id": recording_url(ark, page.number, heard.media_type),
        "type": "Video" if heard.is_film else "Sound",
        "format": heard.media_type,
        **size,
        "duration": heard.seconds,
    }
    made: Document = {
        "id": at,
        "type": "Canvas",
        "label": {"none": [page.label.strip() or str(page.number)]},
        **size,
        "duration": heard.seconds,
        "items": [_painted(f"{at}/page", f"{at}/recording", body, at)],
    }
    if page.image:
        made["thumbnail"] = [thumbnail(ark, page)]
        made["placeholderCanvas"] = _of_image(f"{at}/still", ark, page)
    elif beside is not None and not heard.is_film:
        made["accompanyingCanvas"] = _of_image(f"{at}/beside", ark, beside)
    return made | _captioned(ark, page, heard)


def _size(page: ExposedPage) -> dict[str, int]:
    return {"height": page.height, "width": page.width} if page.width and page.height else {}


def _painted(page_at: str, at: str, body: Document, target: str) -> Document:
    painting = {"type": "Annotation", "motivation": "painting", "body": body, "target": target}
    return {"id": page_at, "type": "AnnotationPage", "items": [{"id": at, **painting}]}


def _of_image(at: str, ark: str, page: ExposedPage) -> Document:
    service = image_url(ark, page.number)
    body = {
        "id": f"{service}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        **_size(page),
        "service": [{"id": service, "type": "ImageService3", "profile": "level2"}],
    }
    items = [_painted(f"{at}/page", f"{at}/image", body, at)]
    return {"id": at, "type": "Canvas", **_size(page), "items": items}


def _captioned(ark: str, page: ExposedPage, heard: Recording) -> Document:
    """``annotations`` and ``rendering``: the captions as they came, and their words alone."""
    if not page.text:
        return {}
    at = text_url(ark, page.number)
    plain = {
        "id": f"{at}.txt",
        "type": "Text",
        "label": language_maps.of_key("iiif.transcript"),
        "format": "text/plain",
    }
    items = [
        {
            "id": f"{at}/captions{place}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {
                "id": captions_url(ark, page.number, place),
                "type": "Text",
                "format": "text/vtt",
                "label": _label(language),
                **({"language": language} if language else {}),
            },
            "target": canvas_url(ark, page.number),
        }
        for place, language in enumerate(heard.captions, start=1)
    ]
    page_of_captions = {"id": f"{at}/captions", "type": "AnnotationPage", "items": items}
    return {"rendering": [plain], "annotations": [page_of_captions]}


def _label(language: str) -> language_maps.LanguageMap:
    """What a viewer lists captions under."""
    if not language:
        return language_maps.of_key("iiif.captions")
    return {
        each: [text("iiif.captions-in", each, language=language_name(language, each))]
        for each in LANGUAGES
    }
