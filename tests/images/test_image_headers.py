"""What a file is, from its first bytes, and what is refused before a pixel is read."""

import contextlib
import random
import struct
from pathlib import Path

import imagecodecs
import numpy
import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st
from image_making import BOUNDS, TestBounds, drawn_pdf, page
from PIL import Image

from archivekit.images.header import Format, probe
from archivekit.images.refusal import Unreadable
from archivekit.texts import LANGUAGES, room_texts, text


def tiff_of(width: int, height: int, *more: tuple[int, int, int, int]) -> bytes:
    """A TIFF that says its size and holds no pixel."""
    entries = [(256, 4, 1, width), (257, 4, 1, height), (262, 3, 1, 1), *more]
    body = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + b"\0\0\0\0"


def png_of(width: int, height: int) -> bytes:
    """A PNG that says its size and holds no pixel."""
    head = struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I4s", 0, b"IDAT")


def refusal(path: Path, bounds: TestBounds = BOUNDS) -> str:
    """The key of the reason why a file is refused."""
    with pytest.raises(Unreadable) as caught:
        probe(path, bounds)
    assert str(caught.value)
    return caught.value.key


@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png"])
def test_content_says_the_format_whatever_the_name(tmp_path: Path, suffix: str) -> None:
    picture = page(60, 80)
    path = tmp_path / f"scan{suffix}"
    for write, found in ((picture.jpegsave, "JPEG"), (picture.pngsave, "PNG")):
        write(str(path))
        assert probe(path, BOUNDS).format == found


def test_technical_facts_are_the_master_s(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    page(60, 80).copy(xres=300 / 25.4, yres=300 / 25.4).tiffsave(
        str(path), compression="lzw", profile="srgb"
    )
    facts = probe(path, BOUNDS).technical()
    assert facts == {
        "format": "TIFF",
        "frames": 1,
        "width": 60,
        "height": 80,
        "bits": 8,
        "bands": 3,
        "colour": "rgb",
        "compression": "LZW",
        "dpi": 300.0,
        "icc": facts["icc"],
    }
    assert str(facts["icc"]).startswith("sRGB")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "images.empty"),
        (b"Registre des etrangers", "images.not-accepted"),
        (b"GIF89a\x01\0\x01\0", "images.not-accepted"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "images.not-accepted"),
        (b"<?xml version='1.0'?><svg/>", "images.not-accepted"),
        (b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ", "images.truncated"),
        (b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjpm \0\0\0\0jpm ", "images.jpm"),
        (b"\xff\xd8\xff\xe0", "images.truncated"),
        (b"II*\0\x08\0\0\0", "images.truncated"),
        (tiff_of(100_000, 100_000), "images.too-many-pixels"),
        (tiff_of(0, 100), "images.no-pixels"),
        (tiff_of(10, 10, (34675, 7, 5000, 900)), "images.truncated"),
        (tiff_of(10, 10, (50706, 1, 4, 0)), "images.camera-raw"),
        (png_of(50_000, 50_000), "images.too-many-pixels"),
        (b"%PDF-1.7\nnothing", "images.pdf-broken"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, key: str
) -> None:
    path = tmp_path / "scan.tif"
    path.write_bytes(data)
    assert refusal(path) == key


def test_a_tiff_whose_directories_loop_is_read_once(tmp_path: Path) -> None:
    looping = tiff_of(10, 10)[:-4] + struct.pack("<I", 8)
    path = tmp_path / "scan.tif"
    path.write_bytes(looping)
    assert probe(path, BOUNDS).frames == 1


def test_reduced_copies_and_masks_are_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "pyramid.tif"
    page().tiffsave(str(path), tile=True, pyramid=True)
    assert pyvips.Image.new_from_file(str(path)).get("n-pages") > 1
    assert probe(path, BOUNDS).frames == 1


def test_each_directory_of_a_multi_page_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "register.tif"
    pages = [Image.new("L", (30, 40 + number)) for number in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert [header.height for header in probe(path, BOUNDS).headers] == [40, 41, 42]


def test_a_page_of_seventy_metres_is_drawn_in_bounds(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "wide.pdf", [200_000, 400])
    found = probe(path, BOUNDS)
    assert found.format is Format.PDF
    assert (found.width, found.height) == (4000, 8)


@given(st.binary(max_size=300), st.sampled_from([b"II*\0", b"MM\0+", b"\xff\xd8\xff", b"\x89PNG"]))
def test_no_bytes_do_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.tif"
    path.write_bytes(start + data)
    with contextlib.suppress(Unreadable):
        probe(path, BOUNDS)


def test_a_changed_byte_in_any_header_does_no_more_than_be_refused(tmp_path: Path) -> None:
    picture = page(60, 80)
    samples = numpy.asarray(picture.numpy())
    goods = [
        bytes(picture.tiffsave_buffer(profile="srgb")),
        bytes(picture.tiffsave_buffer(bigtiff=True, compression="lzw")),
        bytes(picture.jpegsave_buffer(profile="srgb")),
        bytes(picture.pngsave_buffer(profile="srgb")),
        imagecodecs.jpeg2k_encode(samples, level=0),
    ]
    chance = random.Random(1)
    path = tmp_path / "any.tif"
    for number in range(1500):
        spoilt = bytearray(goods[number % len(goods)])
        ends = [chance.randrange(4, 400), chance.randrange(max(4, len(spoilt) - 400), len(spoilt))]
        spoilt[chance.choice(ends) % len(spoilt)] = chance.choice([0, 1, 127, 255])
        path.write_bytes(spoilt)
        with contextlib.suppress(Unreadable):
            probe(path, BOUNDS)


def test_every_reason_is_said_in_both_languages() -> None:
    for name, sentences in room_texts("images").items():
        assert set(sentences) == set(LANGUAGES), name
        assert text(f"images.{name}", "fr")
