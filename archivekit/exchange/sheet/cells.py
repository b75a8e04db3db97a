"""One row's cells to a description, each problem told with its line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from archivekit.description import dates, languages, levels, opening
from archivekit.description.codes import fold
from archivekit.description.record import Description, Terms, Value
from archivekit.exchange.access_told import tell_access
from archivekit.exchange.pages_told import tell_pages
from archivekit.exchange.sheet.access_cells import access_text, on_access
from archivekit.exchange.sheet.columns import Heading
from archivekit.exchange.sheet.header import Header
from archivekit.exchange.sheet.number_formats import day_of_serial
from archivekit.exchange.sheet.row import Row
from archivekit.exchange.sheet.table import Cells, column_letter
from archivekit.exchange.sheet.term_cells import take_licence, values_of
from archivekit.exchange.sheet.values import file_names, from_to, lines, number, one, yes_or_no
from archivekit.problems import Place, Problems, Severity, shortened

_T = TypeVar("_T")
_LONGEST_IN_EXCEL = 32767
_LONGEST_CODE = 1000
_SHOWN = 60
_FOR_WANT_OF_A_DATE = frozenset(
    (
        *(opening.Why.NO_LAST_DATE, opening.Why.NO_BIRTH, opening.Why.NO_DEATH),
        *(opening.Why.OPEN_ENDED, opening.Why.SILENT),
    )
)


@dataclass(slots=True)
class RowReader:
    """Reads the rows under one header."""

    header: Header
    file: str
    problems: Problems
    # The column of each single thing.
    by_name: dict[str, Heading] = field(init=False)
    unknown: list[tuple[int, str]] = field(init=False)
    on_access: list[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.unknown = self.header.unknown()
        self.on_access = on_access(self.header)
        self.by_name = {
            heading.column.name: heading
            for heading in reversed(self.header.headings)
            if not heading.is_parallel_title
        }

    def read(self, line: int, cells: Cells) -> Row | None:
        """The row's record; None where it has no reference code."""
        return _Cells(self, line, cells).row()

    def place(self, line: int, column: str | None = None) -> Place:
        """Where something is."""
        return Place(file=self.file, sheet=self.header.table.name, line=line, column=column)


