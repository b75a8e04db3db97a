"""Masters of all sorts as access copies: upright, sRGB, 8-bit, nothing private in them."""

from pathlib import Path

import imagecodecs
import numpy
import pytest
import pyvips
from image_making import access_copy, file_of, flat, grain, is_upright, page, picture, pixel
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

from archivekit.images.access import WORKSHOP, access_key
from archivekit.images.refusal import Unreadable

CANARY = b"zizanie-canari"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_upright(tmp_path: Path, orientation: int) -> None:
    # EXIF says how to turn the stored picture upright: store it turned the other way.
    stored = Image.fromarray(page(400, 600).numpy())
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    if orientation in undo:
        stored = stored.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    for name in ("turned.jpg", "turned.png", "turned.tif"):
        stored.save(tmp_path / name, exif=exif, quality=92)
        copy = access_copy(tmp_path / name, tmp_path)
        assert (copy.width, copy.height) == (400, 600), name
        assert is_upright(copy), name


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_ten_bits_in_sixteen_do_not_come_out_black(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "deep.tif"
    deep = (page().colourspace("b-w").cast("ushort") * ((1 << bits) // 256)).cast("ushort")
    deep.copy(interpretation="grey16").tiffsave(str(path))
    copy = access_copy(path, tmp_path)
    assert pixel(copy, 0.9, 0.1)[0] > 200
    assert picture(copy).mode == "L"


def test_sixteen_bits_and_cmyk_and_palette_are_shown_as_srgb(tmp_path: Path) -> None:
    page().colourspace("rgb16").tiffsave(str(tmp_path / "deep.tif"))
    page().colourspace("rgb16").pngsave(str(tmp_path / "deep.png"))
    page().icc_export(output_profile="cmyk").tiffsave(str(tmp_path / "press.tif"))
    page().icc_export(output_profile="cmyk").jpegsave(str(tmp_path / "press.jpg"), Q=95)
    Image.fromarray(page().numpy()).quantize(16).save(tmp_path / "palette.png")
    Image.fromarray(page().numpy()).quantize(16).save(tmp_path / "palette.tif")
    for name in ("deep.tif", "deep.png", "press.tif", "press.jpg", "palette.png", "palette.tif"):
        copy = access_copy(tmp_path / name, tmp_path)
        assert picture(copy).mode == "RGB", name
        assert is_upright(copy), name


def test_what_libvips_cannot_read_is_read_by_pillow(tmp_path: Path) -> None:
    picture = Image.fromarray(page().numpy())
    lab = ImageCms.profileToProfile(
        picture, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    lab.save(tmp_path / "lab.tif")
    assert is_upright(access_copy(tmp_path / "lab.tif", tmp_path))


def test_one_bit_g4_stays_black_on_white(tmp_path: Path) -> None:
    bilevel = Image.fromarray(page().colourspace("b-w").numpy()).point(lambda v: 255 * (v > 150))
    bilevel.convert("1").save(tmp_path / "g4.tif", compression="group4")
    copy = access_copy(tmp_path / "g4.tif", tmp_path)
    assert pixel(copy, 0.1, 0.1)[0] < 20
    assert pixel(copy, 0.9, 0.1)[0] > 235


def test_what_is_transparent_becomes_white_paper(tmp_path: Path) -> None:
    clear = page().bandjoin(0).copy(interpretation="srgb")
    clear.pngsave(str(tmp_path / "clear.png"))
    assert min(pixel(access_copy(tmp_path / "clear.png", tmp_path), 0.1, 0.1)) > 250


def test_floating_samples_are_spread(tmp_path: Path) -> None:
    (page().colourspace("b-w") / 255).cast("float").tiffsave(str(tmp_path / "float.tif"))
    copy = access_copy(tmp_path / "float.tif", tmp_path)
    assert pixel(copy, 0.9, 0.1)[0] > 200 > 120 > pixel(copy, 0.1, 0.1)[0]


def test_a_profile_is_followed_and_not_kept(tmp_path: Path) -> None:
    wide = flat([200, 60, 60], 300, 300).icc_transform("p3", input_profile="srgb")
    wide.jpegsave(str(tmp_path / "p3.jpg"), Q=95)
    copy = access_copy(tmp_path / "p3.jpg", tmp_path)
    assert pixel(copy, 0.5, 0.5) == pytest.approx([200, 60, 60], abs=6)
    assert "icc_profile" not in picture(copy).info


def test_jpeg_2000_follows_the_profile_of_its_box(tmp_path: Path) -> None:
    wide = flat([200, 60, 60], 300, 300).icc_transform("p3", input_profile="srgb")
    plain = imagecodecs.jpeg2k_encode(numpy.asarray(wide.numpy()), level=0)
    profile = bytes(wide.get("icc-profile-data"))
    (tmp_path / "p3.jp2").write_bytes(with_profile_box(plain, profile))
    copy = access_copy(tmp_path / "p3.jp2", tmp_path)
    assert pixel(copy, 0.5, 0.5) == pytest.approx([200, 60, 60], abs=6)


def with_profile_box(jp2: bytes, profile: bytes) -> bytes:
    """A JP2 file with its enumerated colour space replaced by a profile."""
    colr = jp2.index(b"colr") - 4
    length = int.from_bytes(jp2[colr : colr + 4], "big")
    box = (len(profile) + 11).to_bytes(4, "big") + b"colr\x02\0\0" + profile
    header = jp2.index(b"jp2h") - 4
    old = int.from_bytes(jp2[header : header + 4], "big")
    grown = (old + len(box) - length).to_bytes(4, "big")
    return jp2[:header] + grown + jp2[header + 4 : colr] + box + jp2[colr + length :]


def test_no_private_word_of_a_master_survives(tmp_path: Path) -> None:
    picture = Image.fromarray(grain(300, 300).numpy())
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY.decode()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270] = tags[285] = tags[65000] = CANARY.decode()
    tags[700] = b"<x:xmpmeta>" + CANARY
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", CANARY.decode())
    picture.save(tmp_path / "a.jpg", exif=exif, comment=CANARY, xmp=CANARY)
    picture.save(tmp_path / "b.tif", tiffinfo=tags)
    picture.save(tmp_path / "c.png", pnginfo=words)
    for name in ("a.jpg", "b.tif", "c.png"):
        assert CANARY in (tmp_path / name).read_bytes()
        stored = file_of(access_copy(tmp_path / name, tmp_path)).read_bytes()
        assert CANARY not in stored
        assert b"xmp" not in stored


def test_the_same_master_gives_the_same_key_and_bytes(tmp_path: Path) -> None:
    page().jpegsave(str(tmp_path / "a.jpg"))
    first = access_copy(tmp_path / "a.jpg", tmp_path / "one")
    second = access_copy(tmp_path / "a.jpg", tmp_path / "two")
    assert file_of(first).name == file_of(second).name
    assert file_of(first).read_bytes() == file_of(second).read_bytes()
    assert access_key("aa", 0) != access_key("aa", 1)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def scratched(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\xff\x01" * 100 + data[middle + 200 :]


@pytest.mark.parametrize("harm", [cut, scratched])
@pytest.mark.parametrize("name", ["a.jpg", "progressive.jpg", "jpeg.tif", "lzw.tif", "a.png"])
def test_a_cut_or_scratched_picture_is_refused(tmp_path: Path, name: str, harm) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    options = {
        "progressive.jpg": {"interlace": True},
        "jpeg.tif": {"compression": "jpeg"},
        "lzw.tif": {"compression": "lzw"},
    }.get(name, {})
    grain().write_to_file(str(path), **options)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(Unreadable):
        access_copy(path, tmp_path / "access")
    assert list((tmp_path / "access").rglob("*.tif")) == []


def test_a_cut_jpeg_2000_is_refused(tmp_path: Path) -> None:
    data = imagecodecs.jpeg2k_encode(numpy.asarray(grain(300, 300).numpy()), level=0)
    (tmp_path / "a.jp2").write_bytes(data)
    assert access_copy(tmp_path / "a.jp2", tmp_path).width == 300
    (tmp_path / "a.jp2").write_bytes(cut(data))
    with pytest.raises(Unreadable):
        access_copy(tmp_path / "a.jp2", tmp_path)


def test_bytes_astray_in_the_header_do_not_make_a_good_picture_unreadable(tmp_path: Path) -> None:
    data = bytes(page().jpegsave_buffer())
    quantisation = data.index(b"\xff\xdb")
    (tmp_path / "a.jpg").write_bytes(data[:quantisation] + b"\x07" + data[quantisation:])
    assert is_upright(access_copy(tmp_path / "a.jpg", tmp_path))


def test_nothing_unfinished_is_left(tmp_path: Path) -> None:
    page().jpegsave(str(tmp_path / "a.jpg"))
    access_copy(tmp_path / "a.jpg", tmp_path / "access")
    assert list((tmp_path / "access" / WORKSHOP).iterdir()) == []


@pytest.mark.parametrize(("width", "height"), [(1, 1), (20, 20), (128, 129), (5000, 3), (513, 512)])
def test_pictures_of_any_shape_can_be_read_back(tmp_path: Path, width: int, height: int) -> None:
    pyvips.Image.black(width, height).pngsave(str(tmp_path / "a.png"))
    copy = access_copy(tmp_path / "a.png", tmp_path)
    assert (copy.width, copy.height) == (width, height)
    for level in copy.levels:
        assert picture(copy, level.index).size == (level.width, level.height)
