"""What happens to every answer on its way out, whichever protocol or page made it.

The site's address put in, conditional requests, compression, HEAD, cross-origin reading. Pure:
from an answer to an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from archivekit.edition import Response
from archivekit.site import codings
from archivekit.site.base import put_base
from archivekit.site.conditional import encoded_tag, not_modified

CROSS_ORIGIN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Location"),
)
OF_TEXT = (("Vary", "Accept-Encoding"),)
_PREFLIGHT = (
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
)
_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
_WORTH_COMPRESSING = 860
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
        headers += OF_TEXT
        worth = len(body) >= _WORTH_COMPRESSING
        coding = codings.chosen(asked.get("accept-encoding"), worth=worth)
        if coding is None:
            return _unacceptable(headers)
        if coding != codings.IDENTITY:
            headers, body = _in_coding(headers, coding), codings.encoded(body, coding)
    # What HEAD and 304 tell of may not have been made.
    not_made = method == "HEAD" and response.status == HTTPStatus.OK
    if body or not (not_made or response.status == HTTPStatus.NOT_MODIFIED):
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


def _in_coding(headers: list[tuple[str, str]], coding: str) -> list[tuple[str, str]]:
    headers = [
        (name, encoded_tag(value, coding) if name.lower() == "etag" else value)
        for name, value in headers
    ]
    return [*headers, ("Content-Encoding", coding)]


def _unacceptable(headers: list[tuple[str, str]]) -> Response:
    """The answer to who takes it neither compressed nor as it is."""
    kept = [it for it in headers if it[0].lower() not in _OF_THE_BODY]
    return Response(HTTPStatus.NOT_ACCEPTABLE, (*kept, ("Content-Length", "0")), b"")


def _found(headers: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


def _is_text(content_type: str) -> bool:
    return content_type.startswith(_TEXT)
