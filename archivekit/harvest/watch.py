"""Lists that never end: pages that come again, and empty pages without an end."""

from __future__ import annotations

import hashlib

from archivekit.harvest.fault import EndlessList, PartnerFault
from archivekit.harvest.limits import Limits
from archivekit.harvest.list_page import Header, Page


class Watch:
    """Watches the pages of one list."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._met: set[bytes] = set()
        self._empty = 0
        self.pages = 0
        self.received = 0

    def see(self, page: Page) -> None:
        """Take note of a page. Raises EndlessList, or PartnerFault past the bound of pages."""
        records = [(it.identifier, it.datestamp) for it in page.records]
        self._see([*records, *((it.identifier, it.datestamp) for it in page.unreadable)])

    def see_headers(self, headers: list[Header]) -> None:
        """Take note of a page of headers. Raises as ``see``."""
        self._see([(it.identifier, "") for it in headers])

    def _see(self, records: list[tuple[str, str]]) -> None:
        if self.pages == self._limits.pages:
            raise PartnerFault("harvest.too-many-pages", pages=self.pages)
        self._empty = 0 if records else self._empty + 1
        if self._empty > self._limits.empty_pages:
            raise EndlessList("harvest.too-many-empty-pages", pages=self._empty)
        # By what is on it, not by its token: some partners give every page the same token.
        mark = hashlib.sha256(repr(records).encode()).digest()
        if records and mark in self._met:
            raise EndlessList("harvest.loop", received=self.received)
        self._met.add(mark)
        self.pages += 1
        self.received += len(records)
