"""How long work tells how far it is. What shows it to a person is the commands' own."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol


class Step(Protocol):
    """One piece of long work, counted in whatever it does one by one: files, records, bytes."""

    def total(self, count: int | None) -> None:
        """How many there are in all; None where nobody knows."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""


class TellingStep(Step, Protocol):
    """A step that tells in words, too, why it does not advance."""

    def say(self, sentence: str) -> None:
        """Something that whoever watches should know now."""

    def aside(self) -> AbstractContextManager[None]:
        """While a question is asked: the screen is left alone."""
