"""The door for harvests of everything: pages of records that lie ready, without a thread.

A page is some 200 kB in one piece of the edition: read where the system holds it, and else by one
or two reads ahead of the disk. Whatever has to be made or compressed is passed on.
"""

from __future__ import annotations

import sqlite3

from archivekit.edition import NoEdition, Request
from archivekit.oai import provider
from archivekit.oai.provider import at_once
from archivekit.site import codings
from archivekit.site.asgi import App, Receive, Scope, Send, headers_of, path_of
from archivekit.site.base import base_of
from archivekit.site.delivery import CROSS_ORIGIN, OF_TEXT
from archivekit.site.headers import protective_headers
from archivekit.site.pages import oai as oai_page
from archivekit.site.protocols import OAI
from archivekit.site.site import Site

_PATH = "/oai"
_CONDITIONS = ("if-none-match", "if-modified-since")


class RecordsAtOnce:
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
        if not _is_for_a_program(asked):
            return None
        request = Request("GET", _PATH, scope.get("query_string", b"").decode("latin-1"), asked)
        try:
            edition = self._site.current.get()
            base = base_of(edition.settings.get("base_url", ""), scope.get("scheme", "http"), asked)
            body = base and at_once.body(request, edition, base)
        except (NoEdition, sqlite3.DatabaseError):
            return None
        if not body:
            return None
        pairs = (
            *provider.headers(request, edition),
            *OAI.headers,
            ("Cache-Control", OAI.cache_control),
            *CROSS_ORIGIN,
            *OF_TEXT,
            ("Content-Length", str(len(body))),
            *protective_headers(_PATH, self._site.database),
        )
        return [(name.lower().encode(), value.encode()) for name, value in pairs], body


def _may_be_ready(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "GET" and path_of(scope) == _PATH


def _is_for_a_program(asked: dict[str, str]) -> bool:
    """Whether XML is wanted, as it is and whatever is held already."""
    return (
        not any(condition in asked for condition in _CONDITIONS)
        and not oai_page.is_wanted("GET", asked.get("accept", ""))
        and codings.chosen(asked.get("accept-encoding"), worth=True) == codings.IDENTITY
    )
