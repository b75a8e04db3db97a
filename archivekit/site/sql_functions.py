"""SQLite's own functions over, where one call of theirs could take minutes that nothing stops.

SQLite searches naively and prints any width: a call on what it allows would hold a thread long
after the time for a query is over. These give the same, numbers rounded as Python rounds them, and
refuse too much.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

from archivekit.description.words import query

LENGTH = 4_000_000
"""Bytes of the longest value that a query may hold or make."""

_LONGEST_SEARCHED = 1_000_000
_LONGEST_SET = 100
_WIDEST = 1_000
# Longer than anything may be: SQLite then says so to whoever asked.
_TOO_BIG = bytes(LENGTH + 1)

Value = str | bytes | int | float | None


class _TooLong(Exception):
    """More than one call may be given."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Put these functions in the place of SQLite's, and of Datasette's for full text."""
    for name, count, function in _FUNCTIONS:
        connection.create_function(name, count, function, deterministic=True)


def _bounded(function: Callable[..., Value]) -> Callable[..., Value]:
    """Null of null, as in SQLite; too much of anything is an error."""

    def bounded(*values: Value) -> Value:
        if not values or values[0] is None or (None in values and function is not _printf):
            return None
        try:
            return function(*values)
        except _TooLong:
            return _TOO_BIG

    return bounded


def _instr(text: Value, part: Value) -> int:
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _words(text).find(_words(part)) + 1


def _replace(text: Value, old: Value, new: Value) -> str:
    words, searched, put = _words(text), _words(old), _words(new)
    if not searched:
        return words
    grown = len(words) + words.count(searched) * (len(put) - len(searched))
    if grown > _LONGEST_SEARCHED:
        raise _TooLong
    return words.replace(searched, put)


def _trim(text: Value, characters: Value = " ") -> str:
    return _words(text).strip(_words(characters, _LONGEST_SET))


def _ltrim(text: Value, characters: Value = " ") -> str:
    return _words(text).lstrip(_words(characters, _LONGEST_SET))


def _rtrim(text: Value, characters: Value = " ") -> str:
    return _words(text).rstrip(_words(characters, _LONGEST_SET))


_CONVERSION = re.compile(
    r"%(?P<flags>[-+ 0#,!]*)(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?l{0,2}(?P<kind>.)", re.S
)


def _printf(format_: Value, *values: Value) -> str:
    """printf() and format(), but for no width or precision above a thousand."""
    left = iter(values)
    return _CONVERSION.sub(lambda match: _converted(match, left), _words(format_))


def _converted(match: re.Match[str], left: Iterator[Value]) -> str:
    kind = match["kind"]
    if kind == "%":
        return "%"
    width = _size(match["width"], left)
    precision = _size(match["precision"], left)
    value = next(left, None)
    flags = "".join(flag for flag in match["flags"] if flag in "-+ 0#")
    spec = f"%{flags}{width}" + (f".{precision}" if match["precision"] is not None else "")
    if kind in "diuxXo":
        return f"{spec}{kind.replace('u', 'd')}" % int(_number(value))
    if kind in "fFeEgG":
        return f"{spec}{kind}" % _number(value)
    return f"{spec}s" % _quoted(kind, value)


def _size(text: str | None, left: Iterator[Value]) -> str:
    size = str(int(_number(next(left, None)))) if text == "*" else text or ""
    if size and abs(int(size)) > _WIDEST:
        raise _TooLong
    return size


def _quoted(kind: str, value: Value) -> str:
    if kind == "Q":
        return "NULL" if value is None else "'" + _words(value).replace("'", "''") + "'"
    words = "" if value is None else _words(value)
    if kind == "c":
        return words[:1]
    sign = {"q": "'", "w": '"'}.get(kind)
    return words.replace(sign, sign * 2) if sign else words


def _number(value: Value) -> int | float:
    if isinstance(value, int | float):
        return value
    match = re.match(r"\s*[-+]?\d{1,300}(?:\.\d{1,300})?", "" if value is None else _words(value))
    return float(match[0]) if match else 0


def _words(value: Value, longest: int = _LONGEST_SEARCHED) -> str:
    words = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if len(words) > longest:
        raise _TooLong
    return words


def _escape_fts(asked: Value) -> str:
    """Datasette's search box asks as our own does: folded, stemmed, nothing a syntax error."""
    return query(str(asked or "")) or '""'


_FUNCTIONS: tuple[tuple[str, int, Callable[..., Value]], ...] = (
    ("instr", 2, _bounded(_instr)),
    ("replace", 3, _bounded(_replace)),
    ("trim", 1, _bounded(_trim)),
    ("trim", 2, _bounded(_trim)),
    ("ltrim", 1, _bounded(_ltrim)),
    ("ltrim", 2, _bounded(_ltrim)),
    ("rtrim", 1, _bounded(_rtrim)),
    ("rtrim", 2, _bounded(_rtrim)),
    ("printf", -1, _bounded(_printf)),
    ("format", -1, _bounded(_printf)),
    ("escape_fts", 1, _escape_fts),
)
