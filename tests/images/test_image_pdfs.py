"""PDF pages: taken as their scan where they are one, drawn where they are not."""

import io
from pathlib import Path

import pikepdf
import pytest
from image_making import (
    BOUNDS,
    TestBounds,
    access_copy,
    add_page,
    drawn_pdf,
    grain,
    is_upright,
    jpeg_bytes,
    page,
    pixel,
    scan_pdf,
)

from archivekit.images.header import probe
from archivekit.images.pdf_master import PdfMaster
from archivekit.images.pdf_scan import find_scan
from archivekit.images.refusal import Unreadable
from archivekit.problems import Place, Severity

POINTS = [432, 624]


def master(path: Path, bounds: TestBounds = BOUNDS) -> PdfMaster:
    return PdfMaster(path, probe(path, bounds).headers, bounds)


def test_a_scan_under_invisible_words_is_taken_itself(tmp_path: Path) -> None:
    scan = jpeg_bytes(page())
    path = scan_pdf(tmp_path / "scan.pdf", scan, 900, 1300)
    with pikepdf.open(path) as pdf:
        found = find_scan(pdf.pages[0])
        assert found is not None
        stored = io.BytesIO()
        pikepdf.PdfImage(found.stream).extract_to(stream=stored)
        assert stored.getvalue() == scan
    copy = access_copy(path, tmp_path)
    assert (copy.width, copy.height) == (900, 1300)
    assert is_upright(copy)


def test_a_scan_s_facts_are_the_scan_s(tmp_path: Path) -> None:
    path = scan_pdf(tmp_path / "scan.pdf", jpeg_bytes(page()), 900, 1300)
    facts = master(path).header(0).technical()
    assert (facts["width"], facts["height"], facts["dpi"]) == (900, 1300, 150.0)
    assert facts["compression"] == "PDF, JPEG"


@pytest.mark.parametrize(("turn", "stored"), [(90, 1), (180, 2), (270, 3)])
def test_a_page_turned_by_the_pdf_comes_upright(tmp_path: Path, turn: int, stored: int) -> None:
    turned = page().rot(f"d{(360 - turn) % 360}")
    path = scan_pdf(
        tmp_path / "scan.pdf", jpeg_bytes(turned), turned.width, turned.height, Rotate=turn
    )
    copy = access_copy(path, tmp_path)
    assert (copy.width, copy.height) == (900, 1300)
    assert is_upright(copy)


@pytest.mark.parametrize("extra", [b"0 0 50 50 re f", b"BT 0 Tr (words) Tj ET", b"/Im0 Do"])
def test_a_scan_with_something_drawn_on_it_is_drawn_whole(tmp_path: Path, extra: bytes) -> None:
    path = scan_pdf(tmp_path / "scan.pdf", jpeg_bytes(page()), 900, 1300)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        contents = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(contents + b"\n" + extra)
        assert find_scan(pdf.pages[0]) is None
        pdf.save(path)
    copy = access_copy(path, tmp_path)
    assert (copy.width, copy.height) == (1800, 2600)
    assert is_upright(copy) or extra.endswith(b" f")


def test_a_page_that_is_no_scan_is_drawn_at_300_dpi(tmp_path: Path) -> None:
    copy = access_copy(drawn_pdf(tmp_path / "drawn.pdf", POINTS), tmp_path)
    assert (copy.width, copy.height) == (1800, 2600)
    assert is_upright(copy)


def test_lossless_and_fax_scans_are_taken_at_their_own_size(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    picture = pikepdf.Stream(pdf, bytes(page(300, 400).write_to_memory()))
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=300,
        Height=400,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    pictures = pikepdf.Dictionary(Im0=pdf.make_indirect(picture))
    add_page(pdf, [30, 40], b"30 0 0 40 0 0 cm /Im0 Do", XObject=pictures)
    pdf.save(tmp_path / "lossless.pdf", compress_streams=True)
    copy = access_copy(tmp_path / "lossless.pdf", tmp_path)
    assert (copy.width, copy.height) == (300, 400)
    assert is_upright(copy)


def test_a_scan_beyond_the_bounds_is_drawn_smaller_and_said_so(tmp_path: Path) -> None:
    path = scan_pdf(tmp_path / "scan.pdf", jpeg_bytes(grain()), 900, 1300)
    small = TestBounds(max_pixels=700_000, max_side=800)
    opened = master(path, small)
    assert opened.header(0).height == 800
    problems = opened.problems(Place(file="scan.pdf"))
    assert [problem.key for problem in problems] == ["images.pdf-page-reduced"]


def test_each_page_is_a_frame_with_its_number_as_label(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "book.pdf", POINTS, pages=3)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(P="private words")]
        )
        pdf.save(path)
    assert [header.label for header in probe(path, BOUNDS).headers] == ["i", "ii", None]


def test_a_protected_pdf_is_refused_by_that_name(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "a.pdf", POINTS)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="secret"))
    with pytest.raises(Unreadable) as caught:
        probe(path, BOUNDS)
    assert caught.value.key == "images.pdf-encrypted"


def test_a_damaged_pdf_that_opens_is_taken_and_said_to_be_damaged(tmp_path: Path) -> None:
    path = drawn_pdf(tmp_path / "a.pdf", POINTS)
    path.write_bytes(path.read_bytes()[: -len(b"%%EOF\n") - 12])
    assert pixel(access_copy(path, tmp_path), 0.1, 0.1)[0] > 150
    problems = master(path).problems(Place(file="a.pdf"))
    assert [(problem.key, problem.severity) for problem in problems] == [
        ("images.pdf-damaged", Severity.WARNING)
    ]


def test_a_pdf_cut_in_half_is_refused(tmp_path: Path) -> None:
    path = scan_pdf(tmp_path / "a.pdf", jpeg_bytes(grain()), 900, 1300)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Unreadable):
        access_copy(path, tmp_path)
