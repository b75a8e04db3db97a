"""Stored tiles, and views drawn from the pyramid."""

import io
import random
from pathlib import Path

import numpy
import pytest
from image_making import access_copy, grain, is_upright, page, picture
from PIL import Image

from archivekit.images.refusal import Unreadable
from archivekit.images.render import View, render
from archivekit.images.tiles import AccessCopy

SIZE = (1100, 1600)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> AccessCopy:
    folder = tmp_path_factory.mktemp("tiles")
    grain(*SIZE).gaussblur(2).jpegsave(str(folder / "a.jpg"))
    return access_copy(folder / "a.jpg", folder)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def view(copy: AccessCopy, **changes: object) -> View:
    whole = {
        "x": 0,
        "y": 0,
        "region_width": copy.width,
        "region_height": copy.height,
        "width": copy.width,
        "height": copy.height,
    }
    return View(**(whole | changes))  # type: ignore[arg-type]


def test_every_stored_tile_is_a_jpeg_of_the_pixels_that_libtiff_reads(copy: AccessCopy) -> None:
    for level in copy.levels:
        whole = numpy.asarray(picture(copy, level.index))
        for y in range(level.down):
            for x in range(level.across):
                tile = numpy.asarray(opened(copy.tile(level.index, x, y)))
                part = whole[y * 512 : y * 512 + 512, x * 512 : x * 512 + 512]
                assert tile.shape == part.shape
                assert numpy.abs(tile.astype(int) - part).max() <= 3


def test_a_whole_tile_goes_out_as_it_is_stored(copy: AccessCopy) -> None:
    whole = view(copy, x=512, y=512, region_width=512, region_height=512, width=512, height=512)
    assert render(copy, whole) == copy.tile(0, 1, 1)
    half = view(copy, region_width=1024, region_height=1024, width=512, height=512)
    assert render(copy, half) == copy.tile(1, 0, 0)


def test_a_tile_at_the_edge_goes_out_as_it_is_stored(copy: AccessCopy) -> None:
    edge = view(copy, x=1024, y=1536, region_width=76, region_height=64, width=76, height=64)
    assert render(copy, edge) == copy.tile(0, 2, 3)
    assert opened(copy.tile(0, 2, 3)).size == (76, 64)


