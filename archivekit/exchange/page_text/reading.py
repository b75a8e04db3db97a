"""A file of text read as pages, whatever its format: told by its content, never by its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from archivekit.description.page_text import PageText
from archivekit.errors import NothingDone

MOST_MEGABYTES = 32
_LOOKED_AT = 8192
# How much an image may differ in shape from the page that a text was made from.
_SHAPE = 0.02


class Format(StrEnum):
    """The formats of the text of pages."""

    ALTO = "ALTO"
    HOCR = "hOCR"
    PAGE = "PAGE XML"


@dataclass(frozen=True, slots=True)
class TextOfPage:
    """A page of a file: its text, where it says so the name of its image.

    ``per_inch``: where the boxes are no pixels, how many of their units an inch has. A width of 0:
    the file does not say how large its page is.
    """

    text: PageText
    image: str = ""
    per_inch: int = 0

    def on(self, width: int, height: int, resolution: float = 0.0) -> PageText | None:
        """The text on an image of this size; None where the two cannot be of one page.

        ``resolution``: pixels an inch, for boxes in tenths of millimetres on a page of no size.
        """
        page = self.text
        if page.width and page.height:
            shape = (width / height) / (page.width / page.height)
            return page.on(width, height) if abs(shape - 1) <= _SHAPE else None
        if self.per_inch:
            if resolution <= 0:
                return None
            scale = self.per_inch / resolution
            page = PageText(round(width * scale), round(height * scale), page.lines)
            return page.on(width, height)
        return page.on(width, height)


@dataclass(slots=True)
class Counted:
    """How many words were read, so that no file gives more than it may."""

    most: int
    name: str
    words: int = field(default=0)

    def add(self, count: int = 1) -> None:
        """So many more. Raises NothingDone where that is too much."""
        self.words += count
        if self.words > self.most:
            raise NothingDone("exchange.text-too-long", file=self.name, most=self.most)


def format_of(beginning: bytes) -> Format | None:
    """The format of a file by its first bytes; None where it is no text of pages."""
    head = beginning[:_LOOKED_AT].replace(b"\0", b"").lower()
    if b"<pcgts" in head or b":pcgts" in head:
        return Format.PAGE
    if b"<alto" in head or (b":alto" in head and b"standards/alto" in head):
        return Format.ALTO
    if b"ocr_page" in head or b"ocr-system" in head or b"ocr-capabilities" in head:
        return Format.HOCR
    return None


def read(content: bytes, name: str) -> tuple[Format, list[TextOfPage]]:
    """The pages of a file. Raises NothingDone, with why, where it cannot be read."""
    from archivekit.exchange.page_text import alto, hocr, page_xml

    found = format_of(content)
    if found is None:
        raise NothingDone("exchange.no-page-text", file=name)
    if len(content) > MOST_MEGABYTES << 20:
        raise NothingDone("exchange.xml-too-large", file=name, most=MOST_MEGABYTES)
    readers = {Format.ALTO: alto.read, Format.HOCR: hocr.read, Format.PAGE: page_xml.read}
    pages = readers[found](content, name)
    if not pages:
        raise NothingDone("exchange.no-page-text", file=name)
    return found, pages
