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
from archivekit.site.asgi import Scope, headers_of, path_of
from archivekit.site.at_once import AtOnce, Ready
from archivekit.site.base import base_of
from archivekit.site.delivery import CROSS_ORIGIN, OF_TEXT
from archivekit.site.headers import protective_headers
from archivekit.site.pages import oai as oai_page
from archivekit.site.protocols import OAI

_PATH = "/oai"
_CONDITIONS = ("if-none-match", "if-modified-since")


class RecordsAtOnce(AtOnce):
    """Pages of ``/oai`` that lie ready."""

    def _found(self, scope: Scope) -> Ready | None:
        if path_of(scope) != _PATH:
            return None
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


def _is_for_a_program(asked: dict[str, str]) -> bool:
    """Whether XML is wanted, as it is and whatever is held already."""
    return (
        not any(condition in asked for condition in _CONDITIONS)
        and not oai_page.is_wanted("GET", asked.get("accept", ""))
        and codings.chosen(asked.get("accept-encoding"), worth=True) == codings.IDENTITY
    )
