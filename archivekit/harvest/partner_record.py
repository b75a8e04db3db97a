"""A partner's record, taken out of its page: header, sets, metadata, and its bytes as they came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from archivekit.harvest.page import OAI, Page
from archivekit.harvest.raw import slices


@dataclass(frozen=True, slots=True)
class PartnerRecord:
    """One ``<record>`` (2.5). ``metadata`` is None where it is deleted or came without."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool
    metadata: etree._Element | None
    raw: bytes
    namespaces: dict[str, str]  # prefixes that the bytes use and that stand outside them


def records(page: Page) -> Iterator[PartnerRecord]:
    """The records of a page of ListRecords, in order."""
    elements = page.content.findall(f"{OAI}record")
    outside = {prefix or "": uri for prefix, uri in page.content.nsmap.items()}
    for element, raw in zip(elements, slices(page.body, elements), strict=True):
        yield _record(element, raw, outside)


def _record(element: etree._Element, raw: bytes, outside: dict[str, str]) -> PartnerRecord:
    header = element.find(f"{OAI}header")
    metadata = element.find(f"{OAI}metadata")
    return PartnerRecord(
        identifier=_said(header, "identifier"),
        datestamp=_said(header, "datestamp"),
        sets=_sets(header),
        deleted=header is not None and (header.get("status") or "").strip() == "deleted",
        metadata=None if metadata is None else next(iter(metadata), None),
        raw=raw,
        namespaces=outside,
    )


def _said(header: etree._Element | None, name: str) -> str:
    return "" if header is None else (header.findtext(f"{OAI}{name}") or "").strip()


def _sets(header: etree._Element | None) -> tuple[str, ...]:
    if header is None:
        return ()
    said = ((spec.text or "").strip() for spec in header.iterfind(f"{OAI}setSpec"))
    return tuple(dict.fromkeys(spec for spec in said if spec))
