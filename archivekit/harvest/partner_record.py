"""A partner's record, taken out of its page: header, sets, what it says, its bytes as they came."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from archivekit.harvest.mapping import Described, describe
from archivekit.harvest.raw import checksum


@dataclass(slots=True)
class PartnerRecord:
    """One ``<record>`` (2.5). ``described`` is None where it is deleted or came without metadata.

    ``mends``: what had to be done to its bytes before they could be read (keys of the texts).
    """

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    deleted: bool
    described: Described | None
    metadata_namespace: str
    raw: bytes
    sha512: str  # of those bytes
    namespaces: dict[str, str]  # prefixes that the bytes use and that stand outside them
    mends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A ``<record>`` that is no well-formed XML: its bytes as they came, and what is wrong."""

    identifier: str  # as far as it could be found; else ""
    datestamp: str
    raw: bytes
    why: str


def read_record(
    element: etree._Element, raw: bytes, namespaces: dict[str, str], oai: str
) -> PartnerRecord:
    """The record of an element. ``oai``: the namespace of the protocol, in braces."""
    header = metadata = None
    for child in element:
        if child.tag == f"{oai}header":
            header = child
        elif child.tag == f"{oai}metadata":
            metadata = child
    identifier, datestamp, sets, deleted = _header(header, oai)
    root = next(iter(metadata), None) if metadata is not None else None
    return PartnerRecord(
        identifier,
        datestamp,
        sets,
        deleted,
        None if deleted or root is None else describe(root, identifier),
        "" if root is None else str(root.tag).rpartition("}")[0].removeprefix("{"),
        raw,
        checksum(raw),
        namespaces,
    )


def _header(header: etree._Element | None, oai: str) -> tuple[str, str, tuple[str, ...], bool]:
    if header is None:
        return "", "", (), False
    identifier = datestamp = ""
    sets: dict[str, None] = {}
    for child in header:
        words = (child.text or "").strip()
        if child.tag == f"{oai}identifier":
            identifier = words
        elif child.tag == f"{oai}datestamp":
            datestamp = words
        elif child.tag == f"{oai}setSpec" and words:
            sets[words] = None
    return identifier, datestamp, tuple(sets), (header.get("status") or "").strip() == "deleted"
