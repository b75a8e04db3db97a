"""Workbooks are ZIP packages of XML: opened within bounds, without entities or network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.table import MAX_BYTES, MAX_UNPACKED_BYTES

# What reading a damaged package may raise.
DAMAGE = (
    KeyError,
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
    if path.stat().st_size > MAX_BYTES or unpacked > MAX_UNPACKED_BYTES:
        package.close()
        raise WrongUse("exchange.too-large", file=path.name, most=MAX_BYTES // 2**20)
    return package


def elements(part: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags as they end; each is emptied once it was looked at."""
    events = etree.iterparse(
        part, events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    )
    for _, element in events:
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
