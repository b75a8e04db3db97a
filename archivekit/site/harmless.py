"""Anyone may send SQL to the edition; here it is made harmless.

The file is opened read-only and Datasette stops a query after a second, but only between two
steps of SQLite's machine. So what one step may cost is bounded here, and what would tell of the
machine, or leave the edition, is refused.
"""

from __future__ import annotations

import sqlite3

from archivekit.site.sql_functions import LENGTH, add_functions

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LENGTH,
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


def make_harmless(connection: sqlite3.Connection) -> None:
    """Bound and restrict a connection that runs strangers' SQL."""
    for category, limit in _LIMITS.items():
        connection.setlimit(category, limit)
    add_functions(connection)
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