@pytest.mark.parametrize("shape", [(1100, 1600), (1025, 513), (1537, 1023), (4999, 130)])
def test_a_cut_tile_shows_what_was_there(tmp_path: Path, shape: tuple[int, int]) -> None:
    """Every tile that a viewer asks for of any level, against the same place of the master."""
    master = grain(*shape).gaussblur(3)
    master.pngsave(str(tmp_path / "a.png"))
    copy = access_copy(tmp_path / "a.png", tmp_path)
    for level in copy.levels:
        scale = 1 << level.index
        smaller = numpy.asarray(
            Image.fromarray(master.numpy()).resize(
                (level.width, level.height), Image.Resampling.BOX
            )
        )
        for y in range(level.down):
            for x in range(level.across):
                left, top = x * 512 * scale, y * 512 * scale
                across = min(512 * scale, copy.width - left)
                down = min(512 * scale, copy.height - top)
                asked = view(
                    copy, x=left, y=top, region_width=across, region_height=down,
                    width=-(-across // scale), height=-(-down // scale),
                )  # fmt: skip
                shown = render(copy, asked)
                assert shown == copy.tile(level.index, x, y)
                there = smaller[y * 512 : y * 512 + 512, x * 512 : x * 512 + 512].astype(int)
                # The colour of a column of one pixel is mixed with that of the padding beside it.
                few = min(there.shape[:2]) < 16
                assert numpy.abs(numpy.asarray(opened(shown)) - there).mean() < (12 if few else 6)


def test_the_small_sizes_that_viewers_ask_for_lie_ready(tmp_path: Path) -> None:
    page(2000, 3000).jpegsave(str(tmp_path / "a.jpg"))
    copy = access_copy(tmp_path / "a.jpg", tmp_path)
    assert set(copy.ready) == {(267, 400), (400, 600), (200, 300), (96, 144), (90, 135)}
    for size, stored in copy.ready.items():
        shown = render(copy, view(copy, width=size[0], height=size[1]))
        assert shown == stored.read(copy.source)
        assert opened(shown).size == size
        red, green = (opened(shown).getpixel(at) for at in ((9, 9), (size[0] - 9, size[1] - 9)))
        assert red == pytest.approx((200, 20, 20), abs=20)
        assert isinstance(green, tuple)
        assert green[1] > green[0] + 60


def test_there_is_no_tile_outside(copy: AccessCopy) -> None:
    for x, y in ((3, 0), (0, 4), (-1, 0), (0, -1)):
        with pytest.raises(IndexError):
            copy.tile(0, x, y)


@pytest.mark.parametrize("size", [(1, 1), (37, 54), (275, 400), (550, 800), (1099, 1599)])
def test_any_size_looks_like_the_whole_made_smaller(
    copy: AccessCopy, size: tuple[int, int]
) -> None:
    shown = opened(render(copy, view(copy, width=size[0], height=size[1])))
    assert shown.size == size
    whole = opened(render(copy, view(copy)))
    expected = whole.resize(size, Image.Resampling.BOX)
    difference = numpy.asarray(shown).astype(int) - numpy.asarray(expected)
    assert numpy.abs(difference).mean() < 6


def test_a_region_is_where_it_says(tmp_path: Path) -> None:
    page(2000, 3000).jpegsave(str(tmp_path / "a.jpg"))
    copy = access_copy(tmp_path / "a.jpg", tmp_path)
    assert is_upright(copy)
    red = opened(render(copy, view(copy, region_width=400, region_height=600, width=40, height=60)))
    assert numpy.asarray(red)[30, 20].tolist() == pytest.approx([200, 20, 20], abs=8)


def test_turning_mirroring_qualities_and_formats(tmp_path: Path) -> None:
    page().jpegsave(str(tmp_path / "a.jpg"))
    copy = access_copy(tmp_path / "a.jpg", tmp_path)
    turned = opened(render(copy, view(copy, rotation=90)))
    assert turned.size == (1300, 900)
    assert numpy.asarray(turned)[10, -10].tolist() == pytest.approx([200, 20, 20], abs=8)
    mirrored = numpy.asarray(opened(render(copy, view(copy, mirrored=True))))
    assert mirrored[10, -10].tolist() == pytest.approx([200, 20, 20], abs=8)
    clear = opened(render(copy, view(copy, rotation=22.5, format="png")))
    assert clear.mode == "RGBA"
    assert numpy.asarray(clear)[0, 0, 3] == 0
    white = numpy.asarray(opened(render(copy, view(copy, rotation=22.5))))
    assert white[2, 2].min() > 245
    assert opened(render(copy, view(copy, quality="gray"))).mode == "L"
    assert opened(render(copy, view(copy, quality="bitonal", format="png"))).mode == "1"
    assert opened(render(copy, view(copy, format="webp"))).format == "WEBP"


def test_a_changed_byte_anywhere_harms_nothing_but_the_answer(
    copy: AccessCopy, tmp_path: Path
) -> None:
    good = bytearray(copy.source.read(0, copy.source.size))
    chance = random.Random(1)
    tail = len(good) - 4_000
    for number in range(150):
        spoilt = bytearray(good)
        for _ in range(3):
            at = chance.choice([chance.randrange(16), chance.randrange(tail, len(good))])
            spoilt[at] = chance.randrange(256)
        path = tmp_path / f"{number}.tif"
        path.write_bytes(spoilt)
        try:
            bad = AccessCopy.open(path)
            bad.tile(len(bad.levels) - 1, 0, 0)
        except Unreadable:
            continue
