"""The answer to an image request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """An answer of HTTP."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
