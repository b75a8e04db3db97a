"""What can be saved of a page that is whole and yet no well-formed XML: all records but the bad.

One control character in one record must not cost the other ninety-nine. Each record is read by
itself: strictly, then mended (:mod:`mending`), and what cannot be read is kept as it came.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from lxml import etree

from archivekit.harvest.list_page import Page, ResumptionToken
from archivekit.harvest.mending import mended
from archivekit.harvest.page import OAI, is_whole, parse
from archivekit.harvest.partner_record import (
    PartnerRecord,
    Unreadable,
    namespaces_json,
    read_record,
)

_ROOT = re.compile(rb"<(?:(?P<prefix>[\w.-]+):)?OAI-PMH\b[^<>]*>")
# A larger one may hold a text of more than 10 MB, which a parser refuses unless told.
_HUGE = 9_000_000


class _NotOneElement(Exception):
    """A piece closes what it did not open."""


_FAULTS = (etree.XMLSyntaxError, _NotOneElement)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the records: the open tags, and their names' prefix."""

    prefix: bytes
    opening: bytes
    closing: bytes
    namespaces: str
    oai: str

    def parse(self, piece: bytes) -> etree._Element:
        """The element that a piece of the page is. Raises XMLSyntaxError, _NotOneElement."""
        huge = len(piece) > _HUGE
        root = parse(self.opening + piece + self.closing, "UTF-8", huge=huge)
        inside = next(iter(next(iter(root))), None)
        if inside is None or len(root) != 1 or len(root[0]) != 1:
            raise _NotOneElement
        return inside


def salvage(verb: str, body: bytes) -> Page | None:
    """The page that a body holds in spite of all; None where not even its frame can be read."""
    frame = _frame(verb, body) if is_whole(body) else None
    if frame is None:
        return None
    content, end = _content(frame, verb, body)
    pieces = _pieces(frame, content)
    if not pieces:
        return None
    token = _token(frame, end)
    if token is None:
        return None
    read = [_read(frame, piece) for piece in pieces]
    return Page(
        [it for it in read if isinstance(it, PartnerRecord)],
        token,
        len(body),
        [it for it in read if isinstance(it, Unreadable)],
        of_other_namespace=frame.oai != OAI,
    )


def _frame(verb: str, body: bytes) -> _Frame | None:
    root = _ROOT.search(body)
    if root is None or b"<!DOCTYPE" in body[: root.start()]:
        return None
    prefix = root["prefix"] + b":" if root["prefix"] else b""
    content = re.search(b"<" + prefix + verb.encode() + rb"\b[^<>]*>", body)
    if content is None:
        return None
    closing = b"</" + prefix + verb.encode() + b"></" + prefix + b"OAI-PMH>"
    try:
        tree = parse(root[0] + content[0] + closing, "UTF-8")
    except etree.XMLSyntaxError:
        return None
    oai = tree.tag.rpartition("}")[0]
    return _Frame(
        prefix, root[0] + content[0], closing, namespaces_json(tree[0].nsmap), oai and oai + "}"
    )


def _content(frame: _Frame, verb: str, body: bytes) -> tuple[bytes, bytes]:
    """The records of the page in one piece, and what follows them."""
    tag = frame.opening[frame.opening.rfind(b"<") :]
    begin = body.find(tag) + len(tag)
    last = body.rfind(b"</" + frame.prefix + verb.encode())
    inner = body[begin : last if last > begin else len(body)]
    end = inner.rfind(b"<" + frame.prefix + b"resumptionToken")
    closed = inner.rfind(b"</" + frame.prefix + b"record")
    if end > closed:
        return inner[:end], inner[end:]
    return inner, b""


def _pieces(frame: _Frame, content: bytes) -> list[bytes]:
    """The bytes of each record. It begins where a header follows: others may be called record."""
    name = re.escape(frame.prefix)
    starts = [
        match.start()
        for match in re.finditer(
            b"<" + name + rb"record(?:\s[^<>]*)?>\s*<" + name + rb"header\b", content
        )
    ]
    bounds = [*starts, len(content)]
    return [content[a:b].rstrip() for a, b in itertools.pairwise(bounds)]


def _token(frame: _Frame, end: bytes) -> ResumptionToken | None:
    if not end.strip():
        return ResumptionToken()
    for piece in (end, *(copy for copy, _ in mended(end))):
        try:
            return ResumptionToken.read(frame.parse(piece.strip()))
        except _FAULTS:
            continue
    return None


def _read(frame: _Frame, piece: bytes) -> PartnerRecord | Unreadable:
    try:
        return read_record(frame.parse(piece), piece, frame.namespaces, frame.oai)
    except etree.XMLSyntaxError as error:
        why = error.msg or "?"
    except _NotOneElement:
        why = "</record>"
    for copy, mends in mended(piece):
        try:
            record = read_record(frame.parse(copy), piece, frame.namespaces, frame.oai)
        except _FAULTS:
            continue
        return record._replace(mends=mends)
    return Unreadable(
        _said(frame, piece, b"identifier"), _said(frame, piece, b"datestamp"), piece, why
    )


def _said(frame: _Frame, piece: bytes, name: bytes) -> str:
    tag = re.escape(frame.prefix + name)
    found = re.search(b"<" + tag + rb"\s*>([^<>&]*)</" + tag + rb"\s*>", piece)
    return found[1].decode("utf-8", "replace").strip() if found else ""
