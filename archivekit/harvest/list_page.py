"""A page of a list: its records or headers, and the token to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from archivekit.harvest.page import OAI, Answer, read
from archivekit.harvest.partner_record import (
    PartnerRecord,
    Unreadable,
    namespaces_json,
    read_record,
)
from archivekit.harvest.raw import slices, spelt_anew


@dataclass(frozen=True, slots=True)
class ResumptionToken:
    """The end of a page (3.5): the token to the next, ``""`` where there is none."""

    token: str = ""
    complete_list_size: int | None = None

    @classmethod
    def read(cls, element: etree._Element | None) -> ResumptionToken:
        """The token of an element: none where it is empty or blank."""
        if element is None:
            return cls()
        size = (element.get("completeListSize") or "").strip()
        known = int(size) if size.isascii() and size.isdigit() and len(size) < 16 else None
        return cls((element.text or "").strip(), known)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ListRecords, or the one record of GetRecord. ``size``: bytes of its answer."""

    records: list[PartnerRecord]
    token: ResumptionToken = ResumptionToken()
    size: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    of_other_namespace: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A header of ListIdentifiers."""

    identifier: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page that is known to be whole, with the token to the next; its records not yet read."""

    answer: Answer
    elements: list[etree._Element]
    token: ResumptionToken

    @classmethod
    def of(cls, url: str, verb: str, body: bytes, content_type: str) -> ParsedPage:
        """The page that an answer to ListRecords or GetRecord holds. Raises as ``page.read``."""
        answer = read(url, verb, body, content_type)
        return cls(answer, answer.content.findall(f"{answer.oai}record"), _token(answer))

    def records(self) -> list[PartnerRecord]:
        """Its records, in order."""
        answer = self.answer
        outside = namespaces_json(answer.content.nsmap)
        raws = slices(answer.body, self.elements) if answer.is_utf8 else spelt_anew(self.elements)
        return [
            read_record(element, raw, outside, answer.oai)
            for element, raw in zip(self.elements, raws, strict=True)
        ]

    def page(self) -> Page:
        """The page with its records."""
        return Page(
            self.records(),
            self.token,
            len(self.answer.body),
            of_other_namespace=self.answer.oai != OAI,
        )


def read_page(url: str, verb: str, body: bytes, content_type: str) -> Page:
    """The page that an answer to ListRecords or GetRecord holds. Raises as ``page.read``."""
    return ParsedPage.of(url, verb, body, content_type).page()


def read_headers(url: str, body: bytes, content_type: str) -> tuple[list[Header], ResumptionToken]:
    """The headers of a page of ListIdentifiers, and its token. Raises as ``page.read``."""
    answer = read(url, "ListIdentifiers", body, content_type)
    headers = [
        Header(
            (it.findtext(f"{answer.oai}identifier") or "").strip(),
            (it.get("status") or "").strip() == "deleted",
        )
        for it in answer.content.iterfind(f"{answer.oai}header")
    ]
    return headers, _token(answer)


def _token(answer: Answer) -> ResumptionToken:
    return ResumptionToken.read(answer.content.find(f"{answer.oai}resumptionToken"))
