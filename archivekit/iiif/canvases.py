"""Canvases: one for each page, its image painted on it (Presentation 3.0, 5.3).

Written as JSON at once: a list of models that is grown one by one costs the square of its length,
and a dictionary for each part of each page ten times what its text does. The tests hold what is
written here against the models of iiif-prezi3.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from json.encoder import encode_basestring

from archivekit.description.addresses import (
    PAGE_THUMBNAIL_WIDTH,
    canvas_url,
    image_url,
    not_shown_url,
)
from archivekit.description.dates.words import words
from archivekit.description.exposed import ExposedPage, Unshown
from archivekit.description.opening import NEVER
from archivekit.iiif import heard, language_maps
from archivekit.iiif.compact_json import compact
from archivekit.iiif.text import announcing
from archivekit.texts import LANGUAGES, text


def written(ark: str, pages: Sequence[ExposedPage], unshown: Sequence[Unshown]) -> str:
    """The JSON of all canvases in reading order."""
    canvas, service = _inside(canvas_url(ark, 0)[:-1]), _inside(image_url(ark, 0)[:-1])
    images = [page for page in pages if page.recording is None]
    numbered = [(page.number, _canvas(ark, canvas, service, page)) for page in images]
    if len(images) < len(pages):
        beside = images[0] if images else None
        numbered += [
            (page.number, compact(heard.canvas(ark, page, page.recording, beside)))
            for page in pages
            if page.recording is not None
        ]
        numbered.sort()
    if unshown and images:
        numbered += [(it.number, _placeholder(ark, it, images)) for it in unshown]
        numbered.sort()
    return ",".join([text for _, text in numbered])


def _canvas(ark: str, canvas: str, service: str, page: ExposedPage) -> str:
    """The canvas of a page, as large as its image. ``canvas``, ``service``: all but the number."""
    number, width, height = page.number, page.width, page.height
    across = min(PAGE_THUMBNAIL_WIDTH, width)
    down = max(1, round(height * across / width))
    at, image = f"{canvas}{number}", f"{service}{number}"
    after = f",{compact(announcing.of_canvas(ark, page))[1:-1]}" if page.text else ""
    return (
        f'{{"id":"{at}","type":"Canvas"'
        f',"label":{{"none":[{encode_basestring(page.label.strip() or str(number))}]}}'
        f',"height":{height},"width":{width}'
        f',"thumbnail":[{{"id":"{image}/full/{across},{down}/0/default.jpg","type":"Image"'
        f',"format":"image/jpeg","height":{down},"width":{across}}}]'
        f',"items":[{{"id":"{at}/page","type":"AnnotationPage","items":['
        f'{{"id":"{at}/image","type":"Annotation","motivation":"painting","body":{{'
        f'"id":"{image}/full/max/0/default.jpg","type":"Image","format":"image/jpeg"'
        f',"height":{height},"width":{width},"service":['
        f'{{"id":"{image}","type":"ImageService3","profile":"level2"}}]}}'
        f',"target":"{at}"}}]}}]{after}}}'
    )


def _placeholder(ark: str, page: Unshown, pages: Sequence[ExposedPage]) -> str:
    """A canvas on which nothing is painted, so that the pages after it keep their sides."""
    beside = min(pages, key=lambda it: abs(it.number - page.number))
    return compact(
        {
            "id": canvas_url(ark, page.number),
            "type": "Canvas",
            "label": _why_unshown(page),
            "height": page.height or beside.height,
            "width": page.width or beside.width,
            # Without one Universal Viewer asks an image service that is not there.
            "thumbnail": [{"id": not_shown_url(), "type": "Image", "format": "image/svg+xml"}],
            "items": [],
        }
    )


def _why_unshown(page: Unshown) -> language_maps.LanguageMap:
    if page.opens is None:
        return language_maps.of_key("iiif.page-missing", number=page.number)
    if page.opens == NEVER:
        return language_maps.of_key("iiif.page-closed", number=page.number)
    number, day = page.number, page.opens
    return {
        language: [text("iiif.page-opens", language, number=number, day=words(day, language))]
        for language in LANGUAGES
    }


def not_shown_picture() -> bytes:
    """The picture that stands for a page that is not shown: SVG."""
    return (files(__package__) / "page_not_shown.svg").read_bytes()


def _inside(address: str) -> str:
    """An address as it stands between the quotes of JSON."""
    return encode_basestring(address)[1:-1]
