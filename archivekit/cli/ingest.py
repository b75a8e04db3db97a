"""``archivekit ingest``: a folder of scans and a spreadsheet in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import WholeNumber, archive_option, dry_run_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.errors import NothingDone
from archivekit.problems import Problems
from archivekit.texts import text

if TYPE_CHECKING:
    from archivekit.ingest import Request
    from archivekit.ingest.ocr import OcrResult


@click.command("ingest", help=text("cli.ingest-help"))
@click.argument("folder", metavar=text("cli.word-folder"), type=click.Path(path_type=Path))
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    metavar=text("cli.word-file"),
    help=text("cli.ingest-sheet-help"),
)
@click.option("--fonds", metavar=text("cli.word-code"), help=text("cli.ingest-fonds-help"))
@click.option(
    "--workers",
    type=WholeNumber(1, 256),
    default=lambda: os.cpu_count() or 1,
    metavar="N",
    help=text("cli.ingest-workers-help"),
)
@click.option("--ocr", "with_ocr", is_flag=True, help=text("cli.ingest-ocr-help"))
@archive_option
@dry_run_option
@json_option
def ingest(
    folder: Path,
    sheet: Path | None,
    fonds: str | None,
    workers: int,
    with_ocr: bool,
    archive_root: Path,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a folder of scans and a spreadsheet into the catalogue."""
    # Loaded here so that the help of all commands answers at once.
    from archivekit.ingest import Request, run

    problems = Problems()
    request = Request(
        archive=Archive.open(archive_root),
        folder=folder,
        sheet=sheet,
        fonds=fonds,
        workers=workers,
        dry_run=dry_run,
        command=command_line(),
    )
    with progress(text("cli.ingest-progress"), quiet=as_json) as step:
        result = run(request, problems, step)
    read = _read(request, problems, as_json=as_json) if with_ocr and not dry_run else None

    def say() -> None:
        title = text("cli.ingest-would" if dry_run else "cli.ingest-done")
        print_figures(title, [(text(f"cli.ingest-{key}"), n) for key, n in result.figures()])
        if read is not None:
            figures = [(text(f"cli.ocr-{key}"), n) for key, n in read.figures()]
            print_figures(text("cli.ocr-done"), figures)

    def document() -> dict[str, Any]:
        return result.as_json() | ({"ocr": read.as_json()} if read else {})

    end(problems, document, say, as_json=as_json, anything_done=result.anything_there)


def _read(request: Request, problems: Problems, *, as_json: bool) -> OcrResult | None:
    """Reads the pages that have no text; where that cannot be done, it is told and all stays."""
    from archivekit.ingest.ocr import OcrRequest, run_ocr

    asked = OcrRequest(archive=request.archive, workers=request.workers, command=request.command)
    try:
        with progress(text("cli.ocr-progress"), quiet=as_json) as step:
            return run_ocr(asked, problems, step)
    except NothingDone as error:
        problems.add("ingest.ocr-not-done", why=error.sentence())
        return None
