"""From a function that reads the edition to a route of Datasette's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, unquote

from datasette.utils.asgi import BadRequest, NotFound

from archivekit.edition import Edition, Response
from archivekit.site.asgi import Send, send_response
from archivekit.site.base import base_of
from archivekit.site.conditional import entity_tag
from archivekit.site.delivery import deliver, preflight
from archivekit.site.languages import chosen, offered
from archivekit.site.pages import labels
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.site import Site
from archivekit.texts import text

Read = Callable[[Edition, Visit], Page | Response]
View = Callable[..., Awaitable[Any]]

_MAX_ARGS = 200
_METHODS = ("GET", "HEAD", "OPTIONS")
_CACHE = ("Cache-Control", "public, max-age=60")


def route(read: Read) -> View:
    """A view of Datasette's that shows what ``read`` gives."""

    async def view(datasette: Any, request: Any, send: Send) -> None:
        await send_response(await _answer(read, datasette, request), send)

    return view


async def _answer(read: Read, datasette: Any, request: Any) -> Response:
    if request.method == "OPTIONS":
        return preflight(_METHODS)
    if request.method not in _METHODS:
        return Response(405, (("Allow", ", ".join(_METHODS)),))
    site = Site.of(datasette)
    if site is None:
        raise NotFound("404")
    visit, page = await site.pools["pages"].run(
        lambda edition: _read(read, edition, request, site.database)
    )
    if isinstance(page, Page):
        page = await rendered(datasette, request, visit, page)
    return _delivered(page, request, visit)


def visit_of(request: Any, settings: dict[str, Any], database: str) -> Visit:
    """The visit that a request is."""
    args = _args(request.query_string)
    languages = offered(settings)
    asked = args.get("lang", [""])[0]
    headers = request.headers
    return Visit(
        path=unquote(request.path),
        args=args,
        vars={name: unquote(value) for name, value in request.url_vars.items() if value},
        language=chosen(asked, headers.get("accept-language", ""), languages),
        language_asked=asked in languages,
        languages=languages,
        base=base_of(settings.get("base_url", ""), request.scheme, headers) or "",
        database=database,
        settings=settings,
    )


def _args(query: str) -> dict[str, list[str]]:
    try:
        return parse_qs(query, keep_blank_values=True, max_num_fields=_MAX_ARGS)
    except ValueError:
        return {}


async def rendered(datasette: Any, request: Any, visit: Visit, page: Page) -> Response:
    """The page's HTML."""
    context = {**page.context, "visit": visit, "t": visit.t, "labels": labels}
    html: str = await datasette.render_template(page.template, context, request=request)
    body = html.encode()
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", visit.language),
        ("ETag", entity_tag(body)),
        ("Vary", "Accept-Language"),
        *page.headers,
    )
    return Response(page.status, headers, body)


def _read(
    read: Read, edition: Edition, request: Any, database: str
) -> tuple[Visit, Page | Response]:
    visit = visit_of(request, edition.settings, database)
    if not visit.base:
        raise BadRequest(text("site.bad-host", "en"))
    return visit, read(edition, visit)


def _delivered(response: Response, request: Any, visit: Visit) -> Response:
    names = {name.lower() for name, _ in response.headers}
    headers = response.headers if "cache-control" in names else (*response.headers, _CACHE)
    return deliver(
        Response(response.status, headers, response.body),
        method=request.method,
        asked=request.headers,
        base=visit.base,
        cross_origin=request.path.startswith(("/ark:", "/oembed")),
    )
