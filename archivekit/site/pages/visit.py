"""One visit to a page: what was asked, in which language, at which address of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from archivekit.site.static_files import static_url
from archivekit.texts import text

# In the paths of addresses, ARKs stay readable.
_MAX_DIGITS = 10
_SAFE = "/:@!$&'()*+,;=~"


@dataclass(frozen=True)
class Visit:
    """What every page may know of the request that it answers."""

    path: str
    args: Mapping[str, list[str]]
    vars: Mapping[str, str]
    language: str
    language_asked: bool
    languages: tuple[str, ...]
    base: str
    database: str
    settings: dict[str, Any]

    def arg(self, name: str, default: str = "") -> str:
        """The first value of a query's argument, without spaces around it."""
        values = self.args.get(name)
        return values[0].strip() if values else default

    def number(self, name: str, default: int = 1) -> int:
        """A query's argument as a number from 1; the default for anything else."""
        value = self.arg(name)
        return (
            max(1, int(value))
            if value.isascii() and value.isdigit() and len(value) < 10
            else default
        )

    def t(self, name: str, **values: object) -> str:
        """A sentence of the site in the language of the visit."""
        return text(f"site.{name}", self.language, **values)

    def href(self, path: str, **args: object) -> str:
        """An address within the site; it keeps the language that the visitor chose."""
        pairs = [
            (name, value)
            for name, given in args.items()
            for value in (given if isinstance(given, list | tuple) else [given])
            if value not in (None, "")
        ]
        if self.language_asked:
            pairs.append(("lang", self.language))
        query = f"?{urlencode(pairs)}" if pairs else ""
        return quote(path, safe=_SAFE) + query

    def thumbnail(self, ark: str) -> str:
        """The address of a record's thumbnail."""
        return self.href(f"/{ark}/thumbnail").partition("?")[0]

    def in_language(self, language: str) -> str:
        """The address of this same page in another language."""
        pairs = [(name, value) for name, values in self.args.items() for value in values]
        kept = [pair for pair in pairs if pair[0] != "lang"]
        # Two slashes at the beginning would name another host.
        path = "/" + self.path.lstrip("/\\")
        return f"{quote(path, safe=_SAFE)}?{urlencode([*kept, ('lang', language)])}"

    @property
    def institution(self) -> str:
        """The institution's name in the language of the visit, or as it is."""
        return self.in_own_words("name")

    def in_own_words(self, setting: str) -> str:
        """A setting that is written in several languages."""
        words: dict[str, str] = self.settings.get(setting) or {}
        return words.get(self.language) or next(iter(words.values()), "")

    @staticmethod
    def static(name: str) -> str:
        """The address of one of the site's own files."""
        return static_url(name)


@dataclass(frozen=True)
class Page:
    """A page to be shown: its template and what it shows."""

    template: str
    context: dict[str, Any]
    status: int = 200
    headers: tuple[tuple[str, str], ...] = field(default=())
