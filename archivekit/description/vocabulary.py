"""A controlled vocabulary: concepts with their labels (SKOS), and the nearest of them to a word.

Owns the concepts as values. Pure: no files, no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from archivekit.description.authority import compared

_NEAR_ENOUGH = 80.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a concept: ``kind`` is pref, alt or hidden (SKOS 5.1); language in BCP 47."""

    kind: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept. ``relations``: ``broader``, ``narrower`` or ``related``, and another's URI."""

    uri: str
    vocabulary: str
    labels: tuple[Label, ...]
    relations: tuple[tuple[str, str], ...] = ()
    notation: str = ""

    @property
    def preferred(self) -> str:
        """The preferred label: the French one where there are several."""
        some = [label for label in self.labels if label.kind == "pref"]
        french = [label for label in some if label.language.lower().startswith("fr")]
        return next((label.text for label in (*french, *some)), "")


class Vocabulary:
    """Concepts found by their labels; case, accents and punctuation make no difference."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_label: dict[str, Concept] = {}
        found = list(concepts)
        # A preferred label of one concept may be an alternative one of another: it wins.
        for kinds in (("pref",), ("alt", "hidden")):
            for concept in found:
                for label in concept.labels:
                    if label.kind in kinds:
                        self._by_label.setdefault(compared(label.text), concept)

    def __len__(self) -> int:
        return len({concept.uri for concept in self._by_label.values()})

    @property
    def labels(self) -> int:
        """How many labels concepts are found by."""
        return len(self._by_label)

    def concept(self, text: str) -> Concept | None:
        """The concept of a label, preferred or alternative; None where there is none."""
        return self._by_label.get(compared(text))

    def nearest_subject(self, text: str) -> str | None:
        """The preferred label to use for a subject as typed: its own where it is a label of a
        concept, else of the most similar one; None where none is near.
        """
        words = compared(text)
        if not words:
            return None
        if (exact := self._by_label.get(words)) is not None:
            return exact.preferred
        best = process.extractOne(
            words, self._by_label.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH
        )
        return self._by_label[best[0]].preferred if best else None

    def __iter__(self) -> Iterator[Concept]:
        return iter({concept.uri: concept for concept in self._by_label.values()}.values())
