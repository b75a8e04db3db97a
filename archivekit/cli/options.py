"""The options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from archivekit.texts import text

F = TypeVar("F", bound=Callable[..., Any])


def archive_option(function: F) -> F:
    """``--archive DIR``: gives the command ``archive_root``, a Path (default ``./data``)."""
    return click.option(
        "--archive",
        "archive_root",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="ARCHIVEKIT_ARCHIVE",
        default=Path("data"),
        metavar="DIR",
        help=text("cli.archive-help"),
    )(function)


def json_option(function: F) -> F:
    """``--json``: gives the command ``as_json``; the result on stdout, for a program."""
    return click.option("--json", "as_json", is_flag=True, help=text("cli.json-help"))(function)


def yes_option(function: F) -> F:
    """``--yes``: gives the command ``yes``; asks nothing."""
    return click.option("--yes", "-y", is_flag=True, help=text("cli.yes-help"))(function)


def dry_run_option(function: F) -> F:
    """``--dry-run``: gives the command ``dry_run``; writes nothing and says what would happen."""
    return click.option("--dry-run", is_flag=True, help=text("cli.dry-run-help"))(function)
