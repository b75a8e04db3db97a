"""Manifests and collections as files: those of the edition, saying what files can give.

Image services are of level 0, sizes are ones that lie there, what only a server gives (searches,
PDF, OAI-PMH) is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from archivekit.description.addresses import (
    BASE,
    THUMBNAIL_SIDE,
    collection_url,
    logo_url,
    record_url,
    text_url,
    thumbnail_url,
)
from archivekit.edition import Edition, RecordRow
from archivekit.edition.activities import logo
from archivekit.iiif import language_maps
from archivekit.iiif.collections import (
    part_collection,
    set_collection,
    top_collection,
)
from archivekit.static_site.images import thumbnail_size
from archivekit.static_site.places import collection_file
from archivekit.static_site.texts import annotations_url

Document = dict[str, Any]

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


def manifest(edition: Edition, record: RecordRow, name: str) -> bytes | None:
    """The manifest of a record, as a file of that name keeps it; None where it has no pages."""
    row = edition.manifest(record.id)
    if row is None:
        return None
    document: Document = json.loads(row.json)
    # Clover takes a manifest for another where it does not say the address that it was asked at.
    document["id"] = f"{record_url(record.ark)}/{name}"
    # The searches within.
    document.pop("service", None)
    painted = [it for it in document["items"] if it["items"]]
    pictures = [it for canvas in painted if (it := _picture(canvas))]
    for canvas in pictures:
        _service(canvas)["profile"] = "level0"
    if document.pop("thumbnail", None):
        document["thumbnail"] = [_thumbnail(_first(painted))]
    for canvas in painted:
        if "duration" in canvas and canvas.pop("thumbnail", None):
            canvas["thumbnail"] = [_thumbnail(canvas["placeholderCanvas"])]
    document["seeAlso"] = _see_also(record)
    _keep_texts(document, record.ark)
    for home in document.get("homepage", ()):
        home["id"] = f"{home['id']}/index.html"
    for above in document.get("partOf", ()):
        above["id"] = _as_file(above["id"])
    _name_logo(document, logo_file(edition))
    return _written(document)


def logo_file(edition: Edition) -> tuple[str, bytes] | None:
    """The file of the institution's logo, where the edition holds it."""
    found = logo(edition)
    if found is None:
        return None
    media_type, _, content = found
    return f"iiif/logo{_ENDINGS.get(media_type, '')}", content


def collections(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every collection: its file, and what is in it."""
    yield collection_file(), _collection(top_collection(edition))
    for of in edition.sets():
        if not edition.has_pages(of):
            continue
        yield collection_file(of.spec), _collection(set_collection(edition, of))
        for part in edition.collection_parts(of):
            document = part_collection(edition, of, part.name)
            assert document is not None
            yield collection_file(of.spec, part.name), _collection(document)


def _collection(document: Document) -> bytes:
    for each in (document, *document.get("partOf", ()), *document["items"]):
        if each["type"] == "Collection":
            each["id"] = _as_file(each["id"])
        else:
            ark = each["id"].removeprefix(f"{BASE}/").removesuffix("/manifest")
            for image in each.get("thumbnail", ()):
                image["id"] = f"{thumbnail_url(ark)}.jpg"
    for home in document.get("homepage", ()):
        home["id"] = f"{home['id']}/index.html"
    return _written(document)


def _as_file(address: str) -> str:
    """The address of the file of a collection, from that of the collection on a server."""
    name, _, part = address.partition("?part=")
    spec = name.removeprefix(collection_url()).lstrip("/") or None
    return f"{BASE}/{collection_file(spec, unquote(part))}"


def _picture(canvas: Document) -> Document | None:
    """A canvas with an image; of sound and film what is shown beside or before, if anything."""
    if "duration" not in canvas:
        return canvas
    found: Document | None = canvas.get("placeholderCanvas") or canvas.get("accompanyingCanvas")
    return found


def _first(canvases: list[Document]) -> Document:
    """The canvas that the record's thumbnail is of: its first image, else its first still."""
    images = [it for it in canvases if "duration" not in it]
    return images[0] if images else next(it for c in canvases if (it := _picture(c)))


def _service(canvas: Document) -> Document:
    service: Document = canvas["items"][0]["items"][0]["body"]["service"][0]
    return service


def _thumbnail(canvas: Document) -> Document:
    """The record's thumbnail, without a service, of which some viewers would ask other sizes."""
    width, height = thumbnail_size(canvas["width"], canvas["height"], THUMBNAIL_SIDE)
    return {
        "id": f"{_service(canvas)['id']}/full/{width},{height}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "height": height,
        "width": width,
    }


def _see_also(record: RecordRow) -> list[Document]:
    """The same record for programs, in files beside."""
    forms = (
        ("oai-dc", ".xml", "text/xml", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
        ("json-ld", ".jsonld", "application/ld+json", "https://schema.org/"),
    )
    return [
        {
            "id": f"{record_url(record.ark)}{ending}",
            "type": "Dataset",
            "label": language_maps.of_key(f"iiif.see-also-{name}"),
            "format": media_type,
            "profile": profile,
        }
        for name, ending, media_type, profile in forms
    ]


def _keep_texts(document: Document, ark: str) -> None:
    """Of renderings the text of the document; the annotations of each page by their file."""
    kept = [it for it in document.pop("rendering", ()) if it["format"] == "text/plain"]
    if kept:
        document["rendering"] = kept
    for canvas in document["items"]:
        for page in canvas.get("annotations", ()):
            number = int(canvas["id"].rpartition("/f")[2])
            if page["id"] == text_url(ark, number):
                page["id"] = annotations_url(ark, number)


def _name_logo(document: Document, file: tuple[str, bytes] | None) -> None:
    for agent in document.get("provider", ()):
        for image in agent.get("logo", ()):
            if file is not None and image["id"] == logo_url():
                image["id"] = f"{BASE}/{file[0]}"


def _written(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
