"""The institution's own rules for what is shown on line: personal data later than it may be read.

Owns what a rule is, which records it is for, and the rules that hold where ``archive.toml`` says
nothing else. What a rule closes on line stays open in the reading room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from archivekit.description.access.law import Delay, From
from archivekit.description.codes import fold
from archivekit.description.record import Value
from archivekit.description.words import bare


class Ruled(Protocol):
    """A record as far as a rule looks at it."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def access_text(self) -> str: ...
    def values(self, term: str) -> Sequence[Value]: ...


@dataclass(frozen=True, kw_only=True)
class OnlineRule:
    """On line only after a delay, or never (``delay`` None).

    It is for the records of which each of the things given is so: one of these words in the title,
    in a type, in a subject, in the access conditions; this level; this code. What is below such a
    record goes by the rule too. Nothing given: for all records.
    """

    name: str
    delay: Delay | None
    title: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    def is_for(self, record: Ruled) -> bool:
        """Whether the rule is for a record."""
        if self.level and record.level not in self.level:
            return False
        if self._codes and fold(record.code) not in self._codes:
            return False
        if self.title and not _says(self.title, (record.title,)):
            return False
        if self.access and not _says(self.access, (record.access_text,)):
            return False
        return all(
            _says(words, (value.text for value in record.values(term)))
            for term, words in (("type", self.type), ("subject", self.subject))
            if words
        )

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(map(fold, self.code))


def _says(words: tuple[str, ...], texts: Iterable[str]) -> bool:
    inside, pattern = _pattern(words)
    for text in map(_bare, texts):
        # Most records have none of the words at all: that is seen faster without the pattern.
        if any(word in text for word in inside) and pattern.search(text):
            return True
    return False


# The rules look at one record after the other.
_bare = lru_cache(maxsize=64)(bare)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> tuple[list[str], re.Pattern[str]]:
    """Whole words, whatever their case and accents; ``naissance*`` with any ending.

    Before it, pieces of which a text must have one.
    """
    split = [bare(each).split() for each in words]
    inside = {max((word.rstrip("*") for word in each), key=len) for each in split}
    forms = (r"\s+".join(_form(word) for word in each) for each in split)
    return sorted(inside), re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _form(word: str) -> str:
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")


def _register(years: int, name: str, *words: str) -> Iterator[OnlineRule]:
    delay = Delay(years, From.DOCUMENT)
    yield OnlineRule(name=name, delay=delay, title=words)
    yield OnlineRule(name=name, delay=delay, type=words)


# As services usually show the état civil: births after 100 years, marriages after 75.
DEFAULTS = (
    *_register(
        100, "naissances",
        "naissances", "acte* de naissance*", "registre* de naissance*",
        "births", "birth certificate*", "birth register*",
    ),
    *_register(
        75, "mariages",
        "mariages", "acte* de mariage*", "registre* de mariage*",
        "marriages", "marriage certificate*", "marriage register*",
    ),
)  # fmt: skip
