"""What goes out on a connection: all bytes in order, none kept waiting, a small answer whole."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from archivekit.site.connection import HttpConnection

PARTS = [b"", b"a", b"b" * 8_191, b"c" * 8_192, b"d" * 300_000, b"e", b"f" * 9_000, b"", b"g"]


async def application(scope, receive, send):
    """``/small`` a short body; ``/parts`` many; ``/waiting`` one, and more after the request's."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/small":
        await send({"type": "http.response.body", "body": b"small"})
        return
    if scope["path"] == "/waiting":
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await receive()
    for part in PARTS:
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@contextmanager
def served() -> Iterator[int]:
    """The port of a server that lasts as long."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(application, http=HttpConnection, lifespan="off", log_config=None)
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as found:
        yield found


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as there:
        yield there


def all_of(there: socket.socket) -> bytes:
    return b"".join(iter(lambda: there.recv(1 << 20), b""))


def chunks(answer: bytes) -> bytes:
    """The body of an answer sent in chunks."""
    rest, body = answer.partition(b"\r\n\r\n")[2], b""
    while rest:
        length, _, rest = rest.partition(b"\r\n")
        body += rest[: int(length, 16)]
        rest = rest[int(length, 16) + 2 :]
    return body


def test_all_parts_of_an_answer_come_in_their_order(port):
    with connected(port) as there:
        there.sendall(b"GET /parts HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert chunks(all_of(there)) == b"".join(PARTS)


def test_several_requests_at_once_are_answered_one_after_the_other(port):
    with connected(port) as there:
        there.sendall(b"GET /small HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
        there.sendall(b"GET /small HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answers = all_of(there)
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == answers.count(b"small") == 21


def test_what_was_sent_does_not_wait_for_what_comes_later(port):
    with connected(port) as there:
        there.sendall(b"POST /waiting HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
        began = b""
        while b"first" not in began:
            began += there.recv(1 << 20)
        there.sendall(b"end")
        assert there.recv(1)


def test_a_small_answer_comes_in_one_piece(port):
    with connected(port) as there:
        for _ in range(5):
            there.sendall(b"GET /small HTTP/1.1\r\nHost: a\r\n\r\n")
            answer = there.recv(1 << 20)
            assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
            assert b"small" in answer
