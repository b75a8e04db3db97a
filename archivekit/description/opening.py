"""Opening dates: from access conditions in words to the first day a record may be seen.

Delays run from the latest document to the end of the year they expire in: a record opens on the
1 January that follows (Code du patrimoine, L213-2, as it is usually applied). A text that is not
understood whole, or that says two things, opens nothing: the record stays closed and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from archivekit.description import dates
from archivekit.description.access import forms, law
from archivekit.description.access.law import Delay, From
from archivekit.description.access.said import Counted, Delays, Part, Plain, Said, Stated, of_rule

AT_ONCE = "0001-01-01"
NEVER = "9999-12-31"
_LAST_YEAR = 9998
_AFTER_DEATH = 25
_DAY = re.compile(r"(-?\d{4,6})-\d\d-\d\d")


class Why(StrEnum):
    """Why access conditions open nothing."""

    UNKNOWN = "unknown"
    NO_LAST_DATE = "no-last-date"
    NO_BIRTH = "no-birth"
    NO_DEATH = "no-death"
    OPEN_ENDED = "open-ended"
    CONTRADICTION = "contradiction"
    BEFORE_THE_DOCUMENTS = "before-the-documents"
    TOO_SHORT = "too-short"
    # Different things of different documents, and no delay that is late enough for all.
    PARTS = "parts"
    # Private archives: what the parent says holds; with nothing above, closed.
    SILENT = "silent"
    # Physical state, where to look …: as if nothing were said.
    ASIDE = "aside"


NOTHING_SAID = (Why.SILENT, Why.ASIDE)


@dataclass(frozen=True, slots=True)
class OpenFrom:
    """The first day a record may be seen (ISO 8601): ``AT_ONCE``, a day, or ``NEVER``.

    ``article``: what of the Code du patrimoine closes it until then, where it is known.
    ``is_latest``: the words name several delays, or only the law; it opens on that day at the
    latest.
    """

    day: str
    article: str = field(default="", compare=False)
    is_latest: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Unread:
    """Access conditions that could not be read: the record is closed."""

    why: Why


@dataclass(frozen=True, slots=True)
class Life:
    """The days that delays are counted from (ISO 8601), each the latest that it may be.

    ``open_ended``: the documents go on, so that no delay counted from them ever ends.
    """

    last: str | None = None
    birth: str | None = None
    death: str | None = None
    open_ended: bool = False

    def start(self, counted_from: From) -> str | None:
        """The day of a document, birth or death."""
        if counted_from is From.DOCUMENT:
            return self.last
        return self.birth if counted_from is From.BIRTH else self.death


class Dated(Protocol):
    """A record as far as delays are counted from it."""

    @property
    def date_first(self) -> str | None: ...
    @property
    def date_last(self) -> str | None: ...
    @property
    def birth_text(self) -> str: ...
    @property
    def death_text(self) -> str: ...


_MISSING: Mapping[From, Why] = {
    From.DOCUMENT: Why.NO_LAST_DATE,
    From.BIRTH: Why.NO_BIRTH,
    From.DEATH: Why.NO_DEATH,
}


@lru_cache(maxsize=65536)
def read(
    text: str,
    *,
    last: str | None = None,
    birth: str | None = None,
    death: str | None = None,
    open_ended: bool = False,
) -> OpenFrom | Unread | None:
    """The first day a record may be seen; None where nothing is said.

    ``last`` is the last day of the record's dates, ``birth`` and ``death`` days of the person it is
    about (ISO 8601); ``open_ended``: its dates have no end (``1960-…``).
    """
    paragraphs = forms.paragraphs(text)
    if paragraphs is None:
        return Unread(Why.UNKNOWN)
    said = [said for paragraph in paragraphs for said in paragraph]
    if not said:
        return None
    life = Life(last, birth, death, open_ended)
    telling = [_telling(paragraph) for paragraph in paragraphs]
    if not any(telling):
        return Unread(Why.SILENT if Plain.SILENT in said else Why.ASIDE)
    if any(isinstance(one, Part) for one in said):
        return _latest([one for each in telling for one in each], life)
    found = [_agreeing(each, life) for each in telling if each]
    unread = next((one for one in found if isinstance(one, Unread)), None)
    opens = [one for one in found if isinstance(one, OpenFrom)]
    return unread or max(opens, key=lambda one: one.day)


def _telling(paragraph: tuple[Said, ...]) -> list[Said]:
    return [said for said in paragraph if said not in (Plain.SILENT, Plain.ASIDE)]


def _agreeing(paragraph: list[Said], life: Life) -> OpenFrom | Unread:
    """What the sentences of a paragraph say together: the same."""
    found = [_opens(said, life) for said in paragraph]
    unread = next((one for one in found if isinstance(one, Unread)), None)
    if unread is not None:
        return unread
    return found[0] if len(set(found)) == 1 else Unread(Why.CONTRADICTION)


def _latest(said: list[Said], life: Life) -> OpenFrom | Unread:
    """The latest of the days said of parts that cannot be told apart: late enough for any.

    Nothing is open at once on account of what is said of a part alone, and nothing at all where
    one part is numbered: of the others nothing is said.
    """
    if len(said) == 1 and isinstance(said[0], Part) and said[0].numbered:
        return Unread(Why.PARTS)
    if life.birth is None and life.death is None:
        # Whoever the documents are about was born before the latest of them.
        life = replace(life, birth=life.last)
    parts = [part for one in said for part in (one.of if isinstance(one, Part) else (one,))]
    found = [_opens(part, life) for part in parts]
    unread = next((one for one in found if isinstance(one, Unread)), None)
    if unread is not None:
        return unread
    latest = max((one for one in found if isinstance(one, OpenFrom)), key=lambda one: one.day)
    if latest.day in (AT_ONCE, NEVER):
        return Unread(Why.PARTS)
    return replace(latest, is_latest=True)


def read_for(record: Dated, text: str) -> OpenFrom | Unread | None:
    """The first day that a text lets a record be seen, counted from the record's own dates."""
    return read(
        text,
        last=record.date_last,
        birth=latest_day(record.birth_text),
        death=latest_day(record.death_text),
        open_ended=is_open_ended(record),
    )


