"""A client that costs next to nothing, so that what is timed is the server: bare sockets.

Walks a list by its resumption tokens over one connection kept open; several of them in threads.
"""

from __future__ import annotations

import http.client
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")
_LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)", re.I)
_ROOM = 4 * 1024 * 1024


class Connection:
    """One connection to 127.0.0.1, kept open."""

    def __init__(self, port: int, *, gzip: bool = False) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._room = bytearray(_ROOM)
        self._coding = "gzip" if gzip else "identity"

    def get(self, path: str) -> tuple[bytearray, int, int]:
        """The answer: where its bytes lie, and from where to where the body goes."""
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:8099\r\n"
            f"Accept-Encoding: {self._coding}\r\n\r\n".encode()
        )
        view, got, head = memoryview(self._room), 0, -1
        while head < 0:
            got += self._received(view[got:])
            head = self._room.find(b"\r\n\r\n", 0, got)
        if not self._room.startswith(b"HTTP/1.1 200"):
            raise ValueError(bytes(self._room[:got]).decode("latin-1")[:400])
        length = _LENGTH.search(self._room, 0, head + 2)
        if length is None:
            raise ValueError("an answer without Content-Length")
        end = head + 4 + int(length[1])
        while got < end:
            got += self._received(view[got:])
        return self._room, head + 4, end

    def _received(self, into: memoryview) -> int:
        count = self._socket.recv_into(into)
        if not count:
            raise ConnectionError("the server closed the connection")
        return count

    def close(self) -> None:
        """Close it."""
        self._socket.close()


@dataclass
class Harvest:
    """What came of walking a list."""

    records: int = 0
    pages: int = 0
    bytes: int = 0
    queries: list[str] = field(default_factory=list)


def pages(
    port: int, path: str = "/oai", query: str = LIST, most: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """The pages of a list, each with the query that gave it."""
    connection = Connection(port)
    verb = query.partition("&")[0]
    count = 0
    while query and count != most:
        room, start, end = connection.get(f"{path}?{query}")
        yield query, bytes(room[start:end])
        token = _TOKEN.search(room, max(start, end - 4096), end)
        query = f"{verb}&resumptionToken={token[1].decode()}" if token else ""
        count += 1
    connection.close()


def harvest(port: int, path: str = "/oai", query: str = LIST, most: int | None = None) -> Harvest:
    """Walks a list from its beginning to its end, over one connection; at most so many pages."""
    connection, result = Connection(port), Harvest()
    verb = query.partition("&")[0]
    while query and result.pages != most:
        room, start, end = connection.get(f"{path}?{query}")
        result.queries.append(query)
        result.records += room.count(b"<header", start, end)
        result.pages += 1
        result.bytes += end - start
        token = _TOKEN.search(room, max(start, end - 4096), end)
        query = f"{verb}&resumptionToken={token[1].decode()}" if token else ""
    connection.close()
    return result


def together(
    port: int, harvesters: int, path: str = "/oai", most: int | None = None
) -> tuple[int, float]:
    """Several harvesters at once, each of the whole list or its beginning: records, seconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(harvesters) as pool:
        found = list(pool.map(lambda _: harvest(port, path, most=most), range(harvesters)))
    return sum(it.records for it in found), time.perf_counter() - began


def by_http_client(port: int) -> tuple[int, float]:
    """One harvester by the HTTP client of Python's library: records, seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    query, records = LIST, 0
    began = time.perf_counter()
    while query:
        connection.request("GET", f"/oai?{query}")
        body = connection.getresponse().read()
        records += body.count(b"<header")
        token = _TOKEN.search(body)
        query = f"verb=ListRecords&resumptionToken={token[1].decode()}" if token else ""
    connection.close()
    return records, time.perf_counter() - began


def seconds(connection: Connection, path: str) -> float:
    """How long one answer takes."""
    began = time.perf_counter()
    connection.get(path)
    return time.perf_counter() - began
