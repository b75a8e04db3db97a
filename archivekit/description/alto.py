"""The text of a page as ALTO 4.2: what we give, whatever the text came as.

Nothing but words, boxes and confidence: no file name, no software, no person.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from archivekit.description.page_text import Box, Line, PageText, Word
from archivekit.description.xml_characters import ILLEGAL

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-2.xsd"


def write(page: PageText) -> bytes:
    """The ALTO document of a page, in pixels of its image."""
    return "\n".join(_document(page)).encode() + b"\n"


def _document(page: PageText) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<alto xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{NAMESPACE} {_SCHEMA}">'
    )
    yield "<Description><MeasurementUnit>pixel</MeasurementUnit></Description>"
    size = f'WIDTH="{page.width}" HEIGHT="{page.height}"'
    yield f'<Layout><Page ID="P1" PHYSICAL_IMG_NR="1" {size}>'
    yield f'<PrintSpace HPOS="0" VPOS="0" {size}>'
    numbered = list(enumerate(page.lines, start=1))
    for block, lines in groupby(numbered, key=lambda it: it[1].block):
        yield from _block(block, list(lines))
    yield "</PrintSpace></Page></Layout></alto>"


def _block(number: int, lines: list[tuple[int, Line]]) -> Iterator[str]:
    box = lines[0][1].box
    for _, line in lines:
        box = box.around(line.box)
    # A block may come in parts, where another stands between: its first line tells them apart.
    yield f'<TextBlock ID="B{number + 1}_{lines[0][0]}" {_place(box)}>'
    for at, line in lines:
        yield f'<TextLine ID="L{at}" {_place(line.box)}>'
        last = len(line.words) - 1
        yield "<SP/>".join(_string(word, at == last) for at, word in enumerate(line.words))
        yield "</TextLine>"
    yield "</TextBlock>"


def _string(word: Word, ends_line: bool) -> str:
    whole = ""
    if word.whole:
        kind = "HypPart1" if ends_line else "HypPart2"
        whole = f' SUBS_TYPE="{kind}" SUBS_CONTENT={_quoted(word.whole)}'
    sure = f' WC="{word.confidence / 100:.2f}"' if word.confidence >= 0 else ""
    return f"<String CONTENT={_quoted(word.text)} {_place(word.box)}{sure}{whole}/>"


def _place(box: Box) -> str:
    return f'HPOS="{box.x}" VPOS="{box.y}" WIDTH="{box.width}" HEIGHT="{box.height}"'


def _quoted(text: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", text))