def is_open_ended(record: Dated) -> bool:
    """Whether its documents go on: ``1960-…``."""
    return record.date_first is not None and record.date_last is None


def latest_day(text: str) -> str | None:
    """The day of a birth or death, the latest that it may be; None where it is not known."""
    found = dates.read(text) if text else None
    return found.last if isinstance(found, dates.Reading) else None


def stored(found: OpenFrom | Unread | None) -> str | None:
    """What a record keeps of a reading: its day; ``NEVER`` where it could not be read.

    None where nothing is said, and where the words are silent on access: the parent's hold.
    """
    if isinstance(found, OpenFrom):
        return found.day
    return None if found is None or found.why in NOTHING_SAID else NEVER


def silence_of(text: str) -> Why | None:
    """``SILENT`` or ``ASIDE`` for words that stand under access and say nothing of when."""
    found = read(text)
    return found.why if isinstance(found, Unread) and found.why in NOTHING_SAID else None


def is_for_each(text: str) -> bool:
    """Whether words on access are on each of the records below, not on all of them together.

    And count something for each: what closes some of them for ever closes all.
    """
    if not isinstance(read(text, last=AT_ONCE), OpenFrom):
        return False
    return any(
        isinstance(said, Part) or (isinstance(said, Delays) and said.each)
        for paragraph in forms.paragraphs(text) or ()
        for said in paragraph
    )


def after(years: int, start: str) -> str:
    """The 1 January after the year in which a delay from a day ends."""
    match = _DAY.fullmatch(start)
    year = int(match[1]) + years + 1 if match else _LAST_YEAR + 1
    if year > _LAST_YEAR:
        return NEVER
    return f"{year:04}-01-01" if year > 1 else AT_ONCE


def _opens(said: Said, life: Life) -> OpenFrom | Unread:
    if said is Plain.OPEN:
        return OpenFrom(AT_ONCE)
    if isinstance(said, Stated):
        return _on_its_day(said, life)
    return _delayed(said, life) if isinstance(said, Delays) else OpenFrom(NEVER)


def _on_its_day(said: Stated, life: Life) -> OpenFrom | Unread:
    """On the day that is stated; not sooner than the law lets, for the reason that is given."""
    if life.last is not None and said.day[:4] < life.last[:4]:
        return Unread(Why.BEFORE_THE_DOCUMENTS)
    if not said.rule:
        return OpenFrom(said.day)
    by_law = _opens(of_rule(law.rule(said.rule)), life)
    if isinstance(by_law, Unread):
        # By a birth or death that is not given here; seldom is one before the documents.
        by_law = OpenFrom(after(_AFTER_DEATH, life.last) if life.last else AT_ONCE)
    return Unread(Why.TOO_SHORT) if said.day < by_law.day else OpenFrom(said.day)


def _delayed(said: Delays, life: Life) -> OpenFrom | Unread:
    if said.rule and _is_shorter_than_the_law(said):
        return Unread(Why.TOO_SHORT)
    of_a_person = any(it.delay.counted_from is not From.DOCUMENT for it in said.either)
    if of_a_person and life.birth and life.death and life.death < life.birth:
        return Unread(Why.CONTRADICTION)
    ends = [(it, _end(it, life)) for it in said.either]
    counted = [(it, end) for it, end in ends if not isinstance(end, Unread)]
    if said.death_decides:
        counted = [it for it in counted if it[0].delay.counted_from is From.DEATH] or counted
    if not counted:
        return next(end for _, end in ends if isinstance(end, Unread))
    shortest, day = min(counted, key=lambda it: it[1])
    article = law.rule(said.rule).article if said.rule else law.article_of(shortest.delay)
    return OpenFrom(day, article)


def _end(counted: Counted, life: Life) -> str | Unread:
    """The first day after a delay."""
    delay = counted.delay
    if delay.counted_from is From.DOCUMENT and life.open_ended:
        return Unread(Why.OPEN_ENDED)
    start = counted.start or life.start(delay.counted_from)
    if start is None:
        return Unread(_MISSING[delay.counted_from])
    if counted.start and life.last and counted.start[:4] < life.last[:4]:
        return Unread(Why.BEFORE_THE_DOCUMENTS)
    return after(delay.years, start)


def _is_shorter_than_the_law(said: Delays) -> bool:
    """Whether the delay is shorter than the one of the reason it gives (``25 ans, vie privée``)."""
    rule = law.rule(said.rule)
    return any(not _is_enough(it.delay, rule) for it in said.either)


def _is_enough(delay: Delay, rule: law.Rule) -> bool:
    if rule.delay is None:
        return False
    if delay.counted_from is From.DEATH:
        return rule.instead is not None and delay.years >= rule.instead.years
    if delay.counted_from is not rule.delay.counted_from:
        # A birth comes before the document: a whole life more is enough.
        return delay.years >= law.LONGEST
    return delay.years >= rule.delay.years
