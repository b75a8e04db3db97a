"""``archivekit harvest``: a partner's records in, by OAI-PMH."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.problems import Problems
from archivekit.texts import text


@click.command("harvest", help=text("harvest.help"))
@click.argument("partner", metavar="URL")
@click.option("--set", "set_spec", metavar=text("cli.word-set"), help=text("harvest.set-help"))
@click.option("--from", "first", metavar=text("cli.word-date"), help=text("harvest.from-help"))
@click.option("--until", "last", metavar=text("cli.word-date"), help=text("harvest.until-help"))
@click.option("--prefix", metavar=text("cli.word-prefix"), help=text("harvest.prefix-help"))
@click.option("--publish/--no-publish", default=None, help=text("harvest.publish-help"))
@archive_option
@json_option
def harvest(
    partner: str,
    set_spec: str | None,
    first: str | None,
    last: str | None,
    prefix: str | None,
    publish: bool | None,
    archive_root: Path,
    as_json: bool,
) -> None:
    """Bring a partner's records into the catalogue."""
    # Loaded here so that the help of all commands answers at once.
    from archivekit.harvest import Request, run

    problems = Problems()
    request = Request(
        archive=Archive.open(archive_root),
        partner=partner,
        set_spec=set_spec,
        first=first,
        last=last,
        prefix=prefix,
        publish=publish,
        command=command_line(),
    )
    with progress(text("harvest.progress", partner=partner), quiet=as_json) as step:
        result = run(request, problems, step)

    def say() -> None:
        title = text("harvest.done" if result.complete else "harvest.unfinished", partner=partner)
        figures = [(text(f"harvest.figure-{name}"), it) for name, it in result.figures().items()]
        print_figures(title, figures)

    end(problems, result.as_json, say, as_json=as_json)
