"""Sickle, guarded: its verbs and iterators over our own transport and strict parsing.

Sickle alone has no time-outs, follows any redirect, and recovers from cut XML in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sickle import Sickle
from sickle.iterator import BaseOAIIterator

from archivekit.harvest import clock
from archivekit.harvest.page import OAI, Page, ResumptionToken, read
from archivekit.harvest.transport import Transport


class GuardedSickle(Sickle):  # type: ignore[misc]  # sickle has no types
    """An OAI-PMH client whose every answer is a whole, strictly parsed page."""

    def __init__(self, url: str, transport: Transport) -> None:
        super().__init__(url, iterator=Pages)
        self._transport = transport

    def harvest(self, **arguments: str) -> _Response:
        """The answer to one request. Raises PartnerFault."""
        verb = arguments["verb"]
        return _Response(self._transport.get(arguments, partial(read, self.endpoint, verb)))

    def identify(self) -> Identity:
        """What the partner says of itself."""
        return Identity.read(self.harvest(verb="Identify").page)

    def pages(self, arguments: dict[str, str]) -> Iterator[Page]:
        """The pages of ListRecords, from its arguments or from a resumption token."""
        return iter(Pages(self, {"verb": "ListRecords", **arguments}))


class _Response:
    """An answer as sickle's models want it."""

    def __init__(self, page: Page) -> None:
        self.page, self.xml = page, page.root


class Pages(BaseOAIIterator):  # type: ignore[misc]
    """The pages of a list, each asked for when the one before was taken."""

    resumption_token: ResumptionToken | None

    def __init__(self, sickle: Any, params: dict[str, str], ignore_deleted: bool = False) -> None:
        super().__init__(sickle, params, ignore_deleted)
        self._is_taken = False

    def _next_response(self) -> None:
        arguments = self.params
        if self.resumption_token:
            arguments = {"verb": self.verb, "resumptionToken": self.resumption_token.token}
        self.oai_response = self.sickle.harvest(**arguments)
        self.resumption_token = self._get_resumption_token()

    def _get_resumption_token(self) -> ResumptionToken | None:
        found = self.oai_response.page.resumption_token
        return found if found.token else None

    def next(self) -> Page:
        """The next page."""
        if self._is_taken:
            if self.resumption_token is None:
                raise StopIteration
            self._next_response()
        self._is_taken = True
        page: Page = self.oai_response.page
        return page


@dataclass(frozen=True, slots=True)
class Identity:
    """What a partner says of itself (4.2), as far as a harvest depends on it."""

    protocol: str
    response_date: str  # its clock before the list: what changes during the harvest is later
    by_day: bool  # dates may be said by day only; so also where nothing is said
    deleted_record: str

    @classmethod
    def read(cls, page: Page) -> Identity:
        """The identity in an answer to Identify."""

        def said(name: str) -> str:
            return (page.content.findtext(f"{OAI}{name}") or "").strip()

        return cls(
            protocol=said("protocolVersion"),
            response_date=clock.response_date(page.response_date),
            by_day=said("granularity") != "YYYY-MM-DDThh:mm:ssZ",
            deleted_record=said("deletedRecord"),
        )
