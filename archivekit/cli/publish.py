"""``archivekit publish``: what is open today becomes the edition."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.opening_words import day_said
from archivekit.cli.options import archive_option, dry_run_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.problems import Problems
from archivekit.texts import text

if TYPE_CHECKING:
    from archivekit.publish import Published

_NAMED = 20


@click.command("publish", help=text("publish.help"))
@archive_option
@dry_run_option
@json_option
def publish(archive_root: Path, dry_run: bool, as_json: bool) -> None:
    """Publish what is open today."""
    # Loaded here so that the help of all commands answers at once.
    from archivekit.publish import Request, run

    problems = Problems()
    request = Request(
        archive=Archive.open(archive_root),
        today=dt.date.today(),
        dry_run=dry_run,
        command=command_line(),
    )
    with progress(text("publish.progress"), quiet=as_json) as step:
        result = run(request, problems, step)
    end(problems, result.as_json, lambda: _print(result, dry_run=dry_run), as_json=as_json)


def _print(result: Published, *, dry_run: bool) -> None:
    if dry_run:
        _print_changes(result)
    title = text("publish.would" if dry_run else "publish.done")
    figures = [(text(f"publish.{name}"), count) for name, count in result.figures() if count]
    print_figures(title, figures or [(text("publish.records"), 0)])
    if result.opening:
        days = [
            (day_said(day), text("publish.opens", count=count)) for day, count in result.openings()
        ]
        print_figures(text("publish.opening"), days[:_NAMED])


def _print_changes(result: Published) -> None:
    """The records that would appear, change or leave, by name as far as there is room."""
    for change, items in result.changes.items():
        if items:
            named = [(escape(item.code), escape(item.title)) for item in items[:_NAMED]]
            more = len(items) - len(named)
            rest = [("…", text("publish.more", count=more))] if more else []
            print_figures(text(f"publish.{change}"), [*named, *rest])
