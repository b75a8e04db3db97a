"""The first day of a record in the reading room and on line, and why: as JSON and in words."""

from __future__ import annotations

from textwrap import shorten

from archivekit.description.access.combining import Because, Day
from archivekit.description.dates.words import words as words_of_date
from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.texts import language_of_the_locale, text

SHOWN = 160  # characters of a title or of access conditions; --json has them whole
_SHOWN_AGAIN = 60  # of the conditions of a record above


def day_as_json(day: Day) -> dict[str, str | None]:
    """The day and its grounds, for a program."""
    return {
        "day": day_name(day.day),
        "because": str(day.because),
        "words": day.words or None,
        "article": day.article or None,
        "from": day.code or None,
    }


def day_name(day: str) -> str:
    """A stored day, where the two that are none have names."""
    return {AT_ONCE: "at-once", NEVER: "never"}.get(day, day)


def day_said(day: str) -> str:
    """A stored day in words: ``1er janvier 2061``, ``jamais``."""
    if day in (AT_ONCE, day_name(AT_ONCE)):
        return text("cli.show-at-once")
    if day in (NEVER, day_name(NEVER)):
        return text("cli.closed-never")
    return words_of_date(day, language_of_the_locale())


def ground_said(day: dict[str, str | None], code: str) -> str:
    """Why a day as JSON has it is that day, for the record of a code; empty: free at once.

    The words, rule or article that make it so, and whose they are.
    """
    if day["because"] == Because.NOTHING:
        return ""
    words, article, source = (day[name] or "" for name in ("words", "article", "from"))
    most = SHOWN if source == code else _SHOWN_AGAIN
    shown = shorten(words, most, placeholder=" …")
    said = text(f"cli.because-{day['because']}", words=shown, article=article)
    if article:
        said = text("cli.closed-article", said=said, article=article)
    return text("cli.closed-from", said=said, code=source) if source != code else said
