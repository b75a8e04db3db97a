"""hOCR 1.2: HTML whose classes name pages, lines and words, and whose titles have their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archivekit.description.page_text import Box, Line, PageText, Word, made_whole
from archivekit.errors import NothingDone
from archivekit.exchange.page_text.elements import (
    MOST_PAGES,
    MOST_WORDS_OF_A_FILE,
    around,
    number,
    words_apart,
)
from archivekit.exchange.page_text.reading import Counted, TextOfPage

_LINES = {"ocr_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocrx_line"}
_BLOCKS = {"ocr_par", "ocr_carea", "ocrx_block"}
_BBOX = re.compile(r"\bbbox((?:\s+-?[\d.]+){4})")
_SURE = re.compile(r"\bx_wconf\s+([\d.]+)")
_IMAGE = re.compile(r"\bimage\s+(?:\"([^\"]*)\"|'([^']*)'|([^;\s]+))")


def read(content: bytes, name: str) -> list[TextOfPage]:
    """The pages of an hOCR file. Raises NothingDone."""
    root = _parse(content, name)
    counted = Counted(MOST_WORDS_OF_A_FILE, name)
    pages = [it for it in root.iter() if "ocr_page" in _classes(it)]
    return [_page(page, counted) for page in pages[:MOST_PAGES]]


def _parse(content: bytes, name: str) -> etree._Element:
    try:
        content.decode()
    except UnicodeDecodeError:
        encoding = None
    else:
        encoding = "utf-8"
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding=encoding)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise NothingDone("exchange.no-page-text", file=name)
    return root


def _page(page: etree._Element, counted: Counted) -> TextOfPage:
    box = _box(page)
    lines: list[Line] = []
    block = 0
    for element in page.iter():
        classes = _classes(element)
        if classes & _BLOCKS:
            block += 1
        elif classes & _LINES:
            words = tuple(_words(element))
            counted.add(len(words))
            if words:
                at = _box(element) or around(word.box for word in words)
                lines.append(Line(words, at, block))
    image = _IMAGE.search(page.get("title") or "")
    named = next((it for it in image.groups() if it), "") if image else ""
    # A page begins at 0,0; where it does not, its boxes are still those of the whole image.
    width, height = (box.x + box.width, box.y + box.height) if box else (0, 0)
    if not (width > 0 and height > 0):
        width = height = 0
    return TextOfPage(PageText(width, height, made_whole(lines)), named)


def _words(line: etree._Element) -> Iterator[Word]:
    elements = [it for it in line.iter() if "ocrx_word" in _classes(it)]
    for element in elements or [line]:
        text = "".join(map(str, element.itertext())).strip()
        if text and (box := _box(element) or _box(line)):
            sure = _SURE.search(element.get("title") or "")
            confidence = min(100, round(number(sure[1]))) if sure else -1
            yield from words_apart(text, box, confidence)


def _classes(element: etree._Element) -> set[str]:
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()


def _box(element: etree._Element) -> Box | None:
    match = _BBOX.search(element.get("title") or "")
    if match is None:
        return None
    left, top, right, bottom = (round(number(it)) for it in match[1].split())
    return Box(left, top, max(0, right - left), max(0, bottom - top))
