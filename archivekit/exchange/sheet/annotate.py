"""A copy of a sheet with a column that says what is wrong in each line; its cells untouched.

XLSX and ODS become XLSX; a CSV stays one, in its own encoding and with its own separator.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.csv_table import body_and_separator
from archivekit.exchange.sheet.encodings import decode
from archivekit.exchange.sheet.packages import DAMAGE, open_package
from archivekit.exchange.sheet.read import tables_of
from archivekit.exchange.sheet.row import Sheet
from archivekit.exchange.sheet.table import MAX_CELL, MAX_COLUMNS
from archivekit.exchange.sheet.workbook import LONGEST_CELL
from archivekit.problems import Problem
from archivekit.texts import text

_PACKAGE = b"PK\x03\x04"
_BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
_WIDTH = 70
# openpyxl holds a whole workbook in memory, some fifty times its unpacked size at worst.
_MOST_IN_MEMORY = 60 * 2**20
# Control characters that no workbook can hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def annotate(path: Path, sheet: Sheet, problems: Iterable[Problem], target: Path) -> None:
    """Writes the copy. Raises WrongUse where ``target`` cannot be it."""
    if target.resolve() == path.resolve():
        raise WrongUse("exchange.annotate-itself", file=target)
    if not target.parent.is_dir():
        raise WrongUse("export.no-folder", folder=target.parent)
    notes = _notes(problems, sheet.header.line)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        _write(path, sheet, notes, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, sheet: Sheet, notes: dict[int, str], target: Path) -> None:
    with path.open("rb") as file:
        is_package = file.read(4) == _PACKAGE
    if not is_package:
        _annotate_csv(path, sheet, notes, target)
        return
    with open_package(path) as package:
        is_xlsx = "xl/workbook.xml" in package.namelist()
        is_large = sum(member.file_size for member in package.infolist()) > _MOST_IN_MEMORY
    if is_xlsx and not is_large:
        _annotate_xlsx(path, sheet, notes, target)
    else:
        _annotate_anew(path, sheet, notes, target)


def _notes(problems: Iterable[Problem], header_line: int) -> dict[int, str]:
    """What is said of each line, one problem a line of the cell; of none: at the headings."""
    notes: dict[int, list[str]] = {}
    for problem in problems:
        column = f"{problem.place.column} : " if problem.place.column else ""
        fix = problem.values.get("fix")
        near = f" → « {fix} »" if fix and not problem.values.get("proposal") else ""
        severity = text(f"exchange.annotate-{problem.severity}")
        said = f"{severity} {column}{problem.sentence()}{near}"
        notes.setdefault(problem.place.line or header_line, []).append(said)
    return {line: "\n".join(said)[:LONGEST_CELL] for line, said in notes.items()}


def _annotate_csv(path: Path, sheet: Sheet, notes: dict[int, str], target: Path) -> None:
    content = path.read_bytes()
    words, encoding = decode(content)
    body, separator = body_and_separator(words)
    line_end = "\r\n" if "\r\n" in body[:10_000] else "\n"
    before = csv.field_size_limit(MAX_CELL)
    out = io.StringIO(newline="")
    out.write(words[: len(words) - len(body)])
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(before)
    width = min(max(map(len, rows), default=0), MAX_COLUMNS)
    for line, cells in enumerate(rows, start=1):
        note = notes.get(line, "")
        if line == sheet.header.line:
            note = _heading(note)
        writer.writerow([*cells, *[""] * (width - len(cells)), note] if note else cells)
    bom = _BOMS.get(encoding, b"")
    mark = bom if content.startswith(bom) else b""
    target.write_bytes(mark + _encoded(out.getvalue(), encoding))


def _encoded(words: str, encoding: str) -> bytes:
    """The words in an encoding that may not have the narrow space of our sentences."""
    try:
        return words.encode(encoding)
    except UnicodeEncodeError:
        return words.replace("\u202f", "\u00a0").replace("→", "->").encode(encoding, "replace")


def _heading(note: str) -> str:
    name = text("exchange.annotate-column")
    return f"{name}\n{note}" if note else name


def _annotate_xlsx(path: Path, sheet: Sheet, notes: dict[int, str], target: Path) -> None:
    try:
        book = openpyxl.load_workbook(path)
    except (*DAMAGE, TypeError, AttributeError, IndexError, InvalidFileException):
        # Readable cell by cell, but not as openpyxl wants it.
        _annotate_anew(path, sheet, notes, target)
        return
    page = book[sheet.name] if sheet.name in book.sheetnames else book.active
    at = len(sheet.header.cells) + 1
    at = max(at, page.max_column + 1) if page.max_column < MAX_COLUMNS else at
    marked = PatternFill("solid", fgColor="FFF2CC")
    heading = {sheet.header.line: _heading(notes.get(sheet.header.line, ""))}
    for line, note in (notes | heading).items():
        cell = page.cell(line, at, _UNWRITABLE.sub(" ", note))
        cell.data_type = "s"
        cell.fill = marked
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions[page.cell(1, at).column_letter].width = _WIDTH
    book.save(target)
    book.close()


def _annotate_anew(path: Path, sheet: Sheet, notes: dict[int, str], target: Path) -> None:
    """The cells as they are shown, in a workbook of their own: for ODS and what is very large."""
    table = next(it for it in tables_of(path) if it.name == sheet.name)
    at = len(sheet.header.cells)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(str(target), options) as book:
        page = book.add_worksheet()
        words = book.add_format({"num_format": "@", "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "bg_color": "#FFF2CC", "valign": "top"})
        page.set_column(at, at, _WIDTH)
        for line, cells in table.rows():
            for index, cell in enumerate(cells):
                if cell:
                    page.write_string(line - 1, index, cell[:LONGEST_CELL], words)
            note = notes.get(line, "")
            note = _heading(note) if line == sheet.header.line else note
            if note:
                page.write_string(line - 1, max(at, len(cells)), note, wrapped)
