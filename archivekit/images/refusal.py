"""Why a file cannot become an access copy."""

from __future__ import annotations

from archivekit.problems import Place, Problem, Severity
from archivekit.texts import text


class Unreadable(Exception):
    """A file or frame that cannot be taken; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def problem(self, place: Place) -> Problem:
        """The refusal as a problem with one file."""
        return Problem(self.key, Severity.ERROR, place, self.values)

    def __str__(self) -> str:
        return text(self.key, **self.values)
