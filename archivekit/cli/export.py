"""``archivekit export``: records into a file that others read, or that comes back in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.export_static import STATIC, export_static
from archivekit.cli.opened import catalogue_to_read, record_called
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end
from archivekit.errors import WrongUse
from archivekit.exchange.formats import FORMATS
from archivekit.problems import Problems
from archivekit.texts import language_of_the_locale, text


@click.command("export", help=text("export.help"))
@click.argument("code", metavar=f"[{text('cli.word-code')}]", required=False)
@click.option(
    "--format",
    "format_name",
    required=True,
    metavar="FORMAT",
    help=f"{text('export.format-help', known=', '.join([*FORMATS, STATIC]))} "
    f"{text('export.static-help')}",
)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar=text("cli.word-file"),
    help=text("export.to-help"),
)
@click.option("--base-url", metavar="URL", help=text("export.static-base-url-help"))
@click.option("--public/--all", default=None, help=text("export.public-help"))
@archive_option
@json_option
def export(
    code: str | None,
    format_name: str,
    target: Path,
    base_url: str | None,
    public: bool | None,
    archive_root: Path,
    as_json: bool,
) -> None:
    """Write records to a file."""
    if format_name == STATIC:
        if code is not None or public is not None:
            raise WrongUse("export.static-whole")
        export_static(archive_root, target, base_url, as_json=as_json)
    if base_url is not None:
        raise WrongUse("export.static-only")
    from archivekit.export import Request, run

    problems = Problems()
    with catalogue_to_read(archive_root) as catalogue:
        request = Request(
            archive=Archive.open(archive_root),
            format=format_name,
            target=target,
            today=dt.date.today(),
            reader=language_of_the_locale(),
            top=record_called(catalogue, code).id if code else None,
            public=public,
        )
        with progress(text("export.progress"), quiet=as_json) as step:
            result = run(request, catalogue, problems, step)

    def document() -> dict[str, object]:
        return {"format": result.format, "file": str(target), "records": result.records}

    def say() -> None:
        click.echo(text("export.done", records=result.records, target=target))

    end(problems, document, say, as_json=as_json)
