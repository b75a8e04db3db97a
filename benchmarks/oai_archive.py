"""The archive that the OAI-PMH programs read: 100,000 records of 2 KB, one in a hundred deleted."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import edition
from lxml import etree

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, new_record
from archivekit.description.record import Value
from archivekit.edition import Edition
from archivekit.oai.provider import ready_pages

_DC = "{http://purl.org/dc/elements/1.1/}"
_FURTHER_WORDS = 70


def published(root: Path, records: int) -> Archive:
    """The archive in a folder, made and published if it is not there yet."""
    if (root / "public" / "public.db").exists():
        return Archive.open(root)
    archive = Archive.create(root, edition.SETTINGS)
    words, chance = edition.vocabulary(), random.Random(1)
    with (
        Catalogue.open(archive.catalogue) as catalogue,
        catalogue.batch("ingest", "benchmark") as batch,
        batch.transaction(),
    ):
        fonds = new_record(edition.describe(words, chance, "2 J", "fonds"))
        fonds_id = catalogue.records.save(batch, fonds).id
        for number in range(1, records):
            described = edition.describe(words, chance, f"2 J {number}", "item")
            more = Value(" ".join(chance.choices(words, k=_FURTHER_WORDS)))
            terms = {**described.terms, "abstract": [more]}
            described = replace(described, terms=terms)
            catalogue.records.save(batch, new_record(described, parent_id=fonds_id))
    edition.publish(archive, "published")
    with (
        Catalogue.open(archive.catalogue) as catalogue,
        catalogue.batch("withdraw", "benchmark") as batch,
        batch.transaction(),
    ):
        for record_id in range(100, records, 100):
            catalogue.records.withdraw(batch, record_id, "benchmark")
    edition.publish(archive, "one in a hundred withdrawn")
    return archive


def multiplied(archive: Archive, root: Path, records: int) -> Path:
    """Another archive, whose OAI-PMH records are those of the first over and over.

    Made at once in its edition: to publish as many would take minutes.
    """
    if (root / "public" / "public.db").exists():
        return root
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(archive.root / "archive.toml", root)
    (root / "public").mkdir(exist_ok=True)
    unfinished = root / "public" / "unfinished.db"
    shutil.copy(archive.public_db, unfinished)
    with closing(sqlite3.connect(unfinished)) as db:
        columns = [row[1] for row in db.execute("pragma table_info(oai_records)")]
        again = {
            "datestamp": "strftime('%Y-%m-%dT%H:%M:%SZ', datestamp, ?1 || ' days')",
            "identifier": "identifier || '.' || ?1",
        }
        chosen = ", ".join(again.get(column, column) for column in columns)
        [(own,)] = db.execute("select count(*) from oai_records")
        for time in range(1, max(1, records // own)):
            db.execute(
                f"insert into oai_records ({', '.join(columns)}) select {chosen} from oai_records"
                " where rowid <= ?2",
                (time, own),
            )
        ready_pages.fill(Edition.in_the_making(unfinished, db))
        db.commit()
    unfinished.rename(root / "public" / "public.db")
    return root


def for_peers(archive: Archive, file: Path) -> Path:
    """The same records as a Python peer wants them: fields as JSON, and XML."""
    if file.exists():
        return file
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(archive.public_db)) as public,
        closing(sqlite3.connect(unfinished)) as db,
    ):
        db.execute(
            "create table records (number integer primary key, identifier text unique,"
            " datestamp text, deleted integer, sets text, fields text, xml text)"
        )
        rows = public.execute(
            "select identifier, datestamp, deleted, sets, oai_dc from oai_records"
            " order by datestamp, identifier"
        )
        db.executemany(
            "insert into records (identifier, datestamp, deleted, sets, fields, xml)"
            " values (?, ?, ?, ?, ?, ?)",
            ((*row[:4], json.dumps(_fields(row[4])), row[4] and row[4].decode()) for row in rows),
        )
        db.execute("create index in_order on records (datestamp, identifier)")
        db.commit()
    unfinished.rename(file)
    return file


def _fields(xml: bytes | None) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for element in etree.fromstring(xml) if xml else ():
        fields.setdefault(str(element.tag).removeprefix(_DC), []).append(element.text or "")
    return fields
