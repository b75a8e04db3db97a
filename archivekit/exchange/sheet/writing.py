"""Records as a sheet that an archivist edits and takes in again: a workbook, or a CSV.

Both hold all that a record says, but for the XML of the finding aid that it came from. Read again
untouched, they change nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from archivekit.errors import WrongUse
from archivekit.exchange.outgoing import Institution, Outgoing, Records
from archivekit.exchange.sheet.csv_table import with_mark
from archivekit.exchange.sheet.layout import Placed, columns_for
from archivekit.exchange.sheet.table import MAX_CELL
from archivekit.exchange.sheet.workbook import LONGEST_CELL, MOST_ROWS, write_workbook
from archivekit.problems import Place, Problems, Severity
from archivekit.texts import LANGUAGES, text


def write_xlsx(
    records: Records, institution: Institution, target: Path, problems: Problems
) -> None:
    """A workbook: text cells, lists to choose from, a second sheet that explains the columns."""
    columns = _columns(records, institution.reader, problems)
    write_workbook(
        target,
        columns,
        _rows(records, columns, institution.reader, LONGEST_CELL, problems),
        institution.reader,
    )


def write_csv(records: Records, institution: Institution, target: Path, problems: Problems) -> None:
    """A CSV as Excel in France opens it: ``;``, UTF-8 with a byte order mark."""
    columns = _columns(records, institution.reader, problems)
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([with_mark(column.text) for column in columns])
        for cells in _rows(records, columns, institution.reader, MAX_CELL, problems):
            writer.writerow(map(with_mark, cells))


def stays_in_the_catalogue(cell: str) -> bool:
    """Whether a cell stands for a text too long for a sheet, which so stays as it is."""
    return any(cell == text("exchange.cell-left-out", language) for language in LANGUAGES)


def _columns(records: Records, reader: str, problems: Problems) -> list[Placed]:
    columns, without_room = columns_for(records(), reader)
    if without_room:
        names = ", ".join(without_room[:20])
        problems.add(
            "exchange.columns-without-room",
            Severity.WARNING,
            count=len(without_room),
            columns=names,
        )
    return columns


def _rows(
    records: Records, columns: Sequence[Placed], reader: str, longest: int, problems: Problems
) -> Iterator[list[str]]:
    for line, outgoing in enumerate(records(), start=2):
        if line > MOST_ROWS:
            raise WrongUse("exchange.too-many-records", most=MOST_ROWS - 1)
        cells = [column.cell(outgoing, reader) for column in columns]
        if any(len(cell) > longest for cell in cells):
            _shorten(cells, columns, outgoing, reader, longest, problems)
        yield cells


def _shorten(
    cells: list[str],
    columns: Sequence[Placed],
    outgoing: Outgoing,
    reader: str,
    longest: int,
    problems: Problems,
) -> None:
    for index, cell in enumerate(cells):
        if len(cell) > longest:
            cells[index] = text("exchange.cell-left-out", reader)
            place = Place(record=outgoing.description.code, column=columns[index].text)
            problems.add(
                "exchange.cell-too-long-for-a-sheet", Severity.WARNING, place, most=longest
            )
