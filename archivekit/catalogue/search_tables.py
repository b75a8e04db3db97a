"""The tables of the catalogue's index: made, and made again where they are damaged."""

from __future__ import annotations

import re
import sqlite3

from sqlite_utils import Database

from archivekit.schemas_folder import schema_path

# A script run as a whole would commit what is open.
_STATEMENT = re.compile(r"^\w.*?;$", re.M | re.S)
# How SQLite says that an index is damaged, or not there.
_NO_INDEX = ("no such table", "vtable constructor failed")

# FTS5's own tables, as it makes them for an empty index: it drops none that it cannot open.
_EMPTY = (
    "create table if not exists record_words_data (id integer primary key, block blob)",
    """create table if not exists record_words_idx
    (segid, term, pgno, primary key (segid, term)) without rowid""",
    "create table if not exists record_words_config (k primary key, v) without rowid",
    "delete from record_words_data",
    "insert into record_words_data values (1, x''), (10, x'00000000000000')",
    "insert or replace into record_words_config values ('version', 4)",
)


def create_search(db: Database) -> None:
    """The index of the records' words, empty; one that was there goes. In an open transaction."""
    try:
        db.execute("drop table if exists record_words")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        for statement in _EMPTY:
            db.execute(statement)
    script = schema_path("catalogue_search.sql").read_text(encoding="utf-8")
    for statement in _STATEMENT.findall(script):
        db.execute(statement)


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the index alone that SQLite complains of."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code == sqlite3.SQLITE_CORRUPT_VTAB or str(error).startswith(_NO_INDEX)
