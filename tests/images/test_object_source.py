"""Access copies in an object store give the same tiles as files, by few requests."""

from __future__ import annotations

from pathlib import Path

import pytest
import pyvips
from obstore.store import MemoryStore, from_url

from archivekit.errors import NothingDone
from archivekit.images import shelves
from archivekit.images.access import write_access_copy
from archivekit.images.object_source import ObjectSource, open_store
from archivekit.images.refusal import Unreadable
from archivekit.images.render import stored_views
from archivekit.images.tiles import AccessCopy

KEY = "ab" + "0" * 62
NAME = f"ab/{KEY}.tif"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one access copy of a large page."""
    root = tmp_path_factory.mktemp("images")
    noise = pyvips.Image.gaussnoise(3000, 4001, mean=140, sigma=20, seed=2).cast("uchar")
    write_access_copy(root, KEY, lambda save: save(noise.copy(interpretation="b-w")))
    return root


@pytest.fixture
def store(folder: Path) -> MemoryStore:
    memory = MemoryStore()
    memory.put(NAME, (folder / NAME).read_bytes())
    return memory


def test_an_object_gives_the_tiles_that_a_file_gives(folder: Path, store: MemoryStore) -> None:
    source = ObjectSource(store, NAME)
    there, here = shelves.opened(source), AccessCopy.open(folder / NAME)
    assert (there.levels, there.ready) == (here.levels, here.ready)
    stored = [it for _, it in stored_views(there)]
    assert [it.read(source) for it in stored] == [it.read(here.source) for it in stored]


def test_opening_takes_few_requests_and_a_tile_one(store: MemoryStore) -> None:
    source = ObjectSource(store, NAME)
    copy = shelves.opened(source)
    # One for its size, and at most one a directory: levels and small sizes.
    assert source.requests <= 1 + len(copy.levels) + len(copy.ready)
    before = source.requests
    copy.tile(0, 1, 1)
    assert source.requests == before + 1
    assert source.read_at_once(0, 10) is None
    assert source.read(source.size, 10) == b""


def test_an_object_that_is_not_there_is_told_from_one_that_is_cut(store: MemoryStore) -> None:
    with pytest.raises(FileNotFoundError):
        ObjectSource(store, "ab/other.tif")
    whole = bytes(store.get(NAME).bytes())
    store.put(NAME, whole[: len(whole) // 2])
    with pytest.raises(Unreadable):
        shelves.opened(ObjectSource(store, NAME))


def test_a_store_that_fails_is_told_in_words(folder: Path) -> None:
    source = ObjectSource(from_url(f"file://{folder}"), NAME)
    kept = (folder / NAME).rename(folder / "away.tif")
    try:
        with pytest.raises((Unreadable, FileNotFoundError)):
            source.read(0, 10)
    finally:
        kept.rename(folder / NAME)


def test_the_edition_finds_its_images_where_it_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(shelves.IMAGES_VARIABLE, f"file://{folder}")
    assert shelves.access_copy(tmp_path, KEY).width == 3000
    with pytest.raises(FileNotFoundError):
        shelves.access_copy(tmp_path, "cd" + KEY[2:])
    monkeypatch.delenv(shelves.IMAGES_VARIABLE)
    assert shelves.access_copy(folder, KEY).height == 4001


def test_an_address_that_is_no_store_is_told() -> None:
    with pytest.raises(NothingDone) as told:
        open_store("gopher://bucket")
    assert "s3://" in told.value.sentence("fr")
