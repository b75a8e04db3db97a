"""Work in child processes: bounded, and a file that ends its child costs itself only."""

import hashlib
import struct
import zlib
from pathlib import Path

import pikepdf
import pyvips
from image_making import TestBounds, add_page, drawn_pdf, page
from PIL import Image

from archivekit.description.addresses import image_path
from archivekit.images.access import WORKSHOP
from archivekit.images.job import Job, Result
from archivekit.images.pool import AccessPool


def results(folder: Path, masters: list[Path], bounds: TestBounds) -> dict[str, Result]:
    """What the pool makes of the masters, by their names."""
    with AccessPool(workers=2, bounds=bounds) as pool:
        answers = {
            master.name: pool.submit(
                Job(
                    master=master,
                    sha512=hashlib.sha512(bytes(master)).hexdigest(),
                    target_folder=folder,
                    name=master.name,
                )
            )
            for master in masters
        }
        return {name: answer.result() for name, answer in answers.items()}


def made(path: Path, picture: pyvips.Image) -> Path:
    picture.write_to_file(str(path))
    return path


def keys(result: Result) -> list[str]:
    return [problem.key for problem in result.problems]


def test_masters_good_and_bad_and_hostile_each_get_their_own_answer(tmp_path: Path) -> None:
    access = tmp_path / "access"
    (access / WORKSHOP).mkdir(parents=True)
    (access / WORKSHOP / "left-by-a-killed-run.tif").touch()
    good = made(tmp_path / "good.jpg", page())
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(good.read_bytes()[:-3000])
    strange = (tmp_path / "n\udce9e \U0001f5bc [x].jpg").with_suffix(".jpg")
    strange.write_bytes(good.read_bytes() + b"\0")
    register = tmp_path / "register.tif"
    leaves = [Image.new("L", (200, 300), shade) for shade in (10, 100, 200)]
    leaves[0].save(register, save_all=True, append_images=leaves[1:])
    text = tmp_path / "notes.tif"
    text.write_text("not a picture")
    gone = tmp_path / "gone.jpg"
    drawn = drawn_pdf(tmp_path / "a.pdf", [72, 72], pages=2)
    masters = [good, cut, strange, register, text, drawn, gone]

    found = results(access, masters, TestBounds())

    assert [frame.index for frame in found["register.tif"].frames] == [0, 1, 2]
    assert [len(found[name].frames) for name in ("good.jpg", strange.name, "a.pdf")] == [1, 1, 2]
    assert keys(found["cut.jpg"]) == ["images.truncated"]
    assert keys(found["notes.tif"]) == ["images.not-accepted"]
    assert keys(found["gone.jpg"]) == ["images.not-readable"]
    assert found["notes.tif"].problems[0].place.file == "notes.tif"
    assert found["good.jpg"].technical["format"] == "JPEG"
    for result in found.values():
        for frame in result.frames:
            assert image_path(access, frame.key).is_file()
    assert list((access / WORKSHOP).iterdir()) == []


def test_a_second_run_makes_nothing_again(tmp_path: Path) -> None:
    masters = [made(tmp_path / "a.jpg", page()), drawn_pdf(tmp_path / "b.pdf", [72, 72])]
    first = results(tmp_path / "access", masters, TestBounds())
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "access").rglob("*.tif")}
    assert results(tmp_path / "access", masters, TestBounds()) == first
    assert stamps == {p: p.stat().st_mtime_ns for p in (tmp_path / "access").rglob("*.tif")}


def test_a_file_that_takes_too_long_or_too_much_memory_costs_itself_only(tmp_path: Path) -> None:
    slow = slow_png(tmp_path / "slow.png", 40_000)
    hungry = tmp_path / "hungry.jpg"
    pyvips.Image.black(12_000, 12_000, bands=3).jpegsave(str(hungry), interlace=True)
    bomb = flate_bomb(tmp_path / "bomb.pdf")
    good = made(tmp_path / "good.jpg", page(300, 300))
    bounds = TestBounds(max_pixels=2_000_000_000, seconds=2, memory_mb=700)
    found = results(tmp_path / "access", [slow, hungry, bomb, good], bounds)
    fatal = {"images.too-slow", "images.too-much-memory", "images.child-died"}
    fatal |= {"images.pdf-broken"}  # as qpdf says it when it has no memory left
    for name in ("slow.png", "hungry.jpg", "bomb.pdf"):
        assert len(found[name].problems) == 1, name
        assert keys(found[name])[0] in fatal, name
        assert found[name].frames == (), name
    assert len(found["good.jpg"].frames) == 1


def slow_png(path: Path, side: int) -> Path:
    """A small PNG of so many pixels that it takes seconds to read."""
    row = bytes(1 + side // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row * 400) for _ in range(side // 400)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(content)) + kind + content
            + struct.pack(">I", zlib.crc32(kind + content))
            for kind, content in chunks
        )
    )  # fmt: skip
    return path


def flate_bomb(path: Path) -> Path:
    """A small PDF whose page is 400 megabytes of operators, twice compressed."""
    pdf = pikepdf.new()
    add_page(pdf, [100, 100], b"")
    once = zlib.compressobj(9)
    packed = b"".join(once.compress(b"q Q " * 250_000) for _ in range(400)) + once.flush()
    stream = pikepdf.Stream(pdf, zlib.compress(packed, 9))
    stream.stream_dict = pikepdf.Dictionary(
        Filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
    )
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    pdf.save(path, compress_streams=False)
    return path
