"""The protocols before Datasette's router: OAI-PMH, IIIF, manifests, and the site's own files.

Answered on their own threads and connections, so that slow SQL never holds them up. What a
protocol says belongs to its own room; here are only the door and the sockets.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from archivekit.edition import Edition, NoEdition, Request, Response
from archivekit.iiif import image, presentation
from archivekit.iiif.text import service as text_of_pages
from archivekit.iiif.to_make import Make, ToMake
from archivekit.oai import provider
from archivekit.site import recordings, static_files
from archivekit.site.asgi import (
    App,
    Message,
    Receive,
    Scope,
    Send,
    headers_of,
    path_of,
    send_response,
)
from archivekit.site.base import base_of, put_base
from archivekit.site.delivery import deliver, preflight
from archivekit.site.headers import protective_headers
from archivekit.site.pages import oai as oai_page
from archivekit.site.pool import Busy, WorkPool
from archivekit.site.site import Site
from archivekit.texts import text

_log = logging.getLogger(__name__)

_READING = ("GET", "HEAD", "OPTIONS")
_FORM = "application/x-www-form-urlencoded"
_LONGEST_FORM = 65_536
# With a slash at the end too, as some harvesters write every base URL.
_OAI_PATH = re.compile(r"(/oai(?:/[a-z0-9][a-z0-9\-]*)?)(\.xml|/)?")
_ALWAYS_XML = ".xml"
_OF_A_RECORD = re.compile(r"/ark:/?[^/]+/.+/(?:manifest|manifest/2|thumbnail|pdf)")

Work = tuple[WorkPool, Callable[[], Response]]
"""What takes long, and the threads that are kept for it."""


@dataclass(frozen=True)
class Protocol:
    """How one protocol is answered; ``pool`` names its threads."""

    pool: str
    respond: Callable[[Request, Edition], Response | ToMake]
    methods: tuple[str, ...] = _READING
    cache_control: str = "public, max-age=60"
    headers: tuple[tuple[str, str], ...] = ()


OAI = Protocol(
    "oai",
    provider.respond,
    ("GET", "HEAD", "POST", "OPTIONS"),
    "no-cache",
    headers=(("Vary", "Accept"),),
)
_IMAGE = Protocol("image", image.respond, cache_control="public, max-age=3600")
_PRESENTATION = Protocol("presentation", presentation.respond)
_TEXT = Protocol("presentation", text_of_pages.respond)


def protocol_of(path: str) -> Protocol | None:
    """The protocol that answers a path (percent-encoded), None where pages do."""
    if _OAI_PATH.fullmatch(path):
        return OAI
    if path.startswith(("/iiif/2/", "/iiif/3/")):
        return _IMAGE
    if text_of_pages.answers(path):
        return _TEXT
    if path.startswith("/iiif/") or _OF_A_RECORD.fullmatch(unquote(path)):
        return _PRESENTATION
    return None


class Protocols:
    """An ASGI application: answers the protocols, passes on the rest."""

    def __init__(self, pages: App, site: Site) -> None:
        self._pages = pages
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        path = path_of(scope)
        send = _protected(send, path, self._site)
        protocol = protocol_of(path)
        if protocol is OAI and _is_for_people(scope, path):
            await self._pages(scope, receive, send)
        elif recordings.answers(path):
            await self._send_recording(scope, path, receive, send)
        elif protocol is not None:
            await send_response(await self._answer(protocol, scope, receive), send)
        elif path.startswith(static_files.PREFIX):
            await send_response(_static(scope, path), send)
        elif "\\" in path:
            # Datasette would redirect /\\host/ to /\\host, which browsers take for another host.
            await send_response(_plain(404, "site.not-found"), send)
        else:
            await self._pages(scope, receive, send)

    async def _send_recording(self, scope: Scope, path: str, receive: Receive, send: Send) -> None:
        method, headers = scope["method"], headers_of(scope)
        if method == "OPTIONS":
            await send_response(preflight(_READING), send)
            return
        if method not in _READING:
            allowed = ("Allow", ", ".join(_READING))
            refused = _plain(405, "site.method-not-allowed", allowed, method=method)
            await send_response(refused, send)
            return
        request = Request(method, path, headers=headers)
        try:
            found = await self._site.pools["presentation"].run(
                lambda edition: self._recorded(request, edition, scope.get("scheme", "http"))
            )
        except NoEdition:
            _log.exception("no edition to answer %r from", path)
            found = _plain(503, "site.no-edition", ("Retry-After", "60"))
        if isinstance(found, Response):
            await send_response(found, send)
        else:
            await recordings.send_recording(found, method, headers, receive, send)

    def _recorded(
        self, request: Request, edition: Edition, scheme: str
    ) -> recordings.Recorded | Response:
        found = recordings.prepare(request, edition)
        if isinstance(found, recordings.Recorded):
            return found
        base = base_of(edition.settings.get("base_url", ""), scheme, request.headers)
        if base is None:
            return _plain(400, "site.bad-host")
        headers = tuple((name, put_base(it.encode(), base).decode()) for name, it in found.headers)
        return Response(found.status, headers, b"" if request.method == "HEAD" else found.body)

    async def _answer(self, protocol: Protocol, scope: Scope, receive: Receive) -> Response:
        method = scope["method"]
        if method == "OPTIONS":
            return preflight(protocol.methods)
        if method not in protocol.methods:
            allowed = ("Allow", ", ".join(protocol.methods))
            return _plain(405, "site.method-not-allowed", allowed, method=method)
        headers = headers_of(scope)
        query = scope.get("query_string", b"").decode("latin-1")
        if method == "POST":
            form = await _form(headers, receive)
            if isinstance(form, Response):
                return form
            # Beside the form the address may hold arguments: those too are seen, and repeated ones.
            query = "&".join(part for part in (query, form) if part)
        path = path_of(scope)
        if protocol is OAI:
            path = path.removesuffix(_ALWAYS_XML).rstrip("/")
        request = Request(method, path, query, headers)
        return await self._within(protocol, request, scope.get("scheme", "http"))

    async def _within(self, protocol: Protocol, request: Request, scheme: str) -> Response:
        """The answer made on the protocol's threads; whatever fails there, a plain sentence."""
        try:
            answer = await self._site.pools[protocol.pool].run(
                lambda edition: self._prepared(protocol, request, edition, scheme)
            )
            if isinstance(answer, Response):
                return answer
            pool, work = answer
            return await pool.do(work)
        except Busy:
            return _plain(503, "site.busy", ("Retry-After", "5"))
        except NoEdition:
            _log.exception("no edition to answer %r from", request.path)
            return _plain(503, "site.no-edition", ("Retry-After", "60"))
        except Exception:
            _log.exception("no answer to %r", request.path)
            return _plain(500, "site.our-mistake")

    def _prepared(
        self, protocol: Protocol, request: Request, edition: Edition, scheme: str
    ) -> Response | Work:
        """The answer as it goes out; where an image or PDF has to be made for it, what makes it."""
        base = base_of(edition.settings.get("base_url", ""), scheme, request.headers)
        if base is None:
            return _plain(400, "site.bad-host")
        respond = self._site.ready_images.prepare if protocol is _IMAGE else protocol.respond
        answer = respond(request, edition)
        if isinstance(answer, Response):
            return _delivered(answer, protocol, request, base)

        def kept(key: str, make: Make) -> bytes:
            return self._site.drawn.of(edition.serial, key, make)

        pool, finish = self._site.making[answer.work], answer.finish
        return pool, lambda: _delivered(finish(kept), protocol, request, base)


