"""The options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from archivekit.texts import text

F = TypeVar("F", bound=Callable[..., Any])


class WholeNumber(click.types.IntParamType):
    """A whole number from ``least`` to ``most``; what else is typed is told with both."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        typed = str(value)
        number = int(typed) if typed.isascii() and typed.removeprefix("-").isdigit() else None
        if number is None or not self._least <= number <= self._most:
            allowed = {"value": typed, "least": self._least, "most": self._most}
            self.fail(text("cli.not-a-number", **allowed), param, ctx)
        return number


def archive_option(function: F) -> F:
    """``--archive DIR``: gives the command ``archive_root``, a Path (default ``./data``)."""
    return click.option(
        "--archive",
        "archive_root",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="ARCHIVEKIT_ARCHIVE",
        default=Path("data"),
        metavar=text("cli.word-folder"),
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


def address_options(function: F) -> F:
    """``--host`` and ``--port``: where to serve, 127.0.0.1:8001 by default."""
    host = click.option(
        "--host",
        metavar=text("cli.word-host"),
        default="127.0.0.1",
        show_default=True,
        help=text("cli.host-help"),
    )
    port = click.option(
        "--port",
        metavar="N",
        type=WholeNumber(1, 65535),
        default=8001,
        show_default=True,
        help=text("cli.port-help"),
    )
    return host(port(function))
