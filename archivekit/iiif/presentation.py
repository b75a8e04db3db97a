"""The answering side of the IIIF Presentation and Change Discovery APIs.

Owns which address gives what. Manifests were made ready by ``publish``; collections and pages of
activities are made here.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, unquote

from archivekit.description.addresses import THUMBNAIL_SIDE, image_url, record_url
from archivekit.description.arks import normalise
from archivekit.edition import Edition, Request, Response
from archivekit.edition.activities import last_activity, logo
from archivekit.iiif import activity, canvases, pdf, version_2
from archivekit.iiif.answers import digest, document, made, refusal, wants_version_2
from archivekit.iiif.collections import (
    Document,
    part_collection,
    set_collection,
    top_collection,
)
from archivekit.iiif.compact_json import compact
from archivekit.iiif.to_make import ToMake

_OF_RECORD = re.compile(r"/(?P<ark>ark:/?[^/]+/.+)/(?P<what>manifest|manifest/2|thumbnail|pdf)")
_COLLECTION = re.compile(r"/iiif/collection(?P<old>-2)?(?:/(?P<spec>[^/]+))?")
_ACTIVITY = re.compile(r"/iiif/activity(?:/(?P<page>[1-9][0-9]{0,9}))?")
_MAX_PATH = 1_000
# Raised when the same manifest would be written otherwise in 2.1.
_VERSION_2 = "2.2"


def respond(request: Request, edition: Edition) -> Response | ToMake:
    """The answer to ``/ark:/…/manifest``, ``…/thumbnail``, ``…/pdf``, ``/iiif/collection…``,
    ``/iiif/activity…`` and ``/iiif/logo``.
    """
    if request.method not in ("GET", "HEAD"):
        return refusal(request, 405, "method", ("Allow", "GET, HEAD, OPTIONS"))
    path = unquote(request.path[:_MAX_PATH], errors="replace")
    if match := _OF_RECORD.fullmatch(path):
        give = _GIVES[match["what"]]
        return give(request, edition, match["ark"]) or _without(
            request, edition, **match.groupdict()
        )
    if match := _COLLECTION.fullmatch(path):
        old = match["old"] or wants_version_2(request.headers.get("accept", ""))
        return _collection(request, edition, match["spec"], old=bool(old))
    if match := _ACTIVITY.fullmatch(path):
        return _activity(request, edition, match["page"])
    if path == "/iiif/page-not-shown.svg":
        return _not_shown()
    return (path == "/iiif/logo" and _logo(request, edition)) or refusal(request, 404, "not-found")


def _manifest(request: Request, edition: Edition, ark: str) -> Response | None:
    if wants_version_2(request.headers.get("accept", "")):
        return _manifest_2(request, edition, ark)
    found = edition.manifest_of(ark)
    if found is None:
        return None
    manifest, changed_at = found
    return document(request, manifest.json, tag=manifest.digest, changed_at=changed_at)


def _manifest_2(request: Request, edition: Edition, ark: str) -> Response | None:
    found = edition.manifest_of(ark)
    if found is None:
        return None
    manifest, changed_at = found
    body = compact(version_2.manifest_2(ark, json.loads(manifest.json))).encode()
    return document(
        request,
        body,
        tag=f"{manifest.digest}-{_VERSION_2}",
        changed_at=changed_at,
        context=version_2.CONTEXT,
    )


def _pdf(request: Request, edition: Edition, ark: str) -> Response | ToMake | None:
    asked = parse_qs(request.query).get("part", ["1"])[0]
    return pdf.prepare(request, edition, ark, int(asked)) if _is_number(asked) else None


def _thumbnail(_request: Request, edition: Edition, ark: str) -> Response | None:
    page = edition.first_page(ark)
    if page is None:
        return None
    size = f"!{THUMBNAIL_SIDE},{THUMBNAIL_SIDE}"
    location = f"{image_url(ark, page.number)}/full/{size}/0/default.jpg"
    return Response(303, (("Location", location),))


_GIVES = {
    "manifest": _manifest,
    "manifest/2": _manifest_2,
    "thumbnail": _thumbnail,
    "pdf": _pdf,
}


def _without(request: Request, edition: Edition, *, ark: str, what: str) -> Response:
    """The answer where an ARK, as it was written, has no page to show."""
    if (record := edition.record(ark)) is not None:
        return refusal(request, 404, "no-such-part" if record.page_count else "no-pages")
    if edition.tombstone(ark):
        return refusal(request, 410, "gone")
    canonical = normalise(ark)
    if canonical and canonical != ark and edition.knows(canonical):
        return Response(301, (("Location", f"{record_url(canonical)}/{what}"),))
    return refusal(request, 404, "not-found")


def _collection(request: Request, edition: Edition, spec: str | None, *, old: bool) -> Response:
    collection = _collection_document(request, edition, spec)
    if collection is None:
        return refusal(request, 404, "not-found")
    if old:
        collection, context = version_2.collection_2(collection), version_2.CONTEXT
        return made(request, collection, edition.published_at, context)
    return made(request, collection, edition.published_at)


def _activity(request: Request, edition: Edition, page: str | None) -> Response:
    """The list of what became of manifests, or a page of it."""
    if page is None:
        _, changed_at = last_activity(edition)
        return made(request, activity.stream(edition), changed_at, activity.CONTEXT)
    found = activity.page(edition, int(page))
    if found is None:
        return refusal(request, 404, "not-found")
    return made(request, *found, activity.CONTEXT)


def _not_shown() -> Response:
    """The picture for pages that are not shown."""
    content = canvases.not_shown_picture()
    headers = (("Content-Type", "image/svg+xml"), ("ETag", f'"{digest(content)}"'))
    return Response(200, headers, content)


def _logo(_request: Request, edition: Edition) -> Response | None:
    """The institution's logo, where the settings name one."""
    found = logo(edition)
    if found is None:
        return None
    media_type, digest, content = found
    return Response(200, (("Content-Type", media_type), ("ETag", f'"{digest[:32]}"')), content)


def _collection_document(request: Request, edition: Edition, spec: str | None) -> Document | None:
    if spec is None:
        return top_collection(edition)
    of = edition.set(spec)
    asked = parse_qs(request.query, keep_blank_values=True).get("part")
    if of is None:
        return None
    if asked is None:
        return set_collection(edition, of)
    return part_collection(edition, of, asked[0])


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdigit() and len(asked) < 10
