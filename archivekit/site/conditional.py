"""Conditional requests: whether whoever asks has the answer already (RFC 9110, section 13).

Owns entity tags and dates; when they are set belongs to whoever answers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_ENCODED = re.compile(r"-(?:gzip|zstd)\Z")


def entity_tag(body: bytes) -> str:
    """A strong tag for these bytes."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def encoded_tag(tag: str, coding: str) -> str:
    """The tag of the same answer compressed: other bytes, so another strong tag (8.8.3)."""
    return f'{tag[:-1]}-{coding}"' if tag.endswith('"') else tag


def not_modified(asked: Mapping[str, str], tag: str | None, modified: str | None) -> bool:
    """Whether the answer is one that the asker holds; If-None-Match goes before dates (13.2.2)."""
    if held := asked.get("if-none-match"):
        return tag is not None and _matches(held, tag)
    if modified and (since := asked.get("if-modified-since")):
        return _not_after(modified, since)
    return False


def _matches(held: str, tag: str) -> bool:
    if held.strip() == "*":
        return True
    tags = {_ENCODED.sub("", opaque) for opaque in _TAG.findall(held)}
    return any(opaque in tags for opaque in _TAG.findall(tag))


def _not_after(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
