"""XLSX: the cells of each sheet as Excel in France shows them.

Read here, cell by cell, because libraries give a date without the format it is shown in, and take
memory for every cell between the first and the last.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.number_formats import (
    day_of,
    format_code,
    is_date_format,
    show_day,
    show_number,
)
from archivekit.exchange.sheet.packages import DAMAGE, elements, open_package
from archivekit.exchange.sheet.table import MAX_COLUMNS, MAX_ROWS, NumberedRows, Table

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What cells refer to: shared strings, and the format of each style."""

    strings: list[str]
    formats: list[str]
    from_1904: bool


def xlsx_tables(path: Path) -> list[Table]:
    """The sheets of a workbook. Raises WrongUse where it cannot be read."""
    package = open_package(path)
    try:
        with package:
            parts, from_1904 = _sheets(package)
            workbook = _Workbook(_shared_strings(package), _formats(package), from_1904)
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None
    return [Table(name, partial(_rows, path, part, workbook)) for name, part in parts]


def _tags(name: str) -> tuple[str, str]:
    return _MAIN + name, _STRICT + name


def _sheets(package: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    """Name and part of each sheet in the order of the tabs, and whether days count from 1904."""
    targets = {}
    with package.open("xl/_rels/workbook.xml.rels") as part:
        for relation in elements(part, "{*}Relationship"):
            targets[relation.get("Id")] = posixpath.normpath(
                posixpath.join("/xl", relation.get("Target", ""))
            ).lstrip("/")
    sheets = []
    from_1904 = False
    with package.open("xl/workbook.xml") as part:
        for element in elements(part, "{*}sheet", "{*}workbookPr"):
            if element.tag.endswith("workbookPr"):
                from_1904 = element.get("date1904") in ("1", "true")
                continue
            identifier = element.get(_RELATION_ID) or element.get(_STRICT_RELATION_ID)
            target = targets.get(identifier, "")
            if "worksheets" in target and target in package.namelist():
                sheets.append((element.get("name", ""), target))
    return sheets, from_1904


def _shared_strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    with package.open("xl/sharedStrings.xml") as part:
        return [_text(item) for item in elements(part, *_tags("si"))]


def _text(item: etree._Element) -> str:
    """The text of a string: its runs together, without phonetic readings."""
    phonetic = {run for reading in item.iter("{*}rPh") for run in reading}
    runs = (run.text or "" for run in item.iter("{*}t") if run not in phonetic)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(runs))


def _formats(package: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package.namelist():
        return []
    with package.open("xl/styles.xml") as part:
        root = etree.parse(part, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    written = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iter("{*}numFmt")
    }
    styles = root.find("{*}cellXfs")
    if styles is None:
        return []
    return [format_code(int(style.get("numFmtId", "0")), written) for style in styles]


def _rows(path: Path, part: str, workbook: _Workbook) -> NumberedRows:
    try:
        with open_package(path) as package, package.open(part) as sheet:
            line = 0
            for row in elements(sheet, *_tags("row")):
                line = int(row.get("r", line + 1))
                yield line, _cells(row, line, workbook, path.name)
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None


def _cells(row: etree._Element, line: int, workbook: _Workbook, file: str) -> list[str]:
    cells: list[str] = []
    column = -1
    for cell in row:
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        words = _words(cell, workbook)
        if not words.strip():
            continue
        if column >= MAX_COLUMNS or line > MAX_ROWS:
            raise WrongUse("exchange.too-many-columns", file=file, line=line, most=MAX_COLUMNS)
        cells.extend([""] * (column - len(cells)))
        cells[column:] = [words]
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _words(cell: etree._Element, workbook: _Workbook) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return workbook.strings[int(value)] if value else ""
    if kind == "b":
        return {"1": "VRAI", "0": "FAUX"}.get(value, value)
    if kind == "n" and value:
        return _number(float(value), int(cell.get("s", "0")), workbook)
    return value


def _number(value: float, style: int, workbook: _Workbook) -> str:
    code = workbook.formats[style] if style < len(workbook.formats) else "General"
    if is_date_format(code) and (day := day_of(value, from_1904=workbook.from_1904)):
        return show_day(day, code)
    return show_number(value, code)
