"""A workbook for people: text cells, lists to choose from, a sheet that explains the columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from archivekit.exchange.sheet.columns import known_columns
from archivekit.exchange.sheet.layout import Placed
from archivekit.exchange.sheet.vocabulary import choices
from archivekit.texts import text

# What Excel holds in a cell, and how many rows it has.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
_PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {"title": 50, "description": 60, "code": 16, "parent_code": 16, "date": 20, "level": 12}
_WIDTH = 24
_ROWS_WITH_LISTS = 100_000


def write_workbook(
    target: Path, columns: Sequence[Placed], rows: Iterable[Sequence[str]], reader: str
) -> None:
    """A workbook of these columns and rows, headings and explanations in the reader's language."""
    with xlsxwriter.Workbook(str(target), _PLAIN) as book:
        sheet = book.add_worksheet(text("exchange.sheet-records", reader))
        last = _records(book, sheet, columns, rows)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        lists = _explanations(book, columns, reader)
        _offer_lists(sheet, columns, lists, last)


def _records(
    book: Any, sheet: Any, columns: Sequence[Placed], rows: Iterable[Sequence[str]]
) -> int:
    """Writes the records; gives the last row's number, from 0."""
    # "@" is Excel's format for text: without it 2-3 becomes a day of March.
    words = book.add_format({"num_format": "@", "valign": "top"})
    head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E8E2D6", "border": 1})
    sheet.freeze_panes(1, 1)
    for index, column in enumerate(columns):
        name = column.heading.column.name if column.heading else ""
        sheet.set_column(index, index, _WIDTHS.get(name, _WIDTH), words)
        sheet.write_string(0, index, column.text, head)
    last = 0
    for last, cells in enumerate(rows, start=1):
        for index, cell in enumerate(cells):
            if cell:
                sheet.write_string(last, index, cell, words)
    return last


def _explanations(book: Any, columns: Sequence[Placed], reader: str) -> dict[str, str]:
    """The second sheet; gives where the words of each list stand, by column."""
    sheet = book.add_worksheet(text("exchange.sheet-columns", reader))
    name = text("exchange.sheet-lists", reader)
    lists = book.add_worksheet(name)
    bold, wrapped = (
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 80, wrapped)
    sheet.set_column(2, 2, 14)
    sheet.set_column(3, 3, 24)
    heads = ("column", "about", "several", "term")
    for index, head in enumerate(heads):
        sheet.write_string(0, index, text(f"exchange.sheet-{head}", reader), bold)
    for line, column in enumerate(columns, start=1):
        for index, cell in enumerate(_explained(column, reader)):
            sheet.write_string(line, index, cell)
    return _lists(lists, name, columns, reader)


def _explained(column: Placed, reader: str) -> tuple[str, ...]:
    if column.heading is None:
        return column.text, text("exchange.sheet-not-published", reader), "", ""
    of = column.heading.column
    term = of.term or ""
    return (
        column.text,
        of.about.get(reader, ""),
        "•" if of.several else "",
        term if not term or ":" in term else f"dcterms:{term}",
    )


def _lists(sheet: Any, name: str, columns: Sequence[Placed], reader: str) -> dict[str, str]:
    wanted = [column for column in known_columns() if choices(column, reader)]
    there = {column.heading.column.name for column in columns if column.heading}
    wanted = [column for column in wanted if column in there]
    words = [choices(column, reader) for column in wanted]
    for index, column in enumerate(wanted):
        sheet.set_column(index, index, 40)
        sheet.write_string(0, index, known_columns()[column].labels[reader])
    for line in range(max(map(len, words), default=0)):
        for index, of_column in enumerate(words):
            if line < len(of_column):
                sheet.write_string(line + 1, index, of_column[line])
    return {
        column: f"='{name}'!${chr(65 + index)}$2:${chr(65 + index)}${len(words[index]) + 1}"
        for index, column in enumerate(wanted)
    }


def _offer_lists(sheet: Any, columns: Sequence[Placed], lists: dict[str, str], last: int) -> None:
    """Lists to choose from. They refuse nothing: several values, or others, may be typed."""
    for index, column in enumerate(columns):
        if column.heading and column.heading.column.name in lists:
            sheet.data_validation(
                1,
                index,
                min(max(last, 1) + _ROWS_WITH_LISTS, MOST_ROWS - 1),
                index,
                {
                    "validate": "list",
                    "source": lists[column.heading.column.name],
                    "show_error": False,
                },
            )
