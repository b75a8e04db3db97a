"""Subjects of a sheet against the thesaurus that the catalogue has: which are not its terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from archivekit.description.authority import compared
from archivekit.description.vocabulary import Vocabulary

# Comparing takes 70 ns a label: a term near each of as many subjects as take a second or so.
_MOST_COMPARED = 10_000_000


@dataclass(frozen=True, slots=True)
class Doubt:
    """A subject that is no term of the thesaurus: the key of what is said, the term to use."""

    key: str
    term: str


@dataclass(slots=True)
class SubjectChecks:
    """Looks up each subject once, however many records have it."""

    vocabulary: Vocabulary
    _found: dict[str, Doubt | None] = field(default_factory=dict)
    _compared: int = 0

    def doubt(self, subject: str) -> Doubt | None:
        """What is doubtful in a subject; None where it is a preferred term."""
        if subject not in self._found:
            self._found[subject] = self._looked_up(subject)
        return self._found[subject]

    def _looked_up(self, subject: str) -> Doubt | None:
        concept = self.vocabulary.concept(subject)
        if concept is None:
            return Doubt("exchange.check-subject-unknown", self._nearest(subject))
        if compared(concept.preferred) == compared(subject):
            return None
        return Doubt("exchange.check-subject-rejected", concept.preferred)

    def _nearest(self, subject: str) -> str:
        if self._compared > _MOST_COMPARED:
            return ""
        self._compared += self.vocabulary.labels
        return self.vocabulary.nearest_subject(subject) or ""
