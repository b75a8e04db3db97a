"""When a record may be read and when it may be shown on line, its ancestors looked at too.

Owns how conditions combine down the tree: the strictest of the chain holds; a record that says
nothing goes by its parent's conditions, counted from its own dates. What is not certain is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from archivekit.description import dates, opening
from archivekit.description.access.law import Delay, From
from archivekit.description.access.online import OnlineRule, Ruled, rules_for
from archivekit.description.opening import AT_ONCE, NEVER, OpenFrom, Why


class Because(StrEnum):
    """Why a day is the first."""

    NOTHING = "nothing"  # free at once
    TEXT = "text"  # its access conditions
    LATEST = "latest"  # its access conditions, which name several delays or only the law
    UNREAD = "unread"  # access conditions that were not understood
    UNCOUNTED = "uncounted"  # counted from a date that is not known
    TYPED = "typed"  # the day on line, as the archivist gave it
    RULE = "rule"  # a rule of the institution
    NOT_PUBLISHED = "not-published"  # the archivist's own word


@dataclass(frozen=True, slots=True)
class Day:
    """A first day and why: the words or the rule, the article of the law, whose record says so."""

    day: str
    because: Because = Because.NOTHING
    words: str = ""
    article: str = ""
    code: str = ""


FREE = Day(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Opening:
    """The two days of a record: in the reading room, and on line where that is later."""

    reading_room: Day = FREE
    online: Day = FREE

    @property
    def shown(self) -> str:
        """The first day it may be in the edition: the later of both."""
        return max(self.reading_room.day, self.online.day)

    @property
    def is_unclear(self) -> bool:
        """Whether it is closed because something was not understood: a person must look."""
        unclear = (Because.UNREAD, Because.UNCOUNTED)
        return self.shown == NEVER and any(
            day.day == NEVER and day.because in unclear for day in (self.reading_room, self.online)
        )


AT_ONCE_FREE = Opening()


class Accessed(opening.Dated, Ruled, Protocol):
    """A record as far as its opening needs it."""

    @property
    def date_text(self) -> str: ...
    @property
    def open_from(self) -> str | None: ...
    @property
    def online_from(self) -> str | None: ...
    @property
    def publish(self) -> bool | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What a record's ancestors say of access. ``text_code``: whose conditions ``text`` are.

    ``last``, ``birth``, ``death``: what delays are counted from where a record has no date or
    person of its own. ``rules``: the institution's rules that hold below, and from which record.
    """

    opening: Opening = AT_ONCE_FREE
    text: str = ""
    text_code: str = ""
    last: str | None = None
    birth: str = ""
    death: str = ""
    rules: tuple[tuple[OnlineRule, str], ...] = ()


NOTHING_ABOVE = Above()


def opening_of(
    record: Accessed, above: Above, rules: tuple[OnlineRule, ...], *, heading: bool = False
) -> Opening:
    """When a record may be read and shown. ``heading``: it has no content but what is below it.

    A rule of the institution does not hold back a heading: it holds for what is below. Nor do
    conditions that are said of each of the records below.
    """
    own = FREE if heading and _is_for_each(record, above) else _own_day(record, above)
    room = _later(above.opening.reading_room, own)
    online = above.opening.online
    if record.publish is False:
        online = Day(NEVER, Because.NOT_PUBLISHED, code=record.code)
    elif record.online_from is not None:
        online = _later(online, Day(record.online_from, Because.TYPED, code=record.code))
    if not heading:
        for rule, code in _holding(record, above, rules):
            online = _later(online, _by_rule(record, above, rule, code))
    return AT_ONCE_FREE if room is FREE and online is FREE else Opening(room, online)


def below(record: Accessed, above: Above, rules: tuple[OnlineRule, ...], opened: Opening) -> Above:
    """What the children of a record have above them."""
    says = _says_when(record)
    return Above(
        opening=opened,
        text=record.access_text if says else above.text,
        text_code=record.code if says else above.text_code,
        last=_last(record, above),
        birth=record.birth_text or above.birth,
        death=record.death_text or above.death,
        rules=_holding(record, above, rules),
    )


def _later(one: Day, other: Day) -> Day:
    """The later of two days; the first where they are the same."""
    return other if other.day > one.day else one


