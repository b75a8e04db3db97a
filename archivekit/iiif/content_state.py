"""Content states: a view of a document in the words of a link (IIIF Content State 1.0).

Owns reading what ``iiif-content`` holds, whoever made it: nothing in it is trusted, and what cannot
be read is no view.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

MAX_LENGTH = 20_000
_CANVAS = re.compile(r"/(?P<ark>ark:/?[^/]+/.+)/canvas/f(?P<number>[1-9][0-9]{0,8})")
_REGION = re.compile(
    r"(?:xywh=)?(?:(?P<unit>pixel|percent|pct):)?" + ",".join([r"([0-9.]{1,12})"] * 4)
)

Region = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ContentState:
    """A page of the record of an ARK, and what of it: x, y, width, height, in pixels or per cent.

    ``region`` is None for the whole page.
    """

    ark: str
    number: int
    region: Region | None = None
    in_percent: bool = False

    def within(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """The region in whole pixels of a page, cut to it; None for the whole, or outside."""
        if self.region is None:
            return None
        across, down = (width / 100, height / 100) if self.in_percent else (1.0, 1.0)
        x, y, w, h = self.region
        left, top = math.floor(x * across), math.floor(y * down)
        right, bottom = (
            min(width, math.ceil((x + w) * across)),
            min(height, math.ceil((y + h) * down)),
        )
        return (left, top, right - left, bottom - top) if left < right and top < bottom else None


def read(content: str) -> ContentState | None:
    """The view that an ``iiif-content`` argument names; None where it names no canvas of ours."""
    if not content or len(content) > MAX_LENGTH:
        return None
    if content.startswith(("http://", "https://")):
        return _of_canvas(content, None)
    try:
        return _target(json.loads(content if content.startswith("{") else decode(content)))
    except (ValueError, RecursionError):
        return None


def decode(content: str) -> str:
    """The words behind a content state's encoding (2.2.5): base64url of percent-encoded text.

    Raises ValueError.
    """
    try:
        padded = content + "=" * (-len(content) % 4)
        return unquote(base64.b64decode(padded, altchars=b"-_", validate=True).decode())
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None


def encode(content: str) -> str:
    """Words in a content state's encoding."""
    return base64.urlsafe_b64encode(quote(content, safe="").encode()).decode().rstrip("=")


def _target(said: Any) -> ContentState | None:
    """The view of an annotation, or of its target alone, in any of their forms (2.1)."""
    if isinstance(said, list):
        return _target(said[0]) if said else None
    if isinstance(said, str):
        return _of_canvas(said, None)
    if not isinstance(said, dict):
        return None
    if said.get("type") == "Annotation":
        return _target(said.get("target"))
    if said.get("type") == "SpecificResource":
        source = said.get("source")
        canvas = source.get("id") if isinstance(source, dict) else source
        return _of_canvas(canvas, _selected(said.get("selector")))
    return _of_canvas(said.get("id"), None)


def _selected(selector: Any) -> str | None:
    """The region that a selector names (FragmentSelector, ImageApiSelector)."""
    if isinstance(selector, list):
        selector = selector[0] if selector else None
    if not isinstance(selector, dict):
        return None
    found = selector.get("value") or selector.get("region")
    return found if isinstance(found, str) else None


def _of_canvas(address: Any, region: str | None) -> ContentState | None:
    if not isinstance(address, str):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    match = _CANVAS.fullmatch(unquote(parts.path))
    if match is None:
        return None
    asked = _REGION.fullmatch(region or parts.fragment)
    state = ContentState(match["ark"], int(match["number"]))
    if asked is None:
        return state
    try:
        x, y, w, h = (float(value) for value in asked.groups()[1:])
    except ValueError:
        return state
    in_percent = asked["unit"] in ("percent", "pct")
    return ContentState(state.ark, state.number, (x, y, w, h), in_percent)
