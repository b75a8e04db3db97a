"""Lists that never end: pages that come again, and empty pages without an end."""

from __future__ import annotations

import hashlib

from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.limits import Limits
from archivekit.harvest.partner_record import PartnerRecord


class EndlessList(PartnerFault):
    """The list was going nowhere: its token is worth nothing."""


class Watch:
    """Watches the pages of one run."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._met: set[bytes] = set()
        self._empty = 0
        self.pages = 0
        self.received = 0

    def see(self, records: list[PartnerRecord]) -> None:
        """Take note of a page. Raises EndlessList, or PartnerFault past the bound of pages."""
        if self.pages == self._limits.pages:
            raise PartnerFault("harvest.too-many-pages", pages=self.pages)
        self._empty = 0 if records else self._empty + 1
        if self._empty > self._limits.empty_pages:
            raise EndlessList("harvest.too-many-empty-pages", pages=self._empty)
        # By what is on it, not by its token: some partners give every page the same token.
        mark = hashlib.sha256(repr([(it.identifier, it.datestamp) for it in records]).encode())
        if records and mark.digest() in self._met:
            raise EndlessList("harvest.loop", received=self.received)
        self._met.add(mark.digest())
        self.pages += 1
        self.received += len(records)
