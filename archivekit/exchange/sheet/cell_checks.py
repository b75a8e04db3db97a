"""What may be wrong in the cells of one row, beyond what reading them tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from archivekit.description import dates, rights
from archivekit.exchange.sheet.columns import Heading
from archivekit.exchange.sheet.header import Header
from archivekit.exchange.sheet.row import Row
from archivekit.exchange.sheet.subject_checks import SubjectChecks
from archivekit.exchange.sheet.values import one, several
from archivekit.problems import Place, Problems, Severity

_EARLIEST_YEAR = 500
_DOUBLE_SPACE = re.compile(r"\S[ \u00a0]{2,}\S")
_TRAILING = re.compile(r"[;|]\s*$|^\s*[;|]")
_DOUBLED = re.compile(r"[;|]\s*[;|]")
# Areas of an ISBD notice: "Titre / auteur. - Lieu : éditeur, 1995. - 1 affiche ; 60 x 40 cm".
_AREAS = re.compile(r"\.\s*[-–—]\s")
_MEASURE = re.compile(r"\d\s*[xX×]\s*\d+\s*(?:cm|mm)\b|\bill\.|\bcoul\.")
_RESPONSIBILITY = re.compile(r"\s/\s")
_CAPITALS = re.compile(r"[^\W\d_]")
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{2,5}$|[*?/\\]")
_FEW_LETTERS = 8


@dataclass(slots=True)
class CellChecks:
    """Checks rows one by one. ``subjects``: None where there is no thesaurus to check by."""

    header: Header
    file: str
    problems: Problems
    today: dt.date
    subjects: SubjectChecks | None = None

    def check(self, row: Row) -> None:
        """Tells what is doubtful in a row."""
        for heading in self.header.headings:
            cell = self._cell(row, heading.index)
            if cell:
                self._check_cell(row, heading, cell)
        self._check_dates(row)
        self._check_pages(row)

    def _cell(self, row: Row, index: int) -> str:
        return row.cells[index] if index < len(row.cells) else ""

    def tell(
        self, key: str, row: Row, column: str | None, severity: Severity, **values: object
    ) -> None:
        """One problem of a row."""
        place = Place(file=self.file, sheet=self.header.table.name, line=row.line, column=column)
        self.problems.add(key, severity, place, **values)

    def _check_cell(self, row: Row, heading: Heading, cell: str) -> None:
        if heading.column.several and (_TRAILING.search(cell) or _DOUBLED.search(cell)):
            self._note("exchange.check-separator", row, heading, cell)
        if _DOUBLE_SPACE.search(cell):
            self._note("exchange.check-spaces", row, heading, cell)
        checks: dict[str, Callable[[Row, Heading, str], None]] = {
            "title": self._check_title,
            "license": self._check_licence,
            "files": self._check_file_names,
            "subject": self._check_subjects,
        }
        if check := checks.get(heading.column.name):
            check(row, heading, cell)

    def _note(self, key: str, row: Row, heading: Heading, cell: str) -> None:
        self.tell(key, row, heading.text, Severity.NOTE, value=_short(cell))

    def _check_title(self, row: Row, heading: Heading, cell: str) -> None:
        if "\n" in cell or "\r" in cell:
            self._note("exchange.check-title-lines", row, heading, cell)
        if is_notice(cell):
            self._note("exchange.check-title-notice", row, heading, cell)
        elif is_in_capitals(cell):
            self._note("exchange.check-title-capitals", row, heading, cell)

    def _check_licence(self, row: Row, heading: Heading, cell: str) -> None:
        for value in several(cell):
            if rights.license_uri(value) is None:
                self.tell(
                    "exchange.check-licence", row, heading.text, Severity.WARNING, value=value
                )

    def _check_subjects(self, row: Row, heading: Heading, cell: str) -> None:
        if self.subjects is None:
            return
        for value in several(cell):
            if (doubt := self.subjects.doubt(value)) is not None:
                fix = {"fix": doubt.term} if doubt.term else {}
                self.tell(doubt.key, row, heading.text, Severity.NOTE, value=value, **fix)

    def _check_file_names(self, row: Row, heading: Heading, _: str) -> None:
        title = row.description.title
        for name in row.files:
            if name == title or (" " in name and not _FILE_NAME.search(name)):
                self.tell(
                    "exchange.check-no-file-name",
                    row,
                    heading.text,
                    Severity.WARNING,
                    value=_short(name),
                )

    def _heading(self, name: str) -> Heading | None:
        return next((it for it in self.header.headings if it.column.name == name), None)

    def _check_dates(self, row: Row) -> None:
        said = row.description
        heading = self._heading("date") or self._heading("date_first") or self._heading("date_last")
        if heading is None:
            return
        first, last = said.date_first or "", said.date_last or ""
        if (max(first, last) > self.today.isoformat() and first[:4] > str(self.today.year)) or last[
            :4
        ] > str(self.today.year):
            self._doubt("exchange.check-date-future", row, heading, said.date_text)
        if first and int(first[:4]) < _EARLIEST_YEAR:
            self._doubt("exchange.check-date-early", row, heading, said.date_text)
        self._compare_columns(row)

    def _doubt(self, key: str, row: Row, heading: Heading, value: str) -> None:
        self.tell(key, row, heading.text, Severity.WARNING, value=value)

    def _compare_columns(self, row: Row) -> None:
        """The date in words against the two columns of its ends."""
        said = row.description
        whole = self._heading("date")
        for name, day in (("date_first", said.date_first), ("date_last", said.date_last)):
            heading = self._heading(name)
            cell = one(self._cell(row, heading.index)) if heading else ""
            if heading is None or whole is None or not cell or not self._cell(row, whole.index):
                continue
            found = dates.read(cell)
            if isinstance(found, dates.Unread):
                self._doubt("exchange.check-end-unread", row, heading, cell)
                continue
            end = found.first if name == "date_first" else found.last
            if end and day and end[:4] != day[:4]:
                self.tell(
                    "exchange.check-dates-differ",
                    row,
                    heading.text,
                    Severity.WARNING,
                    value=cell,
                    date=said.date_text,
                    other=whole.text,
                )

    def _check_pages(self, row: Row) -> None:
        first, last, count = row.first_view, row.last_view, row.page_count
        heading = self._heading("last_view") or self._heading("page_count")
        if heading is None or last is None:
            return
        if first is not None and first > last:
            self.tell(
                "exchange.check-views-reversed",
                row,
                heading.text,
                Severity.WARNING,
                value=last,
                first=first,
            )
        elif count is not None and count != last - (first or 1) + 1:
            self.tell(
                "exchange.check-page-count",
                row,
                heading.text,
                Severity.WARNING,
                value=count,
                first=first or 1,
                last=last,
            )


def is_notice(title: str) -> bool:
    """Whether a whole ISBD notice stands in a title."""
    areas = len(_AREAS.findall(title))
    return areas >= 2 or (
        areas >= 1 and bool(_MEASURE.search(title) or _RESPONSIBILITY.search(title))
    )


def is_in_capitals(title: str) -> bool:
    """Whether a title is written in capitals only."""
    letters = _CAPITALS.findall(title)
    return len(letters) >= _FEW_LETTERS and title.upper() == title and title.lower() != title


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= 120 else line[:119] + "…"
