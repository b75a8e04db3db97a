"""A door before the others: answers what lies ready without a thread, passes on the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod

from archivekit.site.asgi import App, Receive, Scope, Send
from archivekit.site.site import Site

Ready = tuple[list[tuple[bytes, bytes]], bytes]
"""Headers and body as they go out."""


class AtOnce(ABC):
    """An ASGI application; what lies ready, each kind of it says."""

    def __init__(self, rest: App, site: Site) -> None:
        self._rest = rest
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        found = self._found(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if found is None:
            await self._rest(scope, receive, send)
            return
        headers, body = found
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    @abstractmethod
    def _found(self, scope: Scope) -> Ready | None:
        """The answer to a GET, where it lies ready."""
