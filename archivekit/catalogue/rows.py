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
) -> None:
    """Adds rows. ``into``: the statement up to its values, ``insert into files (id, name)``.

    ``row``: what is made of the values of each, ``(?, cast(? as text))``; else they go in as given.
    """
    whole = len(rows) - len(rows) % _AT_ONCE
    for start in range(0, whole, _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        statement = _statement(into, row or _as_given(some[0]), _AT_ONCE)
        connection.execute(statement, list(chain.from_iterable(some)))
    if rest := rows[whole:]:
        connection.executemany(_statement(into, row or _as_given(rest[0]), 1), rest)


@lru_cache(maxsize=16)
def _statement(into: str, row: str, rows: int) -> str:
    return f"{into} values {', '.join([row] * rows)}"


def _as_given(values: Sequence[Any]) -> str:
    return f"({', '.join('?' * len(values))})"
