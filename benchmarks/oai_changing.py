"""Harvests an archive while it changes, and says whether anything was lost.

    python benchmarks/oai_changing.py [--records 5000] [--share 0.01] [--pause 0.1]

Each second so large a share of the records changes (some are withdrawn, some given back) and a new
edition is swapped in under a running server. Meanwhile sickle and our own harvester take
everything, each through a door that lets them wait a little before each page, so that many editions
pass during one harvest. Then nothing changes any more, each does its usual incremental harvest, and
what it has is held against the archive, byte for byte.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from edition import Quiet, make_archive, served
from lxml import etree
from sickle import Sickle

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.description.addresses import BASE
from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.result import Request as HarvestRequest
from archivekit.harvest.run import run as harvest
from archivekit.problems import Problems
from archivekit.publish import Request, run

OAI = "{http://www.openarchives.org/OAI/2.0/}"
CHANGED_AT_MOST = 0.2
WITHDRAWN = 0.1

Held = dict[str, bytes | None]
"""By identifier the metadata as it came; None: deleted."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=5000)
    options.add_argument("--share", type=float, default=0.01)
    options.add_argument("--pause", type=float, default=0.1)
    given = options.parse_args()
    root = Path(tempfile.mkdtemp(prefix="archivekit-changing-"))
    try:
        archive = make_archive(root / "archive", given.records)
        publish(archive)
        with served(archive) as port, door(port, given.pause) as url:
            lost = [
                measure(archive, url, given.share, name, make(root, url))
                for name, make in (("sickle", with_sickle), ("archivekit harvest", with_ours))
            ]
    finally:
        shutil.rmtree(root)
    sys.exit(1 if any(lost) else 0)


def measure(archive: Archive, url: str, share: float, name: str, take: Callable[[], Held]) -> int:
    """A harvest while the archive changes and one after; how many records are not as they are."""
    over, editions = threading.Event(), [0]
    changing = threading.Thread(target=change, args=(archive, share, over, editions))
    changing.start()
    began = time.perf_counter()
    take()
    took = time.perf_counter() - began
    over.set()
    changing.join()
    held, there = take(), what_is_there(archive, url)
    # Who never had a record need not keep that it is deleted.
    missing = {it for it in there if there[it] and not held.get(it)}
    stale = {it for it in held if held[it] != there.get(it)}
    print(
        f"{name}: {sum(map(bool, held.values()))} of {sum(map(bool, there.values()))} records,"
        f" first harvest {took:.0f} s over"
        f" {editions[0]} editions; {len(missing)} lost, {len(stale - missing)} not as they are"
    )
    return len(missing | stale)


def change(archive: Archive, share: float, over: threading.Event, editions: list[int]) -> None:
    """Changes a share of the records a second, and publishes, until it is over."""
    chance, last, number = random.Random(7), time.perf_counter(), 0
    while not over.is_set():
        seconds, last = time.perf_counter() - last, time.perf_counter()
        edit(archive, min(share * max(seconds, 1), CHANGED_AT_MOST), chance, number)
        publish(archive)
        number += 1
        editions[0] += 1
        over.wait(max(0.0, 1 - (time.perf_counter() - last)))


def edit(archive: Archive, share: float, chance: random.Random, number: int) -> None:
    """Gives some records another title; some are withdrawn, or given back."""
    with (
        Catalogue.open(archive.catalogue) as catalogue,
        catalogue.batch("edit", "benchmark") as batch,
        batch.transaction(),
    ):
        rows = catalogue.database.execute("select code from records where parent_id is not null")
        codes = sorted(code for (code,) in rows)
        for code in chance.sample(codes, int(len(codes) * share)):
            record = catalogue.records.find(code)
            assert record is not None
            if record.withdrawn_at:
                record = replace(record, withdrawn_at=None, withdrawn_why=None)
            elif chance.random() < WITHDRAWN:
                catalogue.records.withdraw(batch, record.id, "benchmark")
                continue
            title = f"{record.title.partition(' – ')[0]} – {number}"
            catalogue.records.save(batch, replace(record, title=title))


def publish(archive: Archive) -> None:
    run(Request(archive=archive, today=dt.date.today()), Problems(), Quiet())


def with_sickle(_root: Path, url: str) -> Callable[[], Held]:
    """A harvester of a few lines: upserts what sickle gives, by the server's clock."""
    held: Held = {}
    last: list[str] = []

    def take() -> Held:
        sickle = Sickle(url, timeout=60, max_retries=5)
        began = etree.fromstring(urllib.request.urlopen(f"{url}?verb=Identify").read())
        since = {"from": last[-1]} if last else {}
        for record in sickle.ListRecords(metadataPrefix="oai_dc", **since):
            held[record.header.identifier] = metadata_of(record.xml)
        last.append(began.findtext(f"{OAI}responseDate") or "")
        return held

    return take


def with_ours(root: Path, url: str) -> Callable[[], Held]:
    """Our own harvester, into an archive of its own."""
    settings = (root / "archive" / "archive.toml").read_text(encoding="utf-8")
    archive = Archive.create(root / "harvester", settings)

    def take() -> Held:
        request = HarvestRequest(archive=archive, partner=url, command="archivekit harvest")
        try:
            harvest(request, Problems(), Quiet())
        except PartnerFault as fault:
            print(f"archivekit harvest: {fault}")
        with sqlite3.connect(archive.catalogue) as db:
            rows = db.execute(
                "select partner_identifier, raw, deleted, namespaces from harvested"
                " join records on records.id = record_id"
            ).fetchall()
        return {row[0]: None if row[2] else metadata_of(in_context(row[1])) for row in rows}

    return take


def in_context(raw: bytes) -> etree._Element:
    wrapped = f'<x xmlns="{OAI[1:-1]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    return etree.fromstring(wrapped.encode() + raw + b"</x>")[0]


def metadata_of(record: etree._Element) -> bytes | None:
    metadata = record.find(f"{OAI}metadata")
    return None if metadata is None else canonical(metadata[0])


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def what_is_there(archive: Archive, url: str) -> Held:
    """What the edition that is public now holds."""
    base = url.removesuffix("/oai").encode()
    with sqlite3.connect(archive.public_db) as db:
        rows = db.execute("select identifier, oai_dc from oai_records").fetchall()
    return {
        identifier: canonical(etree.fromstring(oai_dc.replace(BASE.encode(), base)))
        if oai_dc
        else None
        for identifier, oai_dc in rows
    }


@contextmanager
def door(port: int, pause: float) -> Iterator[str]:
    """Passes requests on to a port of this machine, each after a pause; gives its base URL."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(pause)
            request = urllib.request.Request(f"http://127.0.0.1:{port}{self.path}")
            request.add_header("Host", self.headers["Host"])
            with urllib.request.urlopen(request, timeout=60) as answer:
                body = answer.read()
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/oai"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
