"""What a harvest was asked, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from archivekit.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One run of the command. ``partner``: an address, or a name in ``archive.toml``."""

    archive: Archive
    partner: str
    command: str
    set_spec: str | None = None
    first: str | None = None
    last: str | None = None
    prefix: str | None = None
    publish: bool | None = None
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """Records that a complete list no longer has: how many, of how many, and the first of them."""

    partner: str
    count: int
    standing: int
    first: str


Ask = Callable[[Vanished], bool]
"""Whether what vanished is to be withdrawn here too."""


@dataclass(slots=True)
class Result:
    """What one run received, and what became of it in the catalogue."""

    partner: str
    url: str
    batch: int = 0
    complete: bool = False
    from_date: str | None = None
    announced: int | None = None
    published: bool = False
    pages: int = 0
    received: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    seconds: float = 0.0

    def figures(self) -> dict[str, int]:
        """The summary, in the order of telling."""
        return {
            "received": self.received,
            **self.kept,
            "missing": self.missing,
            "pages": self.pages,
            "seconds": round(self.seconds),
            "batch": self.batch,
        }

    def as_json(self) -> dict[str, Any]:
        """The result for a program: stable names."""
        return {
            "partner": self.partner,
            "url": self.url,
            "complete": self.complete,
            "from": self.from_date,
            "announced": self.announced,
            "published": self.published,
            **self.figures(),
        }
