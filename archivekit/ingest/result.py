"""What one ingest was asked for, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from archivekit.archive import Archive
from archivekit.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One ingest as asked for. ``command`` is kept with the batch."""

    archive: Archive
    folder: Path
    sheet: Path | None = None
    fonds: str | None = None
    workers: int = 2
    dry_run: bool = False
    command: str = "archivekit ingest"


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The sheet of an ingest: where it is, and its headings with what they are understood as.

    A heading that is not understood stands for itself. Without a sheet there are none.
    """

    place: Place = field(default_factory=Place)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Result:
    """What an ingest did, or with ``dry_run`` would have done."""

    dry_run: bool = False
    batch: int | None = None
    records_new: int = 0
    records_changed: int = 0
    records_unchanged: int = 0
    files_new: int = 0
    files_changed: int = 0
    files_unchanged: int = 0
    files_refused: int = 0
    pages: int = 0
    texts: int = 0
    bytes: int = 0
    seconds: float = 0.0

    @property
    def anything_there(self) -> bool:
        """Whether any record was there to take, new or not: else nothing was done."""
        return bool(self.records_new + self.records_changed + self.records_unchanged)

    def figures(self) -> Iterator[tuple[str, object]]:
        """The figures of the summary table, by the names of their labels."""
        for name, value in asdict(self).items():
            if name.startswith(("records_", "files_")) or name in ("pages", "texts"):
                yield name.replace("_", "-"), value
        yield "megabytes", f"{self.bytes / 1e6:.1f}"
        yield "seconds", f"{self.seconds:.1f}"
        if self.batch is not None:
            yield "batch", self.batch

    def as_json(self) -> dict[str, Any]:
        """The result for ``--json``."""
        return asdict(self)
