"""Problems with single items: collected while the work goes on, told all together at the end.

Owns what a problem is and how it reads; printing belongs to the commands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archivekit.texts import text

# Kept of one kind; of more, only how many they are: a slip may stand in a million lines.
MOST_OF_A_KIND = 20_000
LONGEST_TITLE = 60
LONGEST_VALUE = 1000
# Values that a program gets beside the sentence.
_VALUES_IN_JSON = ("value", "fix")


class Severity(StrEnum):
    """How much a problem matters.

    ERROR: the item was left out. WARNING: taken, but something needs a person's eye.
    NOTE: good to know; it does not change the exit code.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is, in the words of whoever has to mend it. ``line`` is as Excel shows it.

    ``record`` is its reference code, ``title`` its title; ``character`` counts from 1 in its line;
    ``path`` is that of an element in XML: for programs, or where nothing else says where.
    """

    file: str | None = None
    record: str | None = None
    title: str | None = None
    sheet: str | None = None
    line: int | None = None
    character: int | None = None
    column: str | None = None
    path: str | None = None
    page: int | None = None
    url: str | None = None

    def sentence(self, language: str | None = None) -> str:
        """The place in a few words: ``fonds.csv, line 12, column "Dates"``."""
        parts = (
            text(f"problems.place-{name}", language, value=shortened(str(value), LONGEST_TITLE))
            for name in self.__dataclass_fields__
            if (value := getattr(self, name)) not in (None, "")
            and not (name == "path" and (self.line or self.record))
        )
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: ``key`` names its sentence in the texts, ``values`` fill it."""

    key: str
    severity: Severity = Severity.ERROR
    place: Place = field(default_factory=Place)
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str | None = None) -> str:
        """What is wrong and what to do, without the place. A cell may hold a whole book."""
        values = {
            name: shortened(value, LONGEST_VALUE)
            if isinstance(value, str) and len(value) > LONGEST_VALUE
            else value
            for name, value in self.values.items()
        }
        return text(self.key, language, **values)

    def as_json(self, language: str | None = None) -> dict[str, object]:
        """The problem as ``--json`` gives it: stable keys, and the sentence for a person."""
        values = {name: self.values[name] for name in _VALUES_IN_JSON if name in self.values}
        place = {
            name: value
            for name in Place.__dataclass_fields__
            if (value := getattr(self.place, name)) is not None
        }
        return {
            "problem": self.key,
            "severity": str(self.severity),
            **place,
            **values,
            "message": self.sentence(language),
        }


class Problems:
    """The problems of one run, in the order they were met.

    Of one kind ``most`` are kept, and the rest counted; None: all of them.
    """

    def __init__(self, most: int | None = MOST_OF_A_KIND) -> None:
        self._most = most
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def add(
        self,
        key: str,
        severity: Severity = Severity.ERROR,
        place: Place | None = None,
        **values: object,
    ) -> None:
        """Note one problem."""
        self._keep(Problem(key, severity, place or Place(), values))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        for problem in problems:
            self._keep(problem)

    def _keep(self, problem: Problem) -> None:
        kind = problem.key, problem.severity
        self._counts[kind] += 1
        if self._most is None or self._counts[kind] <= self._most:
            self._problems.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return self._counts.total()

    def not_kept(self) -> dict[tuple[str, Severity], int]:
        """How many more there were of each kind than were kept, where there were."""
        most = self._most
        if most is None:
            return {}
        return {kind: count - most for kind, count in self._counts.items() if count > most}

    def count(self, severity: Severity) -> int:
        """How many there are of a severity."""
        return sum(count for kind, count in self._counts.items() if kind[1] is severity)

    @property
    def need_a_person(self) -> bool:
        """Whether any is more than a note: the exit code is then 1."""
        return any(severity is not Severity.NOTE for _, severity in self._counts)


def shortened(words: str, most: int) -> str:
    """Words on one line, no longer than ``most`` characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
