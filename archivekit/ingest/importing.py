"""The flow of an import: files of descriptions, each read by what it is, into one batch.

A kind of file brings an ``Importer``: a function that takes one file in. Owns the batch around all
of them, and what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue, hold
from archivekit.errors import ArchivekitError
from archivekit.ingest.import_kinds import importer_of
from archivekit.problems import Place, Problem, Problems
from archivekit.progress import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: files of descriptions, and the archive they come into."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an importer works with. Without a batch nothing is written: a dry run."""

    request: Request
    catalogue: Catalogue
    batch: Batch | None
    problems: Problems
    step: Step
    counts: Counts


Importer = Callable[[Path, Import], None]


@dataclass(slots=True)
class Result:
    """The outcome. ``batch`` is 0 in a dry run."""

    counts: Counts
    batch: int = 0

    @property
    def anything_there(self) -> bool:
        """Whether any file could be read."""
        return self.counts.files > 0

    def lines(self) -> list[str]:
        """What changes, one line a change."""
        return self.counts.told

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
        return {"batch": self.batch, **dict(self.figures()), "changes": self.counts.told}


def run(request: Request, problems: Problems, step: Step) -> Result:
    """Takes files of descriptions in. A file that cannot be read is told of; the others go on."""
    result = Result(Counts())
    with ExitStack() as stack:
        catalogue = stack.enter_context(_opened(request))
        batch = None
        if not request.dry_run:
            batch = stack.enter_context(catalogue.batch("import", request.command))
            result.batch = batch.id
        work = Import(
            request=request,
            catalogue=catalogue,
            batch=batch,
            problems=problems,
            step=step,
            counts=result.counts,
        )
        for file in request.files:
            try:
                importer_of(file)(file, work)
            except ArchivekitError as error:
                place = Place() if "file" in error.values else Place(file=file.name)
                problems.extend([Problem(error.key, place=place, values=error.values)])
            else:
                result.counts.files += 1
        if batch is not None:
            batch.summary = dict(result.figures())
    return result


@contextmanager
def _opened(request: Request) -> Iterator[Catalogue]:
    """The catalogue; a dry run makes none where there is none."""
    archive = request.archive
    domain = archive.settings.oai_domain
    if not request.dry_run:
        with (
            hold(archive.root, request.command),
            Catalogue.open(archive.catalogue, domain) as catalogue,
        ):
            yield catalogue
        return
    with TemporaryDirectory(prefix="archivekit-") as aside:
        file = archive.catalogue if archive.catalogue.exists() else Path(aside) / "catalogue.db"
        with Catalogue.open(file, domain) as catalogue:
            yield catalogue
