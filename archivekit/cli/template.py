"""``archivekit template``: an empty sheet with the columns that archivekit understands."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.texts import text


@click.command("template", help=text("cli.template-help"))
@click.argument(
    "target",
    metavar=text("cli.word-file"),
    type=click.Path(path_type=Path, dir_okay=False),
)
def template(target: Path) -> None:
    """Write an empty sheet."""
    from archivekit.exchange.sheet.template import write_template

    write_template(target)
