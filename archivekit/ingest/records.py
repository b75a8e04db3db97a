"""One record on its way in: its row and its files, brought together and kept.

The order that survives a power cut: access copies, then master and description in the OCFL store,
then the catalogue. Killed anywhere, the next run finds what is done and goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archivekit.catalogue import Batch, Catalogue, Page, StoredFile, StoredRecord, new_record
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.images.job import Frame
from archivekit.ingest.captions import CaptionFile, captions_to_keep
from archivekit.ingest.files import FileWork
from archivekit.ingest.given_structures import structures_to_keep
from archivekit.ingest.given_texts import TextWork, texts_to_keep
from archivekit.ingest.merging import changed_columns, merged
from archivekit.ingest.numbering import check_numbers, numbered_files, pages_of_files
from archivekit.ingest.plan import PlannedRecord
from archivekit.ingest.preserve import Keeper
from archivekit.ingest.received import ReceivedFile
from archivekit.ingest.result import Result, SheetRead
from archivekit.ingest.stored_files import files_to_be, placed
from archivekit.masters import Version
from archivekit.problems import Place, Problems, Severity


@dataclass(slots=True)
class RecordWork:
    """A planned record, what the catalogue has of it, and its files' works.

    ``texts``: files with the text of its pages, by the names of their masters; ``captions``: those
    of its recordings. ``structures``: METS that name its scans.
    """

    planned: PlannedRecord
    stored: StoredRecord | None
    stored_files: list[StoredFile]
    stored_pages: list[Page]
    files: list[FileWork]
    texts: Mapping[str, ReceivedFile] = field(default_factory=dict)
    captions: Mapping[str, Sequence[CaptionFile]] = field(default_factory=dict)
    structures: Sequence[ReceivedFile] = ()

    @property
    def taken(self) -> list[FileWork]:
        """The files that this run takes in."""
        return [work for work in self.files if work.taken]


class RecordIntake:
    """Keeps records one by one, in the order of the plan."""

    def __init__(
        self,
        catalogue: Catalogue,
        batch: Batch | None,
        keeper: Keeper | None,
        sheet: SheetRead,
        problems: Problems,
        result: Result,
    ) -> None:
        # Without a batch and a keeper nothing is written: a dry run.
        self._catalogue, self._batch, self._keeper = catalogue, batch, keeper
        self._sheet, self._problems, self._result = sheet, problems, result

    def keep(self, work: RecordWork) -> None:
        """Keeps a record whose files are done, and counts what was new."""
        parent = self._parent(work.planned)
        record, said = self._record(work, parent)
        self._count(work, said)
        self._tell_of_pages(work)
        frames, stored = _frames(work), work.stored_files
        texts = texts_to_keep(work.texts, stored, frames, self._problems)
        texts += captions_to_keep(work.captions, stored, frames, _seconds(work), self._problems)
        self._result.texts += len(texts)
        texts += structures_to_keep(work.structures, work.stored_files, frames, self._problems)
        if self._batch is None or self._keeper is None:
            return
        if record == work.stored and not work.taken and not texts:
            return
        record = replace(record, uid=self._catalogue.records.uid_for(record))
        files = files_to_be(work.stored_files, work.taken, texts)
        pages = _pages(work, files)
        version = self._keeper.keep(
            record,
            parent.code if parent else None,
            list(files.values()),
            pages,
            {each.name: each.matched.received.path for each in work.taken}
            | {each.file.name: each.path for each in texts},
        )
        if self._changed_meanwhile(work, version):
            return
        with self._batch.transaction():
            self._save(work, texts, record, placed(files, version), pages)

    def _changed_meanwhile(self, work: RecordWork, version: Version) -> bool:
        """Whether a file was not what its access copies were made from when it was kept.

        The catalogue then says nothing of it, so that the next run takes it in anew.
        """
        changed = [each for each in work.taken if version.files[each.name].sha512 != each.sha512]
        for each in changed:
            place = Place(file=each.matched.received.relative)
            self._problems.add("ingest.changed-meanwhile", place=place)
        return bool(changed)

    def _save(
        self,
        work: RecordWork,
        texts: Sequence[TextWork],
        record: StoredRecord,
        files: Mapping[int, StoredFile],
        pages: Sequence[Page],
    ) -> None:
        assert self._batch is not None
        record = self._catalogue.records.save(self._batch, record)
        new = {each.name for each in work.taken} | {each.file.name for each in texts}
        saved = {
            number: self._catalogue.files.save(
                self._batch, replace(file, id=max(number, 0), record_id=record.id)
            )
            if file.name in new
            else file
            for number, file in files.items()
        }
        for each in work.taken:
            self._leave_others(record, each)
        self._catalogue.pages.replace(
            self._batch,
            record.id,
            [replace(p, record_id=record.id, file_id=saved[p.file_id].id) for p in pages],
        )

    def _leave_others(self, record: StoredRecord, file: FileWork) -> None:
        """A scan that the sheet now gives to this record is no page of another any more.

        It might be closed here and open there. Its master stays in both.
        """
        assert self._batch is not None
        received = file.matched.received.relative
        for other in self._catalogue.files.with_digest(file.sha512):
            if other.record_id == record.id or other.received_path != received:
                continue
            pages = self._catalogue.pages.of(other.record_id)
            kept = [page for page in pages if page.file_id != other.id]
            before = self._catalogue.records.get(other.record_id)
            if len(kept) < len(pages) and before is not None:
                self._catalogue.pages.replace(self._batch, other.record_id, kept)
                self._problems.add(
                    "ingest.moved-page",
                    Severity.WARNING,
                    Place(file=received),
                    code=before.code,
                    to=record.code,
                )

    def _parent(self, planned: PlannedRecord) -> StoredRecord | None:
        return self._catalogue.records.taken_in_as(planned.parent) if planned.parent else None

    def _record(self, work: RecordWork, parent: StoredRecord | None) -> tuple[StoredRecord, bool]:
        """The record as it is to be, and whether its row says anything new."""
        description, stored = work.planned.description, work.stored
        parent_id = parent.id if parent else None
        if stored is None:
            assert description is not None  # a plan has no unknown record without a row
            record = self._sourced(new_record(description), work)
            return replace(record, parent_id=parent_id, position=work.planned.position), True
        if description is None:
            return stored, False
        changed = changed_columns(stored, description, self._sheet.headings)
        if not changed:
            return replace(stored, parent_id=parent_id), stored.parent_id != parent_id
        record = self._sourced(merged(stored, description, self._sheet.headings, changed), work)
        self._tell_of_an_opening(stored, record, work)
        return replace(record, parent_id=parent_id, position=work.planned.position), True

    def _tell_of_an_opening(
        self, before: StoredRecord, after: StoredRecord, work: RecordWork
    ) -> None:
        """A row that opens what was closed is worth a second look."""
        if _opens(after) < _opens(before) and work.planned.row is not None:
            place = self._sheet.place
            self._problems.add(
                "ingest.opens-a-record",
                Severity.WARNING,
                Place(file=place.file, sheet=place.sheet, line=work.planned.row.line),
                code=after.code,
            )

    def _sourced(self, record: StoredRecord, work: RecordWork) -> StoredRecord:
        place = self._sheet.place
        if place.file is None or work.planned.row is None:
            return record
        return replace(
            record,
            source_file=place.file,
            source_sheet=place.sheet,
            source_line=work.planned.row.line,
        )

    def _tell_of_pages(self, work: RecordWork) -> None:
        frames = {file.name: 1 for file in work.stored_files if file.is_scan}
        frames |= {each.name: len(each.result.frames) for each in work.taken if each.result}
        if work.files:
            numbered = numbered_files(work.planned.folded, frames)
            check_numbers(numbered, work.planned.code, self._problems)

    def _count(self, work: RecordWork, said: bool) -> None:
        result = self._result
        names = {file.name for file in work.stored_files}
        for each in work.files:
            if each.unchanged:
                result.files_unchanged += 1
            elif not each.taken:
                result.files_refused += 1
            elif each.name in names:
                result.files_changed += 1
                place = Place(file=each.matched.received.relative, record=work.planned.code)
                self._problems.add("ingest.new-version", Severity.NOTE, place)
            else:
                result.files_new += 1
            if each.taken and each.result:
                result.pages += len(each.result.frames)
                result.bytes += each.matched.received.size
        result.files_refused += len(work.planned.files) - len(work.files)
        if work.stored is None:
            result.records_new += 1
        elif said:
            result.records_changed += 1
        else:
            result.records_unchanged += 1


def _opens(record: StoredRecord) -> str:
    """The first day that a record's own words let it be shown."""
    if record.publish is False:
        return NEVER
    return max(record.open_from or AT_ONCE, record.online_from or AT_ONCE)


