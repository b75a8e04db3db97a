"""``archivekit check SHEET``: all that is wrong with a sheet, in a few lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from archivekit.cli.report import exit_code, print_json, print_problems
from archivekit.description.vocabulary import Vocabulary
from archivekit.errors import ExitCode
from archivekit.exchange.sheet.check import check_sheet as check
from archivekit.problems import Problems, Severity
from archivekit.texts import text


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
        print_json(result, problems)
    else:
        print_problems(problems)
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


def _summary(sheet: Path, rows: int, problems: Problems) -> str:
    key = "exchange.check-summary" if len(problems) else "exchange.check-clean"
    figures = {str(severity): problems.count(severity) for severity in Severity}
    return text(key, file=sheet.name, rows=rows, **figures)
