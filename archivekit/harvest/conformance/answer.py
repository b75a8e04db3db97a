"""One answer of the repository that is checked: whatever came, read as far as it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from archivekit.harvest.page import OAI

NAMESPACE = OAI[1:-1]
_ROOT = f"{OAI}OAI-PMH"
# XML 1.0, production [2] Char: what may stand nowhere, as it is or as a reference.
_ILLEGAL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
)
_REFERENCE = re.compile(rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")


@dataclass(frozen=True, slots=True)
class Header:
    """A record's header (2.5)."""

    identifier: str
    datestamp: str
    sets: tuple[str, ...]
    status: str

    def says_the_same(self, other: Header) -> bool:
        """Whether both are one header: the order of sets means nothing."""
        mine, theirs = replace(self, sets=()), replace(other, sets=())
        return mine == theirs and set(self.sets) == set(other.sets)

    @property
    def is_deleted(self) -> bool:
        """Whether the record is gone."""
        return self.status == "deleted"


@dataclass(frozen=True, slots=True)
class Token:
    """A ``<resumptionToken>``: its words and its attributes."""

    words: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What came for one request: ``fault`` says why where nothing came at all."""

    method: str
    url: str
    arguments: str = ""
    coding: str = "identity"  # what was asked for
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: str = ""

    @cached_property
    def root(self) -> etree._Element | None:
        """The root element; None where the body is no well-formed XML."""
        return self._parsed[0]

    @property
    def why_no_xml(self) -> str:
        """What the parser says of a body that is not well formed."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[etree._Element | None, str]:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.body, parser), ""
        except (etree.XMLSyntaxError, ValueError) as error:
            return None, str(error)

    @property
    def is_oai(self) -> bool:
        """Whether it is a document of OAI-PMH at all."""
        return self.root is not None and self.root.tag == _ROOT

    @cached_property
    def has_illegal_characters(self) -> bool:
        """Whether a character stands in it that XML 1.0 allows nowhere."""
        return bool(_ILLEGAL.search(self.body)) or any(
            not _is_legal(reference[1:]) if reference[:1] == b"x" else not _is_legal(reference, 10)
            for reference in _REFERENCE.findall(self.body)
        )

    @cached_property
    def errors(self) -> tuple[str, ...]:
        """The codes of its errors (3.6)."""
        if not self.is_oai or self.root is None:
            return ()
        return tuple(it.get("code", "") for it in self.root.findall(f"{OAI}error"))

    def content(self, verb: str) -> etree._Element | None:
        """The element of a verb."""
        if not self.is_oai or self.root is None:
            return None
        return self.root.find(f"{OAI}{verb}")

    def texts(self, path: str) -> list[str]:
        """The words of elements of the OAI-PMH namespace, by a path of names from the root."""
        if self.root is None:
            return []
        steps = "/".join(f"{OAI}{name}" for name in path.split("/"))
        return [(it.text or "").strip() for it in self.root.findall(steps)]

    @cached_property
    def records(self) -> list[etree._Element]:
        """The ``<record>`` elements of a list or of one record."""
        if not self.is_oai or self.root is None:
            return []
        verbs = ("ListRecords", "GetRecord")
        return [it for verb in verbs for it in self.root.findall(f"{OAI}{verb}/{OAI}record")]

    @cached_property
    def record_headers(self) -> list[Header]:
        """The headers of its records."""
        if not self.is_oai or self.root is None:
            return []
        found = self.root.findall(f"{OAI}ListIdentifiers/{OAI}header")
        found += [it for record in self.records for it in record.findall(f"{OAI}header")]
        return [_header(it) for it in found]

    @cached_property
    def token(self) -> Token | None:
        """Its resumption token; None where there is no such element."""
        if not self.is_oai or self.root is None:
            return None
        found = self.root.find(f"{OAI}*/{OAI}resumptionToken")
        if found is None:
            return None
        return Token((found.text or "").strip(), {str(k): str(v) for k, v in found.items()})


def _header(element: etree._Element) -> Header:
    return Header(
        identifier=(element.findtext(f"{OAI}identifier") or "").strip(),
        datestamp=(element.findtext(f"{OAI}datestamp") or "").strip(),
        sets=tuple((it.text or "").strip() for it in element.findall(f"{OAI}setSpec")),
        status=element.get("status", ""),
    )


def _is_legal(digits: bytes, base: int = 16) -> bool:
    code = int(digits, base)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
