"""Chapters read from a table of contents: lines that say which pages each is on.

A line that does not say so, or names a page that is not there, makes the whole table words only:
half a table would put pages under the wrong heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from archivekit.description.exposed import Chapter, ExposedPage
from archivekit.description.record import Value

MOST_CHAPTERS = 2_000
"""Viewers stand still for seconds on more."""

_PAGE = r"(?:vues?|pages?|pp?\.|images?|im\.|folios?|fol\.|ff?\.)"
_NUMBERS = r"(?P<first>\d{1,5}[a-z]?)(?:\s*(?:-|–|à|to)\s*(?P<last>\d{1,5}[a-z]?))?"
_BEFORE = re.compile(
    rf"(?:{_PAGE}\s*{_NUMBERS.replace('first', 'f1').replace('last', 'l1')}\s*[:.,–—-]?"
    rf"|{_NUMBERS}\s*:)\s+(?P<title>\S.*)",
    re.I,
)
_AFTER = re.compile(rf"(?P<title>\S.*?)[\s,;:(.…–—-]*[\s,(.…]{_PAGE}\s*{_NUMBERS}\)?\.?", re.I)


def chapters(tables: Sequence[Value], pages: Sequence[ExposedPage]) -> tuple[Chapter, ...]:
    """The chapters of all tables of contents; none where one line of them is not understood."""
    lines = [line.strip() for value in tables for line in re.split(r"\n|;", value.text)]
    lines = [line for line in lines if line]
    if not lines or len(lines) > MOST_CHAPTERS:
        return ()
    numbers = _numbers(pages)
    read = [_chapter(line, numbers) for line in lines]
    found = tuple(chapter for chapter in read if chapter is not None)
    in_order = all(a.first <= b.first for a, b in pairwise(found))
    return found if len(found) == len(read) and in_order else ()


def _numbers(pages: Sequence[ExposedPage]) -> dict[str, int]:
    """Numbers of pages by what a table calls them: their labels before their numbers."""
    by_label: dict[str, int | None] = {}
    for page in pages:
        label = page.label.strip().casefold()
        by_label[label] = None if label in by_label else page.number
    numbers = {str(page.number): page.number for page in pages}
    return numbers | {label: number for label, number in by_label.items() if number is not None}


def _chapter(line: str, numbers: dict[str, int]) -> Chapter | None:
    match = _BEFORE.fullmatch(line) or _AFTER.fullmatch(line)
    if match is None:
        return None
    said = match.groupdict()
    first, last = said.get("f1") or said["first"], said.get("l1") or said["last"]
    if first.casefold() not in numbers or (last and last.casefold() not in numbers):
        return None
    begins = numbers[first.casefold()]
    ends = numbers[last.casefold()] if last else None
    if ends is not None and ends < begins:
        return None
    return Chapter(said["title"].strip(), begins, last=ends)
