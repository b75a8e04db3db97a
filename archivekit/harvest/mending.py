"""Bytes of a record that are no XML, made XML: on a copy, and each thing told.

Only what has one meaning is mended: a character that XML does not allow says nothing, a bare ``&``
is an ampersand, ``&eacute;`` is é. Bytes that are not UTF-8 are read as Windows-1252, as those who
mix encodings mean them; a person is told to look.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections.abc import Callable, Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)([A-Za-z0-9]+;)?")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("archivekit-windows-1252", _as_windows)


def mended(raw: bytes) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """The bytes with more and more mended, each time with the keys of what was done."""
    words, done = raw.decode("utf-8", "archivekit-windows-1252"), ["harvest.mend-encoding"]
    try:
        raw.decode("utf-8")
        done = []
    except UnicodeDecodeError:
        yield words.encode(), tuple(done)
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("harvest.mend-characters", _without_illegal),
        ("harvest.mend-ampersands", _with_ampersands),
    )
    for key, step in steps:
        before, words = words, step(words)
        if words != before:
            done.append(key)
            yield words.encode(), tuple(done)


def _without_illegal(words: str) -> str:
    return _REFERENCE.sub(_legal, _CONTROL.sub("", words))


def _legal(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    allowed = (
        number in (0x9, 0xA, 0xD)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
    return match[0] if allowed else ""


def _with_ampersands(words: str) -> str:
    return _AMPERSAND.sub(_entity, words)


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    character = None if name in _OF_XML else html.entities.html5.get(name)
    if character is None:
        return f"&amp;{name}"
    return "".join(f"&#{ord(each)};" for each in character)
