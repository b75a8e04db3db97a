"""The institution's own rules for what is shown on line: personal data later than it may be read.

Owns what a rule is, which records it is for, and the rules that hold where ``archive.toml`` says
nothing else. What a rule closes on line stays open in the reading room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from archivekit.description.access.law import Delay, From
from archivekit.description.codes import fold
from archivekit.description.record import Terms
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
    def terms(self) -> Terms: ...
    @property
    def access_text(self) -> str: ...


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
            _says(words, (value.text for value in record.terms.get(term, ())))
            for term, words in (("type", self.type), ("subject", self.subject))
            if words
        )

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(map(fold, self.code))


def _says(words: tuple[str, ...], texts: Iterable[str]) -> bool:
    pattern = _pattern(words)
    return any(pattern.search(bare(text)) for text in texts)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, whatever their case and accents; ``naissance*`` with any ending."""
    forms = (r"\s+".join(map(re.escape, bare(each).split())) for each in words)
    one_of = "|".join(
        form.removesuffix(r"\*") + (r"\w*" if form.endswith(r"\*") else "") for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{one_of})(?!\w)")


def _register(name: str, years: int, *words: str) -> tuple[OnlineRule, ...]:
    delay = Delay(years, From.DOCUMENT)
    return (
        OnlineRule(name=name, delay=delay, title=words),
        OnlineRule(name=name, delay=delay, type=words),
    )


# As services usually show the état civil: births after 100 years, marriages after 75.
DEFAULTS = (
    *_register(
        *("naissances", 100, "naissances", "acte* de naissance*", "registre* de naissance*"),
        *("births", "birth certificate*", "birth register*"),
    ),
    *_register(
        *("mariages", 75, "mariages", "acte* de mariage*", "registre* de mariage*"),
        *("marriages", "marriage certificate*", "marriage register*"),
    ),
)
