"""A new edition renamed over the old, and strangers' SQL: nobody who asks is held up or failed."""

from __future__ import annotations

import asyncio
import time
from collections import Counter

import pytest
from site_client import asked
from site_editions import ENTRIES, make_edition, many

from archivekit.site.app import served

RECORD = "/ark:/99999/b1registre"
ASKED = [
    "/",
    "/search?q=registre",
    RECORD,
    f"{RECORD}.json",
    f"{RECORD}/manifest",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/iiif/3/ark:/99999/b1registre/f1/info.json",
    "/public/records.json?_size=1",
    "/public/par_lieu.json",
]
# What a step of SQLite's machine may do at worst, again and again.
COUNTING = "with recursive c(x) as (select 1 union all select x + 1 from c)"
WORST = [
    f"{COUNTING} select count(*) from c",
    f"{COUNTING.replace(' all', '')} select sum(length(hex(x))) from c",
    f"{COUNTING} select max(length(hex(randomblob(1900000)))) from c",
    f"{COUNTING} select sum(hex(zeroblob(1900000)) like '%0%0%0%1') from c",
    "select count(*) from terms a, terms b, terms c, terms d where a.value < d.value",
    "select group_concat(a.terms || b.terms || c.terms) from records a, records b, records c",
]


@pytest.fixture
def swapped(tmp_path):
    """A site whose edition may be replaced, and the folder of its edition."""
    make_edition(tmp_path)
    with asked(served(tmp_path / "public.db")) as client:
        yield client, tmp_path


def test_a_new_edition_is_taken_up_at_once_everywhere(swapped):
    site, folder = swapped
    before = {path: site.get(path) for path in ASKED}
    assert {answer.status_code for answer in before.values()} == {200}
    assert site.get("/ark:/99999/b1n1").status_code == 404
    assert "6 rows" in site.get("/public").text
    make_edition(folder, [*ENTRIES, *many(5)], serial=2)
    assert site.get("/ark:/99999/b1n1").status_code == 200
    assert "11 notices" in site.get("/", accept_language="fr").text
    assert "b1n5" in site.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").text
    assert site.get("/public/records.json?_shape=array&_size=max").json()[-1]["code"] == "2 J 105"
    assert "11 rows" in site.get("/public").text
    assert "2024-05-01T10:00:02Z" in site.get("/sitemap.xml").text


def test_what_left_is_gone_at_once(swapped):
    site, folder = swapped
    assert site.get("/ark:/99999/b1arabe/manifest").status_code == 200
    make_edition(folder, [it for it in ENTRIES if it.name != "b1arabe"], serial=2)
    for path in ("", ".json", "/manifest", "/thumbnail"):
        assert site.get(f"/ark:/99999/b1arabe{path}").status_code == 404
    assert site.get("/iiif/3/ark:/99999/b1arabe/f1/info.json").status_code == 404
    assert site.get("/public/records.json?code=2+J+88&_shape=array").json() == []


def test_no_request_fails_while_editions_are_swapped(swapped):
    site, folder = swapped
    statuses: Counter[int] = Counter()

    async def ask(stop: asyncio.Event) -> None:
        while not stop.is_set():
            for path in ASKED:
                statuses[(await site.aask("GET", path)).status_code] += 1

    async def swap() -> None:
        stop = asyncio.Event()
        asking = [asyncio.create_task(ask(stop)) for _ in range(4)]
        for serial in range(2, 10):
            entries = [*ENTRIES, *many(serial)]
            await asyncio.to_thread(make_edition, folder, entries, serial=serial)
        stop.set()
        await asyncio.gather(*asking)

    site.run(swap())
    assert set(statuses) == {200}
    assert statuses[200] > 50


def test_protocols_answer_while_six_clients_run_the_worst_sql(swapped):
    site, _ = swapped
    paths = [path for path in ASKED if not path.startswith("/public")]

    async def harm(query: str, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await site.aask("GET", "/public.json", params={"sql": query})

    async def measure() -> list[float]:
        stop = asyncio.Event()
        harming = [asyncio.create_task(harm(query, stop)) for query in WORST]
        await asyncio.sleep(0)
        took = []
        for _ in range(6):
            for path in paths:
                start = time.perf_counter()
                answer = await site.aask("GET", path)
                took.append(time.perf_counter() - start)
                assert answer.status_code == 200, path
        stop.set()
        await asyncio.gather(*harming)
        return sorted(took)

    took = site.run(measure())
    # Behind Datasette's three threads each would wait for seconds.
    assert took[len(took) // 2] < 0.5
    assert took[-1] < 5
