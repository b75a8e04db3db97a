"""Pages made ready when an edition is: they are what would be made, and hold for nothing else."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from oai_answers import Provider
from oai_editions import Row, make_edition

from archivekit.description.addresses import BASE
from archivekit.edition import Edition, Request
from archivekit.oai.provider import at_once
from archivekit.oai.provider.ready_pages import MOST_BYTES

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
SITE = "https://archives.example.org"
RECORDS = [
    Row(f"b{number:04}", f"2024-05-01T10:{number // 70:02}:00Z", deleted=number % 7 == 0)
    for number in range(350)
]


@pytest.fixture
def provider(provide) -> Provider:
    return provide(RECORDS)


def ready(provider: Provider) -> int:
    with closing(sqlite3.connect(provider.file)) as db:
        return db.execute("select count(*) from oai_pages").fetchone()[0]


def without_ready_pages(provider: Provider) -> Provider:
    with closing(sqlite3.connect(provider.file)) as db:
        db.execute("delete from oai_pages")
        db.commit()
    return provider


def undated(body: bytes) -> bytes:
    return re.sub(rb"<responseDate>[^<]+", b"", body)


def bodies(provider: Provider, query: str) -> list[bytes]:
    return [undated(page.body) for page in provider.pages(query)]


@pytest.mark.parametrize(
    "narrowed",
    [
        "",
        "&from=2024-05-01",
        "&from=2024-05-01T10:01:00Z",
        "&until=2024-05-01T10:03:00Z",
        "&until=2030-01-01",
        "&set=2-J",
    ],
)
def test_a_page_made_ready_is_the_page_that_would_be_made(provider, narrowed):
    assert ready(provider) == 3, "all but the last, after which no other comes"
    made_ready = bodies(provider, LIST + narrowed)
    assert made_ready == bodies(without_ready_pages(provider), LIST + narrowed)


def test_a_page_that_holds_much_is_made_as_it_is_asked_for(provide):
    words = "x" * (MOST_BYTES // 100)
    large = [replace(it, words=words, deleted=False) for it in RECORDS[100:200]]
    provider = provide([*RECORDS[:100], *large, *RECORDS[200:]])
    assert ready(provider) == 2
    names = [it for page in provider.pages(LIST) for it in page.texts("identifier")]
    assert names == [it.identifier for it in RECORDS]


def next_page(provider: Provider, query: str) -> bytes | None:
    edition = Edition.open(provider.file)
    try:
        return at_once.body(Request("GET", "/oai", query), edition, SITE)
    finally:
        edition.close()


def test_what_is_given_at_once_is_what_is_answered_else(provider):
    token, given = provider.ask(LIST).token, 0
    while token:
        query = f"verb=ListRecords&resumptionToken={token}"
        page = provider.ask(query)
        body = next_page(provider, query)
        if body is not None:
            assert undated(body) == undated(page.body).replace(BASE.encode(), SITE.encode())
            assert SITE.encode() in body
            given += 1
        token = page.token
    assert given == 2


def test_nothing_else_is_given_at_once(provider):
    token = provider.ask(LIST).token
    queries = [
        LIST,
        f"{LIST}&resumptionToken={token}",
        f"verb=ListRecords&resumptionToken={token[:-1]}",
        f"verb=ListRecords&resumptionToken={token}&resumptionToken={token}",
        f"verb=ListIdentifiers&resumptionToken={token}",
        f"verb=ListRecords&resumptionToken={provider.ask(f'{LIST}&set=2-J').token}",
        f"verb=ListRecords&resumptionToken={provider.ask(f'{LIST}&until=2024-05-01').token}",
        "verb=ListRecords&resumptionToken=" + "A" * 5000,
    ]
    assert [next_page(provider, query) for query in queries] == [None] * len(queries)


def test_a_page_of_a_harvest_that_an_edition_came_between_is_made(provider):
    """Its token tells the size of the list as it was: that is counted anew."""
    query = f"verb=ListRecords&resumptionToken={provider.ask(LIST).token}"
    assert next_page(provider, query) is not None
    make_edition(provider.file, [*RECORDS, Row("new", "2025-01-01T00:00:00Z")], serial=2)
    assert next_page(provider, query) is None
    assert 'completeListSize="351"' in provider.ask(query).body.decode()
