"""What happens to every answer on its way out, whichever protocol or page made it.

The site's address put in, conditional requests, compression, HEAD, cross-origin reading. Pure:
from an answer to an answer.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from http import HTTPStatus

from archivekit.edition import Response
from archivekit.site.base import put_base
from archivekit.site.conditional import encoded_tag, not_modified

CROSS_ORIGIN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Location"),
)
_PREFLIGHT = (
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
)
_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
_WORTH_COMPRESSING = 860
_LEVEL = 5
# What a 304 repeats (RFC 9110, 15.4.5), beside what any answer carries.
_OF_THE_BODY = ("content-type", "content-length", "content-encoding", "content-language")


def deliver(
    response: Response, *, method: str, asked: Mapping[str, str], base: str, cross_origin: bool
) -> Response:
    """The answer as it goes out; ``asked`` holds the request's headers by small-letter names."""
    response = _with_base(response, base)
    headers = list(response.headers)
    if cross_origin:
        headers += CROSS_ORIGIN
    found = _found(headers)
    held = not_modified(asked, found.get("etag"), found.get("last-modified"))
    if response.status == HTTPStatus.OK and method in ("GET", "HEAD") and held:
        kept = [it for it in headers if it[0].lower() not in _OF_THE_BODY]
        return Response(HTTPStatus.NOT_MODIFIED, tuple(kept), b"")
    body = response.body
    if _is_text(found.get("content-type", "")):
        headers, body = _compressed(headers, body, asked.get("accept-encoding", ""))
    if body or method != "HEAD":  # what HEAD tells of may not have been made
        headers.append(("Content-Length", str(len(body))))
    return Response(response.status, tuple(headers), b"" if method == "HEAD" else body)


def preflight(methods: tuple[str, ...]) -> Response:
    """The answer to OPTIONS: anyone may read (Fetch standard, CORS-preflight request)."""
    allowed = ", ".join(methods)
    headers = (("Allow", allowed), ("Access-Control-Allow-Methods", allowed))
    return Response(HTTPStatus.NO_CONTENT, headers + CROSS_ORIGIN + _PREFLIGHT, b"")


def _with_base(response: Response, base: str) -> Response:
    headers = tuple(
        (name, put_base(value.encode(), base).decode()) for name, value in response.headers
    )
    content_type = _found(headers).get("content-type", "")
    body = put_base(response.body, base) if _is_text(content_type) else response.body
    return Response(response.status, headers, body)


def _compressed(
    headers: list[tuple[str, str]], body: bytes, accepted: str
) -> tuple[list[tuple[str, str]], bytes]:
    headers = [*headers, ("Vary", "Accept-Encoding")]
    if len(body) < _WORTH_COMPRESSING or not _accepts_gzip(accepted):
        return headers, body
    headers = [
        (name, encoded_tag(value) if name.lower() == "etag" else value) for name, value in headers
    ]
    return [*headers, ("Content-Encoding", "gzip")], gzip.compress(body, _LEVEL, mtime=0)


def _accepts_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding names gzip, and not only to refuse it (RFC 9110, 12.5.3)."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in ("gzip", "x-gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _found(headers: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def _is_text(content_type: str) -> bool:
    return content_type.startswith(_TEXT)
