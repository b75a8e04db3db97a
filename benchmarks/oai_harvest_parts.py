"""Where the time of a harvest goes: processor time a record of each part of it, alone.

    python benchmarks/oai_harvest_parts.py FOLDER [--pages 300]

FOLDER is the one of benchmarks/oai_harvest.py, whose pages are read. The last part is what SQLite
needs at least: the same bytes and terms put into one table without any index.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archivekit.catalogue import Catalogue
from archivekit.catalogue.connection import open_database, transaction
from archivekit.catalogue.described_values import SAID
from archivekit.catalogue.rows import insert_rows
from archivekit.harvest.as_it_came import AsItCame
from archivekit.harvest.keeper import Keeper
from archivekit.harvest.ledger import Ledger, Selection
from archivekit.harvest.limits import LIMITS
from archivekit.harvest.list_page import ParsedPage, read_page
from archivekit.harvest.page import parse
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.harvest.parts import Parts
from archivekit.harvest.tales import Tales

URL = "http://127.0.0.1/oai"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=300)
    given = options.parse_args()
    files = (given.folder / "nginx" / "pages").glob("page-*")
    # In the order of the list.
    files = sorted(files, key=lambda file: file.stat().st_mtime_ns)[: given.pages]
    bodies = [file.read_bytes() for file in files]
    count = sum(body.count(b"<record>") for body in bodies)
    with timed("pages read", count):
        for body in bodies:
            read_page(URL, "ListRecords", body, "")
    with timed("by the parser: parsed", count):
        for body in bodies:
            parse(body)
    with timed("parsed and read", count):
        for body in bodies:
            ParsedPage.of(URL, "ListRecords", body, "").page()
    records = [it for body in bodies for it in read_page(URL, "ListRecords", body, "").records]
    gc.freeze()  # a harvest holds no more than a few pages
    with tempfile.TemporaryDirectory() as folder:
        with timed("records stored", count):
            store(Path(folder, "stored.db"), records, searchable=False)
        with timed("stored and searchable", count):
            store(Path(folder, "searchable.db"), records, searchable=True)
        insert_bare(Path(folder, "bare.db"), records)


@contextmanager
def timed(name: str, count: int) -> Iterator[None]:
    began = time.process_time()
    yield
    print(f"{name:24} {(time.process_time() - began) / count * 1e6:6.1f} µs")


def store(file: Path, records: list[PartnerRecord], *, searchable: bool) -> None:
    """As a harvest does, but for its own place in the list."""
    with (
        Catalogue.open(file) as catalogue,
        catalogue.batch("harvest", "benchmark") as batch,
        catalogue.lasting_later(),
        catalogue.search.followed() if searchable else nullcontext() as index,
    ):
        connection = catalogue.database.conn
        Ledger(connection).remember("benchmark", URL, publish=None)
        keeper = Keeper(
            batch=batch,
            records=catalogue.records,
            as_it_came=AsItCame(connection, Selection("benchmark", "oai_dc"), URL),
            partner="benchmark",
            parts=Parts(batch, catalogue.records, "benchmark", ""),
            identifier_length=LIMITS.identifier_length,
            why_withdrawn="",
            tales=Tales(),
        )
        for start in range(0, len(records), LIMITS.together):
            with batch.transaction():
                keeper.keep(records[start : start + LIMITS.together])
            if index is not None:
                index(keeper.words)


def insert_bare(file: Path, records: list[PartnerRecord]) -> None:
    """One row a record in the same kind of file, the terms written as JSON already."""
    rows = [
        (it.identifier, it.described and it.described[SAID.index("terms")], it.raw)
        for it in records
    ]
    database = open_database(file)
    database.execute("create table bare (id integer primary key, identifier, terms, raw)")
    with timed("bare inserts", len(rows)):
        for start in range(0, len(rows), LIMITS.together):
            with transaction(database):
                some = rows[start : start + LIMITS.together]
                insert_rows(database.conn, "insert into bare (identifier, terms, raw)", some)
    database.close()


if __name__ == "__main__":
    main()
