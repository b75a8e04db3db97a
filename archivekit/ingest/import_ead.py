"""Finding aids into the catalogue: read, compared with what is there, preserved, then committed.

The order that survives a power cut: the finding aid as received and all its records go into one
version of its top record's OCFL object, then the catalogue is changed in one transaction. Killed
anywhere, the same command finds what is done and goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archivekit.catalogue import StoredRecord, current_user, new_record
from archivekit.exchange.ead.reading import read_finding_aids
from archivekit.exchange.ead.told import Told
from archivekit.ingest.ead_plan import Planner
from archivekit.ingest.ead_spool import Planned, Spool, State
from archivekit.ingest.importing import Import
from archivekit.ingest.preserve import RECORDS_FILE, Keeper, record_json
from archivekit.texts import text

MOST_TOLD = 500
MOST_OF_A_TITLE = 120


def take(file: Path, work: Import) -> None:
    """Takes the finding aids of one file in.

    Raises WrongUse where the file cannot be read whole: nothing of it is then taken.
    """
    told = Told(work.problems, file.name)
    work.step.total(sum(each.stat().st_size for each in work.request.files if each.is_file()))
    with _spool(work) as (spool, folder):
        for component in read_finding_aids(file, told, work.step):
            spool.add(component)
        planner = Planner(work.catalogue, spool, told, file.name)
        planner.make()
        if not work.dry_run:
            _Keeping(file, work, spool, folder).keep()
        _count(spool, planner, work)


@contextmanager
def _spool(work: Import) -> Iterator[tuple[Spool, Path]]:
    """A spool on the archive's own disk; in a dry run nothing of the archive's is touched."""
    workspace = None
    if not work.dry_run:
        workspace = work.request.archive.workspace
        workspace.mkdir(exist_ok=True)
        for left in workspace.glob("import-*"):  # by an import that was killed
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=workspace, prefix="import-") as folder:
        spool = Spool(Path(folder) / "components.db")
        try:
            yield spool, Path(folder)
        finally:
            spool.close()


def _count(spool: Spool, planner: Planner, work: Import) -> None:
    """What becomes of the records, for the summary and for a person to read."""
    counts, states = work.counts, spool.states()
    counts.added += states[State.ADDED]
    counts.changed += states[State.CHANGED]
    counts.unchanged += states[State.SAME] + states[State.REWRITTEN]
    # Where it is done, the summary says how many came new; before, each is named.
    named = (State.ADDED, State.CHANGED) if work.request.dry_run else (State.CHANGED,)
    said = sum(states[state] for state in named)
    for planned in islice((each for each in spool.planned() if each.state in named), MOST_TOLD):
        counts.told.append(_line(planned, planner))
    if said > MOST_TOLD:
        counts.told.append(text("ingest.ead-more-changes", count=said - MOST_TOLD))


def _line(planned: Planned, planner: Planner) -> str:
    assert planned.description is not None
    code, title = planned.description.code, planned.description.title
    if len(title) > MOST_OF_A_TITLE:
        title = f"{title[:MOST_OF_A_TITLE]}…"
    if planned.state is State.ADDED:
        return text("ingest.ead-adds", code=code, title=title)
    what = planner.changes.get(planned.number) or text("ingest.ead-its-place")
    return text("ingest.ead-changes", code=code, title=title, what=what)


@dataclass(slots=True)
class _Keeping:
    """Keeps what was planned: in the masters, then in the catalogue."""

    file: Path
    work: Import
    spool: Spool
    folder: Path

    def keep(self) -> None:
        """Keeps all of one file."""
        request = self.work.request
        keeper = Keeper(request.archive, message=request.command, who=current_user())
        for top, lines in self._lines_by_top(keeper):
            sources = {f"ead/{self.file.name}": self.file, RECORDS_FILE: lines}
            records = self.work.catalogue
            files, pages = records.files.of(top.id), records.pages.of(top.id)
            keeper.keep(top, self._parent_code(top), files, pages, sources)
        states = self.spool.states()
        if states.total() == states[State.SAME]:
            return
        batch = self.work.batch
        with batch.transaction():
            above: list[tuple[int, int]] = []
            for planned in self.spool.planned():
                parent = _above(above, planned)
                record_id = planned.record
                if planned.state is not State.SAME:
                    record = self._record(planned, parent)
                    record_id = self.work.catalogue.records.save(batch, record).id
                above.append((planned.number, record_id))

    def _lines_by_top(self, keeper: Keeper) -> Iterator[tuple[StoredRecord, Path]]:
        """The top record of each finding aid, and the file of all its records, a line each."""
        lines = self.folder / "records.jsonl"
        top: StoredRecord | None = None
        out = lines.open("wb")
        above: list[tuple[int, str]] = []
        try:
            for planned in self.spool.planned():
                while above and above[-1][0] != planned.parent:
                    above.pop()
                if planned.parent is None and top is not None:
                    out.close()
                    yield top, lines
                    out = lines.open("wb")
                record, parent_code = self._as_kept(planned), above[-1][1] if above else None
                if planned.parent is None:
                    top, parent_code = record, self._parent_code(record)
                elif planned.state is not State.SAME and keeper.has(record.uid):
                    self._keep_alone(keeper, record, parent_code)
                out.write(record_json(record, parent_code, [], [], one_line=True))
                above.append((planned.number, record.code))
            out.close()
            if top is not None:
                yield top, lines
        finally:
            out.close()

    def _keep_alone(self, keeper: Keeper, record: StoredRecord, parent_code: str | None) -> None:
        """A record that has an object of its own, with its masters or its edits."""
        catalogue = self.work.catalogue
        files, pages = catalogue.files.of(record.id), catalogue.pages.of(record.id)
        keeper.keep(record, parent_code, files, pages, {})

    def _as_kept(self, planned: Planned) -> StoredRecord:
        records = self.work.catalogue.records
        if planned.state is State.SAME:
            stored = records.get(planned.record)
            assert stored is not None
            return stored
        record = self._record(planned, None)
        return replace(record, uid=records.uid_for(record))

    def _parent_code(self, record: StoredRecord) -> str | None:
        parent_id = record.parent_id
        parent = self.work.catalogue.records.get(parent_id) if parent_id else None
        return parent.code if parent else None

    def _record(self, planned: Planned, parent_id: int | None) -> StoredRecord:
        """The record as it is to be saved."""
        assert planned.description is not None
        values: dict[str, Any] = {
            "source_file": self.file.name, "source_sheet": None, "source_line": planned.line
        }  # fmt: skip
        if not planned.stays:
            values |= {"parent_id": parent_id, "position": planned.position}
        if not planned.record:
            return new_record(planned.description, **values)
        stored = self.work.catalogue.records.get(planned.record)
        assert stored is not None
        return replace(stored.described(planned.description), **values)


def _above(above: list[tuple[int, int]], planned: Planned) -> int | None:
    """The catalogue's number of the record that holds a component; the line to it is kept."""
    while above and above[-1][0] != planned.parent:
        above.pop()
    return above[-1][1] if above else None
