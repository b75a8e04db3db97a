"""Manifests and collections in Presentation 2.1, for viewers that know no other.

Made of those in 3.0. Owns what each property of 3.0 is called in 2.1. What 2.1 has no place for is
left out; sound and film stand beside an empty canvas, or the still of the film, as what it can be
had as.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archivekit.description.addresses import (
    collection_2_url,
    collection_url,
    image_url,
    manifest_2_url,
)

CONTEXT = "http://iiif.io/api/presentation/2/context.json"
# The side of a canvas on which there is nothing to be seen.
_EMPTY = 1000
_IMAGE = "http://iiif.io/api/image/2"

Document = dict[str, Any]


def collection_2(collection: Document) -> Document:
    """A collection in 2.1 (5.8)."""
    of = collection.get
    collections = [it for it in collection["items"] if it["type"] == "Collection"]
    manifests = [it for it in collection["items"] if it["type"] == "Manifest"]
    made = {
        "@context": CONTEXT,
        **_named_collection(collection),
        "related": [_link(it) for it in of("homepage", ())],
        "within": next((_collection_id(it["id"]) for it in of("partOf", ())), None),
        "collections": [_named_collection(it) for it in collections],
        "manifests": [_named_manifest(it) for it in manifests],
    }
    return {name: value for name, value in made.items() if value}


def _named_collection(it: Document) -> Document:
    at = _collection_id(it["id"])
    return {"@id": at, "@type": "sc:Collection", "label": _words(it["label"])}


def _collection_id(at: str) -> str:
    return collection_2_url() + at.removeprefix(collection_url())


def _named_manifest(it: Document) -> Document:
    named = {"@id": f"{it['id']}/2", "@type": "sc:Manifest", "label": _words(it["label"])}
    named["thumbnail"] = it["thumbnail"][0]["id"]
    return {**named, **({"navDate": it["navDate"]} if "navDate" in it else {})}


def manifest_2(ark: str, manifest: Document) -> Document:
    """The manifest of an ARK in 2.1."""
    provider = (manifest.get("provider") or [{}])[0]
    of = manifest.get
    made = {
        "@context": CONTEXT,
        "@id": manifest_2_url(ark),
        "@type": "sc:Manifest",
        "label": _words(manifest["label"]),
        "description": _words(of("summary")),
        "metadata": [_pair(it) for it in of("metadata", ())],
        "attribution": _words((of("requiredStatement") or {}).get("value")),
        "license": of("rights"),
        "logo": next((it["id"] for it in provider.get("logo", ())), None),
        "related": [_link(it) for it in of("homepage", ())],
        "seeAlso": [_link(it) for it in of("seeAlso", ())],
        "rendering": [_link(it) for it in of("rendering", ())],
        "thumbnail": next((_thumbnail(ark, it) for it in of("thumbnail", ())), None),
        "navDate": of("navDate"),
        "within": next((_collection_id(it["id"]) for it in of("partOf", ())), None),
        "service": next(map(_search, filter(_is_search_1, of("service", ()))), None),
        "viewingDirection": of("viewingDirection"),
        "viewingHint": next(iter(of("behavior", ())), None),
        "sequences": [_sequence(ark, manifest)],
        "structures": list(_ranges(of("structures", ()))),
    }
    return {name: value for name, value in made.items() if value}


def _words(words: dict[str, list[str]] | None) -> Any:
    """Words in their languages (2.1, 4.3)."""
    said: list[Any] = [
        text if language == "none" else {"@value": text, "@language": language}
        for language, texts in (words or {}).items()
        for text in texts
    ]
    return said[0] if len(said) == 1 else said


def _pair(pair: Document) -> Document:
    return {"label": _words(pair["label"]), "value": _words(pair["value"])}


def _link(resource: Document) -> Document:
    link = {"@id": resource["id"], "format": resource.get("format")}
    link |= {"profile": resource.get("profile"), "label": _words(resource.get("label"))}
    return {name: value for name, value in link.items() if value}


def _is_search_1(service: Document) -> bool:
    return service.get("@type") == "SearchService1"


def _search(service: Document) -> Document:
    """The search within (Content Search 1.0, 3.1), whose types 2.1 does not name."""
    made = {name: value for name, value in service.items() if name != "@type"}
    if "service" in made:
        (inner,) = made["service"]
        made["service"] = _search(inner)
    return made


def _thumbnail(ark: str, thumbnail: Document) -> Document:
    number = thumbnail["service"][0]["id"].rpartition("/f")[2]
    size = f"{thumbnail['width']},{thumbnail['height']}"
    service = image_url(ark, int(number), 2)
    return {"@id": f"{service}/full/!{size}/0/default.jpg", "service": _service(service)}


def _service(at: str) -> Document:
    return {"@context": f"{_IMAGE}/context.json", "@id": at, "profile": f"{_IMAGE}/level2.json"}


def _sequence(ark: str, manifest: Document) -> Document:
    start = manifest.get("start", {}).get("id")
    return {
        "@id": f"{manifest_2_url(ark)}/sequence",
        "@type": "sc:Sequence",
        **({"startCanvas": start} if start else {}),
        "canvases": [_canvas(ark, canvas) for canvas in manifest["items"]],
    }


def _canvas(ark: str, canvas: Document) -> Document:
    if "duration" in canvas:
        return _heard(ark, canvas)
    images = [
        _image(ark, canvas["id"], annotation)
        for it in canvas["items"]
        for annotation in it["items"]
    ]
    return {
        "@id": canvas["id"],
        "@type": "sc:Canvas",
        "label": _words(canvas["label"]),
        "height": canvas["height"],
        "width": canvas["width"],
        "images": images,
        **({} if images else {"thumbnail": canvas["thumbnail"][0]["id"]}),
    }


def _heard(ark: str, canvas: Document) -> Document:
    """Sound or film, which 2.1 does not know: its still, and the way to it beside."""
    recording = canvas["items"][0]["items"][0]["body"]
    still = canvas.get("placeholderCanvas")
    link = {"@id": recording["id"], "format": recording["format"], "label": _words(canvas["label"])}
    renderings = [link, *(_link(it) for it in canvas.get("rendering", ()))]
    painted = still["items"][0]["items"][0] if still else None
    return {
        "@id": canvas["id"],
        "@type": "sc:Canvas",
        "label": _words(canvas["label"]),
        "height": canvas.get("height", _EMPTY),
        "width": canvas.get("width", _EMPTY),
        "images": [_image(ark, canvas["id"], painted)] if painted else [],
        "rendering": renderings,
    }


def _image(ark: str, canvas: str, annotation: Document) -> Document:
    body = annotation["body"]
    service = image_url(ark, int(canvas.rpartition("/f")[2]), 2)
    resource = {
        "@id": f"{service}/full/full/0/default.jpg",
        "@type": "dctypes:Image",
        "format": body["format"],
        "height": body["height"],
        "width": body["width"],
        "service": _service(service),
    }
    return {
        "@id": annotation["id"],
        "@type": "oa:Annotation",
        "motivation": "sc:painting",
        "resource": resource,
        "on": canvas,
    }


def _ranges(ranges: Any, *, top: bool = True) -> Iterator[Document]:
    """All ranges in one list, each naming those inside it (2.1, 5.6)."""
    for it in ranges:
        inner = [item for item in it["items"] if item["type"] == "Range"]
        canvases = [item["id"] for item in it["items"] if item["type"] == "Canvas"]
        made = {
            "@id": it["id"],
            "@type": "sc:Range",
            "label": _words(it["label"]),
            "viewingHint": "top" if top else None,
            "ranges": [item["id"] for item in inner],
            "canvases": canvases,
        }
        yield {name: value for name, value in made.items() if value}
        yield from _ranges(inner, top=False)
