"""Collections: the sets of an edition, and the manifests of each (Presentation 3.0, 5.1).

A collection that would be too long for a viewer is one of parts, each a collection by itself, as
``publish`` has cut them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from archivekit.description.addresses import collection_url, manifest_url, record_url, thumbnail_url
from archivekit.edition import Edition, PartRow, SetRow
from archivekit.iiif import language_maps
from archivekit.iiif.context import CONTEXT

Document = dict[str, Any]


def top_collection(edition: Edition) -> Document:
    """All sets that have something to show."""
    name = edition.settings["name"]
    institution = name.get(edition.settings["languages"][0]) or next(iter(name.values()))
    label = language_maps.of_key("iiif.all-sets", institution=institution)
    shown = [it for it in edition.sets() if edition.has_pages(it)]
    return _collection(collection_url(), label, [_reference(edition, it) for it in shown])


def set_collection(edition: Edition, of: SetRow) -> Document:
    """The manifests of a set, or its parts where they are many."""
    at, label = collection_url(of.spec), _label(edition, of)
    inner = [it for it in edition.sets() if it.spec.startswith(f"{of.spec}:")]
    if inner:
        items = [_reference(edition, it) for it in inner]
        return _collection(at, label, items, within=collection_url())
    parts, page = edition.collection_parts(of), _homepage(edition, of, label)
    items = [_part_reference(at, it) for it in parts] or _manifests(edition, of)
    return _collection(at, label, items, within=collection_url(), homepage=page)


def part_collection(edition: Edition, of: SetRow, name: str) -> Document | None:
    """One part of a set; None where it has no such part."""
    part = next((it for it in edition.collection_parts(of) if it.name == name), None)
    if part is None:
        return None
    at = collection_url(of.spec)
    items = _manifests(edition, of, part)
    return _collection(part_url(at, part), _part_label(part), items, within=at)


def part_url(at: str, part: PartRow) -> str:
    """The address of a part of the set at an address."""
    return f"{at}?part={quote(part.name, safe='/')}"


def _collection(
    at: str,
    label: language_maps.LanguageMap,
    items: list[Document],
    *,
    within: str | None = None,
    homepage: Document | None = None,
) -> Document:
    part_of = {"partOf": [{"id": within, "type": "Collection"}]} if within else {}
    head = {"@context": CONTEXT, "id": at, "type": "Collection", "label": label}
    page = {"homepage": [homepage]} if homepage else {}
    return {**head, **page, **part_of, "items": items}


def _homepage(edition: Edition, of: SetRow, label: language_maps.LanguageMap) -> Document | None:
    """The page of a fonds."""
    record = edition.record_of_id(of.record_id) if of.record_id is not None else None
    if record is None:
        return None
    return {"id": record_url(record.ark), "type": "Text", "label": label, "format": "text/html"}


def _reference(edition: Edition, of: SetRow) -> Document:
    return {"id": collection_url(of.spec), "type": "Collection", "label": _label(edition, of)}


def _label(edition: Edition, of: SetRow) -> language_maps.LanguageMap:
    return language_maps.in_one(of.name, edition.settings["language"])


def _part_reference(at: str, part: PartRow) -> Document:
    return {"id": part_url(at, part), "type": "Collection", "label": _part_label(part)}


def _part_label(part: PartRow) -> language_maps.LanguageMap:
    """By its first and last record: how many come before it changes from day to day."""
    return language_maps.of_key(
        "iiif.collection-part", first=part.first_called, last=part.last_called
    )


def _manifests(edition: Edition, of: SetRow, part: PartRow | None = None) -> list[Document]:
    between = {"first": part.first, "last": part.last} if part else {}
    return [_manifest(*record) for record in edition.with_pages(of, **between)]


def _manifest(
    ark: str, title: str, language: str | None, year: int | None, has_thumbnail: bool
) -> Document:
    small = {"id": thumbnail_url(ark), "type": "Image", "format": "image/jpeg"}
    date = {"navDate": f"{year:04}-01-01T00:00:00Z"} if year and 0 < year < 10_000 else {}
    return {
        "id": manifest_url(ark),
        "type": "Manifest",
        "label": language_maps.in_one(title, language),
        **({"thumbnail": [small]} if has_thumbnail else {}),
        **date,
    }
