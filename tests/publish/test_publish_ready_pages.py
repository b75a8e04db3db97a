"""Pages of a harvest of everything: what an edition has ready is what it would answer without."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing

from press import Press

from archivekit.catalogue import new_record
from archivekit.description.record import Description
from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
OTHER = """
title = { fr = "Autre", en = "Other" }
[dc]
title = ["{title}"]
identifier = ["{record_url}"]
"""
SERIES = [f"2 J {number}" for number in range(1, 130)]


def describe(press: Press, codes: list[str]) -> None:
    with press.catalogue() as (catalogue, batch):
        for code in codes:
            record = new_record(Description(code=code, title="Registre des étrangers"))
            catalogue.records.save(batch, record)


def ready(press: Press) -> int:
    (count,) = press.edition().db.execute("select count(*) from oai_pages").fetchone()
    return int(count)


def harvest(edition: Edition) -> list[bytes]:
    """All pages, but for when each was answered."""
    pages, query = [], LIST
    while query:
        body = respond(Request("GET", "/oai", query), edition).body
        pages.append(re.sub(rb"<responseDate>[^<]+", b"", body))
        token = re.search(rb"<resumptionToken[^>]*>([^<]+)", body)
        query = f"verb=ListRecords&resumptionToken={token[1].decode()}" if token else ""
    return pages


def check_ready_pages(press: Press) -> None:
    """Asks with the pages made ready, and then without."""
    pages = harvest(press.edition())
    assert (len(pages), ready(press)) == (2, 1)
    with closing(sqlite3.connect(press.archive.public_db)) as db:
        db.execute("delete from oai_pages")
        db.commit()
    assert harvest(press.edition()) == pages


def test_they_are_as_they_would_be_made_whatever_changed(press: Press) -> None:
    describe(press, SERIES)
    press.publish()
    check_ready_pages(press)
    press.now += dt.timedelta(days=1)
    press.record(SERIES[7], "Un autre titre")
    press.withdraw(SERIES[9])
    press.publish()
    check_ready_pages(press)
    # The clock went back: what changes now stands among what changed last.
    press.now -= dt.timedelta(days=9)
    press.record(SERIES[8], "Un autre titre encore")
    press.publish()
    check_ready_pages(press)


def test_there_are_none_where_the_default_profile_is_another(press: Press) -> None:
    """It writes each record as it is asked for."""
    describe(press, SERIES)
    press.archive.profiles.mkdir(exist_ok=True)
    (press.archive.profiles / "default.toml").write_text(OTHER, encoding="utf-8")
    press.publish()
    assert ready(press) == 0
    assert len(harvest(press.edition())) == 2
