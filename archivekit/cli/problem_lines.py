"""How problems read on a terminal: each kind once, with its count and its first places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archivekit.cli.grouping import TOGETHER, Group, grouped
from archivekit.problems import Problem, Problems, Severity, shortened
from archivekit.texts import text

_LONGEST_VALUE = 60
_NAMES_SHOWN = 60
_PLACES_SHOWN = 5
_HEAD, _BELOW = "  ", "      "


def problem_lines(problems: Problems) -> Iterator[tuple[Severity, str, list[str]]]:
    """For each severity its heading and its lines, those that need a person last."""
    groups = grouped(problems)
    for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR):
        of_it = [group for group in groups if group.first.severity is severity]
        if of_it:
            file = _common_file(of_it)
            key = f"cli.heading-{severity}" + ("-in" if file else "")
            heading = text(key, count=sum(group.count for group in of_it), file=file)
            yield severity, heading, [line for it in of_it for line in _lines(it, bare=bool(file))]


def _common_file(groups: Sequence[Group]) -> str:
    """The one file, with lines, that all of it concerns: named once, in the heading."""
    places = [problem.place for group in groups for problem in group.problems]
    files = {place.file for place in places}
    has_lines = any(place.line is not None for place in places)
    return (files.pop() or "") if len(files) == 1 and has_lines else ""


def _lines(group: Group, *, bare: bool) -> Iterator[str]:
    """One problem on one line; of many the first, and then what they have in common."""
    problem = group.first
    if problem.key in TOGETHER:
        yield _HEAD + text(f"{problem.key}-all", values=_all_values(group))
        return
    said = f"{problem.sentence()}{_near(problem)}"
    if group.count == 1:
        yield _HEAD + _told(_place(problem, bare=bare), said)
    elif group.is_of_rows:
        yield _HEAD + _told(_rows(group, bare=bare), said)
        if values := _values(group):
            yield _BELOW + values
    else:
        yield _HEAD + _told(text("cli.problem-times", count=group.count), said)
        yield from (_BELOW + line for line in _places(group, bare=bare))


def _told(where: str, said: str) -> str:
    return text("problems.at", place=where, said=said) if where else said


def _place(problem: Problem, *, bare: bool) -> str:
    place = problem.place
    return (replace(place, file=None, sheet=None) if bare else place).sentence()


def _rows(group: Group, *, bare: bool) -> str:
    """``column "Dates", 12 times, lines 2-13``."""
    place = replace(group.first.place, line=None)
    column = (replace(place, file=None, sheet=None) if bare else place).sentence()
    times = text("cli.problem-times-lines", count=group.count, lines=group.first_lines)
    return f"{column}, {times}" if column else times


def _places(group: Group, *, bare: bool) -> Iterator[str]:
    """The first places, each with what is said there and not elsewhere."""
    names = group.differing()
    shown = 0
    for problem in group.problems[:_PLACES_SHOWN]:
        place = _place(problem, bare=bare)
        values = [
            _quoted(str(value))
            for name in names
            if (value := problem.values.get(name, "")) != ""
            and str(value) not in (problem.place.record or "")
        ]
        if place or values:
            shown += 1
            yield _told(place, ", ".join(values)) if values else place
    if shown and group.count > shown:
        yield text("cli.problem-more", count=group.count - shown)


def _near(problem: Problem) -> str:
    fix = problem.values.get("fix")
    said = "proposal" in problem.values or "near" in problem.values
    return f" {text('cli.problem-near', fix=fix)}" if fix and not said else ""


def _all_values(group: Group) -> str:
    """All that a kind of problem names, each once, the commonest first."""
    names = [_quoted(value, count) for value, count in group.values.most_common()]
    more = len(names) - _NAMES_SHOWN
    rest = text("cli.problem-more-values", count=more) if more > 0 else ""
    return ", ".join(names[:_NAMES_SHOWN]) + rest


def _values(group: Group) -> str:
    """What the cells say, where that says more than the first of them."""
    commonest = group.commonest()
    tells = group.fixes or not group.more_values or commonest[0][1] * 10 >= group.count
    if len(group.values) < 2 or not tells:
        return ""
    shown = [
        _quoted(value, count) + (f" → {_quoted(fix)}" if fix else "")
        for value, count, fix in commonest
    ]
    rest = group.more_values
    more = text("cli.problem-more-values", count=rest) if rest else ""
    return " ; ".join(shown) + more


def _quoted(value: str, count: int = 1) -> str:
    quoted = text("cli.problem-value", value=shortened(value, _LONGEST_VALUE))
    return f"{quoted} ×{count}" if count > 1 else quoted
