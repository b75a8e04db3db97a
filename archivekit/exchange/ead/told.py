"""What a finding aid's reader tells: the first of each kind one by one, then how many more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archivekit.problems import Place, Problem, Problems, Severity

EACH = 20


@dataclass(frozen=True, slots=True)
class _Like:
    """A problem as an example of its kind: its sentence, in the language of whoever reads it."""

    problem: Problem

    def __str__(self) -> str:
        return self.problem.sentence()


class Told:
    """Problems of one file, bounded: a slip repeated ten thousand times is said twenty times."""

    def __init__(self, problems: Problems, file: str) -> None:
        self._problems = problems
        self._file = file
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self._last: dict[tuple[str, Severity], Problem] = {}

    def add(
        self,
        key: str,
        severity: Severity = Severity.WARNING,
        place: Place | None = None,
        **values: object,
    ) -> None:
        """Tells of one problem, or counts it where enough of its kind were told."""
        self._counts[key, severity] += 1
        self._last[key, severity] = Problem(key, severity, values=values)
        if self._counts[key, severity] <= EACH:
            self._problems.add(key, severity, place or self.place(), **values)

    def place(
        self,
        line: int | None = None,
        character: int | None = None,
        path: str | None = None,
        record: str | None = None,
    ) -> Place:
        """A place in the file."""
        return Place(file=self._file, line=line, character=character, path=path, record=record)

    def close(self) -> None:
        """Tells how many more there were of each kind."""
        for (key, severity), count in self._counts.items():
            if count > EACH:
                like = _Like(self._last[key, severity])
                self._problems.add(
                    "exchange.ead-and-more",
                    severity,
                    self.place(),
                    count=count - EACH,
                    each=EACH,
                    like=like,
                )
        self._counts.clear()
