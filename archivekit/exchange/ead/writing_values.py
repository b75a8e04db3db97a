"""What attributes may say: each value made one that the schema takes, or left out.

Owns the kinds of values that the tables of the dialects name with ``@``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from archivekit.description import languages
from archivekit.exchange.ead.writing_nodes import clean
from archivekit.oai.ead_elements import LANGUAGES

_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_ONE_DATE = rf"-?[012][0-9]{{3}}(?:{_MONTH}{_DAY}|-{_MONTH}(?:-{_DAY})?)?"
_DATE = re.compile(rf"{_ONE_DATE}(?:/{_ONE_DATE})?")
_MONTH_ALONE = re.compile(rf"(?<![\d-])([012]\d{{3}})({_MONTH})(?=/|$)")
_NOT_IN_NAMES = re.compile(r"[^\w.\-:·]+")
_ID = re.compile(r"[^\W\d][\w.\-·]*")
# ISO 15511: a country, or one letter, or three or four, then a hyphen and the service's own part.
_ISIL = re.compile(r"(?P<country>[A-Za-z]{1,4})-[A-Za-z0-9:/\-]{1,11}")
_FRENCH_SERVICE = re.compile(r"FR[A-Za-z0-9:/\-]{1,11}")


def value(kind: str, text: str) -> str | None:
    """The text as a value of that kind (``@date``, or the words that may stand); None: none."""
    words = " ".join(clean(text).split())
    if kind.startswith("@"):
        return _KINDS[kind](words)
    return next((word for word in kind.split() if word.lower() == words.lower()), None)


def agency(code: str) -> str | None:
    """A service's code as ISO 15511 has it: ``FRAD025`` is written ``FR-AD025``.

    Schemas take no code without its hyphen, though that is how French services write theirs.
    """
    if found := _ISIL.fullmatch(code):
        country = found["country"]
        return code if len(country) != 2 or country in codes("countries") else None
    if _FRENCH_SERVICE.fullmatch(code):
        return f"FR-{code[2:].lstrip('-')}"
    return None


def name_token(text: str) -> str | None:
    """The words as one name token: what may not stand in one becomes a hyphen."""
    return _NOT_IN_NAMES.sub("-", text).strip("-") or None


def identifier(text: str) -> str | None:
    """The text if it may identify an element (XML's NCName), else None."""
    return text if _ID.fullmatch(text) else None


def date(text: str) -> str | None:
    """A date or range of ISO 8601 as far as EAD takes it: four figures for a year."""
    # 157805 is a month that readers know and the schema does not.
    compact = _MONTH_ALONE.sub(r"\1-\2", text.replace(" ", ""))
    return compact if _DATE.fullmatch(compact) else None


def language(code: str) -> str | None:
    """A code of ISO 639-2 that the schemas know."""
    if code in LANGUAGES:
        return code
    found = languages.read(code)
    return found.code if found is not None and found.code in LANGUAGES else None


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of a list: ``scripts``, ``countries``."""
    file = Path(__file__).with_name("writing_codes.toml")
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))[name].split())


def _country(code: str) -> str | None:
    return code.upper() if code.upper() in codes("countries") else None


def _script(code: str) -> str | None:
    return code.capitalize() if code.capitalize() in codes("scripts") else None


def _address(text: str) -> str | None:
    # Brackets hold addresses of hosts and nothing else (RFC 3986, 3.2.2).
    return text.replace("[", "%5B").replace("]", "%5D") or None


def _never(_: str) -> str | None:
    return None


def _names(text: str) -> str | None:
    return " ".join(filter(None, map(identifier, text.split()))) or None


_KINDS: dict[str, Callable[[str], str | None]] = {
    "@date": date,
    "@nmtoken": name_token,
    "@id": identifier,
    "@idref": identifier,
    "@idrefs": _names,
    "@language": language,
    "@script": _script,
    "@country": _country,
    "@agency": agency,
    "@address": _address,
    "@never": _never,
}
