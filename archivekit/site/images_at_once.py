"""The door for tiles and small sizes that lie ready: before everything else, without a thread.

Handing one to a thread, or putting its headers together anew, would cost more than reading it.
"""

from __future__ import annotations

from functools import lru_cache

from archivekit.edition import NoEdition, Request
from archivekit.site.asgi import App, Receive, Scope, Send, headers_of, path_of
from archivekit.site.base import base_of, put_base
from archivekit.site.delivery import CROSS_ORIGIN
from archivekit.site.headers import protective_headers
from archivekit.site.site import Site

_CONDITIONS = ("if-none-match", "if-modified-since", "range")


class ImagesAtOnce:
    """An ASGI application: answers what lies ready, passes on the rest."""

    def __init__(self, rest: App, site: Site) -> None:
        self._rest = rest
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        found = self._found(scope) if _may_be_ready(scope) else None
        if found is None:
            await self._rest(scope, receive, send)
            return
        headers, body = found
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _found(self, scope: Scope) -> tuple[list[tuple[bytes, bytes]], bytes] | None:
        """Headers and body of the answer that lies ready."""
        asked = headers_of(scope)
        if any(condition in asked for condition in _CONDITIONS):
            return None
        path = path_of(scope)
        try:
            edition = self._site.current.get()
            response = self._site.ready_images.answer(Request("GET", path), edition)
        except (NoEdition, OSError):
            return None
        base = base_of(edition.settings.get("base_url", ""), scope.get("scheme", "http"), asked)
        if response is None or base is None:
            return None
        named = _named(response.headers, base, self._site.database)
        return [*named, (b"content-length", b"%d" % len(response.body))], response.body


def _may_be_ready(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and bool(scope.get("raw_path"))
        and scope["path"].startswith("/iiif/")
        and scope["path"].endswith(".jpg")
    )


@lru_cache(maxsize=20_000)
def _named(
    headers: tuple[tuple[str, str], ...], base: str, database: str
) -> tuple[tuple[bytes, bytes], ...]:
    """All headers but the length, as they go out: the same at each request of a tile."""
    pairs = (*headers, *CROSS_ORIGIN, *protective_headers("/iiif/", database))
    return tuple(
        (name.lower().encode("latin-1"), put_base(value.encode("latin-1"), base))
        for name, value in pairs
    )
