"""A page of a list on its way: its token is known, its records may still be read elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archivekit.harvest.list_page import Page, ResumptionToken


class NotAsItSeemed(Exception):
    """A page cannot be read after the next was asked for: to be asked for again, and read first."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A page that is whole, as far as can be told. ``size``: bytes of its answer; ``count``: its
    records.

    ``page`` gives it with its records, and waits for them where need be. Raises NotAsItSeemed.
    """

    token: ResumptionToken
    size: int
    count: int
    page: Callable[[], Page]

    @classmethod
    def of(cls, page: Page) -> Coming:
        """A page that is here."""
        return cls(page.token, page.size, len(page.records), lambda: page)
