"""The rows of one run in a small database of their own: how they come from another process.

SQLite then copies them whole, which costs half of sending each value and inserting it again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import quote

from archivekit.publish.columns import COLUMNS
from archivekit.publish.rows import Rows
from archivekit.schemas_folder import schema_path

_TAKE = (
    "insert into records select * from run.records",
    """
    insert into pages
      (record_id, number, label, image, width, height, recording, media_type, seconds)
    select record_id, number, label, image, width, height, recording, media_type, seconds
    from run.pages
    """,
    """
    insert into page_texts (page_id, digest, words)
    select p.id, t.digest, t.words from run.texts t
    join main.pages p on p.record_id = t.record_id and p.number = t.number order by p.id
    """,
    """
    insert into captions (page_id, place, language, content)
    select p.id, c.place, c.language, c.content from run.captions c
    join main.pages p on p.record_id = c.record_id and p.number = c.number order by p.id, c.place
    """,
    """
    insert into page_search (rowid, words)
    select p.id, t.stems from run.texts t
    join main.pages p on p.record_id = t.record_id and p.number = t.number order by p.id
    """,
    "insert into closed_pages select * from run.closed_pages",
    "insert into formats_now (number, prefix, holds) select * from run.formats",
    "insert into manifests select * from run.manifests",
    "insert into oai_about select * from run.oai_about",
    """
    insert into manifests
    select kept.number, m.digest, m.json from run.manifests_kept kept
    join before.records r on r.ark = kept.ark join before.manifests m on m.record_id = r.id
    """,
    """
    insert into oai_records (rowid, datestamp, identifier, deleted, sets, digest, oai_dc)
    select number, datestamp, identifier, 0, sets, digest, oai_dc from run.oai
    """,
    """
    insert into oai_records (rowid, datestamp, identifier, deleted, sets, digest, oai_dc)
    select kept.number, kept.datestamp, kept.identifier, 0, kept.sets, kept.digest, b.oai_dc
    from run.oai_kept kept join before.oai_records b on b.identifier = kept.identifier
    """,
    "insert into search (rowid, title, code, names, body) select * from run.search",
)
_OF_THE_EDITION = re.compile(
    r"^create table (?:records|pages|closed_pages|manifests|oai_about) \(.*?^\) strict[^;]*;",
    re.M | re.S,
)
_TABLES = """
create table formats (number integer not null, prefix text not null, holds integer not null) strict;
create table manifests_kept (number integer primary key, ark text not null) strict;
create table oai (
  number integer primary key, datestamp text, identifier text, sets text, digest text, oai_dc blob
) strict;
create table oai_kept (
  number integer primary key, datestamp text, identifier text, sets text, digest text
) strict;
create table texts (
  record_id integer not null, number integer not null, digest text, words blob, stems text,
  primary key (record_id, number)
) strict;
create table captions (
  record_id integer not null, number integer not null, place integer not null, language text,
  content blob, primary key (record_id, number, place)
) strict;
create table search (
  number integer primary key, title text, code text, names text, body text
) strict;
"""
_PAGES = (
    *("record_id", "number", "label", "image", "width", "height"),
    *("recording", "media_type", "seconds"),
)


def write(path: Path, rows: Rows) -> None:
    """Writes the rows to a new file. Nothing of it need last: who is killed begins anew."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for setting in ("page_size = 8192", "journal_mode = off", "synchronous = off"):
            db.execute(f"pragma {setting}")
        db.executescript(_schema())
        db.execute("begin")
        _insert(db, f"records ({', '.join(COLUMNS)})", rows.records)
        _insert(db, f"pages ({', '.join(_PAGES)})", rows.pages)
        _insert(db, "closed_pages", rows.closed)
        _insert(db, "texts", rows.texts)
        _insert(db, "captions", rows.captions)
        _insert(db, "formats", rows.formats)
        _insert(db, "manifests", rows.manifests)
        _insert(db, "manifests_kept", rows.manifests_kept)
        _insert(db, "oai", rows.oai)
        _insert(db, "oai_about", rows.about)
        _insert(db, "oai_kept", rows.oai_kept)
        _insert(db, "search", rows.search)
        db.execute("commit")


def take(edition: sqlite3.Connection, path: Path) -> None:
    """Takes the rows into an edition, which has the last one attached as ``before``."""
    edition.execute("attach ? as run", (f"file:{quote(str(path))}?mode=ro",))
    for statement in _TAKE:
        edition.execute(statement)
    edition.execute("detach run")
    path.unlink()


def _insert(db: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"insert into {into} values ({marks})", rows)


@cache
def _schema() -> str:
    edition = schema_path("edition.sql").read_text(encoding="utf-8")
    of_edition = _OF_THE_EDITION.findall(edition)
    return "\n".join([*of_edition, _TABLES])
