"""Reading a sheet: the kind of file by its content, its header, its rows, all problems at once."""

from __future__ import annotations

from pathlib import Path

from archivekit.description.codes import fold
from archivekit.errors import WrongUse, system_says
from archivekit.exchange.sheet.access_cells import access_name_near
from archivekit.exchange.sheet.cells import RowReader
from archivekit.exchange.sheet.csv_table import csv_tables
from archivekit.exchange.sheet.header import Header, find_header, other_sheets
from archivekit.exchange.sheet.not_records import tell_of_no_record
from archivekit.exchange.sheet.ods import ods_tables
from archivekit.exchange.sheet.packages import open_package
from archivekit.exchange.sheet.row import Row, Sheet
from archivekit.exchange.sheet.table import Table, bounded
from archivekit.exchange.sheet.xlsx import xlsx_tables
from archivekit.problems import Place, Problems, Severity

_PACKAGE = b"PK\x03\x04"
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_sheet(path: Path, problems: Problems) -> Sheet:
    """The records of a CSV, XLSX or ODS. Problems of single rows go to ``problems``.

    Raises WrongUse where the file cannot be read, has no code or title column, or no row.
    """
    tables = tables_of(path)
    header = find_header(tables, path.name)
    reader = RowReader(header, path.name, problems)
    _tell_of_unknown_columns(header, reader)
    _tell_of_other_sheets(other_sheets(tables, header, path.name), header, reader)
    rows: dict[str, Row] = {}
    keys: dict[str, str] = {}
    last = header.line
    for line, cells in bounded(header.table.rows(), path.name):
        if line <= header.line:
            continue
        last = line
        if header.is_repeated_in(cells):
            problems.add("exchange.headings-again", Severity.NOTE, reader.place(line))
            continue
        if tell_of_no_record(header, cells, reader.place(line), problems):
            continue
        row = None if _is_uncalculated(line, reader) else reader.read(line, cells)
        if row is not None and _is_first(row, rows, reader):
            keys[_row_key(header, cells)] = row.description.code
    if header.line == last:
        raise WrongUse("exchange.sheet-without-rows", file=path.name, line=header.line)
    _tell_of_merged_cells(reader)
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
            start = file.read(64)
        if start[:4] in (_PACKAGE, _OLD_WORKBOOK):
            return _workbook(path)
        if start.lstrip(_BEFORE_XML).startswith((b"<?xml", b"<!DOCTYPE", b"<ead", b"<!--")):
            raise WrongUse("exchange.xml-no-sheet", file=path.name)
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
    for _, name in reader.on_access:
        place = reader.place(header.line, name)
        near = {"fix": found} if (found := access_name_near(name)) else {}
        reader.problems.add(
            "exchange.column-on-access", Severity.WARNING, place, value=name, **near
        )


def _is_uncalculated(line: int, reader: RowReader) -> bool:
    """Whether a column of this line that is understood has a formula without its result."""
    there = reader.header.table.uncalculated.get(line, set())
    columns = [it.text for it in reader.header.headings if it.index in there]
    for column in columns:
        key = "exchange.formula-not-calculated"
        reader.problems.add(key, Severity.ERROR, reader.place(line, column))
    return bool(columns)


def _tell_of_merged_cells(reader: RowReader) -> None:
    """Cells of columns that are understood, below the headings, that reach over several rows."""
    header = reader.header
    columns = {heading.index: heading.text for heading in header.headings}
    for (line, column), last in sorted(header.table.merged.items()):
        if line > header.line and column in columns:
            place = reader.place(line, columns[column])
            reader.problems.add("exchange.merged-cells", Severity.WARNING, place, last=last)


def _tell_of_other_sheets(names: list[str], header: Header, reader: RowReader) -> None:
    if names:
        said = ", ".join(f"« {name} »" for name in names)
        place = Place(file=reader.file)
        reader.problems.add(
            "exchange.other-sheets", Severity.WARNING, place, read=header.table.name, names=said
        )


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
