"""A sheet checked as a whole before it is taken in: every problem, with the nearest fix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from archivekit.description.vocabulary import Vocabulary
from archivekit.exchange.sheet.cell_checks import CellChecks
from archivekit.exchange.sheet.columns import understand
from archivekit.exchange.sheet.read import read_sheet
from archivekit.exchange.sheet.row import Sheet
from archivekit.exchange.sheet.sheet_checks import check_whole
from archivekit.exchange.sheet.subject_checks import SubjectChecks
from archivekit.exchange.sheet.vocabulary import nearest, understood
from archivekit.problems import Problem, Problems
from archivekit.texts import LANGUAGES, language_of_the_locale

# Said here heading by heading, with the nearest known one.
_SAID_OTHERWISE = "exchange.unknown-columns"
_WITH_WORDS = frozenset(
    (
        *("description.level-unknown", "description.language-unknown", "exchange.publish-unclear"),
        *("description.access-unknown", "exchange.check-licence"),
    )
)


def check_sheet(
    path: Path,
    known: Mapping[str, str | None] | None,
    today: dt.date,
    vocabulary: Vocabulary | None = None,
) -> tuple[Sheet, Problems]:
    """The sheet as read, and all that is wrong or doubtful in it, in the order of its lines.

    ``known``: folded codes of the catalogue with their parents' (None: no catalogue);
    ``vocabulary``: the terms for subjects. Raises WrongUse where it cannot be read.
    """
    found = Problems(most=None)
    sheet = read_sheet(path, found)
    subjects = SubjectChecks(vocabulary) if vocabulary is not None and len(vocabulary) else None
    checks = CellChecks(sheet.header, sheet.file, found, today, subjects)
    for row in sheet:
        checks.check(row)
    check_whole(sheet, known, found)
    problems = Problems(most=None)
    kept = [problem for problem in found if problem.key != _SAID_OTHERWISE]
    kept.sort(key=lambda problem: problem.place.line or 0)
    problems.extend([_with_fix(problem) for problem in kept])
    return sheet, problems


def _with_fix(problem: Problem) -> Problem:
    """The problem with ``fix``: the nearest words that would be understood."""
    values = problem.values
    fix = str(values.get("proposal") or values.get("near") or "")
    if problem.key in _WITH_WORDS and problem.place.column:
        fix = _nearest_words(problem.place.column, str(values.get("value", "")))
    return replace(problem, values={**values, "fix": fix}) if fix else problem


def _nearest_words(heading: str, value: str) -> str:
    column = understand(0, heading)
    if column is None:
        return ""
    words = value.split(", ") if column.column.name == "language" else [value]
    found = [_nearest_choice(word, column.column.name) for word in words]
    if not any(found):
        return ""
    return " ; ".join(near or word for near, word in zip(found, words, strict=True))


def _nearest_choice(word: str, column: str) -> str:
    return nearest(word, understood(column, (language_of_the_locale(), *LANGUAGES)))
