"""XLSX: the cells of each sheet as Excel in France shows them.

Read here, cell by cell, because libraries give a date without the format it is shown in, and take
memory for every cell between the first and the last.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
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
from archivekit.exchange.sheet.packages import DAMAGE, elements, forget, open_package, walk
from archivekit.exchange.sheet.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    MAX_TEXTS,
    NumberedRows,
    Table,
)

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"(?P<column>[A-Z]{1,3})(?P<first>\d{1,7}):[A-Z]{1,3}(?P<last>\d{1,7})")
_MOST_CELLS_OF_A_ROW = 16_384  # Excel's own bound
_MEMORY_OF_A_STRING = 56
_FORGOTTEN_AT_ONCE = 256
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
            strings = _shared_strings(package, path.name)
            workbook = _Workbook(strings, _formats(package), from_1904)
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None
    return [_table(path, name, part, workbook, hidden=hidden) for name, part, hidden in parts]


def _table(path: Path, name: str, part: str, workbook: _Workbook, *, hidden: bool) -> Table:
    asides = _Asides()
    rows = partial(_rows, path, part, workbook, asides)
    return Table(name, rows, hidden, asides.uncalculated, asides.merged)


def _tags(name: str) -> tuple[str, str]:
    return _MAIN + name, _STRICT + name


def _sheets(package: zipfile.ZipFile) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, part and whether it is hidden of each sheet; and whether days count from 1904."""
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
                hidden = element.get("state", "visible") != "visible"
                sheets.append((element.get("name", ""), target, hidden))
    return sheets, from_1904


def _shared_strings(package: zipfile.ZipFile, file: str) -> list[str]:
    """The strings of a workbook. Raises WrongUse where they would fill the memory."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    strings: list[str] = []
    size = 0
    with package.open("xl/sharedStrings.xml") as part:
        for item in elements(part, *_tags("si")):
            # One that is too long is told with its cell.
            strings.append(_text(item)[: MAX_CELL + 1])
            size += len(strings[-1]) + _MEMORY_OF_A_STRING
            if size > MAX_TEXTS:
                raise WrongUse("exchange.too-much-text", file=file, most=MAX_TEXTS // 2**20)
    return strings


def _text(item: etree._Element) -> str:
    """The text of a string: its runs together, without phonetic readings."""
    phonetic = {run for reading in item.iter("{*}rPh") for run in reading}
    runs = (run.text or "" for run in item.iter("{*}t") if run not in phonetic)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(runs))


def _formats(package: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package.namelist():
        return []
    written: dict[int, str] = {}
    styles: list[int] = []
    with package.open("xl/styles.xml") as part:
        for element in elements(part, "{*}numFmt", "{*}cellXfs"):
            if element.tag.endswith("numFmt"):
                written[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            else:
                styles = [int(style.get("numFmtId", "0")) for style in element]
    return [format_code(number, written) for number in styles]


def _rows(path: Path, part: str, workbook: _Workbook, asides: _Asides) -> NumberedRows:
    tags = [tag for name in ("row", "c", "mergeCell") for tag in _tags(name)]
    try:
        with open_package(path) as package, package.open(part) as sheet:
            line = count = 0
            row = _Row(workbook, path.name)
            for _, element in walk(sheet, ("end",), *tags):
                if element.tag.endswith("}c"):
                    row.take(element)
                elif element.tag.endswith("}row"):
                    line, count = int(element.get("r", line + 1)), count + 1
                    if max(line, count) > MAX_ROWS:
                        raise WrongUse("exchange.too-many-rows", file=path.name, most=MAX_ROWS)
                    if row.uncalculated:
                        asides.uncalculated[line] = row.uncalculated
                    yield line, row.cells
                    row.begin()
                    forget(element)
                else:
                    asides.merge(element.get("ref", ""))
    except DAMAGE:
        raise WrongUse("exchange.damaged-workbook", file=path.name) from None


@dataclass(slots=True)
class _Asides:
    """What there is to know of a sheet beside the words in its cells."""

    uncalculated: dict[int, set[int]] = field(default_factory=dict)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)

    def merge(self, reference: str) -> None:
        """Cells made one: ``C5:C9``."""
        match = _RANGE.fullmatch(reference)
        if match and match["last"] != match["first"] and len(self.merged) < MAX_MERGED:
            place = int(match["first"]), _column(match["column"])
            self.merged[place] = int(match["last"])


class _Row:
    """The cells of the row that is being read."""

    def __init__(self, workbook: _Workbook, file: str) -> None:
        self._workbook, self._file = workbook, file
        self.begin()

    def begin(self) -> None:
        """Another row."""
        self._column, self._count = -1, 0
        self.cells: list[str] = []
        self.uncalculated: set[int] = set()

    def take(self, cell: etree._Element) -> None:
        """One cell. Raises WrongUse where it stands too far out."""
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        self._column = _column(reference[1]) if reference else self._column + 1
        self._count += 1
        words = _words(cell, self._workbook)
        if not words and cell.get("t", "n") == "n" and cell.find("{*}f") is not None:
            # Read as an empty cell, which the formula does not mean.
            self.uncalculated.add(self._column)
        if self._count > _MOST_CELLS_OF_A_ROW or (words.strip() and self._column >= MAX_COLUMNS):
            row = cell.getparent()
            line = "?" if row is None else row.get("r", "?")
            raise WrongUse(
                "exchange.too-many-columns", file=self._file, line=line, most=MAX_COLUMNS
            )
        if self._count % _FORGOTTEN_AT_ONCE == 0:
            forget(cell)
        if not words.strip():
            return
        self.cells.extend([""] * (self._column - len(self.cells)))
        self.cells[self._column :] = [words]


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
