"""Many problems in few lines: those of one kind in one column together, with counts and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from archivekit.problems import Problem, Severity

_LINES_SHOWN = 8
_VALUES_SHOWN = 5
# Kinds that are one line for all columns.
TOGETHER = frozenset(("exchange.check-column-unknown",))
_Key = tuple[Severity, str, str | None]


@dataclass(slots=True)
class Group:
    """Equal problems of one column: the first of them, and what all of them concern.

    ``values`` counts the cells' words; ``fixes`` has the nearest fix of each.
    """

    first: Problem
    lines: list[int] = field(default_factory=list)
    values: Counter[str] = field(default_factory=Counter)
    fixes: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, problem: Problem) -> None:
        """One more."""
        self.count += 1
        if problem.place.line is not None:
            self.lines.append(problem.place.line)
        value = str(problem.values.get("value", ""))
        if value:
            self.values[value] += 1
            if fix := str(problem.values.get("fix", "")):
                self.fixes[value] = fix

    @property
    def first_lines(self) -> str:
        """The first lines, as ``2, 3, 8-12 …``."""
        spans = _spans(sorted(set(self.lines)))
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


def grouped(problems: Iterable[Problem]) -> list[Group]:
    """The groups, each severity's by how many there are."""
    groups: dict[_Key, Group] = {}
    for problem in problems:
        column = None if problem.key in TOGETHER else problem.place.column
        key = (problem.severity, problem.key, column)
        groups.setdefault(key, Group(problem)).add(problem)
    return sorted(groups.values(), key=lambda group: -group.count)


def _spans(lines: list[int]) -> list[str]:
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]
