"""A page of a list: its records or headers, and the token to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from archivekit.harvest.page import OAI, Answer, read
from archivekit.harvest.partner_record import (
    PartnerRecord,
    Unreadable,
    namespaces_json,
    read_record,
)
from archivekit.harvest.plain_page import PlainPage
from archivekit.harvest.plain_record import read_plain_record
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
    """A page that was parsed, so that it is known to be whole; its records are yet to be read."""

    answer: Answer
    elements: list[etree._Element]

    @classmethod
    def of(cls, url: str, verb: str, body: bytes, content_type: str) -> ParsedPage:
        """The page that an answer to ListRecords or GetRecord holds. Raises as ``page.read``."""
        answer = read(url, verb, body, content_type)
        return cls(answer, answer.content.findall(f"{answer.oai}record"))

    def page(self) -> Page:
        """The page with its records."""
        answer, elements = self.answer, self.elements
        outside = namespaces_json(answer.content.nsmap)
        raws = slices(answer.body, elements) if answer.is_utf8 else spelt_anew(elements)
        return Page(
            [
                read_record(element, raw, outside, answer.oai)
                for element, raw in zip(elements, raws, strict=True)
            ],
            _token(answer),
            len(answer.body),
            of_other_namespace=answer.oai != OAI,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A page as it seems before its records are read: ``count`` of them, which ``page`` reads.

    Where it is not plain, it is known to be whole.
    """

    token: ResumptionToken
    count: int
    page: Callable[[], Page]


def begin_page(url: str, verb: str, body: bytes, content_type: str) -> Begun:
    """The page that an answer to ListRecords or GetRecord holds. Raises as ``page.read``."""

    def parsed() -> ParsedPage:
        return ParsedPage.of(url, verb, body, content_type)

    plain = PlainPage.of(url, verb, body, content_type)
    if plain is None:
        whole = parsed()
        return Begun(_token(whole.answer), len(whole.elements), whole.page)
    return Begun(
        _token(plain.answer), len(plain.pieces), lambda: read_plain(plain) or parsed().page()
    )


def read_page(url: str, verb: str, body: bytes, content_type: str) -> Page:
    """The same with its records."""
    return begin_page(url, verb, body, content_type).page()


def read_plain(plain: PlainPage) -> Page | None:
    """A plain page with its records; None where one of them is not plain."""
    records = plain.records()
    if records is None:
        return None
    outside = namespaces_json(plain.answer.content.nsmap)
    read_records = [read_plain_record(it, outside) for it in records]
    return Page(read_records, _token(plain.answer), plain.size)


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
