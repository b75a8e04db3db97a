"""What was published, changed or withdrawn, in order: IIIF Change Discovery 1.0, level 2.

A page that is full never changes again: harvesters walk back from the last one to where they were.
"""

from __future__ import annotations

from typing import Any

from archivekit.description.addresses import activity_url, collection_url, manifest_url
from archivekit.edition import Edition
from archivekit.edition.activities import ActivityRow, activities_after, last_activity

CONTEXT = "http://iiif.io/api/discovery/1/context.json"
PAGE = 500

Document = dict[str, Any]


def stream(edition: Edition) -> Document:
    """The whole list, by its first and last pages (3.1)."""
    count, _ = last_activity(edition)
    return {
        "@context": CONTEXT,
        "id": activity_url(),
        "type": "OrderedCollection",
        "totalItems": count,
        "seeAlso": [
            {
                "id": collection_url(),
                "type": "Dataset",
                "format": "application/ld+json",
                "profile": "http://iiif.io/api/presentation/3/context.json",
            }
        ],
        "first": _page(1),
        "last": _page(_pages(count)),
    }


def page(edition: Edition, number: int) -> tuple[Document, str] | None:
    """A page of it, from 1, and the moment of its last activity; None where there is none (3.2)."""
    count, last_at = last_activity(edition)
    if not 1 <= number <= _pages(count):
        return None
    rows = activities_after(edition, (number - 1) * PAGE, PAGE)
    document = {
        "@context": CONTEXT,
        "id": activity_url(number),
        "type": "OrderedCollectionPage",
        "startIndex": (number - 1) * PAGE,
        "partOf": {"id": activity_url(), "type": "OrderedCollection"},
        **({"prev": _page(number - 1)} if number > 1 else {}),
        **({"next": _page(number + 1)} if number < _pages(count) else {}),
        "orderedItems": [_activity(row) for row in rows],
    }
    return document, rows[-1].at if rows else last_at


def _pages(count: int) -> int:
    """How many pages; the first is there even when nothing is in it."""
    return max(1, -(-count // PAGE))


def _page(number: int) -> Document:
    return {"id": activity_url(number), "type": "OrderedCollectionPage"}


def _activity(row: ActivityRow) -> Document:
    manifest = {"id": manifest_url(row.ark), "type": "Manifest"}
    return {"type": row.kind, "object": manifest, "endTime": row.at}
