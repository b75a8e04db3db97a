"""A table as read from any kind of file: rows of cells in words, and the bounds on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archivekit.errors import WrongUse

MAX_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 2**30
MAX_ROWS = 1_100_000  # Excel has 1,048,576
MAX_COLUMNS = 1000
MAX_CELL = 2**20
MAX_MERGED = 100_000  # kept to tell of; nobody reads more
# All texts of a workbook that cells refer to, each counted with what it takes in memory.
MAX_TEXTS = 2**28

Cells = list[str]
NumberedRows = Iterator[tuple[int, Cells]]
"""Rows with the line that Excel shows for each; empty rows may be left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: ``name`` is the sheet's in a workbook. Reading begins at each call.

    ``hidden``: somebody put it out of sight in the workbook. ``uncalculated``: of the lines read
    so far the columns (from 0) where a formula stands without its result. ``merged``: cells that
    reach down over several lines, by line and column, with their last line; once all is read.
    """

    name: str | None
    rows: Callable[[], NumberedRows]
    hidden: bool = False
    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)


def clean(cell: str) -> str:
    """A cell without what files leave around it: byte order marks, NUL, spaces at the ends."""
    if "\ufeff" in cell or "\x00" in cell:
        cell = cell.replace("\ufeff", "").replace("\x00", "")
    return cell.strip()


def bounded(rows: NumberedRows, file: str) -> NumberedRows:
    """The same rows, cleaned, without empty ones. Raises WrongUse where there are too many."""
    for line, cells in rows:
        if line > MAX_ROWS:
            raise WrongUse("exchange.too-many-rows", file=file, most=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            if any(map(str.strip, cells[MAX_COLUMNS:])):
                raise WrongUse("exchange.too-many-columns", file=file, line=line, most=MAX_COLUMNS)
            cells = cells[:MAX_COLUMNS]
        if max(map(len, cells), default=0) > MAX_CELL:
            raise WrongUse("exchange.cell-too-long", file=file, line=line, most=MAX_CELL)
        cleaned = [clean(cell) for cell in cells]
        if any(cleaned):
            yield line, cleaned


def column_letter(index: int) -> str:
    """The letter that Excel gives a column, counted from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