@dataclass(slots=True)
class _Cells:
    reader: RowReader
    line: int
    cells: Cells

    def row(self) -> Row | None:
        """The row's record; None where it has no reference code."""
        code, title = one(self._cell("code")), one(self._cell("title"))
        if not code or not fold(code):
            self._tell("exchange.row-without-code", "code", Severity.ERROR, title=title or "—")
            return None
        if len(code) > _LONGEST_CODE:
            self._tell(
                "exchange.code-too-long",
                "code",
                Severity.ERROR,
                value=shortened(code, _SHOWN),
                most=_LONGEST_CODE,
            )
            return None
        if not title:
            self._tell("exchange.row-without-title", "title", code=code)
        description = Description(
            code=code,
            title=title,
            level=self._read("level", levels.read, "description.level-unknown"),
            parent_code=self._parent(code),
            terms=self._terms(title),
            publish=self._publish(),
            internal_notes=self._cell("internal_notes"),
            unknown=self._unknown(),
            typed=self._typed(),
        )
        self._dates(description)
        self._access(description)
        description.scans = file_names(self._cell("scans"))
        return Row(
            line=self.line,
            description=description,
            files=file_names(self._cell("files")),
            folder=self._cell("folder") or None,
            page_count=self._number("page_count"),
            first_view=self._number("first_view"),
            last_view=self._number("last_view"),
            uid=one(self._cell("uid")),
            cells=self.cells,
        )

    def _at(self, heading: Heading) -> str:
        return self.cells[heading.index] if heading.index < len(self.cells) else ""

    def _cell(self, name: str) -> str:
        """The cell of a column that stands for a single thing; empty where there is none."""
        heading = self.reader.by_name.get(name)
        return self._at(heading) if heading else ""

    def _tell(
        self, key: str, name: str, severity: Severity = Severity.WARNING, **values: object
    ) -> None:
        heading = self.reader.by_name.get(name)
        place = self.reader.place(self.line, heading.text if heading else None)
        self.reader.problems.add(key, severity, place, **values)

    def _read(self, name: str, read: Callable[[str], _T | None], problem: str) -> _T | None:
        """What a cell says, or a problem where it says something that is not understood."""
        cell = self._cell(name)
        found = read(cell) if cell else None
        if cell and found is None:
            self._tell(problem, name, value=one(cell))
        return found

    def _number(self, name: str) -> int | None:
        return self._read(name, number, "exchange.number-unread")

    def _parent(self, code: str) -> str | None:
        parent = one(self._cell("parent_code"))
        return parent if parent and fold(parent) != fold(code) else None

    def _terms(self, title: str) -> Terms:
        terms: Terms = {}
        for heading in self.reader.header.headings:
            cell = self._at(heading)
            if not cell:
                continue
            if len(cell) > _LONGEST_IN_EXCEL:
                self._tell("exchange.cell-very-long", heading.column.name)
            if heading.column.term:
                values = values_of(heading, cell)
                terms.setdefault(heading.column.term, []).extend(values)
            elif heading.is_parallel_title:
                parallel = terms.setdefault("title", [self._main_title(title)])
                parallel.append(Value(one(cell), heading.language))
        if (main := self._main_title(title)).language:
            terms.setdefault("title", [main])
        self._languages(terms)
        take_licence(terms)
        return terms

    def _main_title(self, title: str) -> Value:
        cell = self._cell("title_language")
        found = languages.read(cell) if cell else None
        return Value(title, found.tag if found else None)

    def _languages(self, terms: Terms) -> None:
        for value in terms.get("language", ()):
            _, unknown = languages.read_all(value.text)
            if unknown:
                words = ", ".join(unknown)
                self._tell("description.language-unknown", "language", value=words)

    def _publish(self) -> bool | None:
        """Published yes or no. What is not clear, or asked to be withdrawn, is not published."""
        if (cell := self._cell("withdrawal")) and yes_or_no(cell) is not False:
            return False
        cell = self._cell("publish")
        if not cell:
            return None
        answer = yes_or_no(cell)
        if answer is None:
            self._tell("exchange.publish-unclear", "publish", value=one(cell))
        return answer is True

    def _unknown(self) -> dict[str, str]:
        return {
            name: cell
            for index, name in self.reader.unknown
            if index < len(self.cells) and (cell := self.cells[index])
        }

    def _typed(self) -> dict[str, str]:
        """Every cell to the letter. A column without a heading goes by its letter."""
        typed: dict[str, str] = {}
        names = self.reader.header.cells
        for index, cell in enumerate(self.cells):
            if cell:
                name = names[index] if index < len(names) and names[index] else column_letter(index)
                typed[name if name not in typed else f"{name} ({column_letter(index)})"] = cell
        return typed

    def _dates(self, description: Description) -> None:
        text, column = one(self._cell("date")), "date"
        ends = [one(self._cell("date_first")), one(self._cell("date_last"))]
        if not text and any(ends):
            text, column = from_to(*ends), "date_first" if ends[0] else "date_last"
        description.date_text = text
        if not text:
            return
        found = dates.read(text)
        if isinstance(found, dates.Unread):
            self._tell_of_date(text, column, found)
            return
        description.date_edtf = found.edtf
        description.date_first, description.date_last = found.first, found.last

    def _tell_of_date(self, text: str, column: str, found: dates.Unread) -> None:
        if serial := day_of_serial(text):
            self._tell("description.date-excel-proposal", column, value=text, proposal=serial)
            return
        key = f"description.date-{found.why}" + ("-proposal" if found.proposal else "")
        self._tell(key, column, value=text, proposal=found.proposal)

    def _access(self, description: Description) -> None:
        """From which day it may be read, and from which shown on line."""
        description.birth_text, description.death_text = self._life("birth"), self._life("death")
        description.access_text = self._access_text()
        found = self._opening("access", description.access_text, description)
        description.open_from = opening.stored(found)
        self._stated_day(description, found)
        online = self._opening("online", lines(self._cell("online")), description)
        # Something is said of it that could not be read: not on line.
        unread = isinstance(online, opening.Unread)
        description.online_from = opening.NEVER if unread else opening.stored(online)
        description.closed_pages = lines(self._cell("closed_pages"))
        tell_pages(self._tell, description)

    def _access_text(self) -> str:
        heading = self.reader.by_name.get("access")
        return access_text(
            self._cell("access"), heading.text if heading else "", self.reader.on_access, self.cells
        )

    def _opening(
        self, name: str, text: str, description: Description
    ) -> opening.OpenFrom | opening.Unread | None:
        """What a text says of the first day."""
        found = opening.read_for(description, text)
        if name == "online" and found == opening.Unread(opening.Why.ASIDE):
            # Something is said there, and no day: it is not on line.
            found = opening.Unread(opening.Why.SILENT)
        tell_access(lambda key, *how, **values: self._tell(key, name, *how, **values), text, found)
        return found

    def _stated_day(
        self, description: Description, found: opening.OpenFrom | opening.Unread | None
    ) -> None:
        """A first day that has a column of its own. Of two that differ, the later holds."""
        stated = self._day("open_from")
        if stated is None:
            return
        # Only what could not be counted for want of another date gives way to a stated day.
        gives_way = found is None or (
            isinstance(found, opening.Unread) and found.why in _FOR_WANT_OF_A_DATE
        )
        own = opening.AT_ONCE if gives_way else description.open_from or opening.AT_ONCE
        description.open_from = max(stated, own)

    def _day(self, name: str) -> str | None:
        """The day of a cell; never, where it says something that is no day. None: nothing said."""
        cell = one(self._cell(name))
        if not cell:
            return None
        found = opening.read(cell)
        if isinstance(found, opening.OpenFrom):
            return found.day
        self._tell("exchange.day-unread", name, value=cell)
        return opening.NEVER

    def _life(self, name: str) -> str:
        """A birth or a death as typed."""
        cell = one(self._cell(name))
        found = dates.read(cell) if cell else None
        if isinstance(found, dates.Unread):
            self._tell(f"description.date-{dates.Why.UNKNOWN}", name, value=cell, proposal="")
        return cell