def _is_for_people(scope: Scope, path: str) -> bool:
    """Whether an OAI-PMH answer is to be shown as a page."""
    accept = headers_of(scope).get("accept", "")
    return not path.endswith(_ALWAYS_XML) and oai_page.is_wanted(scope["method"], accept)


def _delivered(response: Response, protocol: Protocol, request: Request, base: str) -> Response:
    added = protocol.headers
    if not any(name.lower() == "cache-control" for name, _ in response.headers):
        added = (*added, ("Cache-Control", protocol.cache_control))
    response = Response(response.status, (*response.headers, *added), response.body)
    return deliver(
        response, method=request.method, asked=request.headers, base=base, cross_origin=True
    )


def _static(scope: Scope, path: str) -> Response:
    method = scope["method"]
    if method not in ("GET", "HEAD"):
        return _plain(405, "site.method-not-allowed", ("Allow", "GET, HEAD"), method=method)
    query = scope.get("query_string", b"").decode("latin-1")
    response = static_files.respond(Request(method, path, query))
    return deliver(response, method=method, asked=headers_of(scope), base="", cross_origin=False)


async def _form(headers: dict[str, str], receive: Receive) -> str | Response:
    """The arguments that a POST brings (OAI-PMH 3.1.1.2), or why not."""
    if headers.get("content-type", _FORM).partition(";")[0].strip().lower() != _FORM:
        return _plain(415, "site.no-form")
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > _LONGEST_FORM:
            return _plain(413, "site.form-too-long", bytes=_LONGEST_FORM)
        if not message.get("more_body"):
            return body.decode("latin-1").strip()


def _plain(status: int, key: str, *headers: tuple[str, str], **values: object) -> Response:
    """A sentence for whoever wrote the program that asked."""
    body = f"{text(key, 'en', **values)}\n".encode()
    of_body = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Access-Control-Allow-Origin", "*"),
    )
    return Response(status, (*of_body, *headers), body)


def _protected(send: Send, path: str, site: Site) -> Send:
    """A send that adds the protective headers to whatever is answered."""
    pairs = protective_headers(path, site.database)
    added = [(name.lower().encode(), value.encode()) for name, value in pairs]

    async def protected_send(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return protected_send
