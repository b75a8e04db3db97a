"""Every sentence archivekit says to a person, in French and English.

Owns the texts and their choice by language. A text is found by its key, ``room.name``, in
``texts/<room>.toml``, where both languages stand side by side so that none is forgotten.
Values are put in with :meth:`str.format` names. The web pages' texts are here too (``site.toml``).
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files

from archivekit.texts.typography import french

LANGUAGES = ("fr", "en")


def language_of_the_locale() -> str:
    """The language to speak on a terminal: ``fr`` when the locale is French, else ``en``.

    ``ARCHIVEKIT_LANG`` goes before the POSIX variables, which are read in POSIX's own order.
    """
    for variable in ("ARCHIVEKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


@cache
def room_texts(room: str) -> dict[str, dict[str, str]]:
    """All texts of one room: name, then language, then sentence."""
    written = tomllib.loads((files(__package__) / f"{room}.toml").read_text(encoding="utf-8"))
    return {name: said | {"fr": french(said["fr"])} for name, said in written.items()}


def text(key: str, language: str | None = None, /, **values: object) -> str:
    """The sentence of ``key`` (``room.name``) in a language, with its values put in.

    Raises KeyError for a key that stands in no file: a mistake of ours, never of a user's.
    """
    room, _, name = key.partition(".")
    sentence = room_texts(room)[name][language or language_of_the_locale()]
    return sentence.format(**values) if values else sentence
