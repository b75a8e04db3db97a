"""What an ICC profile says of itself (ICC.1:2010, 7.2 and 10.15): its colour space and its name."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAX_TAGS = 200


@dataclass(frozen=True, slots=True)
class Profile:
    """A colour profile by its own words. ``bands`` is 0 for a space not known here."""

    name: str
    bands: int

    @property
    def is_srgb(self) -> bool:
        """Whether pixels under it are sRGB already, so that nothing need be converted."""
        return self.bands == 3 and self.name.startswith("sRGB")


_BANDS = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}


def read_profile(data: bytes) -> Profile | None:
    """The profile in ``data``; None where there is none, or bytes that are not a profile."""
    if len(data) < 132 or data[36:40] != b"acsp":
        return None
    return Profile(_description(data), _BANDS.get(data[16:20], 0))


def _description(data: bytes) -> str:
    count = min(struct.unpack_from(">I", data, 128)[0], MAX_TAGS)
    for at in range(132, min(132 + 12 * count, len(data) - 11), 12):
        signature, offset, size = struct.unpack_from(">4sII", data, at)
        if signature == b"desc":
            return _text(data[offset : offset + min(size, 4096)])
    return ""


def _text(tag: bytes) -> str:
    """The words of a ``desc`` (version 2) or ``mluc`` (version 4) tag."""
    if tag[:4] == b"desc" and len(tag) >= 12:
        length = struct.unpack_from(">I", tag, 8)[0]
        return tag[12 : 12 + length].split(b"\0")[0].decode("latin-1").strip()
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, offset = struct.unpack_from(">II", tag, 20)
        return tag[offset : offset + length].decode("utf-16-be", "replace").strip("\0 ")
    return ""
