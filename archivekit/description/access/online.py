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


# Each is itself alone: so a set of rules is found again at once.
@dataclass(frozen=True, kw_only=True, eq=False)
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
    # Of a title that has these in it, only the rest is looked at.
    apart_from: tuple[str, ...] = ()

    def is_for(self, record: Ruled) -> bool:
        """Whether the rule is for a record."""
        if self.level and record.level not in self.level:
            return False
        if self._codes and fold(record.code) not in self._codes:
            return False
        if self.title and not _says(self.title, (self._title_of(record),)):
            return False
        if self.access and not _says(self.access, (record.access_text,)):
            return False
        return all(
            _says(words, (value.text for value in record.values(term)))
            for term, words in (("type", self.type), ("subject", self.subject))
            if words
        )

    def _title_of(self, record: Ruled) -> str:
        if not self.apart_from:
            return record.title
        return _pattern(self.apart_from).sub(" ", _bare(record.title))

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(map(fold, self.code))


def rules_for(record: Ruled, rules: tuple[OnlineRule, ...]) -> list[OnlineRule]:
    """Those of the rules that are for a record."""
    pieces, terms = _pieces(rules)
    if pieces is not None:
        # Most records have none of the words at all: that is seen faster for all rules at once.
        texts = [record.title, *(value.text for term in terms for value in record.values(term))]
        if record.access_text:
            texts.append(record.access_text)
        if not any(map(pieces.search, map(_bare, texts))):
            return []
    return [rule for rule in rules if rule.is_for(record)]


@lru_cache(maxsize=64)
def _pieces(rules: tuple[OnlineRule, ...]) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """Pieces of words of which a record must have one for any rule to be for it, and the terms
    they are looked for in; None where a rule asks for no word.
    """
    pieces: set[str] = set()
    for rule in rules:
        words = rule.title or rule.type or rule.subject or rule.access
        if not words:
            return None, ()
        pieces.update(_inside(words))
    terms = tuple(term for term in ("type", "subject") if any(getattr(it, term) for it in rules))
    return re.compile("|".join(map(re.escape, sorted(pieces))) or r"(?!)"), terms


_IN_MANY_RECORDS = {"acte", "registre", "register", "certificate"}


def _says(words: tuple[str, ...], texts: Iterable[str]) -> bool:
    pattern = _pattern(words)
    return any(pattern.search(text) for text in map(_bare, texts))


# The rules look at one record after the other.
_bare = lru_cache(maxsize=64)(bare)


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, whatever their case and accents; ``naissance*`` with any ending."""
    forms = (r"\s+".join(map(_form, bare(each).split())) for each in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _inside(words: tuple[str, ...]) -> Iterator[str]:
    """For each of the words, or rows of words, a piece that a text must have: a telling one."""
    for each in words:
        pieces = [word.rstrip("*") for word in bare(each).split()]
        yield max(pieces, key=lambda it: (it not in _IN_MANY_RECORDS, len(it)), default="")


def _form(word: str) -> str:
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")


# Houses, streets and policies that have births or marriages in their names, and register none.
_NO_REGISTERS = tuple(
    f"{thing} d* {events}"
    for events in ("naissance*", "mariage*")
    for thing in ("maison*", "centre*", "clinique*", "salle*", "pavillon*", "hall", "rue", "place")
) + tuple(
    f"{thing}* {of} naissance*"
    for of in ("d*", "a la", "aux")
    for thing in ("controle", "limitation", "regulation", "prime", "allocation", "taux")
)


def _register(years: int, name: str, *words: str) -> Iterator[OnlineRule]:
    delay = Delay(years, From.DOCUMENT)
    yield OnlineRule(name=name, delay=delay, title=words, apart_from=_NO_REGISTERS)
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
