"""The text of a CSV's bytes, whatever system wrote them."""

from __future__ import annotations

import codecs

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# Excel in France, Excel on old Macs, MS-DOS.
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_FRENCH = "éèêàçùôîâûëïœŒÉÈÊÀÇÔ’«»°€…–"
_ENOUGH = 2**20


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Every content has one: nothing is refused here."""
    encoding = _encoding(content)
    return content.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding


def _encoding(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding
    if wide := _utf16_without_bom(content[:1000]):
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return max(_ONE_BYTE, key=lambda encoding: _frenchness(content[:_ENOUGH], encoding))
    return "utf-8"


def _utf16_without_bom(start: bytes) -> str | None:
    """UTF-16 shows by a NUL beside nearly every letter."""
    half = len(start) // 2
    if half >= 4 and start[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if half >= 4 and start[::2].count(0) > half * 0.7:
        return "utf-16-be"
    return None


def _frenchness(content: bytes, encoding: str) -> int:
    """How many of the characters outside ASCII are those of French, less those that are not."""
    others = content.translate(None, bytes(range(128))).decode(encoding, errors="replace")
    return sum(1 if char in _FRENCH else -1 for char in others)
