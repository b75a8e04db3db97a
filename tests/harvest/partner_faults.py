"""What may be wrong with an answer: each spoils it as a server, or the way from it, does."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from dataclasses import replace
from functools import cache

from faulty_partner import Answer

HTML = b"<!DOCTYPE html><html><body>Maintenance</body></html>"


def cut(answer: Answer) -> Answer:
    """Half of the body, then the end of the connection."""
    return replace(answer, body=answer.body[: len(answer.body) // 2], length=False)


def promised_more(answer: Answer) -> Answer:
    """Half of the body under the whole length."""
    headers = {**answer.headers, "Content-Length": str(len(answer.body))}
    return replace(answer, body=answer.body[: len(answer.body) // 2], headers=headers, length=False)


def status(code: int, **headers: str):
    return lambda _: Answer(b"no", code, {**headers})


def body(content: bytes, **headers: str):
    return lambda answer: Answer(content, headers={**answer.headers, **headers})


def changed(old: bytes, new: bytes):
    return lambda answer: replace(answer, body=answer.body.replace(old, new))


def compressed(answer: Answer) -> Answer:
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return replace(answer, body=gzip.compress(answer.body), headers=headers)


def half_compressed(answer: Answer) -> Answer:
    whole = compressed(answer)
    return replace(whole, body=whole.body[: len(whole.body) // 2])


def reset(answer: Answer) -> Answer:
    def send(handler) -> None:
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.connection.close()

    return replace(answer, send=send)


def silent(answer: Answer) -> Answer:
    return replace(answer, send=lambda handler: handler.rfile.read(1))


def dripping(answer: Answer) -> Answer:
    """A byte now and then: never silent, never at its end."""

    def send(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
        try:
            for byte in answer.body:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return replace(answer, send=send)


def endless(answer: Answer) -> Answer:
    def send(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<a>")
        try:
            while True:
                handler.wfile.write(b" " * 65536)
        except OSError:
            pass

    return replace(answer, send=send)


@cache
def _packed() -> bytes:
    packer = zlib.compressobj(wbits=31)
    parts = [packer.compress(b" " * 1024 * 1024) for _ in range(64)]
    return b"".join(parts) + packer.flush()


def bomb(answer: Answer) -> Answer:
    """A little gzip that holds 64 MB."""
    return Answer(_packed(), headers={**answer.headers, "Content-Encoding": "gzip"})
