"""The body of an answer, whole and within bounds.

Compressed bodies are unpacked here, a bounded piece at a time: 600 kB of gzip may hold 600 MB.
"""

from __future__ import annotations

import itertools
import time
import zlib
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from archivekit.harvest.fault import BrokenAnswer, PartnerFault, PassingFault, TooLarge
from archivekit.harvest.limits import MIB, Limits

_PIECE = 256 * 1024
_GZIP = b"\x1f\x8b"


def read(response: requests.Response, limits: Limits, deadline: float) -> bytes:
    """The body, unpacked. Raises TooLarge, and BrokenAnswer: cut short, or too slow."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise PartnerFault("harvest.unknown-encoding", url=response.url, encoding=encoding[:50])
    received = _received(response, limits, deadline)
    first = next(received, b"")
    received = itertools.chain((first,), received)
    # Some send gzip and do not say so; no XML begins with those two bytes.
    if encoding not in ("", "identity") or first.startswith(_GZIP):
        received = _unpacked(response.url, received)
    return _whole(response.url, received, limits.page_bytes)


def _received(response: requests.Response, limits: Limits, deadline: float) -> Iterator[bytes]:
    """The pieces as they come; ``read1`` gives each at once, so that a drip meets the deadline."""
    size = 0
    while piece := _piece(response, limits, deadline):
        size += len(piece)
        if size > limits.received_bytes:
            raise _too_large(response.url, limits.received_bytes)
        yield piece
        if time.monotonic() > deadline:
            raise _too_slow(response.url, limits)
    # What we ended ourselves looks like an end.
    if time.monotonic() > deadline:
        raise _too_slow(response.url, limits)


def _piece(response: requests.Response, limits: Limits, deadline: float) -> bytes:
    try:
        return bytes(response.raw.read1(_PIECE, decode_content=False))
    except ReadTimeoutError:
        raise PassingFault("harvest.silence", url=response.url) from None
    except (HTTPError, OSError) as error:
        if time.monotonic() > deadline:
            raise _too_slow(response.url, limits) from None
        raise BrokenAnswer("harvest.cut", url=response.url, why=error) from None


def _unpacked(url: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, as its first bytes say
    try:
        for piece in pieces:
            yield unpacker.decompress(piece, MIB)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, MIB)
    except zlib.error as error:
        raise BrokenAnswer("harvest.cut", url=url, why=error) from None
    if not unpacker.eof:
        raise BrokenAnswer("harvest.cut", url=url, why="gzip")


def _whole(url: str, pieces: Iterator[bytes], bound: int) -> bytes:
    whole: list[bytes] = []
    size = 0
    for piece in pieces:
        whole.append(piece)
        size += len(piece)
        if size > bound:
            raise _too_large(url, bound)
    return b"".join(whole)


def _too_large(url: str, bound: int) -> TooLarge:
    return TooLarge("harvest.too-large", url=url, megabytes=bound // MIB)


def _too_slow(url: str, limits: Limits) -> PassingFault:
    return PassingFault("harvest.too-slow", url=url, seconds=limits.request_seconds)
