"""Manifests and collections as files: those of the edition, saying what files can give.

Image services are of level 0, sizes are ones that lie there, what only a server gives is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archivekit.description.addresses import BASE, collection_url, record_url
from archivekit.edition import Edition, RecordRow, SetRow
from archivekit.iiif.canvases import THUMBNAIL_SIDE
from archivekit.iiif.collections import (
    PART,
    part_collection,
    set_collection,
    top_collection,
)
from archivekit.static_site.images import thumbnail_size
from archivekit.static_site.places import collection_file

Document = dict[str, Any]


def manifest(edition: Edition, record: RecordRow) -> bytes | None:
    """The manifest of a record, as files can keep what it says; None where it has no pages."""
    row = edition.manifest(record.id)
    if row is None:
        return None
    document: Document = json.loads(row.json)
    for canvas in document["items"]:
        _name_what_lies_there(canvas)
    document["thumbnail"] = [_thumbnail(document["items"][0])]
    for home in document.get("homepage", ()):
        home["id"] = f"{home['id']}/index.html"
    for above in document.get("partOf", ()):
        above["id"] = _as_file(above["id"])
    for also in document.get("seeAlso", ()):
        also["id"] = f"{record_url(record.ark)}.xml"
    return _written(document)


def collections(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every collection: its file, and what is in it."""
    yield collection_file(), _collection(top_collection(edition))
    for of in edition.sets():
        count = edition.count_with_pages(of)
        if count:
            yield collection_file(of.spec), _collection(set_collection(edition, of))
            yield from _parts(edition, of, count)


def _parts(edition: Edition, of: SetRow, count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(1, -(-count // PART) + 1) if count > PART else ():
        document = part_collection(edition, of, number)
        if document is not None:
            yield collection_file(of.spec, number), _collection(document)


def _collection(document: Document) -> bytes:
    for each in (document, *document.get("partOf", ()), *document["items"]):
        if each["type"] == "Collection":
            each["id"] = _as_file(each["id"])
    return _written(document)


def _as_file(address: str) -> str:
    """The address of the file of a collection, from that of the collection on a server."""
    name, _, page = address.partition("?page=")
    spec = name.removeprefix(collection_url()).lstrip("/") or None
    return f"{BASE}/{collection_file(spec, int(page) if page else None)}"


def _name_what_lies_there(canvas: Document) -> None:
    body = canvas["items"][0]["items"][0]["body"]
    body["service"][0]["profile"] = "level0"
    # Viewers that find none ask for widths of their own.
    canvas["thumbnail"] = [_thumbnail(canvas)]


def _thumbnail(canvas: Document) -> Document:
    """The thumbnail of a canvas, without a service, of which some viewers would ask other sizes."""
    service = canvas["items"][0]["items"][0]["body"]["service"][0]["id"]
    width, height = thumbnail_size(canvas["width"], canvas["height"], THUMBNAIL_SIDE)
    return {
        "id": f"{service}/full/{width},{height}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "height": height,
        "width": width,
    }


def _written(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
