"""ODS: the cells of each sheet as LibreOffice shows them: the words are in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.packages import DAMAGE, open_package
from archivekit.exchange.sheet.table import MAX_COLUMNS, MAX_ROWS, NumberedRows, Table

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# 12/05/36, 12 mai 36: a whole date of which only two figures of the year are shown.
_SHORT_YEAR = re.compile(r"\d{1,2}[\s/.-]+\S+[\s/.-]+\d{2}")


def ods_tables(path: Path) -> list[Table]:
    """The sheets of a workbook. Raises WrongUse where it cannot be read."""
    names = [name for name, _ in _sheets(path)]
    return [Table(name, partial(_rows, path, index)) for index, name in enumerate(names)]


def _rows(path: Path, index: int) -> NumberedRows:
    for at, (_, rows) in enumerate(_sheets(path)):
        if at == index:
            yield from rows
            return


def _sheets(path: Path) -> Iterator[tuple[str, NumberedRows]]:
    """Each sheet's name and rows. Rows are read on the way, or passed over."""
    try:
        with open_package(path) as package, package.open("content.xml") as part:
            events = etree.iterparse(
                part,
                events=("start", "end"),
                tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
                resolve_entities=False,
                no_network=True,
            )
            for event, element in events:
                if event == "start" and element.tag == f"{_TABLE}table":
                    rows = _rows_of_table(events, path.name)
                    yield element.get(f"{_TABLE}name", ""), rows
                    for _ in rows:
                        pass
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None


def _rows_of_table(events: Iterator[tuple[str, etree._Element]], file: str) -> NumberedRows:
    line = 0
    for event, element in events:
        if event != "end":
            continue
        if element.tag == f"{_TABLE}table":
            return
        repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        cells = _cells(element, line + 1, file)
        element.clear()
        # A row may be said to be there a million times, mostly the empty ones at the end.
        if cells:
            for each in range(line + 1, min(line + repeated, MAX_ROWS + 1) + 1):
                yield each, list(cells)
        line += repeated


def _cells(row: etree._Element, line: int, file: str) -> list[str]:
    cells: list[str] = []
    empty = 0
    for cell in row.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        words = _words(cell)
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if not words.strip():
            empty += repeated
            continue
        if len(cells) + empty + repeated > MAX_COLUMNS:
            raise WrongUse("exchange.too-many-columns", file=file, line=line, most=MAX_COLUMNS)
        cells.extend([""] * empty + [words] * repeated)
        empty = 0
    return cells


def _words(cell: etree._Element) -> str:
    words = "\n".join(_paragraph(each) for each in cell.iterchildren(f"{_TEXT}p"))
    day = cell.get(f"{_OFFICE}date-value", "")
    if day and _SHORT_YEAR.fullmatch(words.strip()):
        year, month, of_month = day[:10].split("-")
        return f"{of_month}/{month}/{year}"
    return words


def _paragraph(paragraph: etree._Element) -> str:
    """The text of a paragraph, with the spaces and line breaks that ODF writes as elements."""
    words = [paragraph.text or ""]
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
    return "".join(words)
