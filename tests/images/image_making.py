"""Pictures and PDFs made for the tests, and access copies of them made in this process."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pyvips
from PIL import Image

from archivekit.images.access import access_key, write_access_copy
from archivekit.images.decode import decode_file
from archivekit.images.header import Format, probe
from archivekit.images.pdf_master import PdfMaster
from archivekit.images.source import FileSource
from archivekit.images.tiles import AccessCopy


@dataclass(frozen=True)
class TestBounds:
    """Bounds small enough for a test to pass them."""

    __test__ = False

    max_pixels: int = 400_000_000
    max_side: int = 100_000
    seconds: int = 60
    memory_mb: int = 3000


BOUNDS = TestBounds()


def flat(colour: list[int], width: int, height: int) -> pyvips.Image:
    """A picture of one colour, held in memory."""
    image = pyvips.Image.black(width, height, bands=3).linear(0, colour)
    return image.cast("uchar").copy(interpretation="srgb").copy_memory()


def page(width: int = 900, height: int = 1300) -> pyvips.Image:
    """A picture that shows which way up it is: red at the top left, green at the bottom right."""
    image = flat([240, 235, 220], width, height)
    image = image.draw_rect([200, 20, 20], 0, 0, width // 4, height // 4, fill=True)
    return image.draw_rect(
        [20, 160, 20], width * 3 // 4, height * 3 // 4, width // 4, height // 4, fill=True
    )


def grain(width: int = 900, height: int = 1300) -> pyvips.Image:
    """A picture with something in every pixel."""
    noise = pyvips.Image.gaussnoise(width, height, mean=150, sigma=40, seed=7)
    return noise.bandjoin([noise * 0.9, noise * 0.7]).cast("uchar").copy(interpretation="srgb")


def access_copy(master: Path, folder: Path, frame: int = 0) -> AccessCopy:
    """The access copy of one frame of a file, as a worker makes it."""
    found = probe(master, BOUNDS)
    key = access_key(hashlib.sha512(master.read_bytes()).hexdigest(), frame)
    if found.format is Format.PDF:
        with closing(PdfMaster(master, found.headers, BOUNDS)) as pdf:
            path = write_access_copy(folder, key, lambda save: pdf.decode(frame, save))
    else:
        header = found.headers[frame]
        path = write_access_copy(
            folder, key, lambda save: decode_file(master, found.format, header, save)
        )
    return AccessCopy.open(path)


def pixel(copy: AccessCopy, across: float, down: float) -> list[float]:
    """The colour at a place of the picture, as shares of its width and height."""
    at = int(across * (copy.width - 1)), int(down * (copy.height - 1))
    found = picture(copy).getpixel(at)
    return [float(it) for it in (found if isinstance(found, tuple) else (found,))]  # type: ignore[arg-type]


def file_of(copy: AccessCopy) -> Path:
    """Where an access copy lies."""
    assert isinstance(copy.source, FileSource)
    return copy.source.path


def picture(copy: AccessCopy, directory: int = 0) -> Image.Image:
    """One directory of an access copy as libtiff reads it."""
    with Image.open(file_of(copy)) as image:
        image.seek(directory)
        return image.copy()


def is_upright(copy: AccessCopy) -> bool:
    """Whether :func:`page` stands as it should."""
    red, green = pixel(copy, 0.1, 0.1), pixel(copy, 0.9, 0.9)
    paper = pixel(copy, 0.9, 0.1)
    return red[0] > 150 > 60 > red[1] and green[1] > 120 > 60 > green[0] and min(paper) > 200


def scan_pdf(path: Path, jpeg: bytes, width: int, height: int, **page_entries: object) -> Path:
    """A PDF of one page that is one scan."""
    pdf = pikepdf.new()
    picture = pikepdf.Stream(pdf, jpeg)
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    points = [round(width * 72 / 150), round(height * 72 / 150)]
    contents = f"q {points[0]} 0 0 {points[1]} 0 0 cm /Im0 Do Q BT 3 Tr (words) Tj ET".encode()
    add_page(
        pdf,
        points,
        contents,
        XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(picture)),
        **page_entries,
    )
    pdf.save(path)
    return path


def drawn_pdf(path: Path, points: list[int], pages: int = 1) -> Path:
    """A PDF of pages with a red and a green corner drawn on them."""
    pdf = pikepdf.new()
    width, height = points
    contents = (
        f"0.8 0.1 0.1 rg 0 {height * 0.75} {width / 4} {height / 4} re f "
        f"0.1 0.6 0.1 rg {width * 0.75} 0 {width / 4} {height / 4} re f"
    ).encode()
    for _ in range(pages):
        add_page(pdf, points, contents)
    pdf.save(path)
    return path


def add_page(pdf: pikepdf.Pdf, points: list[int], contents: bytes, **entries: object) -> None:
    """Add a page with its contents; ``XObject`` goes to its resources, the rest to the page."""
    resources = pikepdf.Dictionary()
    if (pictures := entries.pop("XObject", None)) is not None:
        resources.XObject = pictures
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, *points],
        Contents=pdf.make_stream(contents),
        Resources=resources,
        **entries,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))


def jpeg_bytes(image: pyvips.Image) -> bytes:
    """The image as a JPEG file."""
    return bytes(image.jpegsave_buffer(Q=90))
