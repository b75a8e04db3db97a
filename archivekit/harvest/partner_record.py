"""A partner's record, taken out of its page: header, sets, what it says, its bytes as they came."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from lxml import etree

from archivekit.catalogue import DescribedValues, described_values
from archivekit.description.searched import words_of
from archivekit.exchange.ead.reading import Component
from archivekit.harvest.mapping import describe
from archivekit.harvest.raw import checksum


class PartnerRecord(NamedTuple):
    """One ``<record>`` (2.5), as the catalogue takes it in.

    Plain values only, so that a process can hand it to another. ``described``: what the catalogue
    keeps of what it says; None where it is deleted or came without metadata. ``parts``: the
    components of a finding aid, pickled (``components``). ``needs_a_person``: whether something
    in it wants a look. ``mends``: what had to be done to its bytes before they could be read (keys
    of the texts).
    """

    identifier: str
    datestamp: str
    sets: str  # JSON list of setSpecs
    deleted: bool
    described: DescribedValues | None
    words: bytes  # that it is found by, in UTF-8
    metadata_namespace: str
    raw: bytes
    sha512: str  # of those bytes
    namespaces: str  # JSON: prefix -> URI, of what stands outside the bytes
    parts: bytes = b""
    needs_a_person: bool = False
    mends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A ``<record>`` that is no well-formed XML: its bytes as they came, and what is wrong."""

    identifier: str  # as far as it could be found; else ""
    datestamp: str
    raw: bytes
    why: str


def read_record(element: etree._Element, raw: bytes, namespaces: str, oai: str) -> PartnerRecord:
    """The record of an element. ``oai``: the namespace of the protocol, in braces."""
    header = metadata = None
    for child in element:
        if child.tag == f"{oai}header":
            header = child
        elif child.tag == f"{oai}metadata":
            metadata = child
    identifier, datestamp, sets, deleted = _header(header, oai)
    root = next(iter(metadata), None) if metadata is not None else None
    described: DescribedValues | None = None
    words = b""
    parts = b""
    needs_a_person = False
    if root is not None and not deleted:
        read = describe(root, identifier)
        described, words = described_values(read.description), words_of(read.description).encode()
        parts = pickle.dumps(read.parts) if read.parts else b""
        needs_a_person = read.notes
    return PartnerRecord(
        identifier,
        datestamp,
        sets,
        deleted,
        described,
        words,
        "" if root is None else str(root.tag).rpartition("}")[0].removeprefix("{"),
        raw,
        checksum(raw),
        namespaces,
        parts,
        needs_a_person,
    )


def components(record: PartnerRecord) -> list[Component]:
    """The components of a record that is a finding aid, in order, its top left out."""
    return pickle.loads(record.parts) if record.parts else []  # noqa: S301


def namespaces_json(namespaces: dict[str | None, str]) -> str:
    """Namespaces by their prefixes, as they are kept."""
    return json.dumps({prefix or "": uri for prefix, uri in namespaces.items()}, ensure_ascii=False)


def _header(header: etree._Element | None, oai: str) -> tuple[str, str, str, bool]:
    if header is None:
        return "", "", "[]", False
    identifier = datestamp = ""
    sets: list[str] = []
    for child in header:
        tag, words = child.tag, (child.text or "").strip()
        if tag == f"{oai}setSpec":
            sets.append(words)
        elif tag == f"{oai}identifier":
            identifier = words
        elif tag == f"{oai}datestamp":
            datestamp = words
    deleted = (header.get("status") or "").strip() == "deleted"
    return identifier, datestamp, sets_json(sets), deleted


def sets_json(named: Iterable[str]) -> str:
    """The setSpecs of a header as they are kept, each once."""
    different = dict.fromkeys(spec for it in named if (spec := it.strip()))
    return f"[{', '.join(map(quoted, different))}]"
