"""What a command says at its end: its problems all together, its figures, its exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.table import Table

from archivekit.cli.problem_lines import problem_lines
from archivekit.errors import ExitCode
from archivekit.problems import Problems, Severity
from archivekit.texts import language_of_the_locale

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def error_console() -> Console:
    """The console for progress and problems (stderr); plain where nobody looks."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_problems(problems: Problems) -> None:
    """All problems by their kinds, those that need a person last and so nearest to the eye."""
    console = error_console()
    for severity, heading, lines in problem_lines(problems):
        console.print()
        console.print(heading, style=_STYLES[severity], markup=False)
        for line in lines:
            console.print(line, markup=False)


def print_figures(title: str, figures: Iterable[tuple[str, object]]) -> None:
    """The summary table, on stdout."""
    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for label, figure in figures:
        table.add_row(label, _figure(figure))
    Console(file=sys.stdout, highlight=False, soft_wrap=True).print(table)


def _figure(figure: object) -> str:
    """A number as the reader writes it: ``4,5`` and ``12 500`` in French."""
    if isinstance(figure, bool) or not isinstance(figure, (int, float)):
        return str(figure)
    written = f"{figure:,}"
    if language_of_the_locale() == "fr":
        return written.replace(",", "\u202f").replace(".", ",")
    return written


def print_json(result: Mapping[str, Any], problems: Problems | None = None) -> None:
    """The result as JSON on stdout, its problems with it."""
    document = dict(result)
    if problems is not None:
        document["problems"] = [problem.as_json() for problem in problems]
        if more := problems.not_kept():
            document["more_problems"] = [
                {"problem": key, "severity": str(severity), "count": count}
                for (key, severity), count in more.items()
            ]
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def exit_code(problems: Problems, *, anything_done: bool = True) -> ExitCode:
    """0 done, 1 done with problems reported, 2 nothing done."""
    if not anything_done:
        return ExitCode.NOTHING_DONE
    return ExitCode.DONE_WITH_PROBLEMS if problems.need_a_person else ExitCode.DONE


def end(
    problems: Problems,
    document: Callable[[], Mapping[str, Any]],
    say: Callable[[], object],
    *,
    as_json: bool,
    anything_done: bool = True,
) -> NoReturn:
    """Ends a command: its result as JSON, or its problems and then what ``say`` prints."""
    if as_json:
        print_json(document(), problems)
    else:
        print_problems(problems)
        say()
    click.get_current_context().exit(exit_code(problems, anything_done=anything_done))
