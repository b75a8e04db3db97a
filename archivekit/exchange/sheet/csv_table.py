"""CSV: any separator, found by what it makes of the first rows.

A line number is the record's, as Excel shows it, not that of the line in the file: cells may hold
line breaks.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from functools import partial
from pathlib import Path

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.columns import names_of, understand_all
from archivekit.exchange.sheet.encodings import decode
from archivekit.exchange.sheet.table import MAX_BYTES, MAX_CELL, NumberedRows, Table, clean

SEPARATORS = ";,\t|"
_ROWS_LOOKED_AT = 30
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_LOOKED_AT = 1000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Excel's own way to say it, on a first line that it does not show.
_SAID = re.compile(r'\A"?sep=(?P<separator>[^\r\n"])"?[\r\n]+', re.I)


def csv_tables(path: Path) -> list[Table]:
    """The one table of a CSV. Raises WrongUse where it is no text, or too large."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise WrongUse("exchange.too-large", file=path.name, most=MAX_BYTES // 2**20)
    content = path.read_bytes()
    text, encoding = decode(content)
    if not encoding.startswith("utf-16"):
        _check_text(text[:_LOOKED_AT], path.name)
    body, separator = body_and_separator(text)
    return [Table(None, partial(_rows, body, separator, path.name))]


def _check_text(start: str, file: str) -> None:
    """Raises WrongUse where a file begins like no text."""
    at = start.find("\x00")
    if at < 0:
        return
    if len(_CONTROL.findall(start)) * 20 > len(start):
        raise WrongUse("exchange.not-a-sheet", file=file)
    raise WrongUse("exchange.nul-character", file=file, line=start.count("\n", 0, at) + 1)


def body_and_separator(text: str) -> tuple[str, str]:
    """The rows of a CSV without Excel's word for the separator, and the separator."""
    if said := _SAID.match(text):
        return text[said.end() :], said["separator"]
    return text, find_separator(text)


def _rows(text: str, separator: str, file: str) -> NumberedRows:
    before = csv.field_size_limit(MAX_CELL)
    # One by one: a copy of the whole text would take four times its size.
    lines = (match[0] for match in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=separator)
    line = 0
    cells: list[str] = []
    try:
        for line, cells in enumerate(reader, start=1):
            yield line, [without_mark(cell) if cell[:1] == "'" else cell for cell in cells]
        _check_quotes(text, separator, file, line, cells)
    except csv.Error:
        raise WrongUse("exchange.cell-too-long", file=file, line=line + 1, most=MAX_CELL) from None
    finally:
        csv.field_size_limit(before)


# What a spreadsheet would run as a formula, perhaps marked once already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def with_mark(cell: str) -> str:
    """A cell that no spreadsheet runs: ``'`` before what would be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def without_mark(cell: str) -> str:
    """A cell without the mark of :func:`with_mark`."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


def _check_quotes(text: str, separator: str, file: str, line: int, cells: list[str]) -> None:
    """Raises WrongUse where a quotation mark opens a cell that runs to the end of the file.

    It swallowed the cells and rows after it: what they say must not end up in one record's title.
    """
    if text.count('"') % 2 == 0 or not any(separator in cell for cell in cells):
        return
    lines_of_row = 1 + sum(cell.rstrip("\r\n").count("\n") for cell in cells)
    end = text.rstrip("\r\n").split("\n")[-lines_of_row:]
    if _is_open("\n".join(end), separator):
        raise WrongUse("exchange.quote-not-closed", file=file, line=line)


def _is_open(row: str, separator: str) -> bool:
    """Whether a row, alone, ends within quotation marks."""
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def find_separator(text: str) -> str:
    """The separator that gives the most columns we know, else the most even rows."""
    return max(SEPARATORS, key=lambda separator: _worth(text, separator))


def _worth(text: str, separator: str) -> tuple[int, int, int]:
    try:
        start = list(itertools.islice(_rows(text, separator, ""), _ROWS_LOOKED_AT))
    except WrongUse:
        return (0, 0, 0)
    rows = [[clean(cell) for cell in cells] for _, cells in start if any(cells)]
    known = max((len(names_of(understand_all(cells))) for cells in rows), default=0)
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return (known, times, width)
