"""Many rows by one statement.

A statement a row costs twice as much where a trigger journals each; and while one of many rows
runs, Python goes on in other threads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

_AT_ONCE = 100


def insert_rows(
    connection: sqlite3.Connection,
    into: str,
    rows: Sequence[Sequence[Any]],
    row: str | None = None,
    at_once: int = _AT_ONCE,
) -> None:
    """Adds rows. ``into``: the statement up to its values, ``insert into files (id, name)``.

    ``row``: what is made of the values of each, ``(?, cast(? as text))``; else they go in as given.
    ``at_once``: rows of one statement; what is left over goes in row by row.
    """
    whole = len(rows) - len(rows) % at_once
    for start in range(0, whole, at_once):
        some = rows[start : start + at_once]
        statement = _statement(into, row or _as_given(some[0]), at_once)
        connection.execute(statement, list(chain.from_iterable(some)))
    if rest := rows[whole:]:
        connection.executemany(_statement(into, row or _as_given(rest[0]), 1), rest)


@lru_cache(maxsize=16)
def _statement(into: str, row: str, rows: int) -> str:
    return f"{into} values {', '.join([row] * rows)}"


def _as_given(values: Sequence[Any]) -> str:
    return f"({', '.join('?' * len(values))})"
