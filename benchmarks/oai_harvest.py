"""Times our harvester against others, all from nginx handing out the same pages as files.

    python benchmarks/oai_harvest.py FOLDER [--rounds 3] [--only NAME …]

FOLDER is the one of benchmarks/oai_provider.py: its archive and pages are used, or made. Each
contender runs in a process of its own; those without a database throw away what they read.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

OAI = "{http://www.openarchives.org/OAI/2.0/}"
_ROWS = 1000
SETTINGS = """
[archive]
name = { fr = "Archives de Valmont" }
contact = "archives@valmont.example"
[identifiers]
naan = "99999"
oai_domain = "archives.valmont.example"
"""


def ours(url: str, folder: Path) -> int:
    """``archivekit harvest``: into a catalogue, with the bytes of each record."""
    from archivekit.archive import Archive

    Archive.create(folder / "archive", SETTINGS)
    return int(_told("harvest", url, "--publish", archive=folder / "archive")["received"])


def ours_published(url: str, folder: Path) -> int:
    """The same and then ``archivekit publish``: in the edition they are found by their words."""
    received = ours(url, folder)
    _told("publish", archive=folder / "archive")
    return received


def _told(*arguments: str, archive: Path) -> dict[str, Any]:
    from archivekit.cli import main as command

    with redirect_stdout(io.StringIO()) as told:
        command([*arguments, "--archive", str(archive), "--json"], standalone_mode=False)
    return dict(json.loads(told.getvalue()))


def sickle_sqlite_utils(url: str, folder: Path, *, searchable: bool = True) -> int:
    """What one would write in an afternoon: a row a record, its fields as JSON, its XML."""
    import sqlite_utils
    from sickle import Sickle

    database = sqlite_utils.Database(folder / "harvest.db")
    database["records"].create(
        dict.fromkeys(("identifier", "datestamp", "deleted", "sets", "fields", "raw"), str),
        pk="identifier",
    )
    if searchable:
        database["records"].enable_fts(["fields"], create_triggers=True)
    rows = (
        {
            "identifier": it.header.identifier,
            "datestamp": it.header.datestamp,
            "deleted": str(it.deleted),
            "sets": json.dumps(it.header.setSpecs),
            "fields": json.dumps(getattr(it, "metadata", {}), ensure_ascii=False),
            "raw": it.raw,
        }
        for it in Sickle(url).ListRecords(metadataPrefix="oai_dc")
    )
    database["records"].upsert_all(rows, pk="identifier", batch_size=_ROWS)
    return _count(folder / "harvest.db", "records")


def bare_sickle(url: str, _: Path) -> int:
    """Sickle alone: every record read."""
    from sickle import Sickle

    count = 0
    for it in Sickle(url).ListRecords(metadataPrefix="oai_dc"):
        _ = it.header.identifier, getattr(it, "metadata", None)
        count += 1
    return count


def requests_lxml(url: str, _: Path) -> int:
    """requests and one lxml parse a page: nothing is read of it but its records' number."""
    import requests
    from lxml import etree

    session, count = requests.Session(), 0
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    while arguments:
        root = etree.fromstring(session.get(url, params=arguments, timeout=60).content)
        count += len(root.findall(f"{OAI}ListRecords/{OAI}record"))
        token = root.findtext(f"{OAI}ListRecords/{OAI}resumptionToken")
        arguments = {"verb": "ListRecords", "resumptionToken": token} if token else {}
    return count


def download(url: str, _: Path) -> int:
    """The bytes alone, by bare sockets."""
    import oai_client

    return oai_client.harvest(int(url.split(":")[2].partition("/")[0])).records


CONTENDERS = {
    "download alone": download,
    "requests + lxml": requests_lxml,
    "sickle": bare_sickle,
    "sickle + sqlite-utils": partial(sickle_sqlite_utils, searchable=False),
    "the same, searchable": sickle_sqlite_utils,
    "archivekit harvest": ours,
    "the same, published": ours_published,
}
_BASIS = "the same, searchable"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    options.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        name, url, folder = given.one
        print(f"\n{CONTENDERS[name](url, Path(folder))}")
        return
    compare(given.folder, given.records, given.rounds, given.only)


def compare(folder: Path, records: int, rounds: int, names: list[str]) -> None:
    """Each in turn, over and over; the best of each, and its ratio."""
    import oai_archive
    import oai_provider
    import oai_servers

    archive = oai_archive.published(folder / "archive", records)
    if not (folder / "nginx" / "pages").exists():
        oai_provider.keep_as_files(archive, folder / "nginx")
    rates: dict[str, list[float]] = {name: [] for name in names}
    processor: dict[str, list[float]] = {name: [] for name in names}
    with oai_servers.nginx(folder / "nginx", 1) as (port, _):
        for _ in range(rounds):
            for name in names:
                count, took, used = timed(name, f"http://127.0.0.1:{port}/oai")
                if count != records:
                    print(f"{name}: {count} of {records} records")
                rates[name].append(count / took)
                processor[name].append(used / max(count, 1) * 1e6)
    basis = max(rates.get(_BASIS, [0])) or 1
    print(f"\nrecords/s in rounds; processor a record; times {_BASIS}")
    for name in names:
        told = " ".join(f"{rate:9,.0f}" for rate in rates[name])
        ratio = max(rates[name]) / basis
        print(f"{name:24} {told}   {min(processor[name]):6.1f} µs   {ratio:5.2f}")


def timed(name: str, url: str) -> tuple[int, float, float]:
    """One contender, in a process of its own: records, seconds, seconds of processor."""
    folder = Path(tempfile.mkdtemp(prefix="archivekit-benchmark-"))
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    try:
        command = [sys.executable, __file__, "-", "--one", name, url, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    finally:
        shutil.rmtree(folder)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return int(done.stdout.strip().rpartition("\n")[2]), took, used


def _count(file: Path, what: str) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file)) as database:
        return int(database.execute(f"select count(*) from {what}").fetchone()[0])


if __name__ == "__main__":
    main()
