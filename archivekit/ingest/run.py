"""The flow of an ingest: sheet and folder, plan, then record by record to the end."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from archivekit.catalogue import Catalogue, hold
from archivekit.description.codes import fold
from archivekit.description.record import Description, Level
from archivekit.errors import NothingDone, WrongUse
from archivekit.exchange.sheet import Row, read_sheet
from archivekit.images.pool import AccessPool
from archivekit.ingest.captions import CaptionFile, CaptionsByPath, captions_apart
from archivekit.ingest.files import FileIntake, FileWork, wait_for
from archivekit.ingest.given_structures import Structures, structures_apart
from archivekit.ingest.matching import Matches, match_files
from archivekit.ingest.page_texts import texts_apart
from archivekit.ingest.plan import KnownRecord, PlannedRecord, make_plan
from archivekit.ingest.preserve import Keeper
from archivekit.ingest.received import ReceivedFile, received_files
from archivekit.ingest.records import RecordIntake, RecordWork
from archivekit.ingest.result import Request, Result, SheetRead
from archivekit.ingest.without_sheet import rows_of_folder
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step

# Records whose files are being worked on while the first of them is waited for.
_AHEAD = 64

Texts = dict[str, ReceivedFile]
"""Text files by the path of the scan that each belongs to."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What came beside the scans, by the paths of these."""

    texts: Texts
    captions: CaptionsByPath
    structures: Structures

    def texts_of(self, works: Sequence[FileWork]) -> Texts:
        """The texts of a record's files, by the names of their masters."""
        texts = ((it.name, self.texts.get(it.matched.received.relative)) for it in works)
        return {name: text for name, text in texts if text is not None}

    def captions_of(self, works: Sequence[FileWork]) -> dict[str, list[CaptionFile]]:
        """The captions of a record's recordings, by the names of their masters."""
        found = ((it.name, self.captions.get(it.matched.received.relative)) for it in works)
        return {name: captions for name, captions in found if captions is not None}

    def structures_of(self, works: Sequence[FileWork]) -> list[ReceivedFile]:
        """The METS that name any of a record's files."""
        found = {
            file.relative: file
            for it in works
            for file in self.structures.get(it.matched.received.relative, ())
        }
        return [found[path] for path in sorted(found)]


def run(request: Request, problems: Problems, progress: Step) -> Result:
    """Takes a folder and its sheet in. Problems of single items go to ``problems``.

    Raises WrongUse or NothingDone where the run cannot start.
    """
    started = time.monotonic()
    result = Result(dry_run=request.dry_run)
    _check(request)
    with _opened(request) as (catalogue, access):
        plan, sheet, beside = _plan(request, catalogue, problems)
        progress.total(sum(len(record.files) for record in plan))
        with ExitStack() as stack:
            batch = keeper = None
            if not request.dry_run:
                batch = stack.enter_context(catalogue.batch("ingest", request.command))
                result.batch = batch.id
                keeper = Keeper(request.archive, message=request.command, who=batch.who)
            pool = stack.enter_context(
                AccessPool(workers=request.workers, bounds=request.archive.settings.images)
            )
            intake = FileIntake(pool, access, problems)
            keeping = RecordIntake(catalogue, batch, keeper, sheet, problems, result)
            for work in _worked(plan, beside, catalogue, intake, problems, progress):
                keeping.keep(work)
            result.seconds = time.monotonic() - started
            if batch is not None:
                batch.summary = dict(result.figures())
    return result


def _check(request: Request) -> None:
    folder, root = request.folder, request.archive.root
    if not folder.is_dir():
        raise WrongUse("ingest.no-folder", folder=folder)
    if root.resolve() == folder.resolve() or folder.resolve() in root.resolve().parents:
        raise WrongUse("ingest.archive-inside", folder=folder)


@contextmanager
def _opened(request: Request) -> Iterator[tuple[Catalogue, Path]]:
    """The catalogue and the folder for access copies; in a dry run nothing of the archive's."""
    archive = request.archive
    domain = archive.settings.oai_domain
    if request.dry_run:
        with TemporaryDirectory(prefix="archivekit-") as aside:
            file = archive.catalogue if archive.catalogue.exists() else Path(aside) / "catalogue.db"
            with Catalogue.open(file, domain) as catalogue:
                yield catalogue, Path(aside)
        return
    with (
        hold(archive.root, request.command),
        Catalogue.open(archive.catalogue, domain) as catalogue,
    ):
        archive.access.mkdir(exist_ok=True)
        yield catalogue, archive.access


