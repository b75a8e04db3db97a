"""Workbooks are ZIP packages of XML: opened within bounds, without entities or network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from lxml import etree

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.table import MAX_BYTES, MAX_UNPACKED_BYTES

# Read of a part without an element that is asked for: no cell, no string is so long.
MOST_BETWEEN = 16 * 2**20
# What reading a damaged package may raise.
DAMAGE = (
    LookupError,
    ValueError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
)
_FIRST_BYTES_OF_AN_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def open_package(path: Path) -> zipfile.ZipFile:
    """The package of a workbook. Raises WrongUse: not one, protected by a password, too large."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == _FIRST_BYTES_OF_AN_OLD_WORKBOOK:
        # Excel 97 and workbooks with a password begin alike.
        raise WrongUse("exchange.old-or-protected", file=path.name)
    try:
        package = zipfile.ZipFile(path)
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None
    unpacked = sum(member.file_size for member in package.infolist())
    if path.stat().st_size > MAX_BYTES:
        package.close()
        raise WrongUse("exchange.too-large", file=path.name, most=MAX_BYTES // 2**20)
    if unpacked > MAX_UNPACKED_BYTES:
        package.close()
        most = MAX_UNPACKED_BYTES // 2**20
        raise WrongUse("exchange.too-large-unpacked", file=path.name, most=most)
    return package


def elements(part: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags as they end; each is emptied once it was looked at."""
    for _, element in walk(part, ("end",), *tags):
        yield element
        forget(element)


def walk(
    part: IO[bytes], events: Sequence[str], *tags: str
) -> Iterator[tuple[str, etree._Element]]:
    """The events of elements of these tags, within bounds.

    Raises ValueError where a part declares entities, or is too large between two events.
    """
    metered = _Metered(part)
    found = etree.iterparse(
        metered, events=events, tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    )
    first = True
    for event, element in found:
        if first and element.getroottree().docinfo.internalDTD is not None:
            raise ValueError("no spreadsheet writes a DOCTYPE")
        first = False
        metered.read_since = 0
        yield event, element


def forget(element: etree._Element) -> None:
    """Empties an element that was looked at, and takes away those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Metered:
    """A part that counts what is read of it: a row may be a gigabyte of empty cells."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self.read_since = 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes. Raises ValueError where too many came without an event."""
        some = self._part.read(size)
        self.read_since += len(some)
        if self.read_since > MOST_BETWEEN:
            raise ValueError("too much between two elements")
        return some
