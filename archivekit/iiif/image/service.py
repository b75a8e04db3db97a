"""The IIIF Image API, 3.0 level 2 and 2.1 level 2, over the access copies of an edition.

A framework-free function from a request to a response. HEAD, CORS and the site's own address in
place of ``BASE`` belong to whoever carries the answers.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from email.utils import formatdate

from archivekit.description.addresses import image_url
from archivekit.edition import Edition, Request, Response
from archivekit.iiif.answers import digest
from archivekit.iiif.image.identifiers import ImageAddress, read_address
from archivekit.iiif.image.info import CONTEXTS, PROFILES, write_info
from archivekit.iiif.image.parameters import Refused, canonical, read_view
from archivekit.iiif.to_make import ToMake
from archivekit.images import shelves
from archivekit.images.decoded_tiles import MAX_TILES, DecodedTiles
from archivekit.images.refusal import Unreadable
from archivekit.images.render import View, render, stored_as
from archivekit.images.tiles import AccessCopy
from archivekit.texts import text

_log = logging.getLogger(__name__)

RENDERING = "1"
"""Changes when the same request would give other bytes: every entity tag changes with it."""

_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_IMAGE_AGE = "public, max-age=86400"
_INFO_AGE = "public, max-age=3600"

_decoded = DecodedTiles(MAX_TILES)

Headers = tuple[tuple[str, str], ...]


def respond(request: Request, edition: Edition) -> Response:
    """The answer to any request under ``/iiif/2/`` and ``/iiif/3/``."""
    answer = prepare(request, edition)
    return answer.finish() if isinstance(answer, ToMake) else answer


def prepare(request: Request, edition: Edition) -> Response | ToMake:
    """The answer, or where an image has to be drawn for it, how: what costs little is done."""
    try:
        return _answer(request, edition)
    except Refused as refused:
        return _refusal(refused, request.headers)
    except Unreadable as unreadable:
        return _unreadable(request.path, unreadable, request.headers)


def _unreadable(name: str, why: Exception, asked: Mapping[str, str]) -> Response:
    _log.error("image of %r: %s", name, why)
    return _refusal(Refused(500, "image"), asked)


def _answer(request: Request, edition: Edition) -> Response | ToMake:
    if request.method not in ("GET", "HEAD"):
        raise Refused(405, "method")
    address = read_address(request.path)
    if address is None:
        raise Refused(404, "identifier")
    copy, key = access_copy(address, edition)
    if not address.rest:
        location = image_url(address.ark, address.number, address.version) + "/info.json"
        return Response(303, (("Location", location),), b"")
    if address.rest == "info.json":
        return _info(request, edition, address, copy)
    return _image(request, address, copy, key)


def access_copy(address: ImageAddress, edition: Edition) -> tuple[AccessCopy, str]:
    """The access copy of the page that an address names, and its key."""
    page = edition.page(address.ark, address.number)
    if page is None:
        raise Refused(404, "identifier")
    try:
        return shelves.access_copy(edition.images, page.image), page.image
    except FileNotFoundError:
        raise Refused(404, "identifier") from None


def _info(request: Request, edition: Edition, address: ImageAddress, copy: AccessCopy) -> Response:
    record = edition.record(address.ark)
    body = write_info(
        copy,
        address.ark,
        address.number,
        version=address.version,
        license_uri=record.license if record else None,
    )
    linked = "application/ld+json" in request.headers.get("accept", "")
    media = f'application/ld+json;profile="{CONTEXTS[address.version]}"'
    headers = (
        ("Content-Type", media if linked else "application/json"),
        ("Vary", "Accept"),
        ("Link", f'<{PROFILES[address.version]}>;rel="profile"'),
        ("Cache-Control", _INFO_AGE),
        *_validators(hashlib.sha256(body).hexdigest() + str(linked), copy),
    )
    if _is_held(request, headers):
        return Response(304, headers, b"")
    return Response(200, headers, body)


def _image(
    request: Request, address: ImageAddress, copy: AccessCopy, key: str
) -> Response | ToMake:
    view = _view(address, copy)
    headers = image_headers(address, copy, key, view)
    if _is_held(request, headers):
        return Response(304, headers, b"")
    stored = stored_as(copy, view)
    if stored is not None:
        return Response(200, headers, stored.read(copy.source))
    drawn = f"{key} {RENDERING} {canonical(view, copy.width, copy.height, version=3)}"
    return ToMake(
        "drawing",
        headers,
        make=lambda: render(copy, view, _decoded),
        failed=lambda error: _unreadable(drawn, error, request.headers),
        key=drawn,
    )


def image_headers(address: ImageAddress, copy: AccessCopy, key: str, view: View) -> Headers:
    """The headers of a view of a page, whose access copy has this key."""
    form = canonical(view, copy.width, copy.height, version=address.version)
    link = f"<{image_url(address.ark, address.number, address.version)}/{form}>"
    return (
        ("Content-Type", _TYPES[view.format]),
        ("Link", f'{link};rel="canonical", <{PROFILES[address.version]}>;rel="profile"'),
        ("Cache-Control", _IMAGE_AGE),
        *_validators(f"{key} {RENDERING} {form}", copy),
    )


def _view(address: ImageAddress, copy: AccessCopy) -> View:
    words = address.rest.split("/")
    if len(words) != 4:
        raise Refused(400, "form")
    region, size, rotation, name = words
    return read_view(
        (region, size, rotation, name), copy.width, copy.height, version=address.version
    )


def _validators(identity: str, copy: AccessCopy) -> Headers:
    return ("ETag", f'"{digest(identity.encode())}"'), (
        "Last-Modified",
        formatdate(copy.modified, usegmt=True),
    )


def _is_held(request: Request, headers: Headers) -> bool:
    """Whether the client says it holds this very answer, so that nothing need be drawn."""
    held = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    return dict(headers)["ETag"] in held


def _refusal(refused: Refused, headers: Mapping[str, str]) -> Response:
    """A sentence for the person who typed the URL (3.0 section 7)."""
    language = "fr" if headers.get("accept-language", "").lower().startswith("fr") else "en"
    body = text(f"images.request-{refused.parameter}", language).encode()
    allow = (("Allow", "GET, HEAD, OPTIONS"),) if refused.status == 405 else ()
    return Response(refused.status, (("Content-Type", "text/plain; charset=utf-8"), *allow), body)
