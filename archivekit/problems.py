"""Problems with single items: collected while the work goes on, told all together at the end.

Owns what a problem is and how it reads; printing belongs to the commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archivekit.texts import text


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

    ``character`` counts from 1 in its line; ``path`` is that of an element in XML.
    """

    file: str | None = None
    sheet: str | None = None
    line: int | None = None
    character: int | None = None
    column: str | None = None
    path: str | None = None
    page: int | None = None
    record: str | None = None
    url: str | None = None

    def sentence(self, language: str | None = None) -> str:
        """The place in a few words: ``fonds.csv, line 12, column "Dates"``."""
        parts = (
            text(f"problems.place-{name}", language, value=value)
            for name in self.__dataclass_fields__
            if (value := getattr(self, name)) is not None
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
        """What is wrong and what to do, without the place."""
        return text(self.key, language, **self.values)

    def as_json(self, language: str | None = None) -> dict[str, object]:
        """The problem as ``--json`` gives it: stable keys, and the sentence for a person."""
        place = {
            name: value
            for name in Place.__dataclass_fields__
            if (value := getattr(self.place, name)) is not None
        }
        return {
            "problem": self.key,
            "severity": str(self.severity),
            **place,
            "message": self.sentence(language),
        }


class Problems:
    """The problems of one run, in the order they were met."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(
        self,
        key: str,
        severity: Severity = Severity.ERROR,
        place: Place | None = None,
        **values: object,
    ) -> None:
        """Note one problem."""
        self._problems.append(Problem(key, severity, place or Place(), values))

    def extend(self, problems: Iterator[Problem] | list[Problem] | Problems) -> None:
        """Take over problems found elsewhere."""
        self._problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def need_a_person(self) -> bool:
        """Whether any is more than a note: the exit code is then 1."""
        return any(problem.severity is not Severity.NOTE for problem in self._problems)
