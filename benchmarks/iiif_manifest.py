"""Times manifests: made, and answered by the site, beside iiif-prezi3 and a bare JSON answer.

    python benchmarks/iiif_manifest.py [--pages 300]

The goals: 5,000 pages a second made, a manifest of 300 pages answered in under 2 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "iiif"))

import httpx
from iiif_prezi3 import Manifest
from manifests import RECORD, pages
from press import Press

from archivekit.iiif.manifest import write
from archivekit.iiif.version_2 import manifest_2
from archivekit.site.app import served

ROUNDS = 200


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=300)
    count = options.parse_args().pages
    record, single = replace(RECORD, pages=pages(count)), replace(RECORD, pages=pages(1))
    written = write(record)
    document = json.loads(written)
    head = {name: value for name, value in document.items() if name != "items"}
    print(f"manifest of {count} pages: {len(written):,} bytes")
    ours = seconds(lambda: write(record), 20)
    print(f"made:                       {count / ours:10,.0f} pages/s")
    print(f"made, of one page each:     {1 / seconds(lambda: write(single), 200):10,.0f} pages/s")
    models = seconds(lambda: Manifest(**document).json(), 3)
    print(
        f"iiif-prezi3, from lists:    {count / models:10,.0f} pages/s ({models / ours:.0f} times)"
    )
    one_by_one = seconds(lambda: by_make_canvas(head, count), 1)
    print(
        f"iiif-prezi3, make_canvas:   {count / one_by_one:10,.0f} pages/s"
        f" ({one_by_one / ours:.0f} times)"
    )
    older = seconds(lambda: json.dumps(manifest_2(RECORD.ark, json.loads(written))), 10)
    print(f"turned into version 2.1:    {older * 1000:10.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(answered(Path(folder), count))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The best time of some rounds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def by_make_canvas(head: dict[str, object], count: int) -> str:
    """The canvases alone, one after another, as the models' helpers make them."""
    manifest = Manifest(id=head["id"], label=head["label"])
    for number in range(1, count + 1):
        at = f"{head['id']}/canvas/f{number}"
        manifest.make_canvas(id=at, label=str(number), height=4000, width=3000)
    return str(manifest.json())


async def answered(folder: Path, count: int) -> None:
    """Times the whole way of a request through the site, in this process."""
    press = Press(folder / "archive")
    press.record("2 J 1")
    press.pages("2 J 1", *(b"%d" % number for number in range(count)))
    press.publish()
    datasette = served(press.archive.public_db)
    await datasette.invoke_startup()
    transport = httpx.ASGITransport(app=datasette.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://a.example.org") as client:
        for name, path, coding in (
            ("as it is", f"/{press.ark('2 J 1')}/manifest", "identity"),
            ("in gzip", f"/{press.ark('2 J 1')}/manifest", "gzip"),
            ("in zstd", f"/{press.ark('2 J 1')}/manifest", "zstd"),
            ("(robots.txt)", "/robots.txt", "identity"),
        ):
            times = []
            for _ in range(ROUNDS):
                request = client.build_request("GET", path, headers={"accept-encoding": coding})
                began = time.perf_counter()
                answer = await client.send(request, stream=True)
                times.append(time.perf_counter() - began)
                assert answer.status_code == 200
                await answer.aclose()
            median, best = statistics.median(times) * 1000, min(times) * 1000
            print(f"answered {name:18} {median:10.2f} ms (best {best:.2f})")


if __name__ == "__main__":
    main()
