"""What readers of page text share: numbers, names without namespaces, words of a line in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from archivekit.description.page_text import MOST_WORDS, Box, Word, is_right_to_left

MOST_PAGES = 2_000
MOST_WORDS_OF_A_FILE = MOST_WORDS * 40
_FARTHEST = 10_000_000
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d*)?")


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def number(value: str | None) -> float:
    """A number as written in an attribute; 0 for anything else."""
    match = _NUMBER.match((value or "").strip())
    return max(-_FARTHEST, min(_FARTHEST, float(match[0]))) if match else 0.0


def box_of_points(points: str | None) -> Box | None:
    """The box around a polygon: ``x,y x,y …`` or ``x y x y …``; None where there is none."""
    found = [number(it) for it in _NUMBER.findall(points or "")]
    across, down = found[0::2], found[1::2]
    if not down:
        return None
    x, y = round(min(across)), round(min(down))
    return Box(x, y, round(max(across)) - x, round(max(down)) - y)


def around(boxes: Iterable[Box]) -> Box:
    """The box around all of these, which are some."""
    first, *rest = boxes
    for box in rest:
        first = first.around(box)
    return first


def words_apart(text: str, box: Box, confidence: int = -1) -> Iterator[Word]:
    """The words of a text that has only one box, each with its share of it by its letters.

    Some write whole lines as one word; a share of the line is near enough to be marked.
    """
    words = text.split()
    if len(words) == 1:
        yield Word(words[0], box, confidence)
        return
    letters = sum(map(len, words)) + len(words) - 1
    at, leftward = 0, is_right_to_left(text)
    for word in words:
        start, end = at / letters, (at + len(word)) / letters
        if leftward:
            start, end = 1 - end, 1 - start
        x = round(box.x + box.width * start)
        width = max(1, round(box.x + box.width * end) - x)
        yield Word(word, Box(x, box.y, width, box.height), confidence)
        at += len(word) + 1


def in_order(
    elements: list[etree._Element], order: list[str], identifier: str
) -> list[etree._Element]:
    """Elements in the order that a file says by their identifiers; those it leaves out last."""
    if not order:
        return elements
    rank = {name: place for place, name in enumerate(order)}
    return sorted(elements, key=lambda it: rank.get(it.get(identifier) or "", len(rank)))


def confidence_of(value: str | None) -> int:
    """A confidence from 0 to 1 as one from 0 to 100; -1 where none is said."""
    if not (value or "").strip():
        return -1
    said = number(value)
    return round(max(0.0, min(1.0, said)) * 100)
