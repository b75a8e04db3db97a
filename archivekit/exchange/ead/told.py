"""What a finding aid's reader tells, with the file's name put to each place."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.description.record import Description
from archivekit.problems import Place, Problems, Severity


@dataclass(frozen=True, slots=True)
class Told:
    """The problems of one file."""

    problems: Problems
    file: str

    def add(
        self,
        key: str,
        severity: Severity = Severity.WARNING,
        place: Place | None = None,
        **values: object,
    ) -> None:
        """Tells of one problem, of the whole file where no place is given."""
        self.problems.add(key, severity, place or self.place(), **values)

    def place(
        self,
        line: int | None = None,
        character: int | None = None,
        path: str | None = None,
        of: Description | None = None,
        code: str | None = None,
    ) -> Place:
        """A place in the file; ``of``: the record that stands there, ``code`` the one it goes by.

        A record without a code goes by its title alone.
        """
        return Place(
            file=self.file,
            record=(code or (of.code if of else "")) or None,
            title=(of.title if of else "") or None,
            line=line,
            character=character,
            path=path,
        )
