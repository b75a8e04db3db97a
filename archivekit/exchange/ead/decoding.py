"""The characters of an XML file, whatever its declaration says of its encoding.

A byte-order mark is believed first, then what the bytes look like, then the declaration; bytes
that are no UTF-8 in a file said to be are read as Windows-1252, one by one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

AT_ONCE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# As browsers do (WHATWG Encoding): nobody means the control characters of ISO 8859-1.
_AS_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "cp1252": "cp1252"}


@dataclass(slots=True)
class Encoded:
    """A file's encoding: as ``declared``, and as ``read``.

    ``bad_bytes``: how many could only be read as Windows-1252; ``first_bad`` the line of the first.
    """

    declared: str
    read: str
    bad_bytes: int = 0
    first_bad: int = 0
    _lines: int = field(default=1, repr=False)

    @property
    def is_as_declared(self) -> bool:
        """Whether the declaration, or XML's own rule where there is none, held."""
        declared = _known(self.declared or "utf-8")
        read = _known(self.read)
        same = read == declared or _AS_WINDOWS.get(declared) == read
        return same or (read.startswith(declared) and declared in ("utf-16", "utf-32"))


def encoding_of(path: Path) -> Encoded:
    """The encoding of a file."""
    with path.open("rb") as file:
        start = file.read(1024)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            declared = _DECLARED.match(start.removeprefix(bom))
            return Encoded(declared[1].decode().lower() if declared else encoding, encoding)
    if start[:2] == b"<\0":
        return Encoded("utf-16", "utf-16-le")
    if start[:2] == b"\0<":
        return Encoded("utf-16", "utf-16-be")
    match = _DECLARED.match(start)
    declared_name = match[1].decode().lower() if match else ""
    return Encoded(declared_name, _one_byte(path, declared_name))


def _one_byte(path: Path, declared: str) -> str:
    known = _known(declared or "utf-8")
    if known == "utf-8" or not known or known.startswith(("utf-16", "utf-32")):
        return "utf-8"
    if _is_utf8(path):
        return "utf-8"
    return _AS_WINDOWS.get(known, known)


def _is_utf8(path: Path) -> bool:
    """Whether a file has characters outside ASCII and all of them are UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    ascii_only = True
    try:
        with path.open("rb") as file:
            while some := file.read(1 << 20):
                ascii_only = ascii_only and some.isascii()
                decoder.decode(some)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not ascii_only


def _known(name: str) -> str:
    """Python's own name of an encoding of text; empty where it has none."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def characters(path: Path, encoded: Encoded) -> Iterator[str]:
    """The characters of a file, some at a time, without its byte-order mark."""
    wide = not encoded.read.startswith("utf-8")
    handler = "replace" if wide else _handler(encoded)
    decoder = codecs.getincrementaldecoder(encoded.read)(handler)
    first = True
    with path.open("rb") as file:
        while some := file.read(AT_ONCE):
            text = decoder.decode(some)
            encoded._lines += text.count("\n")
            if first:
                text = text.removeprefix("\ufeff")
                first = False
            if text:
                yield text
    if rest := decoder.decode(b"", final=True):
        yield rest


def _handler(encoded: Encoded) -> str:
    """The name of an error handler that reads bad bytes as Windows-1252, and counts them."""

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad = error.object[error.start : error.end]
        if not encoded.bad_bytes:
            encoded.first_bad = encoded._lines + error.object[: error.start].count(b"\n")
        encoded.bad_bytes += len(bad)
        return bad.decode("cp1252", errors="replace"), error.end

    name = f"archivekit.as-windows-{id(encoded)}"
    codecs.register_error(name, as_windows)
    return name
