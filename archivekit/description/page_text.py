"""The text of a page: words with their boxes, in reading order, on the page's image.

Pure values. Boxes are pixels of the image that the text is laid on, whatever they were measured in.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from archivekit.description.words import bare

MOST_WORDS = 50_000
"""Of one page: a newspaper has about ten thousand."""
_MOST_BYTES = 64 << 20
_HYPHENS = "-\u00ac\u2010\u00ad\u2e17"


class Box(NamedTuple):
    """A rectangle: its left upper corner, its width and height."""

    x: int
    y: int
    width: int
    height: int

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Box(x, y, right - x, bottom - y)

    def __str__(self) -> str:
        """As IIIF and media fragments write it: ``x,y,w,h``."""
        return f"{self.x},{self.y},{self.width},{self.height}"


class Word(NamedTuple):
    """A word as it stands on the page.

    ``confidence`` is from 0 to 100, -1 where nothing is said. ``whole``: of a word cut at the end
    of a line, the word in one piece, on both its parts.
    """

    text: str
    box: Box
    confidence: int = -1
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, in the block (paragraph, column) of that number."""

    words: tuple[Word, ...]
    box: Box
    block: int = 0

    @property
    def text(self) -> str:
        """The line as it reads."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page: the size of its image, its lines in reading order."""

    width: int
    height: int
    lines: tuple[Line, ...] = ()

    def words(self) -> Iterator[tuple[int, Word]]:
        """All words in reading order, each with the number of its line."""
        for number, line in enumerate(self.lines):
            for word in line.words:
                yield number, word

    @property
    def plain(self) -> str:
        """The text alone, a line for a line, blocks apart."""
        parts: list[str] = []
        block = self.lines[0].block if self.lines else 0
        for line in self.lines:
            if line.block != block:
                parts.append("")
                block = line.block
            parts.append(line.text)
        return "\n".join(parts)

    @property
    def is_timed(self) -> bool:
        """Whether it is heard, not seen: its boxes are moments (:mod:`webvtt`)."""
        return self.height == 0

    def fragment(self, box: Box) -> str:
        """Where a box is, as IIIF and media fragments write it: ``xywh=``, or ``t=`` in seconds."""
        if not self.is_timed:
            return f"xywh={box}"
        return f"t={in_seconds(box.x)},{in_seconds(box.x + box.width)}"

    @property
    def confidence(self) -> float | None:
        """The mean of the words' confidence; None where no word has any."""
        said = [word.confidence for _, word in self.words() if word.confidence >= 0]
        return round(sum(said) / len(said), 1) if said else None

    def on(self, width: int, height: int) -> PageText:
        """The same laid on an image of another size."""
        if (width, height) == (self.width, self.height) or not (self.width and self.height):
            return replace(self, width=width, height=height, lines=_within(self, width, height))
        across, down = width / self.width, height / self.height
        lines = tuple(
            Line(
                tuple(word._replace(box=_scaled(word.box, across, down)) for word in line.words),
                _scaled(line.box, across, down),
                line.block,
            )
            for line in self.lines
        )
        return PageText(width, height, _within(PageText(width, height, lines), width, height))


def in_seconds(milliseconds: int) -> str:
    """A moment as media fragments write it: ``12.5``."""
    return f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".")


def _scaled(box: Box, across: float, down: float) -> Box:
    right, bottom = (box.x + box.width) * across, (box.y + box.height) * down
    x, y = round(box.x * across), round(box.y * down)
    return Box(x, y, round(right) - x, round(bottom) - y)


def _within(page: PageText, width: int, height: int) -> tuple[Line, ...]:
    """The lines with no box that leaves the image, or is empty."""
    return tuple(
        Line(
            tuple(word._replace(box=_clipped(word.box, width, height)) for word in line.words),
            _clipped(line.box, width, height),
            line.block,
        )
        for line in page.lines
    )


def _clipped(box: Box, width: int, height: int) -> Box:
    x, y = min(max(box.x, 0), width - 1), min(max(box.y, 0), height - 1)
    right = min(max(box.x + box.width, x + 1), width)
    bottom = min(max(box.y + box.height, y + 1), height)
    return Box(x, y, right - x, bottom - y)


def made_whole(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, the words that a hyphen cuts at the end of one put together where none is yet.

    Only where the next line goes on in small letters: `Saint-` and `Denis` stay two.
    """
    made = [line for line in lines if line.words]
    for at in range(len(made) - 1):
        first, second = made[at].words[-1], made[at + 1].words[0]
        stem = first.text.rstrip(_HYPHENS)
        cut = first.text[-1:] in _HYPHENS and len(stem) > 1 and stem[-1].isalpha()
        if cut and second.text[:1].islower() and not first.whole and not second.whole:
            whole = stem + second.text
            made[at] = replace(made[at], words=(*made[at].words[:-1], first._replace(whole=whole)))
            rest = made[at + 1].words[1:]
            made[at + 1] = replace(made[at + 1], words=(second._replace(whole=whole), *rest))
    return tuple(made)


def is_right_to_left(text: str) -> bool:
    """Whether a text is written in Arabic, Hebrew or another script that runs to the left."""
    turned = sum("\u0590" <= sign <= "\u08ff" or "\ufb1d" <= sign <= "\ufefc" for sign in text)
    return turned * 2 > sum(sign.isalpha() for sign in text)


def pack(page: PageText) -> bytes:
    """The page as the edition keeps it."""
    lines = [[line.block, *line.box, [_packed(word) for word in line.words]] for line in page.lines]
    document = [page.width, page.height, lines]
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(word: Word) -> list[object]:
    packed: list[object] = [word.text, *word.box, word.confidence]
    return [*packed, word.whole] if word.whole else packed


def unpack(packed: bytes) -> PageText:
    """The page that :func:`pack` gave."""
    plain = zlib.decompressobj().decompress(packed, _MOST_BYTES)
    width, height, lines = json.loads(plain)
    return PageText(
        width,
        height,
        tuple(
            Line(
                tuple(Word(it[0], Box(*it[1:5]), *it[5:]) for it in words),
                Box(x, y, across, down),
                block,
            )
            for block, x, y, across, down, words in lines
        ),
    )


def searched(page: PageText) -> str:
    """The words of a page as its full text index is given them, words cut in two put together."""
    parts: list[str] = []
    before = ""
    for _, word in page.words():
        if not word.whole:
            parts.append(word.text)
        elif word.whole != before:
            parts.append(word.whole)
        before = "" if word.whole == before else word.whole
    return " ".join(parts)


def starts_with(word: str, beginning: str) -> bool:
    """Whether a word as written begins so, accents and capitals aside."""
    return bare(word).startswith(beginning)
