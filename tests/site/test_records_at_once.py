"""Pages of a harvest of everything that lie ready: sent at once, as every other answer is."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from contextlib import closing

import pytest
from lxml import etree
from site_client import HOST, asked
from site_editions import ENTRIES, make_edition, many

from archivekit.site.app import served
from archivekit.site.site import Site

LIST = "/oai?verb=ListRecords&metadataPrefix=oai_dc"
CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def swapped(tmp_path):
    """A site of 250 records, and the folder of its edition."""
    make_edition(tmp_path, [*ENTRIES, *many(250)])
    with asked(served(tmp_path / "public.db")) as client:
        yield client, tmp_path


@pytest.fixture
def site(swapped):
    return swapped[0]


def next_page(site) -> str:
    """The address of the second page of a list."""
    token = etree.fromstring(site.get(LIST).content).findtext(".//{*}resumptionToken")
    return f"/oai?verb=ListRecords&resumptionToken={token}"


def undated(answer) -> str:
    return re.sub("<responseDate>[^<]+", "", answer.text)


def test_it_is_the_answer_that_is_given_else(site):
    """A form is never answered so, nor is whoever takes it compressed."""
    path = next_page(site)
    at_once = site.get(path, accept_encoding="identity")
    form = path.partition("?")[2]
    by_form = site.ask(
        "POST",
        "/oai",
        content=form,
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "accept-encoding": "identity",
        },
    )
    compressed = site.get(path, accept_encoding="gzip")
    assert undated(at_once) == undated(by_form) == undated(compressed)
    assert sorted(at_once.headers.multi_items()) == sorted(by_form.headers.multi_items())
    assert compressed.headers["content-encoding"] == "gzip"
    assert at_once.text.count("<record>") == 100
    assert f">http://{HOST}/oai</request>" in at_once.text


def test_conditions_head_and_browsers_are_heard_also_then(site):
    path = next_page(site)
    answer = site.get(path, accept_encoding="identity")
    assert site.get(path, if_none_match=answer.headers["etag"]).status_code == 304
    assert site.get(path, if_modified_since=answer.headers["last-modified"]).status_code == 304
    head = site.ask("HEAD", path, headers={"accept-encoding": "identity"})
    assert (head.content, head.headers["etag"]) == (b"", answer.headers["etag"])
    assert site.get(path, accept=CHROMIUM).headers["content-type"].startswith("text/html")
    assert site.get(path, accept_encoding="identity;q=0, *;q=0").status_code == 406
    assert site.get(path, host="a b").status_code == 400


def test_it_waits_for_no_thread(site):
    path, free = next_page(site), threading.Event()
    pool = Site.of(site.datasette).pools["oai"]

    async def keep_busy_and_ask():
        waiting = [asyncio.ensure_future(pool.do(lambda: free.wait(60))) for _ in range(4)]
        await asyncio.sleep(0)
        try:
            return await asyncio.wait_for(
                site.aask("GET", path, headers={"accept-encoding": "identity"}), 30
            )
        finally:
            free.set()
            await asyncio.gather(*waiting)

    assert site.run(keep_busy_and_ask()).status_code == 200


def test_what_was_withdrawn_is_not_sent_again(swapped):
    site, folder = swapped
    path = next_page(site)
    gone = re.search(r"ark:/99999/b1n\d+", site.get(path).text)[0]
    left = [it for it in [*ENTRIES, *many(250)] if it.ark != gone]
    make_edition(folder, left, serial=2)
    assert gone not in site.get(path).text
    with closing(sqlite3.connect(folder / "public.db")) as db:
        pages = db.execute("select records from oai_pages").fetchall()
    assert len(pages) == 2
    assert not any(gone.encode() + b"<" in page for (page,) in pages)
