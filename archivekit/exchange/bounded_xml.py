"""XML files from elsewhere, parsed within bounds: no entities, no network, so many bytes, so deep.

libxml2 itself ends what is nested deeper than 256 elements (`huge_tree` is never set).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from archivekit.errors import NothingDone, system_says
from archivekit.exchange.xml_faults import why

MEGABYTE = 1_048_576


def parse(file: Path, most_megabytes: int) -> etree._Element:
    """The root of an XML file. Raises NothingDone, with why, where it cannot be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(most_megabytes * MEGABYTE + 1)
    except OSError as error:
        raise NothingDone(
            "exchange.unreadable-xml", file=file.name, why=system_says(error)
        ) from None
    if len(content) > most_megabytes * MEGABYTE:
        raise NothingDone("exchange.xml-too-large", file=file.name, most=most_megabytes)
    return parse_bytes(content, file.name)


def parse_bytes(content: bytes, name: str) -> etree._Element:
    """The root of an XML document. Raises NothingDone, with why."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise NothingDone(
            "exchange.xml-not-well-formed", file=name, line=line, why=why(error)
        ) from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):  # type: ignore[union-attr]
        raise NothingDone("exchange.xml-entities", file=name)
    return root
