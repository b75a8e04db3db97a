"""Many problems in few: those of one kind together, with their count, places and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archivekit.problems import Place, Problem, Problems, Severity

# Kinds that are one line for all columns and records: what they name is listed.
TOGETHER = frozenset(("exchange.check-column-unknown", "exchange.ead-unknown-element"))
_LINES_SHOWN = 8
_VALUES_SHOWN = 5
# How the nearest fix is said is no difference between two problems.
_FIXES = ("fix", "proposal", "near")
# What a problem is about, the first of these that it has.
_SAID = ("value", "name", "code", "title")
_Key = tuple[Severity, str, str | None, str | None]


@dataclass(slots=True)
class Group:
    """Problems of one kind: the first of them, and what all of them concern.

    ``values`` counts what they are about; ``fixes`` has the nearest fix of each.
    """

    first: Problem
    problems: list[Problem] = field(default_factory=list)
    values: Counter[str] = field(default_factory=Counter)
    fixes: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, problem: Problem) -> None:
        """One more."""
        self.count += 1
        self.problems.append(problem)
        if value := _said(problem):
            self.values[value] += 1
            if fix := str(problem.values.get("fix", "")):
                self.fixes[value] = fix

    @property
    def is_of_rows(self) -> bool:
        """Whether the problems are of rows of a sheet, which their lines name well enough."""
        return all(_is_of_a_row(problem.place) for problem in self.problems)

    @property
    def first_lines(self) -> str:
        """The first lines, as ``2, 3, 8-12 …``."""
        lines = {problem.place.line for problem in self.problems if problem.place.line is not None}
        spans = _spans(sorted(lines))
        shown = ", ".join(spans[:_LINES_SHOWN])
        return shown + (" …" if len(spans) > _LINES_SHOWN else "")

    def commonest(self) -> list[tuple[str, int, str]]:
        """The commonest words, how often each, and its fix."""
        most = self.values.most_common(_VALUES_SHOWN)
        return [(value, count, self.fixes.get(value, "")) for value, count in most]

    @property
    def more_values(self) -> int:
        """How many other words there are."""
        return max(0, len(self.values) - _VALUES_SHOWN)

    def differing(self) -> list[str]:
        """The names of the values that are not the same in all of the problems."""
        return [
            name
            for name, value in self.first.values.items()
            if name not in _FIXES and any(it.values.get(name) != value for it in self.problems)
        ]


def grouped(problems: Problems) -> list[Group]:
    """The groups, each severity's by how many there are."""
    groups: dict[_Key, Group] = {}
    for problem in problems:
        groups.setdefault(_key(problem), Group(problem)).add(problem)
    _count_in(groups.values(), problems.not_kept())
    return sorted(groups.values(), key=lambda group: -group.count)


def _key(problem: Problem) -> _Key:
    place = problem.place
    if problem.key in TOGETHER:
        return problem.severity, problem.key, None, None
    # Lines of two sheets are not to be taken for one another.
    file = place.file if _is_of_a_row(place) else None
    return problem.severity, problem.key, place.column, file


def _said(problem: Problem) -> str:
    """What the cell or the file says that a problem is about."""
    return next((str(it) for name in _SAID if (it := problem.values.get(name))), "")


def _is_of_a_row(place: Place) -> bool:
    plain = place.record is None and place.title is None and place.character is None
    return place.line is not None and place.path is None and plain


def _count_in(groups: Iterable[Group], more: Mapping[tuple[str, Severity], int]) -> None:
    """Those that were only counted go to the last group of their kind."""
    by_kind = {(it.first.key, it.first.severity): it for it in groups}
    for kind, count in more.items():
        by_kind[kind].count += count


def _spans(lines: list[int]) -> list[str]:
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]
