"""ODS: the cells of each sheet as LibreOffice shows them: the words are in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.packages import DAMAGE, forget, open_package, walk
from archivekit.exchange.sheet.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    NumberedRows,
    Table,
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_CELLS_OF_A_ROW = 16_384  # LibreOffice's own bound
# 12/05/36, 12 mai 36: a whole date of which only two figures of the year are shown.
_SHORT_YEAR = re.compile(r"\d{1,2}[\s/.-]+\S+[\s/.-]+\d{2}")
Merged = dict[tuple[int, int], int]
_Events = Iterator[tuple[str, etree._Element]]


def ods_tables(path: Path) -> list[Table]:
    """The sheets of a workbook. Raises WrongUse where it cannot be read."""
    there = [(name, hidden) for name, hidden, _ in _sheets(path)]
    return [_table(path, index, name, hidden=hidden) for index, (name, hidden) in enumerate(there)]


def _table(path: Path, index: int, name: str, *, hidden: bool) -> Table:
    merged: Merged = {}
    return Table(name, partial(_rows, path, index, merged), hidden, merged=merged)


def _rows(path: Path, index: int, merged: Merged) -> NumberedRows:
    for at, (_, _, rows) in enumerate(_sheets(path, merged)):
        if at == index:
            yield from rows
            return


def _sheets(path: Path, merged: Merged | None = None) -> Iterator[tuple[str, bool, NumberedRows]]:
    """Each sheet's name, whether it is hidden, and its rows: read on the way, or passed over."""
    tags = ("table", "table-row", "table-cell", "covered-table-cell")
    hidden: set[str] = set()
    try:
        with open_package(path) as package, package.open("content.xml") as part:
            events = walk(
                part,
                ("start", "end"),
                f"{_STYLE}table-properties",
                *(f"{_TABLE}{tag}" for tag in tags),
            )
            for event, element in events:
                if event == "end" and element.tag == f"{_STYLE}table-properties":
                    style = element.getparent()
                    if style is not None and element.get(f"{_TABLE}display") == "false":
                        hidden.add(style.get(f"{_STYLE}name", ""))
                elif event == "start" and element.tag == f"{_TABLE}table":
                    rows = _rows_of_table(events, path.name, {} if merged is None else merged)
                    is_hidden = element.get(f"{_TABLE}style-name", "") in hidden
                    yield element.get(f"{_TABLE}name", ""), is_hidden, rows
                    for _ in rows:
                        pass
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None


def _rows_of_table(events: _Events, file: str, merged: Merged) -> NumberedRows:
    line = 0
    row = _Row(file, merged)
    for event, element in events:
        if element.tag in _CELLS:
            if event == "end":
                row.take(element, line + 1)
                forget(element)
        elif event == "start":
            row.begin()
        elif element.tag == f"{_TABLE}table":
            return
        else:
            repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            forget(element)
            # A row may be said to be there a million times, mostly the empty ones at the end.
            if row.cells:
                if line + repeated > MAX_ROWS:
                    raise WrongUse("exchange.too-many-rows", file=file, most=MAX_ROWS)
                for each in range(line + 1, line + repeated + 1):
                    yield each, list(row.cells)
            line += repeated


class _Row:
    """The cells of the row that is being read."""

    def __init__(self, file: str, merged: Merged) -> None:
        self._file, self._merged = file, merged
        self.begin()

    def begin(self) -> None:
        """Another row."""
        self.cells: list[str] = []
        self._empty = self._count = 0

    def take(self, cell: etree._Element, line: int) -> None:
        """One cell, perhaps said to be there several times."""
        words = _words(cell)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        self._count += 1
        if self._count > _MOST_CELLS_OF_A_ROW:
            self._refuse(line)
        if not words.strip():
            self._empty += repeated
            return
        if len(self.cells) + self._empty + repeated > MAX_COLUMNS:
            self._refuse(line)
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        if down > 1 and len(self._merged) < MAX_MERGED:
            self._merged[line, len(self.cells) + self._empty] = line + down - 1
        self.cells.extend([""] * self._empty + [words] * repeated)
        self._empty = 0

    def _refuse(self, line: int) -> None:
        raise WrongUse("exchange.too-many-columns", file=self._file, line=line, most=MAX_COLUMNS)


def _words(cell: etree._Element) -> str:
    words = "\n".join(_paragraph(each) for each in cell.iterchildren(f"{_TEXT}p"))
    day = cell.get(f"{_OFFICE}date-value", "")
    if day and _SHORT_YEAR.fullmatch(words.strip()):
        year, month, of_month = day[:10].split("-")
        return f"{of_month}/{month}/{year}"
    return words


def _paragraph(paragraph: etree._Element) -> str:
    """The text of a paragraph, with the spaces and line breaks that ODF writes as elements.

    No longer than a cell may be: that it is too long is told where the row is read.
    """
    words = [paragraph.text or ""]
    length = 0
    for element in paragraph.iterdescendants():
        if element.tag == f"{_TEXT}s":
            words.append(" " * min(int(element.get(f"{_TEXT}c", "1")), 1000))
        elif element.tag == f"{_TEXT}tab":
            words.append("\t")
        elif element.tag == f"{_TEXT}line-break":
            words.append("\n")
        elif isinstance(element.tag, str):
            words.append(element.text or "")
        words.append(element.tail or "")
        length += len(words[-2]) + len(words[-1])
        if length > MAX_CELL:
            break
    return "".join(words)
