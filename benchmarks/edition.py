"""Times an edition of many records: made from nothing, made again, and swapped under a server.

    python benchmarks/edition.py [--records 100000] [--serve]

The goal: 100,000 records in under 15 s on two cores, and no request of 50 a second failing while
the editions are swapped.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue, Page, StoredFile, new_record
from archivekit.description.addresses import image_path
from archivekit.description.record import Description, Level, Value
from archivekit.edition import Edition
from archivekit.problems import Problems
from archivekit.publish import Request, run

SETTINGS = """
[archive]
name = { fr = "Archives municipales de Valmont", en = "City archives of Valmont" }
contact = "archives@valmont.example"
place = "Valmont (Doubs, France)"
[identifiers]
naan = "99999"
oai_domain = "archives.valmont.example"
[rights]
license = "http://creativecommons.org/publicdomain/mark/1.0/"
"""
REQUESTS_A_SECOND = 50
ITEMS_IN_A_FILE = 40
WITH_PAGES = 0.02


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--serve", action="store_true", help="swap under a running server too")
    options.add_argument("--keep", type=Path, help="use this folder, and leave it there")
    given = options.parse_args()
    root = given.keep or Path(tempfile.mkdtemp(prefix="archivekit-benchmark-"))
    try:
        archive = make_archive(root, given.records)
        publish(archive, "from nothing")
        publish(archive, "nothing changed")
        if given.serve:
            swap_under_a_server(archive)
    finally:
        if not given.keep:
            shutil.rmtree(root)


def make_archive(root: Path, records: int) -> Archive:
    """An archive whose catalogue has so many records on three levels; few have a page."""
    if (root / "archive.toml").exists():
        return Archive.open(root)
    archive = Archive.create(root, SETTINGS)
    words, chance = vocabulary(), random.Random(1)
    began = time.perf_counter()
    with (
        Catalogue.open(archive.catalogue) as catalogue,
        catalogue.batch("ingest", "benchmark") as batch,
        batch.transaction(),
    ):
        fonds = catalogue.records.save(batch, new_record(describe(words, chance, "2 J", "fonds")))
        made, series = 1, fonds
        while made < records:
            if made % ITEMS_IN_A_FILE == 1:
                of_file = describe(words, chance, f"2 J {made // ITEMS_IN_A_FILE + 1}", "file")
                series = catalogue.records.save(batch, new_record(of_file, parent_id=fonds.id))
            else:
                of_item = describe(words, chance, f"{series.code}/{made % ITEMS_IN_A_FILE}", "item")
                catalogue.records.save(batch, new_record(of_item, parent_id=series.id))
            made += 1
        add_pages(batch, archive, catalogue, chance, made)
    print(f"catalogue of {made} records: {time.perf_counter() - began:.1f} s")
    return archive


def vocabulary() -> list[str]:
    """Invented words, of which a few stand everywhere and most are rare."""
    chance = random.Random(0)
    syllables = ["".join(pair) for pair in product("bcdfglmnprstv", "aeiouéè")]
    return ["".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(20_000)]


def describe(words: list[str], chance: random.Random, code: str, level: str) -> Description:
    """A description of about forty words."""

    def some(count: int) -> str:
        return " ".join(words[min(int(chance.paretovariate(0.5)), 19_999)] for _ in range(count))

    year = chance.randint(1600, 1980)
    return Description(
        code=code,
        title=some(6).capitalize(),
        level=Level(level),
        terms={
            "description": [Value(some(25))],
            "creator": [Value(words[chance.randint(0, 200)].capitalize())],
            "subject": [Value(words[chance.randint(0, 300)]) for _ in range(2)],
            "spatial": [Value(words[chance.randint(0, 100)].capitalize() + " (Doubs, France)")],
            "type": [Value("registre")],
        },
        date_text=str(year),
        date_edtf=str(year),
        date_first=f"{year}-01-01",
        date_last=f"{year}-12-31",
    )


def add_pages(
    batch: Batch, archive: Archive, catalogue: Catalogue, chance: random.Random, made: int
) -> None:
    """Two pages for some records. The access copies are empty files: nobody draws them here."""
    for record_id in chance.sample(range(2, made), int(made * WITH_PAGES)):
        add_two_pages(batch, archive, catalogue, record_id)


def add_two_pages(batch: Batch, archive: Archive, catalogue: Catalogue, record_id: int) -> None:
    """A master of two images, neither of which was ever scanned."""
    master = StoredFile(
        record_id=record_id,
        name=f"{record_id}.tif",
        received_path=f"{record_id}.tif",
        size=1,
        sha512=f"{record_id:0128x}",
        content_path=f"{record_id}.tif",
        object_version="v1",
        puid="fmt/353",
        format="TIFF",
        mime="image/tiff",
    )
    file_id = catalogue.files.save(batch, master).id
    keys = [f"{2 * record_id + frame:064x}"[::-1] for frame in range(2)]
    pages = [
        Page(
            record_id=record_id,
            number=frame + 1,
            label=str(frame + 1),
            file_id=file_id,
            frame=frame,
            image=key,
            width=3000,
            height=4000,
        )
        for frame, key in enumerate(keys)
    ]
    catalogue.pages.replace(batch, record_id, pages)
    for key in keys:
        copy = image_path(archive.access, key)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()


class Quiet:
    """Progress that nobody watches."""

    def total(self, count: int | None) -> None:
        """Not shown."""

    def advance(self, count: int = 1) -> None:
        """Not shown."""


def publish(archive: Archive, what: str) -> None:
    """One publication, timed."""
    began = time.perf_counter()
    result = run(Request(archive=archive, today=dt.date.today()), Problems(), Quiet())
    took = time.perf_counter() - began
    size = archive.public_db.stat().st_size / 1e6
    print(f"{what}: {took:.1f} s, {result.records} records, {size:.0f} MB")


def swap_under_a_server(archive: Archive) -> None:
    """Publishes twice while a server answers, and counts what it answered."""
    answers: Counter[str] = Counter()
    over = threading.Event()
    with served(archive) as port:
        asking = threading.Thread(target=ask, args=(archive, port, answers, over))
        asking.start()
        for number in (1, 2):
            publish(archive, f"under a server, {number}")
            time.sleep(2)
        over.set()
        asking.join()
    print(f"requests at {REQUESTS_A_SECOND} a second: {dict(answers)}")


@contextmanager
def served(archive: Archive) -> Iterator[int]:
    """A server of the archive, in a process of its own; gives its port."""
    port = free_port()
    command = ["serve", "--archive", str(archive.root), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, Path(__file__).parents[1] / "cli.py", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def wait_for(port: int) -> None:
    """Waits until the server answers."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server never answered")


def ask(archive: Archive, port: int, answers: Counter[str], over: threading.Event) -> None:
    """Asks for pages, manifests and OAI-PMH lists, evenly spaced, from a few threads."""
    paths = addresses(archive)
    with ThreadPoolExecutor(8) as pool:
        due = time.perf_counter()
        while not over.is_set():
            pool.submit(ask_once, port, next(paths), answers)
            due += 1 / REQUESTS_A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))


def addresses(archive: Archive) -> Iterator[str]:
    """Addresses of the site, over and over."""
    edition = Edition.open(archive.public_db)
    rows = edition.db.execute("select ark from records where page_count > 0 limit 50").fetchall()
    of_records = [f"/{row[0]}{end}" for row in rows for end in ("", "/manifest")]
    oai = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
    return cycle(["/", "/search?q=registre", oai, "/oai?verb=Identify", *of_records])


def ask_once(port: int, path: str, answers: Counter[str]) -> None:
    """One request; counts its status, or the kind of failure."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            answer.read()
            answers[str(answer.status)] += 1
    except Exception as error:
        answers[f"failed: {type(error).__name__} {getattr(error, 'code', '')}"] += 1


if __name__ == "__main__":
    main()
