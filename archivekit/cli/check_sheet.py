"""``archivekit check SHEET``: all that is wrong with a sheet, in a few lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from archivekit.cli.report import error_console, exit_code, print_json
from archivekit.description.vocabulary import Vocabulary
from archivekit.errors import ExitCode
from archivekit.exchange.sheet.check import check_sheet as check
from archivekit.exchange.sheet.grouping import TOGETHER, Group, grouped
from archivekit.problems import Problem, Problems, Severity
from archivekit.texts import text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_LONGEST_VALUE = 60
_NAMES_SHOWN = 60


def check_sheet(
    sheet: Path, annotate: Path | None, archive_root: Path, *, as_json: bool
) -> ExitCode:
    """Checks a sheet and tells; gives the exit code."""
    known, vocabulary = _known(archive_root)
    read, problems = check(sheet, known, dt.date.today(), vocabulary)
    if annotate is not None:
        from archivekit.exchange.sheet.annotate import annotate as write_copy

        write_copy(sheet, read, problems, annotate)
    if as_json:
        result = {"file": str(sheet), "sheet": read.name, "rows": len(read.rows)}
        print_json(result | {"problems": [_as_json(problem) for problem in problems]})
    else:
        _print(problems)
        click.echo(_summary(sheet, len(read.rows), problems))
        if annotate is not None:
            click.echo(text("exchange.annotated", file=annotate))
    return exit_code(problems)


def _known(archive_root: Path) -> tuple[dict[str, str | None] | None, Vocabulary | None]:
    """The codes of the archive's catalogue with those of their parents, and its vocabulary.

    None: no catalogue.
    """
    file = archive_root / "catalogue.db"
    if not file.is_file():
        return None, None
    # Loaded here: a sheet alone is checked without it.
    from archivekit.catalogue import Catalogue

    with Catalogue.open(file) as catalogue:
        codes = {code: parent for code, _, parent, _ in catalogue.records.codes()}
        return codes, catalogue.vocabularies.load()


def _as_json(problem: Problem) -> dict[str, object]:
    more = {name: problem.values[name] for name in ("value", "fix") if name in problem.values}
    return {**problem.as_json(), **more}


def _summary(sheet: Path, rows: int, problems: Problems) -> str:
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    key = "exchange.check-clean" if not len(problems) else "exchange.check-summary"
    figures = {str(severity): count for severity, count in counts.items()}
    return text(key, file=sheet.name, rows=rows, **figures)


def _print(problems: Problems) -> None:
    """Groups of problems, those that need a person last and so nearest to the eye."""
    console = error_console()
    groups = grouped(problems)
    for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR):
        of_it = [group for group in groups if group.first.severity is severity]
        if not of_it:
            continue
        count = sum(group.count for group in of_it)
        console.print()
        console.print(text(f"cli.heading-{severity}", count=count), style=_STYLES[severity])
        for group in of_it:
            for line in _lines(group):
                console.print(f"  {line}", markup=False)


def _lines(group: Group) -> list[str]:
    """One problem on one line; of many the first, and then what they have in common."""
    problem = group.first
    if problem.key in TOGETHER:
        return [text(f"{problem.key}-all", columns=_all_values(group))]
    said = f"{problem.sentence()}{_near(problem)}"
    if group.count == 1:
        # Every line is of one file: its name once, in the summary, is enough.
        where = replace(problem.place, file=None, sheet=None).sentence()
        return [text("exchange.check-line", where=where, said=said) if where else said]
    column = problem.place.column
    times = text("exchange.check-times", count=group.count, lines=group.first_lines)
    head = f"{text('problems.place-column', value=column)}, {times}" if column else times
    values = _values(group)
    return [
        text("exchange.check-line", where=head, said=said),
        *([f"    {values}"] if values else []),
    ]


def _near(problem: Problem) -> str:
    fix = problem.values.get("fix")
    said = "proposal" in problem.values or "near" in problem.values
    return f" {text('exchange.check-near', fix=fix)}" if fix and not said else ""


def _all_values(group: Group) -> str:
    names = [f"« {_short(value)} »" for value in group.values]
    more = len(names) - _NAMES_SHOWN
    rest = text("exchange.check-more-values", count=more) if more > 0 else ""
    return ", ".join(names[:_NAMES_SHOWN]) + rest


def _values(group: Group) -> str:
    """What the cells say, where that says more than the first of them."""
    commonest = group.commonest()
    tells = group.fixes or not group.more_values or commonest[0][1] * 10 >= group.count
    if len(group.values) < 2 or not tells:
        return ""
    shown = []
    for value, count, fix in commonest:
        times = f" ×{count}" if count > 1 else ""
        shown.append(f"« {_short(value)} »{times}" + (f" → « {fix} »" if fix else ""))
    more = text("exchange.check-more-values", count=group.more_values) if group.more_values else ""
    return " ; ".join(shown) + more


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
