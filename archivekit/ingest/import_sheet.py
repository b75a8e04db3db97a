"""A sheet taken in as an edit: cell by cell, only what differs from the catalogue.

Which record a row is, says :mod:`archivekit.ingest.sheet_rows`. A column that is not there changes
nothing, an emptied cell empties its value, a row that is not there leaves its record alone. New
codes are new records, below the parent that they name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from archivekit.catalogue import StoredRecord, current_user, new_record
from archivekit.description.codes import fold
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.errors import ArchivekitError
from archivekit.exchange.sheet import Row, Sheet, read_sheet
from archivekit.exchange.sheet.outgoing_cells import plain
from archivekit.ingest.cell_edits import Edit, differing, edited
from archivekit.ingest.importing import Import
from archivekit.ingest.preserve import Keeper
from archivekit.ingest.sheet_rows import parents_first, records_of_rows
from archivekit.problems import Place, Problem, Problems, Severity
from archivekit.texts import language_of_the_locale, text

_LONGEST_SHOWN = 60
_PARENT_LESS = ("", None)
_UNKNOWN_COLUMNS = "exchange.unknown-columns"


def take(file: Path, work: Import) -> None:
    """Takes the edits of one sheet. Raises WrongUse where it is none."""
    found = Problems(most=None)
    sheet = read_sheet(file, found)
    _SheetEdit(work, sheet, _by_line(found)).run()


def _by_line(problems: Problems) -> dict[int | None, list[Problem]]:
    by_line: dict[int | None, list[Problem]] = {}
    for problem in problems:
        by_line.setdefault(problem.place.line, []).append(problem)
    return by_line


@dataclass(slots=True)
class _SheetEdit:
    work: Import
    sheet: Sheet
    # What reading the sheet found; only what concerns a change is worth telling.
    found: dict[int | None, list[Problem]]
    language: str = field(default_factory=language_of_the_locale)
    keeper: Keeper | None = None
    # By folded code: the numbers of the rows' records as far as they are done, 0 for what a dry run
    # adds; None where a row was left out.
    done: dict[str, int | None] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    # Headings that records of the catalogue brought themselves.
    ours: set[str] = field(default_factory=set)
    position: int = 0
    dates: set[str] = field(init=False)
    access: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.dates = self._headings("date", "date_first", "date_last")
        self.access = self._headings("access")

    def _headings(self, *names: str) -> set[str]:
        return {it.text for it in self.sheet.header.headings if it.column.name in names}

    def run(self) -> None:
        """All rows, parents before their children."""
        request = self.work.request
        if not self.work.dry_run:
            self.keeper = Keeper(request.archive, message=request.command, who=current_user())
        self.rows = {fold(row.description.code): row for row in self.sheet}
        self.position = self._last_position()
        stored, copies = records_of_rows(self.sheet, self.work.catalogue.records)
        for row in copies:
            self._tell("ingest.copied-row", row, Severity.NOTE, code=row.description.code)
        lines = {row.line for row in self.sheet}
        self.work.step.total(len(self.rows))
        for line in sorted(set(self.found) - lines, key=lambda it: it or 0):
            self._tell_of_left_out(line)
        for row in parents_first(self.sheet, self.rows):
            self._take(row, stored.get(row.line))
            self.work.step.advance()
        self._tell_of_unknown_columns()

    def _tell_of_left_out(self, line: int | None) -> None:
        problems = [it for it in self.found[line] if it.key != _UNKNOWN_COLUMNS]
        self.work.problems.extend(problems)
        if any(problem.severity is Severity.ERROR for problem in problems):
            self.work.counts.left_out += 1

    def _tell_of_unknown_columns(self) -> None:
        """Those that no record had before: what an export wrote is no news when it comes back."""
        names = [name for name in self.sheet.unknown_columns if name not in self.ours]
        if names:
            place = Place(file=self.sheet.file, sheet=self.sheet.name, line=self.sheet.header.line)
            columns = ", ".join(f"« {name} »" for name in names)
            self.work.problems.add(_UNKNOWN_COLUMNS, Severity.NOTE, place, columns=columns)

    def _look_at_files(self, row: Row, there: set[str]) -> None:
        """Scans come in by an ingest alone: a cell that says otherwise is not passed over."""
        heading = self._headings("files") or self._headings("folder")
        if not heading:
            return
        named = {name.replace("\\", "/").rpartition("/")[2] for name in row.files}
        differs = named != there if self._headings("files") else bool(row.folder and not there)
        if differs:
            value = _short(" ; ".join(row.files) or row.folder or "") or "—"
            place = replace(self._place(row), column=min(heading))
            self.work.problems.add(
                "ingest.files-not-taken",
                Severity.WARNING,
                place,
                value=value,
                sheet=self.sheet.file,
            )

    def _last_position(self) -> int:
        rows = self.work.catalogue.database.execute("select max(position) from records")
        return int(rows.fetchone()[0] or 0)

    def _tell(self, key: str, row: Row, severity: Severity, **values: object) -> None:
        self.work.problems.add(key, severity, self._place(row), **values)

    def _place(self, row: Row) -> Place:
        return Place(file=self.sheet.file, sheet=self.sheet.name, line=row.line)

    def _take(self, row: Row, record_id: int | None) -> None:
        stored = self.work.catalogue.records.get(record_id) if record_id else None
        try:
            self._add(row) if stored is None else self._change(row, stored)
        except ArchivekitError as error:
            problem = Problem(error.key, place=self._place(row), values=error.values)
            self._leave_out(row, problem)

    def _leave_out(self, row: Row, problem: Problem) -> None:
        self.work.problems.extend([problem])
        self.work.counts.left_out += 1
        self.done[fold(row.description.code)] = None

    def _add(self, row: Row) -> None:
        code = row.description.code
        parent, known = self._parent(row.description.parent_code)
        if not known:
            key = "ingest.parent-not-there"
            values = {"code": code, "parent": row.description.parent_code}
            self._leave_out(row, Problem(key, place=self._place(row), values=values))
            return
        self.position += 1
        record = new_record(
            row.description,
            position=self.position,
            source_file=self.sheet.file,
            source_sheet=self.sheet.name,
            source_line=row.line,
        )
        self.work.problems.extend(self.found.get(row.line, []))
        if self.work.dry_run:
            # Done, the summary says how many came new; what changed is named both times.
            self._tell_line("ingest.told-new", code=code, title=_short(row.description.title))
        self._look_at_files(row, set())
        self.work.counts.added += 1
        self._save(row, replace(record, parent_id=parent))

    def _change(self, row: Row, stored: StoredRecord) -> None:
        self._look_at_files(row, {file.name for file in self.work.catalogue.files.of(stored.id)})
        self.ours.update(plain(heading) for heading in stored.unknown)
        parent_code = self._code_of_parent(stored)
        before = stored.description(parent_code)
        edits = list(edited(before, row, self.sheet.header, self.language))
        record = stored
        if edits:
            after = edits[-1].after
            record = stored.described(after)
            if any(edit.column == "parent_code" for edit in edits):
                parent, known = self._parent(after.parent_code)
                if not known:
                    key = "ingest.parent-not-there"
                    values = {"code": row.description.code, "parent": after.parent_code}
                    self._leave_out(row, Problem(key, place=self._place(row), values=values))
                    return
                record = replace(record, parent_id=parent)
                if record.parent_id == stored.parent_id:
                    edits = [edit for edit in edits if edit.column != "parent_code"]
        columns = differing(before, row, self.sheet.header)
        if columns & self.dates:
            columns |= self.access
        self.work.problems.extend(
            [it for it in self.found.get(row.line, []) if it.place.column in columns]
        )
        if record == stored or not edits:
            self.done[fold(row.description.code)] = stored.id
            self.work.counts.unchanged += 1
            return
        self.work.catalogue.records.check(record, stored)
        self._tell_of_changes(row, stored, record, edits)
        self.work.counts.changed += 1
        self._save(row, record)

    def _code_of_parent(self, stored: StoredRecord) -> str | None:
        """The code of a record's parent before this sheet changed anything."""
        if stored.parent_id is None:
            return None
        if stored.parent_id not in self.codes:
            parent = self.work.catalogue.records.get(stored.parent_id)
            self.codes[stored.parent_id] = parent.code if parent else ""
        return self.codes[stored.parent_id] or None

    def _parent(self, code: str | None) -> tuple[int | None, bool]:
        """The number of the record of a parent code, and whether it is known."""
        if code in _PARENT_LESS:
            return None, True
        folded = fold(code or "")
        if folded in self.done:
            number = self.done[folded]
            return number, number is not None
        record = self.work.catalogue.records.find(code or "")
        if record is None or record.partner is not None:
            return None, False
        return record.id, True

    def _tell_of_changes(
        self, row: Row, before: StoredRecord, after: StoredRecord, edits: list[Edit]
    ) -> None:
        for edit in edits:
            was, now = _short(edit.was) or "—", _short(edit.is_) or "—"
            self._tell_line(
                "ingest.told-change", code=before.code, field=edit.heading, was=was, now=now
            )
            self.work.counts.edits.append(
                {"code": before.code, "field": edit.heading, "was": edit.was, "now": edit.is_}
            )
        if _opens(after) < _opens(before):
            self._tell("ingest.opens-a-record", row, Severity.WARNING, code=after.code)

    def _tell_line(self, key: str, **values: object) -> None:
        self.work.counts.told.append(text(key, **values))

    def _save(self, row: Row, record: StoredRecord) -> None:
        """The master's description first, then the catalogue: the order that survives a cut."""
        before = self.work.catalogue.records.get(record.id) if record.id else None
        if before is not None:
            self.codes.setdefault(before.id, before.code)
        if self.keeper is None:
            self.done[fold(row.description.code)] = record.id
            return
        batch = self.work.batch
        with batch.transaction():
            saved = self.work.catalogue.records.save(batch, record)
            self._keep(before, saved)
        self.done[fold(row.description.code)] = saved.id

    def _keep(self, before: StoredRecord | None, saved: StoredRecord) -> None:
        assert self.keeper is not None
        catalogue = self.work.catalogue
        if before is None:
            parent = catalogue.records.get(saved.parent_id) if saved.parent_id else None
            self.keeper.keep(saved, parent.code if parent else None, [], [], {})
            return
        self.keeper.keep_again(catalogue, saved.uid)
        if before.code != saved.code:
            # Their descriptions name their parent by its code.
            children = catalogue.records.children(saved.id)
            self.keeper.keep_all_again(catalogue, [child.uid for child in children])


def _opens(record: StoredRecord) -> str:
    """The first day that a record's own words let it be seen."""
    return NEVER if record.publish is False else record.open_from or AT_ONCE


def _short(words: str) -> str:
    """Words as they stand in one line for a person."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1].rstrip() + "…"
