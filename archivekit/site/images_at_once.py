"""The door for tiles and small sizes that lie ready: before everything else, without a thread.

Handing one to a thread, or putting its headers together anew, would cost more than reading it.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache

from archivekit.edition import Edition, NoEdition
from archivekit.site.asgi import App, Scope
from archivekit.site.at_once import AtOnce, Ready
from archivekit.site.base import base_of, put_base
from archivekit.site.delivery import CROSS_ORIGIN
from archivekit.site.headers import protective_headers
from archivekit.site.site import Site

_CONDITIONS = {b"if-none-match", b"if-modified-since", b"range"}


class ImagesAtOnce(AtOnce):
    """Tiles and small sizes that lie ready."""

    def __init__(self, rest: App, site: Site) -> None:
        super().__init__(rest, site)
        self._seen: Edition | None = None

    def _found(self, scope: Scope) -> Ready | None:
        if not _may_be_ready(scope):
            return None
        asked = dict(scope["headers"])
        if not _CONDITIONS.isdisjoint(asked):
            return None
        path = scope["raw_path"].partition(b"?")[0].decode("latin-1")
        try:
            edition = self._edition()
            found = self._site.ready_images.answer(path, edition)
        except (NoEdition, OSError):
            return None
        base = _base(
            edition.settings.get("base_url", ""),
            scope.get("scheme", "http"),
            asked.get(b"host", b""),
            asked.get(b"x-forwarded-proto", b""),
        )
        if found is None or base is None:
            return None
        headers, body = found
        named = _named(headers, base, self._site.database)
        return [*named, (b"content-length", b"%d" % len(body))], body

    def _edition(self) -> Edition:
        """The current one, looked for once for all requests that came together."""
        if self._seen is None:
            self._seen = self._site.current.get()
            asyncio.get_running_loop().call_soon(self._forget)
        return self._seen

    def _forget(self) -> None:
        self._seen = None


def _may_be_ready(scope: Scope) -> bool:
    return (
        bool(scope.get("raw_path"))
        and scope["path"].startswith("/iiif/")
        and scope["path"].endswith(".jpg")
    )


@lru_cache(maxsize=256)
def _base(settings_base: str, scheme: str, host: bytes, forwarded: bytes) -> str | None:
    asked = {"host": host.decode("latin-1"), "x-forwarded-proto": forwarded.decode("latin-1")}
    return base_of(settings_base, scheme, asked)


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
