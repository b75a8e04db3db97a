"""The access log of ``archivekit serve``: a line for each answer, written some at a time.

The server's own log writes each line by itself, which takes longer than to answer for a tile.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TextIO

from archivekit.site.asgi import App, Message, Receive, Scope, Send

_SECONDS = 0.25
_MOST_LINES = 1_000


class AccessLog:
    """An ASGI application that notes what another answers."""

    def __init__(self, app: App, stream: TextIO | None = None) -> None:
        self._app = app
        self._stream = stream or sys.stderr
        self._lines: list[str] = []
        self._second, self._moment = 0, ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] != "http":
            try:
                await self._app(scope, receive, send)
            finally:
                self._write()
            return
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, status)

    def _note(self, scope: Scope, status: int) -> None:
        target = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        if scope.get("query_string"):
            target += "?" + scope["query_string"].decode("latin-1")
        client = (scope.get("client") or ("-",))[0]
        version = scope.get("http_version", "1.1")
        # A path is percent-encoded by whoever asks, or not: no line may be made by a stranger.
        request = f"{scope['method']} {target} HTTP/{version}".encode("unicode_escape").decode()
        if not self._lines:
            asyncio.get_running_loop().call_later(_SECONDS, self._write)
        self._lines.append(f'{self._now()} {client} "{request}" {status or 500}\n')
        if len(self._lines) >= _MOST_LINES:
            self._write()

    def _now(self) -> str:
        second = int(time.time())
        if second != self._second:
            self._second = second
            self._moment = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(second))
        return self._moment

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        if lines:
            self._stream.write("".join(lines))
            self._stream.flush()
