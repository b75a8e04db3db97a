"""Anyone may send SQL to the edition; here it is made harmless.

The file is opened read-only and Datasette stops a query after a second, but only between two
steps of SQLite's machine. So what one step may cost is bounded here, and what would tell of the
machine, or leave the edition, is refused.
"""

from __future__ import annotations

import sqlite3

from archivekit.description.words import query

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 10_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 2_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_RECURSIVE,
}
# What Datasette asks of a table's shape, and full text of its own file; none names a file.
_PRAGMAS = {
    "table_info", "table_xinfo", "foreign_key_list", "index_list", "index_info", "index_xinfo",
    "schema_version", "data_version",
}  # fmt: skip
_REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer", "sqlite_log"}
# SQLite searches naively: one call on ten million bytes could take an hour, uninterrupted.
_LONGEST_SEARCHED = 1_000_000
_LONGEST_SET = 100


def make_harmless(connection: sqlite3.Connection) -> None:
    """Bound and restrict a connection that runs strangers' SQL."""
    for category, limit in _LIMITS.items():
        connection.setlimit(category, limit)
    for name, count, function in _FUNCTIONS:
        connection.create_function(name, count, function, deterministic=True)
    connection.set_authorizer(_authorize)


def _authorize(
    action: int,
    first: str | None,
    second: str | None,
    database: str | None,  # noqa: ARG001
    inner: str | None,  # noqa: ARG001
) -> int:
    if action in _READING:
        return sqlite3.SQLITE_OK
    # So SQLite takes up a virtual table (full text, json_each); the file itself is read-only.
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _PRAGMAS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


Value = str | bytes | int | float | None


def _instr(text: Value, part: Value) -> int | None:
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _words(text).find(_words(part)) + 1


def _replace(text: Value, old: Value, new: Value) -> str | None:
    if text is None or old is None or new is None:
        return None
    old, text, new = _words(old), _words(text), _words(new)
    times = text.count(old) if old else 0
    if len(text) + times * (len(new) - len(old)) > _LIMITS[sqlite3.SQLITE_LIMIT_LENGTH]:
        raise ValueError("too long")
    return text.replace(old, new) if old else text


def _trim(text: Value, characters: Value = " ") -> str | None:
    return None if text is None or characters is None else _words(text).strip(_few(characters))


def _ltrim(text: Value, characters: Value = " ") -> str | None:
    return None if text is None or characters is None else _words(text).lstrip(_few(characters))


def _rtrim(text: Value, characters: Value = " ") -> str | None:
    return None if text is None or characters is None else _words(text).rstrip(_few(characters))


def _few(characters: Value) -> str:
    few = _words(characters)
    if len(few) > _LONGEST_SET:
        raise ValueError("too long")
    return few


def _words(value: Value) -> str:
    words = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if len(words) > _LONGEST_SEARCHED:
        raise ValueError("too long")
    return words


def _escape_fts(asked: str | None) -> str:
    """Datasette's search box asks as our own does: folded, stemmed, nothing a syntax error."""
    return query(str(asked or "")) or '""'


_FUNCTIONS = (
    ("instr", 2, _instr),
    ("replace", 3, _replace),
    ("trim", 1, _trim),
    ("trim", 2, _trim),
    ("ltrim", 1, _ltrim),
    ("ltrim", 2, _ltrim),
    ("rtrim", 1, _rtrim),
    ("rtrim", 2, _rtrim),
    ("escape_fts", 1, _escape_fts),
)
