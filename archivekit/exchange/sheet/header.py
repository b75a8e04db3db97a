"""The row of headings: which of a file's tables has it, on which line, and what is in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.columns import (
    Heading,
    names_of,
    names_of_column,
    understand,
    understand_all,
)
from archivekit.exchange.sheet.own_notes import is_own_heading
from archivekit.exchange.sheet.table import Cells, Table, bounded
from archivekit.exchange.sheet.vocabulary import nearest
from archivekit.texts import text

_ROWS_LOOKED_AT = 30
_NEAR = 0.75
_NEEDED = ("code", "title")
# Before the heading of an unknown column that would be understood if it came back alone.
UNKNOWN = "inconnue : "
_NOT_TWICE = ("access", "online", "publish", "closed_pages")


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: all of them as typed, and those that are understood."""

    table: Table
    line: int
    cells: Cells
    headings: tuple[Heading, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the columns that a sheet cannot do without are there."""
        return names_of(self.headings).issuperset(_NEEDED)

    def is_repeated_in(self, cells: Cells) -> bool:
        """Whether a row is these headings again, as at the top of each printed page."""
        return [cell for cell in cells if cell] == [cell for cell in self.cells if cell]

    def unknown(self) -> list[tuple[int, str]]:
        """Place and heading of each column that is not understood."""
        known = {heading.index for heading in self.headings}
        return [
            (i, cell.removeprefix(UNKNOWN))
            for i, cell in enumerate(self.cells)
            if cell and i not in known and not is_own_heading(cell)
        ]


def find_header(tables: Sequence[Table], file: str) -> Header:
    """The headings of the first table in sight that has a code and a title column.

    Raises WrongUse naming the columns that are there where none has.
    """
    found = [header for it in tables if not it.hidden and (header := _header(it, file))]
    for header in found:
        if header.is_whole:
            _refuse_doubts(header, file)
            return header
    for table in tables:
        if table.hidden and (header := _header(table, file)) and header.is_whole:
            raise WrongUse("exchange.only-hidden", file=file, name=table.name)
    if not found:
        raise WrongUse("exchange.empty-sheet", file=file)
    _refuse(max(found, key=lambda header: len(header.headings)), file)
    raise AssertionError


def other_sheets(tables: Sequence[Table], header: Header, file: str) -> list[str]:
    """The names of the other tables of a file, in sight or not, that could be read as well."""
    return [
        table.name or ""
        for table in tables
        if table is not header.table and (other := _header(table, file)) and other.is_whole
    ]


def _refuse_doubts(header: Header, file: str) -> None:
    """Two columns that both say who may see a record: whichever was read, the other might close."""
    for name in _NOT_TWICE:
        there = [
            cell
            for index, cell in enumerate(header.cells)
            if (heading := understand(index, cell)) and heading.column.name == name
        ]
        if len(there) > 1:
            columns = ", ".join(f"« {cell} »" for cell in there)
            raise WrongUse(
                "exchange.two-columns-for-one", file=file, line=header.line, columns=columns
            )


def _refuse(header: Header, file: str) -> None:
    there = names_of(header.headings)
    missing = [name for name in _NEEDED if name not in there]
    key = f"no-{missing[0]}-column" if len(missing) == 1 else "no-known-columns"
    columns = ", ".join(f"« {cell} »" for cell in header.cells if cell)[:500]
    where = file if header.table.name is None else f"{file}, {header.table.name}"
    hint = _hint(header, missing)
    raise WrongUse(f"exchange.{key}", file=where, line=header.line, columns=columns, hint=hint)


def _hint(header: Header, missing: Sequence[str]) -> str:
    """The heading that may be a missing one, with a slip of the keyboard in it."""
    for column in missing:
        names = names_of_column(column)
        for _, cell in header.unknown():
            if nearest(cell, names, least=_NEAR):
                return text("exchange.heading-near", heading=cell)
    return ""


def _header(table: Table, file: str) -> Header | None:
    """The row with the most columns that are understood, code and title first of all."""
    rows = itertools.islice(bounded(table.rows(), file), _ROWS_LOOKED_AT)
    headers = [Header(table, line, cells, tuple(understand_all(cells))) for line, cells in rows]
    return max(headers, key=lambda each: (each.is_whole, len(each.headings)), default=None)
