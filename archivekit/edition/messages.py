"""A request and its answer, without a framework: what a protocol's ``respond`` takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. ``path`` and ``query`` are raw, percent-encoded as received.

    Names in ``headers`` are in small letters. A form sent by POST comes as ``query``.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered. Bytes say BASE (:mod:`archivekit.description.addresses`) for the site."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
