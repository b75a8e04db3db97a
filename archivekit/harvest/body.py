"""The body of an answer, whole and within bounds.

Compressed bodies are unpacked here, a bounded piece at a time: 600 kB of gzip may hold 600 MB.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from archivekit.harvest.fault import PartnerFault, PassingFault
from archivekit.harvest.limits import MIB, Limits

_PIECE = 64 * 1024


def read(response: requests.Response, limits: Limits, deadline: float) -> bytes:
    """The body, unpacked. Raises PartnerFault: too large; PassingFault: cut short, or too slow."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    received = _received(response, limits, deadline)
    if encoding in ("", "identity"):
        return _whole(response.url, received, limits.page_bytes)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _whole(response.url, _unpacked(response.url, received), limits.page_bytes)
    raise PartnerFault("harvest.unknown-encoding", url=response.url, encoding=encoding[:50])


def _received(response: requests.Response, limits: Limits, deadline: float) -> Iterator[bytes]:
    """The pieces as they come; ``read1`` gives each at once, so that a drip meets the deadline."""
    size = 0
    while piece := _piece(response):
        size += len(piece)
        if size > limits.received_bytes:
            raise _too_large(response.url, limits.received_bytes)
        yield piece
        if time.monotonic() > deadline:
            raise PassingFault("harvest.too-slow", url=response.url, seconds=limits.request_seconds)


def _piece(response: requests.Response) -> bytes:
    try:
        return bytes(response.raw.read1(_PIECE, decode_content=False))
    except ReadTimeoutError:
        raise PassingFault("harvest.silence", url=response.url) from None
    except (HTTPError, OSError) as error:
        raise PassingFault("harvest.cut", url=response.url, why=error) from None


def _unpacked(url: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, as its first bytes say
    try:
        for piece in pieces:
            yield unpacker.decompress(piece, MIB)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, MIB)
    except zlib.error as error:
        raise PassingFault("harvest.cut", url=url, why=error) from None
    if not unpacker.eof:
        raise PassingFault("harvest.cut", url=url, why="gzip")


def _whole(url: str, pieces: Iterator[bytes], bound: int) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > bound:
            raise _too_large(url, bound)
    return bytes(whole)


def _too_large(url: str, bound: int) -> PartnerFault:
    return PartnerFault("harvest.too-large", url=url, megabytes=bound // MIB)
