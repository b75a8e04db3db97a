"""ALTO, versions 1 to 4 (Library of Congress): words in strings, boxes in pixels, mm10 or inch1200.

``SUBS_CONTENT`` is the whole of a word that a hyphen cuts; ``WC`` the confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archivekit.description.page_text import Box, Line, PageText, Word, made_whole
from archivekit.exchange import bounded_xml
from archivekit.exchange.page_text.elements import (
    MOST_PAGES,
    MOST_WORDS_OF_A_FILE,
    around,
    box_of_points,
    confidence_of,
    in_order,
    name_of,
    number,
    words_apart,
)
from archivekit.exchange.page_text.reading import Counted, TextOfPage

_PER_INCH = {"mm10": 254, "inch1200": 1200}


def read(content: bytes, name: str) -> list[TextOfPage]:
    """The pages of an ALTO file. Raises NothingDone."""
    root = bounded_xml.parse_bytes(content, name)
    unit = (root.findtext("{*}Description/{*}MeasurementUnit") or "pixel").strip().lower()
    image = root.findtext("{*}Description/{*}sourceImageInformation/{*}fileName") or ""
    counted = Counted(MOST_WORDS_OF_A_FILE, name)
    return [
        TextOfPage(_page(page, root, counted), image.strip(), _PER_INCH.get(unit, 0))
        for page in list(root.iterfind("{*}Layout/{*}Page"))[:MOST_PAGES]
    ]


def _page(page: etree._Element, root: etree._Element, counted: Counted) -> PageText:
    order = [it.get("REF") or "" for it in root.iterfind(".//{*}ReadingOrder//{*}ElementRef")]
    blocks = [it for it in page.iter() if name_of(it) == "TextBlock"]
    lines = [
        line
        for block, element in enumerate(in_order(blocks, order, "ID"))
        for line in _lines(element, block, order, counted)
    ]
    width, height = round(number(page.get("WIDTH"))), round(number(page.get("HEIGHT")))
    if not (width > 0 and height > 0):
        width = height = 0
    return PageText(width, height, made_whole(lines))


def _lines(
    block: etree._Element, number_of_block: int, order: list[str], counted: Counted
) -> Iterator[Line]:
    elements = [it for it in block.iterchildren() if name_of(it) == "TextLine"]
    for element in in_order(elements, order, "ID"):
        words = tuple(_words(element, counted))
        if words:
            box = _box(element) or around(word.box for word in words)
            yield Line(words, box, number_of_block)


def _words(line: etree._Element, counted: Counted) -> Iterator[Word]:
    strings = [it for it in line.iterchildren() if name_of(it) in ("String", "HYP")]
    for at, element in enumerate(strings):
        if name_of(element) == "HYP":
            continue
        text = (element.get("CONTENT") or "").strip()
        box = _box(element) or _box(line)
        if not text or box is None:
            continue
        followed = at + 1 < len(strings) and name_of(strings[at + 1]) == "HYP"
        words = list(words_apart(text, box, confidence_of(element.get("WC"))))
        counted.add(len(words))
        if followed:
            hyphen = strings[at + 1].get("CONTENT") or "-"
            words[-1] = words[-1]._replace(text=words[-1].text.rstrip(hyphen) + hyphen[:1])
        whole = (element.get("SUBS_CONTENT") or "").strip()
        if whole and (element.get("SUBS_TYPE") or "").startswith("HypPart"):
            at_cut = 0 if element.get("SUBS_TYPE") == "HypPart2" else -1
            words[at_cut] = words[at_cut]._replace(whole=whole)
        yield from words


def _box(element: etree._Element) -> Box | None:
    """The box of an element, else that around its shape."""
    names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    if all(element.get(name) for name in names):
        return Box(*(round(number(element.get(name))) for name in names))
    shape = element.find("{*}Shape/{*}Polygon")
    return box_of_points(shape.get("POINTS")) if shape is not None else None
