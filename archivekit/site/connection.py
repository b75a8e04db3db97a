"""HTTP connections of ``archivekit serve``: the head of an answer and its body go out together.

The server writes them one after the other. For a small image that is two calls of the system, and
two awakenings of whoever reads, where one does: half of what such an answer costs.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LONGEST_HEAD = 8_192


class HttpConnection(HttpToolsProtocol):
    """The server's own protocol, over a transport that joins a head and its body."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client came."""
        super().connection_made(cast(asyncio.Transport, JoiningTransport(transport, self.loop)))


class JoiningTransport:
    """A transport that keeps a short write until the next, or until whoever writes has ended.

    Never more than one: what is held back is bounded by the length of a head.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's own."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send bytes, after those that were held back."""
        if self._held:
            held, self._held = self._held, b""
            self._transport.writelines((held, data))
        elif len(data) <= _LONGEST_HEAD:
            self._held = data
            self._loop.call_soon(self._send_held)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Close, after all was sent."""
        self._send_held()
        self._transport.close()

    def _send_held(self) -> None:
        held, self._held = self._held, b""
        if held:
            self._transport.write(held)
