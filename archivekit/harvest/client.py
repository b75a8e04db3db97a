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
from archivekit.harvest.coming import Coming
from archivekit.harvest.fault import NotXML
from archivekit.harvest.list_page import Header, Page, ResumptionToken, read_headers, read_page
from archivekit.harvest.page import Answer, read
from archivekit.harvest.reader import Reader
from archivekit.harvest.salvage import salvage
from archivekit.harvest.transport import Transport

_FEW_TRIES = 1  # of what is asked for because something else did not come


class GuardedSickle(Sickle):  # type: ignore[misc]  # sickle has no types
    """An OAI-PMH client whose every answer is a whole, strictly parsed page."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport.url, iterator=Pages)
        self._transport = transport
        self._reader = Reader(self.endpoint)

    def close(self) -> None:
        """Nothing more is asked for."""
        self._reader.close()
        self._transport.close()

    def read_alone(self) -> None:
        """From now on no page is asked for before the one before it was read."""
        self._reader.read_alone()

    def harvest(self, *, tries: int | None = None, **arguments: str) -> Coming:
        """The page that answers ListRecords. Raises PartnerFault.

        Of a page that is whole but no well-formed XML comes what can be read.
        """
        try:
            return self._transport.get(arguments, self._reader.come, tries=tries)
        except NotXML as fault:
            return Coming.of(_salvaged(arguments["verb"], fault))

    def identify(self) -> Identity:
        """What the partner says of itself."""
        # A wrong address, mostly: whoever typed it should not wait minutes to be told.
        return Identity.read(self._answer("Identify", tries=2))

    def formats(self) -> list[str]:
        """The metadata formats that the partner offers, by their prefixes."""
        answer = self._answer("ListMetadataFormats")
        said = answer.content.iterfind(f"{answer.oai}metadataFormat/{answer.oai}metadataPrefix")
        return [prefix for it in said if (prefix := (it.text or "").strip())]

    def pages(self, arguments: dict[str, str], *, patient: bool = True) -> Iterator[Coming]:
        """The pages of ListRecords, from its arguments or from a resumption token.

        ``patient``: with all tries that there are.
        """
        yield from Pages(self, {"verb": "ListRecords", **arguments}, patient=patient)

    def headers(self, arguments: dict[str, str]) -> Iterator[list[Header]]:
        """The pages of ListIdentifiers."""
        asked = {"verb": "ListIdentifiers", **arguments}
        reading = partial(read_headers, self.endpoint)
        while True:
            found, token = self._transport.get(asked, reading, tries=_FEW_TRIES)
            yield found
            if not token.token:
                return
            asked = {"verb": "ListIdentifiers", "resumptionToken": token.token}

    def record(self, identifier: str, prefix: str) -> Page:
        """One record. Raises PartnerFault."""
        verb = "GetRecord"
        arguments = {"verb": verb, "identifier": identifier, "metadataPrefix": prefix}
        reading = partial(read_page, self.endpoint, verb)
        try:
            return self._transport.get(arguments, reading, tries=_FEW_TRIES)
        except NotXML as fault:
            return _salvaged(verb, fault)

    def _answer(self, verb: str, *, tries: int | None = None) -> Answer:
        reading = partial(read, self.endpoint, verb)
        return self._transport.get({"verb": verb}, reading, tries=tries)


def _salvaged(verb: str, fault: NotXML) -> Page:
    page = salvage(verb, fault.body)
    if page is None:
        raise fault
    return page


class Pages(BaseOAIIterator):  # type: ignore[misc]
    """The pages of a list, each asked for when the one before was taken."""

    resumption_token: ResumptionToken | None

    def __init__(
        self,
        sickle: Any,
        params: dict[str, str],
        ignore_deleted: bool = False,
        *,
        patient: bool = True,
    ) -> None:
        self._tries = None if patient else _FEW_TRIES
        super().__init__(sickle, params, ignore_deleted)
        self._is_taken = False

    def _next_response(self) -> None:
        arguments = self.params
        if self.resumption_token:
            arguments = {"verb": self.verb, "resumptionToken": self.resumption_token.token}
        self.oai_response = self.sickle.harvest(tries=self._tries, **arguments)
        self.resumption_token = self._get_resumption_token()

    def _get_resumption_token(self) -> ResumptionToken | None:
        found = self.oai_response.token
        return found if found.token else None

    def next(self) -> Coming:
        """The next page."""
        if self._is_taken:
            if self.resumption_token is None:
                raise StopIteration
            self._next_response()
        self._is_taken = True
        coming: Coming = self.oai_response
        return coming


@dataclass(frozen=True, slots=True)
class Identity:
    """What a partner says of itself (4.2), as far as a harvest depends on it."""

    protocol: str
    response_date: str  # its clock before the list: what changes during the harvest is later
    by_day: bool  # dates may be said by day only; so also where nothing is said
    deleted_record: str
    earliest: str

    @classmethod
    def read(cls, answer: Answer) -> Identity:
        """The identity in an answer to Identify."""

        def said(name: str) -> str:
            return (answer.content.findtext(f"{answer.oai}{name}") or "").strip()

        return cls(
            protocol=said("protocolVersion"),
            response_date=clock.response_date(answer.response_date),
            by_day=said("granularity") != "YYYY-MM-DDThh:mm:ssZ",
            deleted_record=said("deletedRecord"),
            earliest=said("earliestDatestamp"),
        )
