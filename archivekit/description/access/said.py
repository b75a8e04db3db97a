"""What a sentence on access says: one of a few forms, before anything is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from archivekit.description.access import law
from archivekit.description.access.law import Delay, Rule


class Plain(Enum):
    """A sentence that states no day and no delay."""

    OPEN = "open"
    NEVER = "never"
    # Private archives: nothing on when, but someone else decides it.
    SILENT = "silent"
    # State, place, number, form of what is consulted: nothing that closes.
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Stated:
    """The first day on which the record may be seen, as the sentence states it.

    ``rule``: the key of the law's rule that the sentence names as its reason.
    """

    day: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A delay, from the day ``start`` where the sentence states one."""

    delay: Delay
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Delays:
    """Delays of which the one that ends first holds; with ``death_decides`` the one after death.

    ``rule``: the key of the law's rule that the sentence names as its reason. ``each``: it is said
    of each of the files, and so is counted for each of them.
    """

    either: tuple[Counted, ...]
    death_decides: bool = False
    rule: str = ""
    each: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of some of the documents, not told apart from the rest: which, nobody can say
    of a record. The latest of all the days that are named is late enough for any.

    ``numbered``: it names them by their numbers, and says nothing of the rest.
    """

    of: tuple[Plain | Stated | Delays, ...]
    numbered: bool = False


Said = Plain | Stated | Delays | Part


def of_rule(rule: Rule) -> Plain | Delays:
    """A reason alone: as long as the law says."""
    if rule.delay is None:
        return Plain.NEVER
    both = tuple(Counted(delay) for delay in (rule.delay, rule.instead) if delay)
    return Delays(both, rule.instead_always, rule.key)


def of_the_law() -> Part:
    """The delays of the law, without the one that holds: none is longer than the longest."""
    return Part((Delays((Counted(Delay(law.LONGEST)),)),))
