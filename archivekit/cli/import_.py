"""``archivekit import``: descriptions in, without scans, each file by what it holds."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import archive_option, dry_run_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.problems import Problems
from archivekit.texts import text


@click.command("import", help=text("cli.import-help"))
@click.argument(
    "files",
    metavar=f"{text('cli.word-file')}...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@archive_option
@dry_run_option
@json_option
def import_(
    files: tuple[Path, ...],
    archive_root: Path,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring finding aids, authority records or edited sheets into the catalogue."""
    from archivekit.ingest.importing import Request, run

    problems = Problems()
    request = Request(
        archive=Archive.open(archive_root), files=files, dry_run=dry_run, command=command_line()
    )
    with progress(text("cli.import-progress"), quiet=as_json) as step:
        result = run(request, problems, step)

    def say() -> None:
        for line in result.lines():
            click.echo(line)
        done = "would" if dry_run else "done"
        title = text(f"cli.import-{done if result.anything_there else 'nothing'}")
        figures = [(text(f"cli.import-{key}"), n) for key, n in result.figures()]
        if result.batch:
            figures.append((text("cli.ingest-batch"), result.batch))
        print_figures(title, figures)

    end(problems, result.as_json, say, as_json=as_json, anything_done=result.anything_there)
