"""Asks a site in process, as a browser or a harvester would."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from typing import Any, TypeVar

import httpx
from datasette.app import Datasette

T = TypeVar("T")

HOST = "archives.example.org"


@contextmanager
def asked(datasette: Datasette) -> Iterator[Client]:
    """A client of a Datasette, on a thread of its own: a browser's loop may run in this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Client(datasette, loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class Client:
    """GET, POST … to one Datasette; nothing is followed or kept."""

    def __init__(self, datasette: Datasette, loop: asyncio.AbstractEventLoop) -> None:
        self.datasette = datasette
        self._loop = loop
        self.run(datasette.invoke_startup())
        self._app = datasette.app()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=120)

    def ask(self, method: str, path: str, **options: object) -> httpx.Response:
        return self.run(self.aask(method, path, **options))

    async def aask(self, method: str, path: str, **options: object) -> httpx.Response:
        return await self.with_client(lambda client: client.request(method, path, **options))

    async def with_client(self, ask: Callable[[httpx.AsyncClient], Awaitable[T]]) -> T:
        """What ``ask`` gives with a client that may ask many things at once."""
        transport = httpx.ASGITransport(app=self._app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
            return await ask(client)

    def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("GET", path, headers=named)


def words(response: httpx.Response) -> str:
    """What a reader sees of a page, about."""
    body = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", response.text)
    return " ".join(unescape(re.sub(r"(?s)<[^>]*>", " ", body)).split())


def links(response: httpx.Response) -> list[str]:
    """The addresses that a page leads to."""
    return [unescape(it) for it in re.findall(r'(?:href|src|action)="([^"]*)"', response.text)]


def attributes(response: httpx.Response) -> set[str]:
    """The names of all attributes of a page's elements."""
    reader = _Attributes()
    reader.feed(response.text)
    return reader.names


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.update(name for name, _ in attrs)
