"""The part of a file that is asked for: ``Range`` and ``If-Range`` (RFC 9110, sections 13 and 14).

One range is given, as players ask for; who asks for several at once is given all, which the
standard allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ONE = re.compile(r"bytes\s*=\s*(\d{0,18})-(\d{0,18})\s*", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last`` of so many."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        """As ``Content-Range`` says it."""
        return f"bytes {self.first}-{self.last}/{self.size}"


class Unsatisfiable(Exception):
    """No byte of the file is in the range that is asked for."""


def part_asked(asked: Mapping[str, str], size: int, tag: str) -> Part | None:
    """The part asked for; None where all is to be given. Raises Unsatisfiable.

    ``asked`` holds the request's headers by small-letter names. ``If-Range`` with another tag, or
    with a date, which is no strong validator here, asks for all (13.1.5).
    """
    held = asked.get("if-range")
    if held is not None and held.strip() != tag:
        return None
    match = _ONE.fullmatch(asked.get("range", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise Unsatisfiable
        return Part(size - length, size - 1, size)
    start, end = int(first), min(int(last) if last else size - 1, size - 1)
    if last and int(last) < int(first):
        return None  # no valid range: as if none was asked for (14.1.1)
    if start >= size:
        raise Unsatisfiable
    return Part(start, end, size)