def _pages(work: RecordWork, files: Mapping[int, StoredFile]) -> list[Page]:
    """All pages of the record in reading order."""
    frames = _frames(work)
    by_name = {file.name: number for number, file in files.items()}
    numbered = numbered_files(
        work.planned.folded, {name: len(of_file) for name, of_file in frames.items()}
    )
    return [
        Page(
            record_id=0,
            number=page.number,
            label=page.label,
            file_id=by_name[page.name],
            frame=(frame := frames[page.name][page.frame]).index,
            image=frame.key,
            width=frame.width or None,
            height=frame.height or None,
        )
        for page in pages_of_files(numbered)
    ]


def _frames(work: RecordWork) -> dict[str, list[Frame]]:
    """The images of every master of the record: those taken in now, and those it had."""
    names = {file.id: file.name for file in work.stored_files}
    frames: dict[str, list[Frame]] = {}
    for page in sorted(work.stored_pages, key=lambda page: (page.file_id, page.frame)):
        if page.image is not None:
            frame = Frame(
                index=page.frame, key=page.image, width=page.width or 0, height=page.height or 0
            )
            frames.setdefault(names[page.file_id], []).append(frame)
    for each in work.taken:
        frames[each.name] = list(each.result.frames) if each.result else []
    return frames


def _seconds(work: RecordWork) -> dict[str, float]:
    """How long the recordings of a record are, by the names of their masters."""
    said = {file.name: file.technical for file in work.stored_files}
    said |= {it.name: it.result.technical for it in work.taken if it.result}
    return {
        name: technical["recording"]["seconds"]
        for name, technical in said.items()
        if "recording" in technical
    }
