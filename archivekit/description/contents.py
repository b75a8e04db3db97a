"""Chapters read from a table of contents: lines that say which pages each is on.

A line that does not say so, or names a page that is not there, makes the whole table words only:
half a table would put pages under the wrong heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from archivekit.description.exposed import Chapter
from archivekit.description.page_references import NUMBERS, WORD, Called, labelled
from archivekit.description.record import Value

MOST_CHAPTERS = 2_000
"""Viewers stand still for seconds on more."""

_BEFORE = re.compile(
    rf"(?:{WORD}\s*{NUMBERS.replace('first', 'f1').replace('last', 'l1')}\s*[:.,–—-]?"
    rf"|{NUMBERS}\s*:)\s+(?P<title>\S.*)",
    re.I,
)
_AFTER = re.compile(rf"(?P<title>\S.*?)[\s,;:(.…–—-]*[\s,(.…]{WORD}\s*{NUMBERS}\)?\.?", re.I)


class Line(NamedTuple):
    """A line: its title, its first page and, where it says so, its last, as they are called."""

    title: str
    first: str
    last: str | None


def chapters(tables: Sequence[Value], pages: Sequence[Called]) -> tuple[Chapter, ...]:
    """The chapters of all tables of contents; none where one line of them is not understood."""
    lines = [line for value in tables for line in _lines(value.text)]
    if not lines or len(lines) > MOST_CHAPTERS:
        return ()
    numbers = _numbers(pages)
    read = [_chapter(line, numbers) for line in map(_read, lines)]
    found = tuple(chapter for chapter in read if chapter is not None)
    in_order = all(a.first <= b.first for a, b in pairwise(found))
    return found if len(found) == len(read) and in_order else ()


def unread(text: str) -> list[str]:
    """The lines of a table of contents that do not say which pages they are on."""
    return [line for line in _lines(text) if _read(line) is None]


def is_prose(text: str) -> bool:
    """Whether no line of a table of contents says which pages it is on."""
    return len(unread(text)) == len(_lines(text))


def names_pages(tables: Iterable[Value]) -> bool:
    """Whether each line says which pages it is on, be they there or not."""
    texts = [value.text for value in tables]
    return any(map(_lines, texts)) and not any(map(unread, texts))


def _lines(text: str) -> list[str]:
    return [line for each in re.split(r"\n|;", text) if (line := each.strip())]


def _read(line: str) -> Line | None:
    match = _BEFORE.fullmatch(line) or _AFTER.fullmatch(line)
    if match is None:
        return None
    said = match.groupdict()
    last = said.get("l1") or said["last"]
    first = said.get("f1") or said["first"]
    return Line(said["title"].strip(), first.casefold(), last.casefold() if last else None)


def _numbers(pages: Sequence[Called]) -> dict[str, int]:
    """Numbers of pages by what a table calls them: their labels before their numbers."""
    numbers = {str(page.number): page.number for page in pages}
    return numbers | {
        label: found[0] for label, found in labelled(pages).items() if len(found) == 1
    }


def _chapter(line: Line | None, numbers: dict[str, int]) -> Chapter | None:
    if line is None or line.first not in numbers or (line.last and line.last not in numbers):
        return None
    begins = numbers[line.first]
    ends = numbers[line.last] if line.last else None
    return None if ends is not None and ends < begins else Chapter(line.title, begins, last=ends)
