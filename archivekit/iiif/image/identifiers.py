"""Which page an image URL names, and what is asked of it.

The slashes of an ARK may come plain or percent-encoded. What comes out is an ARK and a number to
look up in the edition: no path of a file is ever made from a URL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_PATH = 1_000

_PATH = re.compile(
    r"/iiif/(?P<version>[23])/ark:/?(?P<name>[^/?#]+/[^?#]+?)/f(?P<number>[1-9][0-9]{0,5})"
    r"(?:/(?P<rest>.*))?"
)


@dataclass(frozen=True, slots=True)
class ImageAddress:
    """A page's image, by the version of the API asked; ``rest`` is what follows the identifier."""

    version: int
    ark: str
    number: int
    rest: str


def read_address(path: str) -> ImageAddress | None:
    """The address that a raw path says; None when it names no page."""
    if len(path) > MAX_PATH:
        return None
    try:
        plain = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not plain.isprintable():
        return None
    match = _PATH.fullmatch(plain)
    if match is None:
        return None
    ark = f"ark:/{match['name']}"
    return ImageAddress(int(match["version"]), ark, int(match["number"]), match["rest"] or "")
