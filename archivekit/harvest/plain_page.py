"""Pages written as most repositories write theirs, read without a tree: in half the time.

A page is plain where all its records are ``<record>`` with a header and perhaps Dublin Core under
the prefix ``dc``, with no attribute but a language. What stands around its records is read by the
parser, as are pages that hold anything else: a comment, a CDATA section, an ``about``, a record
that is not well formed. So nothing is taken for plain here that the parser would refuse, and it
would read the same of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.mapping import dublin_core
from archivekit.harvest.page import OAI, Answer, parse, read

Found = list[tuple[str, str, str]]
"""Elements of Dublin Core, in order: name, language or ``""``, text."""

_BEGIN, _END = b"<record>", b"</record>"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))  # which XML does not know
# What may stand nowhere in a text, and the bytes to look for first: they are rare, and soon found.
_NOT_IN_TEXTS = ((b"]", b"]]>"), (b"\xef", b"\xef\xbf\xbe"), (b"\xef", b"\xef\xbf\xbf"))
_MOST = 1 << 20  # bytes of a record
_MOST_ELEMENTS = 1000
_LIST_BEGINS = re.compile(rb"<ListRecords(?:\s[^<>]*)?>\s*\Z")
_HEADER = re.compile(
    r"\s*<header( status=\"deleted\")?>"
    r"\s*<identifier>([^<]*)</identifier>"
    r"\s*<datestamp>([^<]*)</datestamp>\s*"
    r"((?:<setSpec>[^<]*</setSpec>\s*)*)</header>\s*"
    r"(?:<metadata>\s*(<[^<>]*>))?",
    re.ASCII,
)
_SET = re.compile(r"<setSpec>([^<]*)</setSpec>")
_ELEMENT = re.compile(
    r'<dc:([A-Za-z]+)(?: xml:lang="([A-Za-z0-9-]+)")?\s*>([^<]*)</dc:\1\s*>', re.ASCII
)
_EMPTY = re.compile(r'<dc:[A-Za-z]+(?: xml:lang="[A-Za-z0-9-]+")?\s*/>', re.ASCII)
_METADATA_ENDS = re.compile(r"\s*</metadata>\s*</record>\s*", re.ASCII)
_RECORD_ENDS = re.compile(r"</record>\s*", re.ASCII)
_OF_XML = "{http://www.w3.org/XML/1998/namespace}"
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_CHARACTER = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class PlainRecord(NamedTuple):
    """A record of a plain page. ``found``: None where it has no metadata."""

    identifier: str
    datestamp: str
    sets: list[str]
    deleted: bool
    namespace: str  # of its metadata
    found: Found | None
    raw: bytes


class _NotPlain(Exception):
    """The page is for the parser."""


class _Container(NamedTuple):
    """The element around Dublin Core."""

    namespace: str
    closing: str


class PlainPage(NamedTuple):
    """A page that is plain but for its records, which are yet to be read.

    ``answer``: what stands around them, without them.
    """

    answer: Answer
    pieces: list[bytes]
    size: int  # bytes of the answer

    @classmethod
    def of(cls, url: str, verb: str, body: bytes, content_type: str) -> PlainPage | None:
        """The page of an answer; None where it is not plain."""
        first, *pieces = body.split(_BEGIN)
        if not pieces or not _LIST_BEGINS.search(first[-1000:]):
            return None
        # In a comment or a processing instruction the list would only seem to begin.
        if b"<!" in first or first.count(b"<ListRecords") != 1:
            return None
        last, end, after = pieces[-1].rpartition(_END)
        pieces[-1] = last + end
        try:
            answer = read(url, verb, first + after, content_type)
        except PartnerFault:
            return None
        around = answer.content
        is_plain = _is_utf8(answer) and answer.oai == OAI and around.prefix is None
        if not is_plain or around.find(f"{OAI}record") is not None:
            return None
        return cls(answer, pieces, len(body))

    def records(self) -> list[PlainRecord] | None:
        """Its records; None where one of them is not plain."""
        body = b"".join(self.pieces)
        if len(body.translate(None, _CONTROLS)) != len(body) or max(map(len, self.pieces)) > _MOST:
            return None
        if any(rare in body and it in body for rare, it in _NOT_IN_TEXTS):
            return None
        outside = tuple((prefix or "", uri) for prefix, uri in self.answer.content.nsmap.items())
        try:
            return [_record(piece, outside) for piece in self.pieces]
        except (UnicodeDecodeError, _NotPlain):
            return None


def _record(piece: bytes, outside: tuple[tuple[str, str], ...]) -> PlainRecord:
    text = piece.decode()
    if "\r" in text:  # XML 1.0, 2.11
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = _HEADER.match(text)
    if header is None:
        raise _NotPlain
    deleted, identifier, datestamp, sets, opening = header.groups()
    found: Found | None = None
    namespace = ""
    if opening is None:
        is_whole = _RECORD_ENDS.fullmatch(text, header.end())
    else:
        namespace, closing = _container(opening, outside)
        end = text.rfind(closing)
        if end < header.end():
            raise _NotPlain
        found = _elements(text, header.end(), end)
        is_whole = _METADATA_ENDS.fullmatch(text, end + len(closing))
    if not is_whole:
        raise _NotPlain
    named = _SET.findall(sets)
    if "&" in text:
        said = [identifier, datestamp, *named, *(it for _, _, it in found or ())]
        if text.count("&") != sum(it.count("&") for it in (*said, opening or "")):
            raise _NotPlain
        identifier, datestamp, *named = map(_unescaped, (identifier, datestamp, *named))
        found = found and [(name, language, _unescaped(it)) for name, language, it in found]
    raw = _BEGIN + piece[: piece.rfind(_END)] + _END
    return PlainRecord(identifier, datestamp, named, bool(deleted), namespace, found, raw)


def _elements(text: str, start: int, end: int) -> Found:
    found: Found = _ELEMENT.findall(text, start, end)
    if len(found) > _MOST_ELEMENTS:
        raise _NotPlain
    # Each begins with a `<` and ends with one: there is nothing else but elements that are empty.
    others = text.count("<", start, end) - 2 * len(found)
    if others and others != len(_EMPTY.findall(text, start, end)):
        raise _NotPlain
    return found


def _is_utf8(answer: Answer) -> bool:
    """Whether all of it may be in UTF-8: the parser holds those who say ASCII to it."""
    declared = answer.root.getroottree().docinfo.encoding or "UTF-8"
    return answer.is_utf8 and declared.upper() == "UTF-8"


@lru_cache(maxsize=256)
def _container(opening: str, outside: tuple[tuple[str, str], ...]) -> _Container:
    """The container of Dublin Core that a tag opens, among namespaces that are known outside it."""
    known = "".join(f" xmlns{prefix and ':'}{prefix}={quoteattr(uri)}" for prefix, uri in outside)
    closing = f"</{''.join(opening[1:-1].split(maxsplit=1)[:1])}>"
    try:
        (element,) = parse(f"<around{known}>{opening}{closing}</around>".encode())
    except (etree.XMLSyntaxError, ValueError):
        raise _NotPlain from None
    has_prefix = element.nsmap.get("dc") == dublin_core.DC
    # xml:lang is of all that it holds; xml:id may stand in a page once.
    of_xml = any(str(name).startswith(_OF_XML) for name in element.attrib)
    if of_xml or not (has_prefix and dublin_core.is_container(element.tag)):
        raise _NotPlain
    return _Container(str(element.tag).rpartition("}")[0].removeprefix("{"), closing)


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    unescaped, count = _REFERENCE.subn(_character, text)
    if count != text.count("&"):
        raise _NotPlain
    return unescaped


def _character(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code < 0x110000 and _CHARACTER.match(chr(code)):
        return chr(code)
    raise _NotPlain
