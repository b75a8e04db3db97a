"""The answering side of the IIIF Presentation API: manifests, thumbnails, collections.

Owns which address gives what. Manifests were made ready by ``publish``; collections are made here.
"""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import parse_qs, unquote

from archivekit.description.addresses import image_url, record_url
from archivekit.description.arks import normalise
from archivekit.edition import Edition, Request, Response
from archivekit.iiif.answers import document, refusal
from archivekit.iiif.canvases import THUMBNAIL_SIDE
from archivekit.iiif.collections import (
    Document,
    part_collection,
    set_collection,
    top_collection,
)

_OF_RECORD = re.compile(r"/(?P<ark>ark:/?[^/]+/.+)/(?P<what>manifest|thumbnail)")
_COLLECTION = re.compile(r"/iiif/collection(?:/(?P<spec>[^/]+))?")
_MAX_PATH = 1_000


def respond(request: Request, edition: Edition) -> Response:
    """The answer to ``/ark:/…/manifest``, ``/ark:/…/thumbnail`` and ``/iiif/collection…``."""
    if request.method not in ("GET", "HEAD"):
        return refusal(request, 405, "method", ("Allow", "GET, HEAD, OPTIONS"))
    path = unquote(request.path[:_MAX_PATH], errors="replace")
    if match := _OF_RECORD.fullmatch(path):
        give = _manifest if match["what"] == "manifest" else _thumbnail
        return give(request, edition, match["ark"]) or _without(
            request, edition, **match.groupdict()
        )
    if match := _COLLECTION.fullmatch(path):
        return _collection(request, edition, match["spec"])
    return refusal(request, 404, "not-found")


def _manifest(request: Request, edition: Edition, ark: str) -> Response | None:
    found = edition.manifest_of(ark)
    if found is None:
        return None
    manifest, changed_at = found
    return document(request, manifest.json, tag=manifest.digest, changed_at=changed_at)


def _thumbnail(_request: Request, edition: Edition, ark: str) -> Response | None:
    page = edition.first_page(ark)
    if page is None:
        return None
    size = f"!{THUMBNAIL_SIDE},{THUMBNAIL_SIDE}"
    location = f"{image_url(ark, page.number)}/full/{size}/0/default.jpg"
    return Response(303, (("Location", location),))


def _without(request: Request, edition: Edition, *, ark: str, what: str) -> Response:
    """The answer where an ARK, as it was written, has no page to show."""
    if edition.record(ark):
        return refusal(request, 404, "no-pages")
    if edition.tombstone(ark):
        return refusal(request, 410, "gone")
    canonical = normalise(ark)
    if canonical and canonical != ark and edition.knows(canonical):
        return Response(301, (("Location", f"{record_url(canonical)}/{what}"),))
    return refusal(request, 404, "not-found")


def _collection(request: Request, edition: Edition, spec: str | None) -> Response:
    made = _collection_document(request, edition, spec)
    if made is None:
        return refusal(request, 404, "not-found")
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    tag = hashlib.sha256(body).hexdigest()[:32]
    return document(request, body, tag=tag, changed_at=edition.published_at)


def _collection_document(request: Request, edition: Edition, spec: str | None) -> Document | None:
    if spec is None:
        return top_collection(edition)
    of = edition.set(spec)
    asked = parse_qs(request.query).get("page")
    if of is None:
        return None
    if asked is None:
        return set_collection(edition, of)
    return part_collection(edition, of, int(asked[0])) if _is_number(asked[0]) else None


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdigit() and len(asked) < 10
