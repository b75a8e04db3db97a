"""Language maps: how every word for people stands in IIIF (Presentation 3.0, 4.4)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from archivekit.description.record import Value
from archivekit.texts import LANGUAGES, text

LanguageMap = dict[str, list[str]]

NO_LANGUAGE = "none"

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


def of_values(values: Iterable[Value]) -> LanguageMap:
    """Values by their language, in the order they were given."""
    by_language: LanguageMap = {}
    for value in values:
        if words := value.text.strip():
            by_language.setdefault(_language(value.language), []).append(words)
    return by_language


def said_to_all(values: Iterable[Value]) -> LanguageMap:
    """The same, with what has no language standing in every one, where viewers show only one."""
    values = list(values)
    languages = dict.fromkeys(value.language for value in values if value.language)
    if not languages:
        return of_values(values)
    return of_values(
        Value(value.text, language)
        for value in values
        for language in ([value.language] if value.language else languages)
    )


def in_one(words: str, language: str | None) -> LanguageMap:
    """Words in one language, or in none that is known."""
    return {_language(language): [words]}


def of_key(key: str, **values: object) -> LanguageMap:
    """One of our own sentences, in every language that we have."""
    return {language: [text(key, language, **values)] for language in LANGUAGES}


def as_plain(words: LanguageMap) -> LanguageMap:
    """Words that no viewer will take for HTML, where HTML may stand (Presentation 3.0, 4.5)."""
    return {language: [_plain(each) for each in texts] for language, texts in words.items()}


def _plain(words: str) -> str:
    """What begins and ends as markup would be read as such: so it becomes markup that says it."""
    if words.startswith("<") and words.endswith(">"):
        return f"<span>{html.escape(words, quote=False)}</span>"
    return words


def _language(tag: str | None) -> str:
    return tag if tag and _TAG.match(tag) else NO_LANGUAGE