def _own_day(record: Accessed, above: Above) -> Day:
    text, day = record.access_text, record.open_from
    if day is not None:
        return _stored_day(record, day)
    if text and _says_when(record):
        # Something is said that opened nothing.
        return Day(NEVER, Because.UNREAD, text, code=record.code)
    if above.text:
        return _by_the_parents(record, above)
    if text and opening.silence_of(text) is Why.SILENT:
        return Day(NEVER, Because.UNREAD, text, code=record.code)
    return FREE


def _says_when(record: Accessed) -> bool:
    """Whether its access conditions say anything of when it may be read."""
    return bool(record.access_text) and opening.silence_of(record.access_text) is None


def _is_for_each(record: Accessed, above: Above) -> bool:
    """Whether the conditions it goes by, its own or its parent's, are on each record below."""
    if not _says_when(record):
        return record.open_from is None and opening.is_for_each(above.text)
    # A day that was stated beside them holds for all.
    counted = opening.stored(opening.read_for(record, record.access_text))
    return record.open_from == counted and opening.is_for_each(record.access_text)


def _stored_day(record: Accessed, day: str) -> Day:
    """The day as it was read when the record was taken in."""
    if day == AT_ONCE:
        return FREE
    text = record.access_text
    found = opening.read_for(record, text)
    if isinstance(found, opening.Unread) and (day == NEVER or found.why is Why.OPEN_ENDED):
        return Day(NEVER, _unread(found.why), text, code=record.code)
    if isinstance(found, OpenFrom) and found.day == day:
        return _read_day(found, text, record.code)
    return Day(day, Because.TEXT, text, code=record.code)


def _read_day(found: OpenFrom, text: str, code: str) -> Day:
    if found.day == AT_ONCE:
        return FREE
    because = Because.LATEST if found.is_latest else Because.TEXT
    return Day(found.day, because, text, found.article, code)


def _unread(why: Why) -> Because:
    """Words that were not understood, or a date that is missing beside them."""
    missing = (Why.NO_LAST_DATE, Why.NO_BIRTH, Why.NO_DEATH, Why.OPEN_ENDED)
    return Because.UNCOUNTED if why in missing else Because.UNREAD


def _by_the_parents(record: Accessed, above: Above) -> Day:
    """By its parent's conditions, counted from its own dates: they may be later."""
    has_no_date = _has_no_date(record)
    has_nothing = has_no_date and not record.birth_text and not record.death_text
    if has_nothing and not opening.is_for_each(above.text):
        return FREE
    found = opening.read(
        above.text,
        last=above.last if has_no_date else record.date_last,
        birth=opening.latest_day(record.birth_text or above.birth),
        death=opening.latest_day(record.death_text or above.death),
        open_ended=opening.is_open_ended(record),
    )
    if isinstance(found, OpenFrom):
        return _read_day(found, above.text, above.text_code)
    because = _unread(found.why) if found else Because.UNREAD
    return Day(NEVER, because, above.text, code=above.text_code)


def _holding(
    record: Accessed, above: Above, rules: tuple[OnlineRule, ...]
) -> tuple[tuple[OnlineRule, str], ...]:
    """The rules that hold for a record: those for itself, those for a record above it."""
    own = [(rule, record.code) for rule in rules_for(record, rules)]
    if not own:
        return above.rules
    known = {rule.name for rule, _ in above.rules}
    return (*above.rules, *((rule, code) for rule, code in own if rule.name not in known))


def _by_rule(record: Accessed, above: Above, rule: OnlineRule, code: str) -> Day:
    if rule.delay is None:
        return Day(NEVER, Because.RULE, rule.name, code=code)
    start = _start(record, above, rule.delay)
    if start is None:
        return Day(NEVER, Because.UNCOUNTED, rule.name, code=code)
    return Day(opening.after(rule.delay.years, start), Because.RULE, rule.name, code=code)


def _start(record: Accessed, above: Above, delay: Delay) -> str | None:
    if delay.counted_from is From.DOCUMENT:
        return _last(record, above)
    if delay.counted_from is From.BIRTH:
        return opening.latest_day(record.birth_text or above.birth)
    return opening.latest_day(record.death_text or above.death)


def _last(record: Accessed, above: Above) -> str | None:
    """Its last day; its parent's where it has no date. None: it may be later than any."""
    return above.last if _has_no_date(record) else record.date_last


def _has_no_date(record: Accessed) -> bool:
    """Whether it says nothing of its date, or that it has none: it is as old as its parent."""
    if record.date_first is not None or record.date_last is not None:
        return False
    if not record.date_text:
        return True
    return dates.read(record.date_text) == dates.Reading(None, None, None)
