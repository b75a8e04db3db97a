"""Reading a sheet: the kind of file by its content, its header, its rows, all problems at once."""

from __future__ import annotations

from pathlib import Path

from archivekit.description.codes import fold
from archivekit.errors import WrongUse, system_says
from archivekit.exchange.sheet.cells import RowReader
from archivekit.exchange.sheet.csv_table import csv_tables
from archivekit.exchange.sheet.header import Header, find_header
from archivekit.exchange.sheet.ods import ods_tables
from archivekit.exchange.sheet.packages import open_package
from archivekit.exchange.sheet.row import Row, Sheet
from archivekit.exchange.sheet.table import Table, bounded
from archivekit.exchange.sheet.xlsx import xlsx_tables
from archivekit.problems import Problems, Severity

_PACKAGE = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_sheet(path: Path, problems: Problems) -> Sheet:
    """The records of a CSV, XLSX or ODS. Problems of single rows go to ``problems``.

    Raises WrongUse where the file cannot be read or has no code or title column.
    """
    header = find_header(tables_of(path), path.name)
    reader = RowReader(header, path.name, problems)
    _tell_of_unknown_columns(header, reader)
    rows: dict[str, Row] = {}
    keys: dict[str, str] = {}
    for line, cells in bounded(header.table.rows(), path.name):
        row = reader.read(line, cells) if line > header.line else None
        if row is not None and _is_first(row, rows, reader):
            keys[_row_key(header, cells)] = row.description.code
    _resolve_row_keys(rows, keys)
    return Sheet(
        file=path.name,
        name=header.table.name,
        rows=list(rows.values()),
        columns={heading.text: heading.column.name for heading in header.headings},
        unknown_columns=[name for _, name in header.unknown()],
        header=header,
    )


def tables_of(path: Path) -> list[Table]:
    """The tables of a file, by its content. Raises WrongUse where it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start in (_PACKAGE, _OLD_WORKBOOK):
            return _workbook(path)
        return csv_tables(path)
    except FileNotFoundError:
        raise WrongUse("exchange.no-such-sheet", file=path) from None
    except OSError as error:
        raise WrongUse("exchange.unreadable-sheet", file=path, why=system_says(error)) from None


def _workbook(path: Path) -> list[Table]:
    with open_package(path) as package:
        names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return xlsx_tables(path)
    if "content.xml" in names:
        return ods_tables(path)
    raise WrongUse("exchange.not-a-sheet", file=path.name)


def _tell_of_unknown_columns(header: Header, reader: RowReader) -> None:
    if names := [name for _, name in header.unknown()]:
        columns = ", ".join(names)
        place = reader.place(header.line)
        reader.problems.add("exchange.unknown-columns", Severity.NOTE, place, columns=columns)


def _is_first(row: Row, rows: dict[str, Row], reader: RowReader) -> bool:
    """Keeps a row under its code; of two rows with one code the first is kept."""
    first = rows.setdefault(fold(row.description.code), row)
    if first is row:
        return True
    reader.problems.add(
        "exchange.code-twice",
        place=reader.place(row.line, reader.by_name["code"].text),
        code=row.description.code,
        first=first.line,
    )
    return False


def _row_key(header: Header, cells: list[str]) -> str:
    for heading in header.headings:
        if heading.column.name == "row_key" and heading.index < len(cells):
            return cells[heading.index]
    return ""


def _resolve_row_keys(rows: dict[str, Row], keys: dict[str, str]) -> None:
    """Parents named by a row's own identifier, as AtoM does, get their reference code."""
    for row in rows.values():
        parent = row.description.parent_code
        if parent and fold(parent) not in rows and parent in keys:
            row.description.parent_code = keys[parent]