def _plan(
    request: Request, catalogue: Catalogue, problems: Problems
) -> tuple[list[PlannedRecord], SheetRead, Beside]:
    files, captions = captions_apart(received_files(request.folder, problems), problems)
    files, structures = structures_apart(files, problems)
    files, texts = texts_apart(files, problems)
    rows, sheet = _rows(request, files, problems)
    if not rows and not files:
        raise NothingDone("ingest.nothing-there", folder=request.folder)
    known = {
        folded: KnownRecord(code, parent, position)
        for folded, code, parent, position in catalogue.records.codes()
    }
    rows = _with_fonds(request.fonds, rows, known, problems)
    matches = match_files(rows, files, known, sheet.place, problems)
    _tell_of_unmatched(matches, rows, sheet.place, problems)
    plan = make_plan(rows, matches, known, request.fonds, sheet.place, problems)
    return plan, sheet, Beside(texts, captions, structures)


def _rows(
    request: Request, files: Sequence[ReceivedFile], problems: Problems
) -> tuple[list[Row], SheetRead]:
    if request.sheet is None:
        top = request.folder.resolve().name
        return rows_of_folder(top, files, request.fonds) if files else [], SheetRead()
    sheet = read_sheet(request.sheet, problems)
    headings = sheet.columns | {heading: heading for heading in sheet.unknown_columns}
    return list(sheet), SheetRead(Place(file=request.sheet.name, sheet=sheet.name), headings)


def _with_fonds(
    fonds: str | None, rows: list[Row], known: dict[str, KnownRecord], problems: Problems
) -> list[Row]:
    """The rows, with one for the fonds asked for where neither sheet nor catalogue has it."""
    if fonds is None or fold(fonds) in known:
        return rows
    if any(fold(row.description.code) == fold(fonds) for row in rows):
        return rows
    problems.add("ingest.fonds-made", Severity.WARNING, Place(record=fonds), code=fonds)
    description = Description(code=fonds, title=fonds, level=Level.FONDS)
    return [Row(line=0, description=description), *rows]


def _tell_of_unmatched(
    matches: Matches, rows: Sequence[Row], sheet: Place, problems: Problems
) -> None:
    for file in matches.without_record:
        named = Severity.WARNING if file.named_as_scan else Severity.NOTE
        problems.add("ingest.file-without-row", named, Place(file=file.relative))
    parents = {fold(row.description.parent_code or "") for row in rows}
    for row in rows if sheet.file else ():
        code = fold(row.description.code)
        # A file that is named and not there is told of otherwise.
        if code not in matches.files and code not in parents and not (row.files or row.folder):
            place = Place(file=sheet.file, sheet=sheet.sheet, line=row.line)
            problems.add("ingest.row-without-files", Severity.NOTE, place)


def _worked(
    plan: Sequence[PlannedRecord],
    beside: Beside,
    catalogue: Catalogue,
    intake: FileIntake,
    problems: Problems,
    progress: Step,
) -> Iterator[RecordWork]:
    """The records in order, each once its files are done; later ones are worked on meanwhile."""
    ahead: deque[RecordWork] = deque()
    for planned in plan:
        ahead.append(_started(planned, beside, catalogue, intake))
        while len(ahead) > _AHEAD:
            yield _finished(ahead.popleft(), problems, progress)
    while ahead:
        yield _finished(ahead.popleft(), problems, progress)


def _started(
    planned: PlannedRecord, beside: Beside, catalogue: Catalogue, intake: FileIntake
) -> RecordWork:
    stored = catalogue.records.taken_in_as(planned.folded)
    files = catalogue.files.of(stored.id) if stored else []
    pages = catalogue.pages.of(stored.id) if stored else []
    shown = {page.file_id for page in pages if page.image}
    works = intake.start(planned.files, {file.name: file for file in files}, shown)
    return RecordWork(
        planned,
        stored,
        files,
        pages,
        works,
        texts=beside.texts_of(works),
        captions=beside.captions_of(works),
        structures=beside.structures_of(works),
    )


def _finished(work: RecordWork, problems: Problems, progress: Step) -> RecordWork:
    for file in work.files:
        wait_for(file, problems)
    progress.advance(len(work.planned.files))
    return work
