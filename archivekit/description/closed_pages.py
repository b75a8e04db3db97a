"""Pages that are closed while their record is open: which, and the first day of each.

::

    vues 12-15, 18 : 50 ans
    vue 3 : communicable en 2041
    vues 40-42
    toutes : en ligne en 2031

A line without words after the pages closes them for good. What is not understood, or names a page
that is not there, closes all pages of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivekit.description import opening
from archivekit.description.opening import NEVER, Dated, OpenFrom
from archivekit.description.page_references import NUMBER, NUMBERS, WORD, Called, labelled

_ALL = r"(?:toutes?(?:\s+les\s+(?:vues|pages|images))?|tout|all(?:\s+(?:the\s+)?pages)?)"
_TO = r"(?:-|–|à|to)"
_ONE = rf"{NUMBER}(?:\s*{_TO}\s*{NUMBER})?"
_LIST = rf"{_ONE}(?:\s*(?:,|et|and|&)\s*{_ONE})*"
_LINE = re.compile(
    rf"(?:(?P<all>{_ALL})|{WORD}?\s*(?P<pages>{_LIST}))\s*(?::\s*(?P<when>.*))?", re.I
)
_NUMBERS = re.compile(NUMBERS, re.I)


@dataclass(frozen=True, slots=True)
class Closing:
    """A line: the first and last of each row of pages (none: all of them), and until when."""

    pages: tuple[tuple[str, str], ...]
    when: str


def read(text: str) -> tuple[tuple[Closing, ...], tuple[str, ...]]:
    """What is closed, and the lines that are not understood."""
    lines = [line.strip() for line in re.split(r"[\n;]", text)]
    found = [(line, _closing(line)) for line in lines if line]
    understood = tuple(closing for _, closing in found if closing)
    return understood, tuple(line for line, closing in found if closing is None)


def _closing(line: str) -> Closing | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    rows = _NUMBERS.finditer(match["pages"] or "")
    pages = tuple((row["first"], row["last"] or row["first"]) for row in rows)
    return Closing(tuple((a.casefold(), b.casefold()) for a, b in pages), match["when"] or "")


def opens(closing: Closing, record: Dated) -> str | None:
    """The first day of a line's pages; None where its words are not understood."""
    if not closing.when:
        return NEVER
    found = opening.read_for(record, closing.when)
    return found.day if isinstance(found, OpenFrom) else None


def days(text: str, record: Dated, pages: Sequence[Called]) -> dict[int, str] | None:
    """By page number the first day of each page that is closed by itself.

    None where something is not understood, or of no page: all of them are closed.
    """
    closings, unread = read(text)
    if unread:
        return None
    found: dict[int, str] = {}
    for closing in closings:
        day, numbers = opens(closing, record), _numbers(closing, pages)
        if day is None or numbers is None:
            return None
        for number in numbers:
            found[number] = max(day, found.get(number, day))
    return found


def closed_on(day: str, text: str, record: Dated, pages: Sequence[Called]) -> dict[int, str]:
    """The first days of the pages that are closed on a day."""
    found = days(text, record, pages) if text else {}
    if found is None:
        found = {page.number: NEVER for page in pages}
    # What never opens is not open on the last day of all either.
    return {number: first for number, first in found.items() if first > day or first == NEVER}


def _numbers(closing: Closing, pages: Sequence[Called]) -> set[int] | None:
    """The numbers of a line's pages; None where one of its rows is of no page."""
    if not closing.pages:
        return {page.number for page in pages}
    rows = [set(_row(first, last, pages)) for first, last in closing.pages]
    return set().union(*rows) if all(rows) else None


def _row(first: str, last: str, pages: Sequence[Called]) -> Iterator[int]:
    """The pages of a row, be it by their numbers or by their labels: closed either way."""
    numbers = {str(page.number): [page.number] for page in pages}
    for called in (numbers, labelled(pages)):
        if first in called and last in called:
            yield from range(min(called[first]), max(called[last]) + 1)
