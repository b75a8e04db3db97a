"""The flow of an import: files of descriptions, each read by what it is, into one batch.

A kind of file brings an ``Importer``: a function that takes one file in. Owns the batch around all
of them, and what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue, hold
from archivekit.errors import ArchivekitError
from archivekit.ingest.import_kinds import importer_of
from archivekit.problems import Place, Problem, Problems
from archivekit.progress import Step
from archivekit.texts import text

_MOST_LINES = 200
MOST_FILES = 100_000
# Megabytes of the catalogue in memory: finding aids are read in order, and more is no faster.
_CACHE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: files of descriptions, or folders of them, and where they come in."""

    archive: Archive
    files: tuple[Path, ...]
    dry_run: bool = False
    command: str = "archivekit import"


@dataclass(slots=True)
class Counts:
    """What an import did, or would do."""

    files: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    # What changes, for a person to read before it does: one line a change.
    told: list[str] = field(default_factory=list)
    # The same of single fields, whole, for a program.
    edits: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Import:
    """What an importer works with. In a dry run nothing is written."""

    request: Request
    catalogue: Catalogue
    problems: Problems
    step: Step
    counts: Counts
    # Ends the batch, which begins with the first thing to write: nothing done, no batch.
    ending: ExitStack
    _batch: Batch | None = None

    @property
    def dry_run(self) -> bool:
        """Whether it is only said what would be done."""
        return self.request.dry_run

    @property
    def batch(self) -> Batch:
        """The batch of this run, begun where it was not yet."""
        if self._batch is None:
            batch = self.catalogue.batch("import", self.request.command)
            self._batch = self.ending.enter_context(batch)
        return self._batch

    @property
    def begun(self) -> Batch | None:
        """The batch, where anything was written."""
        return self._batch


Importer = Callable[[Path, Import], None]


@dataclass(slots=True)
class Result:
    """The outcome. ``batch`` is 0 where nothing was written."""

    counts: Counts
    batch: int = 0

    @property
    def anything_there(self) -> bool:
        """Whether any record could be taken, new or not."""
        counts = self.counts
        return bool(counts.added + counts.changed + counts.unchanged)

    def lines(self) -> list[str]:
        """What changes, one line a change, as many as a person can read."""
        told = self.counts.told
        if len(told) <= _MOST_LINES:
            return told
        more = text("ingest.told-more", count=len(told) - _MOST_LINES)
        return [*told[:_MOST_LINES], more]

    def figures(self) -> list[tuple[str, int]]:
        """The figures of the summary, by their names in the texts."""
        counts = self.counts
        return [
            ("files", counts.files),
            ("added", counts.added),
            ("changed", counts.changed),
            ("unchanged", counts.unchanged),
            ("left-out", counts.left_out),
        ]

    def as_json(self) -> dict[str, Any]:
        """The outcome for a program."""
        return {
            "batch": self.batch,
            **dict(self.figures()),
            "changes": self.counts.told,
            "edits": self.counts.edits,
        }


def run(request: Request, problems: Problems, step: Step) -> Result:
    """Takes files of descriptions in. A file that cannot be read is told of; the others go on."""
    result = Result(Counts())
    request = replace(request, files=tuple(_all_files(request.files, problems)))
    with _opened(request) as catalogue, ExitStack() as ending:
        work = Import(
            request=request,
            catalogue=catalogue,
            problems=problems,
            step=step,
            counts=result.counts,
            ending=ending,
        )
        for file in request.files:
            try:
                importer_of(file)(file, work)
            except ArchivekitError as error:
                place = Place() if "file" in error.values else Place(file=file.name)
                problems.extend([Problem(error.key, place=place, values=error.values)])
            else:
                result.counts.files += 1
        if work.begun is not None:
            result.batch = work.begun.id
            work.begun.summary = dict(result.figures())
    return result


def _all_files(given: Iterable[Path], problems: Problems) -> Iterator[Path]:
    """The files given, and those of the folders given: what an export writes as a folder."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = [it for it in sorted(path.rglob("*")) if it.is_file() and it.name[0] != "."]
        if not found:
            problems.add("ingest.empty-folder", place=Place(file=str(path)))
        if len(found) > MOST_FILES:
            problems.add("ingest.too-many-files", place=Place(file=str(path)), most=MOST_FILES)
        yield from found[:MOST_FILES]


@contextmanager
def _opened(request: Request) -> Iterator[Catalogue]:
    """The catalogue; a dry run makes none where there is none."""
    archive = request.archive
    domain = archive.settings.oai_domain
    if not request.dry_run:
        with (
            hold(archive.root, request.command),
            Catalogue.open(archive.catalogue, domain, _CACHE) as catalogue,
        ):
            yield catalogue
        return
    with TemporaryDirectory(prefix="archivekit-") as aside:
        file = archive.catalogue if archive.catalogue.exists() else Path(aside) / "catalogue.db"
        with Catalogue.open(file, domain) as catalogue:
            yield catalogue
