"""``archivekit ingest``: a folder of scans and a spreadsheet in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import WholeNumber, archive_option, dry_run_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.problems import Problems
from archivekit.texts import text


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
@archive_option
@dry_run_option
@json_option
def ingest(
    folder: Path,
    sheet: Path | None,
    fonds: str | None,
    workers: int,
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

    def say() -> None:
        title = text("cli.ingest-would" if dry_run else "cli.ingest-done")
        print_figures(title, [(text(f"cli.ingest-{key}"), n) for key, n in result.figures()])

    end(problems, result.as_json, say, as_json=as_json, anything_done=result.anything_there)
