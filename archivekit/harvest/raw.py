"""The bytes of each ``<record>`` exactly as the partner sent them, cut out of the page.

Kept so that nothing is lost by our reading of them, and so that they can be read again by a better
one.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from lxml import etree

_SKIPPED = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
_IN_TAG = rb"""(?:[^<>"']|"[^"]*"|'[^']*')*"""


def slices(body: bytes, records: list[etree._Element]) -> list[bytes]:
    """The bytes of each record element of a page in UTF-8, in order.

    Where they cannot be told apart safely (another count than the parser's), each is written out
    again by the parser: the same content, spelt anew.
    """
    if not records:
        return []
    found = _cut(body, records[0].prefix)
    if len(found) == len(records):
        return found
    return spelt_anew(records)


def checksum(raw: bytes) -> str:
    """SHA-512 of bytes as they came."""
    return hashlib.sha512(raw).hexdigest()


def spelt_anew(records: list[etree._Element]) -> list[bytes]:
    """The records written out again by the parser, in UTF-8: the same content."""
    return [etree.tostring(record, encoding="UTF-8", with_tail=False) for record in records]


@lru_cache(maxsize=16)
def _tags(prefix: str | None) -> re.Pattern[bytes]:
    name = (f"{prefix}:record" if prefix else "record").encode()
    return re.compile(
        _SKIPPED + rb"|<(?P<end>/)?" + re.escape(name) + rb"(?=[\s/>])" + _IN_TAG + rb">", re.S
    )


def _cut(body: bytes, prefix: str | None) -> list[bytes]:
    """The outermost elements called ``record`` with the prefix; a record may hold others."""
    found, depth, start = [], 0, 0
    for tag in _tags(prefix).finditer(body):
        text = tag[0]
        if text.startswith((b"<!", b"<?")):
            continue
        if tag["end"]:
            depth -= 1
        else:
            start = tag.start() if depth == 0 else start
            depth += not text.endswith(b"/>")
        if depth == 0:
            found.append(body[start : tag.end()])
    return found
