from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from archivekit.masters.formats import UNKNOWN, Format, Formats


@pytest.fixture(scope="module")
def formats() -> Formats:
    return Formats()


def _image(path: Path, kind: str) -> Path:
    Image.new("RGB", (9, 7), "white").save(path, kind)
    return path


@pytest.mark.parametrize(
    ("kind", "puid", "mime"),
    [("TIFF", "fmt/353", "image/tiff"), ("PNG", "fmt/11", "image/png"), ("JPEG", "fmt/43", None)],
)
def test_a_format_is_known_by_its_content_whatever_its_name(
    formats: Formats, tmp_path: Path, kind: str, puid: str, mime: str | None
) -> None:
    (found,) = formats.identify([_image(tmp_path / "scan.pdf", kind)])
    assert found.known
    assert found.puid == puid
    assert found.mime == (mime or "image/jpeg")
    assert found.name
    assert "byte match" in found.basis


def test_formats_come_in_the_order_of_the_files(formats: Formats, tmp_path: Path) -> None:
    kinds = ["PNG", "TIFF", "JPEG", "PNG"]
    paths = [_image(tmp_path / str(number), kind) for number, kind in enumerate(kinds)]
    assert [found.mime.rpartition("/")[2].upper() for found in formats.identify(paths)] == kinds
    assert formats.identify([]) == []


@pytest.mark.parametrize("content", [b"", b"a letter of 1936\n"])
def test_what_is_known_by_its_name_alone_is_unknown(
    formats: Formats, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "scan.tif"
    path.write_bytes(content)
    (found,) = formats.identify([path])
    assert found.puid == UNKNOWN
    assert not found.known


def test_half_a_picture_is_unknown(formats: Formats, tmp_path: Path) -> None:
    path = _image(tmp_path / "a.jpg", "JPEG")
    path.write_bytes(path.read_bytes()[:-20])
    (found,) = formats.identify([path])
    assert found == Format(UNKNOWN, warning=found.warning)
    assert found.warning


def test_a_file_that_is_not_there_is_unknown(formats: Formats, tmp_path: Path) -> None:
    (found,) = formats.identify([tmp_path / "nowhere.tif"])
    assert "no such file" in found.warning


def test_a_name_that_is_no_utf_8_is_no_obstacle(formats: Formats, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xe9t\xe9.tif")
    (found,) = formats.identify([_image(path, "TIFF")])
    assert found.puid == "fmt/353"
