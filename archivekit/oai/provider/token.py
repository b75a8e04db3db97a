"""Resumption tokens (OAI-PMH 2.0, 3.5): where a list stands, told in the token itself.

Nothing is kept on the server, so a token holds after a restart, on a second server and in the next
edition, and never expires. It stands between two records, by datestamp and identifier: an offset
would lose a record for each one that changes during the harvest.

The signature that closes a token is keyed with the repository's own name, so that whoever serves
the edition can check it; anyone may know that name. It refuses tokens that were altered, cut, or
given by another repository. What a token says is held against the same grammar as a plain request:
a forged one can ask for nothing more.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from archivekit.oai.provider.window import ANY_TIME, Window

VERSION = 1
MAX_LENGTH = 4000
_SUM_BYTES = 12
_LARGEST = 2**53

Key = tuple[str, str]
"""Where a row stands in its list: datestamp and identifier; of sets: setSpec and nothing."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What a list was asked to hold."""

    verb: str
    prefix: str = ""
    set_spec: str = ""
    window: Window = ANY_TIME


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins: after a key, with ``cursor`` records already delivered.

    ``complete_list_size`` was counted in the edition ``serial`` (0: not yet), and is counted again
    in another.
    """

    after: Key = ("", "")
    cursor: int = 0
    complete_list_size: int = 0
    serial: int = 0


def encode(repository: str, request: ListRequest, position: Position) -> str:
    """The token for the page at a position; the same for the same page, always."""
    asked = (request.verb, request.prefix, request.set_spec, request.window)
    there = (position.after, position.cursor, position.complete_list_size, position.serial)
    fields = [VERSION, *asked, *there]
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_sum(repository, body) + body).rstrip(b"=").decode()


def decode(repository: str, token: str) -> tuple[ListRequest, Position] | None:
    """What a token says; None where this repository did not give it so, to the last bit."""
    if len(token) > MAX_LENGTH or not token.isascii():
        return None
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    # Several spellings decode to the same bytes: only the one that was given is good.
    if urlsafe_b64encode(raw).rstrip(b"=").decode() != token:
        return None
    closing, body = raw[:_SUM_BYTES], raw[_SUM_BYTES:]
    return _read(body) if closing == _sum(repository, body) else None


def _read(body: bytes) -> tuple[ListRequest, Position] | None:
    try:
        version, *fields = json.loads(body)
        verb, prefix, set_spec, (first, last), (datestamp, identifier), *counts = fields
        cursor, size, serial = counts
        words = (verb, prefix, set_spec, first, last, datestamp, identifier)
        "".join(words).encode()
    except (ValueError, TypeError, RecursionError):
        return None
    if version != VERSION:
        return None
    if not all(type(it) is int and 0 <= it <= _LARGEST for it in counts):
        return None
    request = ListRequest(verb, prefix, set_spec, Window(first, last))
    return request, Position((datestamp, identifier), cursor, size, serial)


def _sum(repository: str, body: bytes) -> bytes:
    key = hashlib.sha256(repository.encode()).digest()
    return hashlib.blake2b(body, key=key, digest_size=_SUM_BYTES).digest()
