"""What may be wrong with a sheet as a whole: between its rows, and in its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from archivekit.description.codes import fold
from archivekit.exchange.sheet.access_cells import on_access
from archivekit.exchange.sheet.columns import known_names, understand
from archivekit.exchange.sheet.row import Row, Sheet
from archivekit.exchange.sheet.vocabulary import nearest
from archivekit.problems import Place, Problems, Severity

_URL = re.compile(r"https?://\S+", re.I)
_NEAR_A_HEADING = 0.8
_NEAR_A_CODE = 0.75
_MOST_CODES = 5_000
_LONGEST_LOOP = 20


def check_whole(sheet: Sheet, known: Mapping[str, str | None] | None, problems: Problems) -> None:
    """Tells what is wrong between rows.

    ``known``: the folded codes of the catalogue with those of their parents; None: no catalogue.
    """
    _unknown_columns(sheet, problems)
    _empty_columns(sheet, problems)
    _parents(sheet, known, problems)
    _files_twice(sheet, problems)
    _urls_twice(sheet, problems)
    there = [row for row in sheet if known and fold(row.description.code) in known]
    if there:
        key = "exchange.check-codes-known"
        problems.add(key, Severity.NOTE, _place(sheet, None), count=len(there))


def _place(sheet: Sheet, line: int | None, column: str | None = None) -> Place:
    return Place(file=sheet.file, sheet=sheet.name, line=line, column=column)


def _column(sheet: Sheet, name: str) -> str | None:
    return next((it.text for it in sheet.header.headings if it.column.name == name), None)


def _unknown_columns(sheet: Sheet, problems: Problems) -> None:
    there = {heading.column.name for heading in sheet.header.headings}
    told = on_access(sheet.header)
    for index, name in sheet.header.unknown():
        if (index, name) in told:
            continue
        near = nearest(name, known_names(), least=_NEAR_A_HEADING)
        found = understand(0, near) if near else None
        place = _place(sheet, sheet.header.line, name)
        if found and found.column.name not in there:
            problems.add(
                "exchange.check-column-near", Severity.WARNING, place, value=name, near=near
            )
        else:
            problems.add("exchange.check-column-unknown", Severity.NOTE, place, value=name)


def _empty_columns(sheet: Sheet, problems: Problems) -> None:
    if not sheet.rows:
        return
    filled: set[int] = set()
    for row in sheet:
        filled.update(index for index, cell in enumerate(row.cells) if cell)
    empty = [name for index, name in enumerate(sheet.header.cells) if name and index not in filled]
    if empty:
        key = "exchange.check-columns-empty"
        place = _place(sheet, sheet.header.line)
        columns = ", ".join(f"« {name} »" for name in empty)
        problems.add(key, Severity.NOTE, place, columns=columns, rows=len(sheet.rows))


def _parents(sheet: Sheet, known: Mapping[str, str | None] | None, problems: Problems) -> None:
    rows = {fold(row.description.code): row for row in sheet}
    above = dict(known or {})
    for code, row in rows.items():
        parent = row.description.parent_code
        above[code] = fold(parent) if parent else above.get(code)
    column = _column(sheet, "parent_code")
    codes = tuple(row.description.code for row in sheet)
    for code, row in rows.items():
        parent = above[code]
        place = _place(sheet, row.line, column)
        own, said = row.description.code, row.description.parent_code or ""
        if parent is not None and parent not in above:
            _tell_of_missing(known, codes, said, own, place, problems)
        elif parent is not None and (loop := _loop(code, above)):
            names = " > ".join(rows[it].description.code if it in rows else it for it in loop)
            values = {"code": own, "loop": names}
            problems.add("exchange.check-loop", Severity.ERROR, place, value=said, **values)


def _tell_of_missing(
    known: Mapping[str, str | None] | None,
    codes: tuple[str, ...],
    parent: str,
    code: str,
    place: Place,
    problems: Problems,
) -> None:
    if known is None:
        key, severity = "exchange.check-parent-elsewhere", Severity.WARNING
    else:
        key, severity = "exchange.check-parent-missing", Severity.ERROR
    more = {"fix": near} if (near := _near_code(parent, codes)) else {}
    problems.add(key, severity, place, value=parent, code=code, **more)


@lru_cache(maxsize=1024)
def _near_code(parent: str, codes: tuple[str, ...]) -> str:
    return nearest(parent, codes, least=_NEAR_A_CODE) if len(codes) <= _MOST_CODES else ""


def _loop(code: str, above: Mapping[str, str | None]) -> list[str]:
    """The codes from one up to itself; empty where it is not its own ancestor."""
    chain, seen = [code], {code}
    while (parent := above.get(chain[-1])) is not None and parent not in seen:
        chain.append(parent)
        seen.add(parent)
    return [*chain, code][:_LONGEST_LOOP] if above.get(chain[-1]) == code else []


def _files_twice(sheet: Sheet, problems: Problems) -> None:
    _twice(sheet, "files", ((row, name) for row in sheet for name in row.files), problems)


def _urls_twice(sheet: Sheet, problems: Problems) -> None:
    for heading in sheet.header.headings:
        if heading.column.name == "old_code":
            cells = (
                (row, row.cells[heading.index]) for row in sheet if len(row.cells) > heading.index
            )
            urls = ((row, cell) for row, cell in cells if _URL.fullmatch(cell))
            _twice(sheet, "url", urls, problems, column=heading.text)


def _twice(
    sheet: Sheet,
    kind: str,
    found: Iterator[tuple[Row, str]],
    problems: Problems,
    *,
    column: str | None = None,
) -> None:
    first: dict[str, Row] = {}
    column = column or _column(sheet, kind)
    for row, value in found:
        before = first.setdefault(value.casefold(), row)
        if before is not row:
            place = _place(sheet, row.line, column)
            key = f"exchange.check-{kind}-twice"
            problems.add(key, Severity.WARNING, place, value=value, first=before.line)
