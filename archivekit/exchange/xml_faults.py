"""What is wrong with an XML file, said to a person: the parser's own words where we have none."""

from __future__ import annotations

import re

from lxml import etree

from archivekit.texts import text

# libxml2's messages for what goes wrong most.
_WHY = {
    "crossed": re.compile(r"tag mismatch: (?P<opened>\S+) line (?P<at>\d+) and (?P<closed>\S+?)(?:,|$)"),  # noqa: E501
    "open": re.compile(r"Premature end of data in tag (?P<opened>\S+) line (?P<at>\d+)"),
    "deep": re.compile(r"Excessive depth in document: (?P<most>\d+)"),
    "long": re.compile(r"Resource limit exceeded"),
    "entities": re.compile(r"entity amplification|entity reference loop"),
    "empty": re.compile(r"Document is empty|no element found"),
}  # fmt: skip


def why(error: etree.XMLSyntaxError | ValueError) -> str:
    """The cause of a parser's error."""
    said = " ".join(str(getattr(error, "msg", None) or error).split())
    for key, form in _WHY.items():
        if match := form.search(said):
            return text(f"exchange.xml-why-{key}", **match.groupdict())
    return said.partition(", line")[0]
