"""Regions drawn from tiles that are held, or too many to hold: the same pixels, none made up."""

import random
from pathlib import Path

import numpy
import pytest
from image_making import access_copy, file_of, grain, picture

from archivekit.images.decoded_tiles import DecodedTiles
from archivekit.images.refusal import Unreadable
from archivekit.images.render import View, drawn, render
from archivekit.images.tiles import AccessCopy


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> AccessCopy:
    folder = tmp_path_factory.mktemp("regions")
    grain(3700, 2600).gaussblur(2).jpegsave(str(folder / "a.jpg"))
    return access_copy(folder / "a.jpg", folder)


def region(x: int, y: int, across: int, down: int, *, part: int = 1, rotation: int = 0) -> View:
    """A region at its own size, or at a part of it across."""
    return View(
        x=x,
        y=y,
        region_width=across,
        region_height=down,
        width=-(-across // part),
        height=down,
        rotation=rotation,
    )


@pytest.mark.parametrize("most", [0, 1, 3, 64])
def test_regions_of_one_page_are_the_same_however_many_tiles_are_held(
    copy: AccessCopy, most: int
) -> None:
    held = DecodedTiles(most)
    chance = random.Random(most)
    for _ in range(30):
        across, down = chance.randrange(1, 900), chance.randrange(1, 900)
        x, y = chance.randrange(copy.width - across), chance.randrange(copy.height - down)
        view = region(x, y, across, down, part=chance.randrange(1, 4))
        assert render(copy, view, held) == render(copy, view)


def test_a_view_of_more_tiles_than_are_held_shows_what_lies_in_the_file(copy: AccessCopy) -> None:
    whole = region(0, 0, copy.width, copy.height)
    there = numpy.asarray(picture(copy)).astype(int)
    for view, shown in (
        (whole, there),
        (region(5, 7, copy.width - 9, copy.height - 11), there[7:-4, 5:-4]),
        (region(0, 0, copy.width, copy.height, rotation=180), there[::-1, ::-1]),
    ):
        assert numpy.abs(drawn(copy, view).numpy() - shown).max() <= 3


def test_a_tile_whose_end_is_lost_is_told_and_its_neighbours_are_shown(
    copy: AccessCopy, tmp_path: Path
) -> None:
    stored = copy.stored(0, 1, 1)
    spoilt = bytearray(file_of(copy).read_bytes())
    half = stored.size // 2
    spoilt[stored.offset + half : stored.offset + stored.size] = bytes(stored.size - half)
    (tmp_path / "a.tif").write_bytes(spoilt)
    spoiled = AccessCopy.open(tmp_path / "a.tif")
    held = DecodedTiles(64)
    for _ in range(2):
        with pytest.raises(Unreadable):
            render(spoiled, region(900, 900, 300, 300), held)
    beside = region(1030, 600, 300, 300)
    assert render(spoiled, beside, held) == render(copy, beside)


def test_a_tile_of_another_size_than_it_should_have_is_told(
    copy: AccessCopy, tmp_path: Path
) -> None:
    stored = copy.stored(0, 1, 1)
    spoilt = bytearray(file_of(copy).read_bytes())
    frame = spoilt.index(b"\xff\xc0", stored.offset)
    assert frame < stored.offset + stored.size
    spoilt[frame + 5 : frame + 9] = b"\xff\xf0\xff\xf0"
    (tmp_path / "a.tif").write_bytes(spoilt)
    with pytest.raises(Unreadable):
        render(AccessCopy.open(tmp_path / "a.tif"), region(600, 600, 100, 100))
