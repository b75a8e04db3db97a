"""PAGE XML (PRImA), every version: regions in their reading order, words or whole lines."""

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


def read(content: bytes, name: str) -> list[TextOfPage]:
    """The pages of a PAGE XML file. Raises NothingDone."""
    root = bounded_xml.parse_bytes(content, name)
    counted = Counted(MOST_WORDS_OF_A_FILE, name)
    return [
        TextOfPage(_page(page, counted), (page.get("imageFilename") or "").strip())
        for page in list(root.iterfind("{*}Page"))[:MOST_PAGES]
    ]


def _page(page: etree._Element, counted: Counted) -> PageText:
    order = _reading_order(page)
    regions = [it for it in page.iter() if name_of(it) == "TextRegion"]
    lines = [
        line
        for block, region in enumerate(in_order(regions, order, "id"))
        for element in region.iterchildren()
        if name_of(element) == "TextLine" and (line := _line(element, block, counted))
    ]
    width, height = (round(number(page.get(it))) for it in ("imageWidth", "imageHeight"))
    if not (width > 0 and height > 0):
        width = height = 0
    return PageText(width, height, made_whole(lines))


def _reading_order(page: etree._Element) -> list[str]:
    """The identifiers of regions in order; groups within groups as they stand."""
    found = page.find("{*}ReadingOrder")
    return list(_references(found)) if found is not None else []


def _references(group: etree._Element) -> Iterator[str]:
    members = [it for it in group.iterchildren() if name_of(it)]
    if name_of(group).startswith("OrderedGroup"):
        members.sort(key=lambda it: number(it.get("index")))
    for member in members:
        if reference := member.get("regionRef"):
            yield reference
        yield from _references(member)


def _line(element: etree._Element, block: int, counted: Counted) -> Line | None:
    box = _box(element)
    words = [
        word
        for it in element.iterchildren()
        if name_of(it) == "Word"
        for word in _words(it, _box(it) or box)
    ] or list(_words(element, box))
    counted.add(len(words))
    if not words:
        return None
    return Line(tuple(words), box or around(word.box for word in words), block)


def _words(element: etree._Element, box: Box | None) -> Iterator[Word]:
    readings = [it for it in element.iterchildren() if name_of(it) == "TextEquiv"]
    if not readings or box is None:
        return
    best = min(readings, key=lambda it: number(it.get("index")))
    text = (best.findtext("{*}Unicode") or "").strip()
    if text:
        yield from words_apart(text, box, confidence_of(best.get("conf")))


def _box(element: etree._Element) -> Box | None:
    shape = element.find("{*}Coords")
    if shape is None:
        return None
    if shape.get("points"):
        return box_of_points(shape.get("points"))
    # Before 2013 each corner was an element.
    corners = " ".join(f"{it.get('x')},{it.get('y')}" for it in shape.iterfind("{*}Point"))
    return box_of_points(corners)
