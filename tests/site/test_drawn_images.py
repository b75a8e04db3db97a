"""Images that have to be drawn: some at a time, kept on disk, and never in the way of tiles."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from site_client import asked
from site_editions import ENTRIES, make_edition

from archivekit.site.app import served
from archivekit.site.site import DRAWN_VARIABLE

IMAGE = "/iiif/3/ark:/99999/b1registre/f1"
ODD = f"{IMAGE}/11,13,300,400/211,/0/gray.png"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A site that keeps drawn images in a file, its folder, and the file."""
    file = tmp_path / "cache" / "images.db"
    monkeypatch.setenv(DRAWN_VARIABLE, str(file))
    make_edition(tmp_path)
    with asked(served(tmp_path / "public.db")) as client:
        yield client, tmp_path, file


def drawn(file) -> dict[str, bytes]:
    with closing(sqlite3.connect(file)) as db:
        return dict(db.execute("select key, body from drawn"))


def test_an_odd_size_is_drawn_once(kept):
    site, _, file = kept
    first = site.get(ODD)
    assert list(drawn(file).values()) == [first.content]
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("update drawn set body = ?", (b"as it was kept",))
    assert site.get(ODD).content == b"as it was kept"
    assert site.get(f"{IMAGE}/11,13,300,400/210,/0/gray.png").content[:4] == b"\x89PNG"


def test_what_was_drawn_of_another_edition_is_forgotten(kept):
    site, folder, file = kept
    site.get(ODD)
    make_edition(folder, [it for it in ENTRIES if it.name != "b1registre"], serial=2)
    assert site.get(ODD).status_code in (404, 410)
    make_edition(folder, ENTRIES, serial=3)
    site.get(f"{IMAGE}/0,0,20,30/10,/0/gray.png")
    assert len(drawn(file)) == 1


def test_without_a_place_to_keep_them_images_are_drawn(tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file where a folder should be")
    monkeypatch.setenv(DRAWN_VARIABLE, str(tmp_path / "cache" / "images.db"))
    make_edition(tmp_path)
    with asked(served(tmp_path / "public.db")) as site:
        assert [site.get(ODD).status_code for _ in range(2)] == [200, 200]


def test_hundreds_of_odd_requests_at_once_keep_no_tile_waiting(kept):
    site, _, _ = kept
    tile = f"{IMAGE}/0,0,512,512/512,512/0/default.jpg"
    assert site.get(tile).status_code == 200

    async def crowd(client) -> tuple[list, list]:
        odd = [
            asyncio.ensure_future(client.get(f"{IMAGE}/0,0,{600 - n},500/max/7/default.webp"))
            for n in range(300)
        ]
        tiles = []
        while len(tiles) < 20:
            tiles.append(await client.get(tile))
        return [await it for it in odd], tiles

    odd, tiles = site.run(site.with_client(crowd))
    assert {answer.status_code for answer in odd} == {200, 503}
    assert {answer.headers["retry-after"] for answer in odd if answer.status_code == 503} == {"5"}
    assert {answer.status_code for answer in tiles} == {200}
    assert site.get(ODD).status_code == 200
