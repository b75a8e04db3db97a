"""The door for tiles and small sizes that lie ready: before everything else, without a thread.

Handing one to a thread, or putting its headers together anew, would cost more than reading it.
"""

from __future__ import annotations

from functools import lru_cache

from archivekit.edition import NoEdition, Request
from archivekit.site.asgi import Scope, headers_of, path_of
from archivekit.site.at_once import AtOnce, Ready
from archivekit.site.base import base_of, put_base
from archivekit.site.delivery import CROSS_ORIGIN
from archivekit.site.headers import protective_headers

_CONDITIONS = ("if-none-match", "if-modified-since", "range")


class ImagesAtOnce(AtOnce):
    """Tiles and small sizes that lie ready."""

    def _found(self, scope: Scope) -> Ready | None:
        path = path_of(scope)
        if not (path.startswith("/iiif/") and path.endswith(".jpg")):
            return None
        asked = headers_of(scope)
        if any(condition in asked for condition in _CONDITIONS):
            return None
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
