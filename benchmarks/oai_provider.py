"""Times our OAI-PMH provider against nginx handing out the same pages as files, and against peers.

    python benchmarks/oai_provider.py FOLDER [--peers PYTHON] [--depth 1000000] [--rounds 3]

FOLDER is where the archive is made, and used again. PYTHON is of an environment where a Python
peer is installed (`pip install oaipmh oai_repo waitress`). nginx is needed (Debian: nginx-light).
All servers answer the same client in one run, with the same number of processes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import oai_archive
import oai_client
import oai_servers

from archivekit.archive import Archive

HARVESTERS = 4
PEERS = ("oaipmh", "oai_repo")
# Slow ones are asked for the first pages only.
PROFILES = {"francearchives": 300, "gallica": 10}
PAGES_OF_PEERS = 300
Served = AbstractContextManager[tuple[int, int]]


@dataclass
class Contender:
    """One server that is timed: how it is started with so many processes."""

    name: str
    start: Callable[[int], Served]
    path: str = "/oai"
    most: int | None = None


@dataclass
class Found:
    """What was measured of one contender."""

    rates: list[float] = field(default_factory=list)
    plain_rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: str = ""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--peers", type=Path, metavar="PYTHON")
    options.add_argument("--depth", type=int, default=0)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    archive = oai_archive.published(given.folder / "archive", given.records)
    keep_as_files(archive, given.folder / "nginx")
    for workers in given.workers:
        compare(contenders(archive, given.folder, given.peers), workers, given.rounds)
    if given.depth:
        deep(oai_archive.multiplied(archive, given.folder / "deep", given.depth))


def keep_as_files(archive: Archive, folder: Path) -> None:
    """The pages that our provider gives now, for nginx."""
    with oai_servers.ours(archive.root, 1) as (port, _):
        [(_, identify)] = oai_client.pages(port, query="verb=Identify")
        oai_servers.keep_pages(folder, oai_client.pages(port), identify)


def contenders(archive: Archive, folder: Path, python: Path | None) -> list[Contender]:
    """All that are timed."""
    ours = partial(oai_servers.ours, archive.root)
    found = [
        Contender("nginx, files", partial(oai_servers.nginx, folder / "nginx")),
        Contender("archivekit", ours),
        *(Contender(f"archivekit, {it}", ours, f"/oai/{it}", PROFILES[it]) for it in PROFILES),
    ]
    if python:
        database = oai_archive.for_peers(archive, folder / "peers.db")
        found += [
            Contender(it, partial(oai_servers.peer, python, it, database), most=PAGES_OF_PEERS)
            for it in PEERS
        ]
    return found


def compare(them: list[Contender], workers: int, rounds: int) -> None:
    """Each in turn, over and over."""
    found = {it.name: Found() for it in them}
    for _ in range(rounds):
        for it in them:
            with it.start(workers) as (port, pid):
                measure(it, found[it.name], port, pid)
    print(
        f"\n{workers} process(es); records/s in rounds by {HARVESTERS} harvesters on bare sockets"
    )
    print("(ratio of the best to nginx), by one of http.client (ratio), processor, memory")
    first = found[them[0].name]
    for name, it in found.items():
        rates = f"{_rates(it.rates, first.rates)}   {_rates(it.plain_rates, first.plain_rates)}"
        print(
            f"{name:28} {rates}   {min(it.processor):6.1f} µs/record   {it.memory} MB",
            flush=True,
        )


def measure(contender: Contender, found: Found, port: int, pid: int) -> None:
    """One contender once."""
    oai_client.harvest(port, contender.path, most=5)
    memory, used = oai_servers.memory(pid), oai_servers.processor(pid)
    records, took = oai_client.together(port, HARVESTERS, contender.path, contender.most)
    found.rates.append(records / took)
    found.processor.append((oai_servers.processor(pid) - used) / records * 1e6)
    found.memory = f"{memory:.0f} -> {oai_servers.memory(pid):.0f}"
    if contender.most is None:
        records, took = oai_client.by_http_client(port)
        found.plain_rates.append(records / took)


def _rates(rates: list[float], of_nginx: list[float]) -> str:
    if not rates:
        return "-"
    told = " ".join(f"{rate:9,.0f}" for rate in rates)
    return f"{told} ({max(rates) / max(of_nginx):.3f})"


def deep(root: Path) -> None:
    """A whole harvest of very many records, then its first and its last pages in turn."""
    with oai_servers.ours(root, 1) as (port, pid):
        oai_client.harvest(port, most=20)
        before = oai_servers.memory(pid)
        whole = oai_client.harvest(port)
        after = oai_servers.memory(pid)
        connection = oai_client.Connection(port)
        places = {"page 1": whole.queries[0], "page 2": whole.queries[1]}
        places |= {f"page {len(whole.queries) - 10}": whole.queries[-10]}
        times: dict[str, list[float]] = {name: [] for name in places}
        for _ in range(300):
            for name, query in places.items():
                times[name].append(oai_client.seconds(connection, f"/oai?{query}"))
        connection.close()
    print(f"\n{whole.records} records in one harvest: memory {before:.0f} -> {after:.0f} MB")
    first = statistics.median(times["page 1"])
    for name, found in times.items():
        middle = statistics.median(found)
        print(f"{name:12} {middle * 1000:6.2f} ms, {middle / first:.2f} times page 1")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
