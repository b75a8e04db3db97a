"""The text of a page by itself: annotations line by line, plain text, ALTO."""

from __future__ import annotations

import re
from typing import Any

from archivekit.description import alto
from archivekit.description.addresses import canvas_url, text_url
from archivekit.description.page_text import PageText
from archivekit.edition import Edition, Request, Response
from archivekit.edition.page_texts import page_text
from archivekit.edition.recordings import captions, recording
from archivekit.iiif.answers import digest, made, refusal
from archivekit.iiif.context import CONTEXT

PATH = re.compile(
    r"/(?P<ark>ark:/?[^/]+/.+)/canvas/f(?P<number>[1-9]\d{0,8})/text(?P<form>\.txt|\.alto\.xml|-[1-9]\d?\.vtt)?"
)
_CAPTIONS = ".vtt"
_TYPES = {".txt": "text/plain; charset=utf-8", ".alto.xml": "application/xml"}


def respond(request: Request, edition: Edition, match: re.Match[str]) -> Response:
    """The answer to ``/ark:/…/canvas/fN/text`` and its other forms."""
    ark, number, form = match["ark"], int(match["number"]), match["form"]
    if form and form.endswith(_CAPTIONS):
        return _captions(edition, ark, number, int(form[1 : -len(_CAPTIONS)])) or _none(
            request, edition, ark
        )
    page = page_text(edition, ark, number)
    # Words that are heard have no places, which is all that ALTO is for.
    if page is None or (page.is_timed and form == ".alto.xml"):
        return _none(request, edition, ark)
    if not form:
        return made(request, annotation_page(ark, number, page), edition.published_at)
    body = page.plain.encode() + b"\n" if form == ".txt" else alto.write(page)
    headers = (
        ("Content-Type", _TYPES[form]),
        ("Cache-Control", "public, no-cache"),
        ("ETag", f'"{digest(body)}"'),
    )
    return Response(200, headers, body)


def _none(request: Request, edition: Edition, ark: str) -> Response:
    gone = edition.record(ark) is None and edition.tombstone(ark) is not None
    return refusal(request, 410 if gone else 404, "gone" if gone else "no-text")


def _captions(edition: Edition, ark: str, number: int, place: int) -> Response | None:
    """Captions as they came; None where there are none of that number."""
    heard = recording(edition, ark, number)
    found = captions(edition, heard.page_id) if heard else []
    content = next((it.content for it in found if it.place == place), None)
    if content is None:
        return None
    headers = (
        ("Content-Type", "text/vtt; charset=utf-8"),
        ("Cache-Control", "public, no-cache"),
        ("ETag", f'"{digest(content)}"'),
    )
    return Response(200, headers, content)


def annotation_page(ark: str, number: int, page: PageText) -> dict[str, Any]:
    """The lines of a page, each where it stands (Presentation 3.0, 5.5)."""
    at, canvas = text_url(ark, number), canvas_url(ark, number)
    return {
        "@context": CONTEXT,
        "id": at,
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{at}/line{line}",
                "type": "Annotation",
                "motivation": "supplementing",
                "body": {"type": "TextualBody", "value": it.text, "format": "text/plain"},
                "target": f"{canvas}#{page.fragment(it.box)}",
            }
            for line, it in enumerate(page.lines, start=1)
        ],
    }
