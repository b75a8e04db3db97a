"""``archivekit ocr``: pages without text, read by tesseract."""

from __future__ import annotations

import os
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import WholeNumber, archive_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.problems import Problems
from archivekit.texts import text


@click.command("ocr", help=text("cli.ocr-help"))
@click.argument("codes", metavar=f"[{text('cli.word-code')}]...", nargs=-1)
@click.option(
    "--workers",
    type=WholeNumber(1, 256),
    default=lambda: os.cpu_count() or 1,
    metavar="N",
    help=text("cli.ocr-workers-help"),
)
@archive_option
@json_option
def ocr(codes: tuple[str, ...], workers: int, archive_root: Path, as_json: bool) -> None:
    """Read the pages that have no text."""
    from archivekit.ingest.ocr import OcrRequest, run_ocr

    problems = Problems()
    request = OcrRequest(
        archive=Archive.open(archive_root), codes=codes, workers=workers, command=command_line()
    )
    with progress(text("cli.ocr-progress"), quiet=as_json) as step:
        result = run_ocr(request, problems, step)

    def say() -> None:
        figures = [(text(f"cli.ocr-{key}"), it) for key, it in result.figures()]
        print_figures(text("cli.ocr-done"), figures)

    end(problems, result.as_json, say, as_json=as_json)
