"""The pages of one open PDF as pixels: pikepdf gives scans as they are, PDFium draws the rest."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

import pikepdf
import pypdfium2
import pyvips

from archivekit.images.bounds import Bounds, check_size
from archivekit.images.decode import (
    Save,
    decode_load,
    decode_samples,
    jpeg_load,
    tiff_load,
)
from archivekit.images.frame_header import Colour, FrameHeader
from archivekit.images.jp2 import decode_jp2
from archivekit.images.pdf import (
    DRAWN_SIDE,
    POINTS_AN_INCH,
    open_pdf,
    page_points,
    page_rotation,
    pdf_refusals,
)
from archivekit.images.pdf_outline import Entry, read_outline
from archivekit.images.pdf_scan import Scan, find_scan, profile_of
from archivekit.images.refusal import Unreadable
from archivekit.images.samples import image_of_samples, with_profile
from archivekit.problems import Place, Problem, Severity

NATIVE_SIDE = 10_000
"""Pixels of the longer side of a scan that only PDFium can decode."""

RASTER_PIXELS = 100_000_000
"""Pixels of a scan that is decoded whole in memory."""

# EXIF's names for a page's turn, clockwise.
_ORIENTATIONS = {0: 1, 90: 6, 180: 3, 270: 8}
_COMPRESSIONS = {
    "/DCTDecode": "JPEG",
    "/JPXDecode": "JPEG 2000",
    "/CCITTFaxDecode": "CCITT",
    "/JBIG2Decode": "JBIG2",
    "/FlateDecode": "Deflate",
}
_PLAIN_COLOURS = (Colour.GRAY, Colour.RGB, Colour.BILEVEL)
_BANDS = {Colour.RGB: 3, Colour.CMYK: 4}


class PdfMaster:
    """An open PDF, read page by page."""

    def __init__(self, path: Path, headers: tuple[FrameHeader, ...], bounds: Bounds) -> None:
        self._path = path
        self._headers = headers
        self._bounds = bounds
        self._reduced: list[int] = []
        self._file: BinaryIO | None = None
        self._pdfium: pypdfium2.PdfDocument | None = None
        with pdf_refusals():
            self._pdf = open_pdf(path)
        self._scan = cache(self._find_scan)

    def header(self, number: int) -> FrameHeader:
        """A page as its scan is stored, or as it will be drawn."""
        scan = self._scan(number)
        if scan is None:
            return self._headers[number]
        page = self._pdf.pages[number]
        turn = page_rotation(page)
        width, height = page_points(page)
        across = height if turn in (90, 270) else width
        return replace(
            self._headers[number],
            width=scan.width,
            height=scan.height,
            bits=scan.bits,
            bands=_BANDS.get(scan.colour, 1),
            colour=scan.colour,
            compression=f"PDF, {_COMPRESSIONS.get(scan.filter, 'none')}",
            dpi=scan.width / across * POINTS_AN_INCH,
            orientation=_ORIENTATIONS[turn],
        )

    def decode(self, number: int, save: Save) -> None:
        """Give the pixels of a page, upright, to ``save``."""
        scan = self._scan(number)
        with pdf_refusals():
            if scan is None:
                header = self._headers[number]
                decode_samples(self._drawn(number, header.width, header.height), save)
            elif not self._extracted(scan, self.header(number), save):
                decode_samples(self._drawn(number, *_shown(self.header(number))), save)

    def outline(self) -> list[Entry]:
        """Its bookmarks."""
        return read_outline(self._pdf)

    def problems(self, place: Place) -> list[Problem]:
        """That the file is damaged, or that pages of it are smaller than their scans."""
        found = [
            Problem(
                "images.pdf-page-reduced",
                Severity.NOTE,
                replace(place, page=number + 1),
                {"side": DRAWN_SIDE},
            )
            for number in self._reduced
        ]
        if self._pdf.get_warnings():
            found.append(Problem("images.pdf-damaged", Severity.WARNING, place))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()
        if self._pdfium is not None:
            self._pdfium.close()
        if self._file is not None:
            self._file.close()

    def _find_scan(self, number: int) -> Scan | None:
        """The page's scan, unless it is larger than an image may be."""
        with pdf_refusals():
            scan = find_scan(self._pdf.pages[number])
        if scan is None:
            return None
        try:
            check_size(scan.width, scan.height, self._bounds)
        except Unreadable:
            self._reduced.append(number)
            return None
        return scan

    def _extracted(self, scan: Scan, header: FrameHeader, save: Save) -> bool:
        """Give the stored picture to ``save``, unless it is of a kind that has to be drawn."""
        if not scan.plain:
            return False
        match scan.filter:
            case "/DCTDecode" if scan.colour in _PLAIN_COLOURS:
                decode_load(jpeg_load(_stored(scan), profile_of(scan)), header, save)
            case "/JPXDecode":
                image = decode_jp2(_stored(scan))
                decode_samples(_turned(_profiled(image, scan), header), save)
            case "/CCITTFaxDecode" if scan.colour is Colour.BILEVEL:
                decode_load(tiff_load(_stored(scan)), header, save)
            case "/FlateDecode" | "" if scan.colour in _PLAIN_COLOURS:
                return self._raster(scan, header, save)
            case _:
                return False
        return True

    def _raster(self, scan: Scan, header: FrameHeader, save: Save) -> bool:
        """Give a losslessly stored picture to ``save``, when it is small enough for memory."""
        if scan.bits not in (1, 8) or scan.width * scan.height > RASTER_PIXELS:
            return False
        import numpy

        picture = pikepdf.PdfImage(scan.stream).as_pil_image()
        if picture.mode not in ("1", "L", "RGB"):
            return False
        if picture.mode == "1":
            picture = picture.convert("L")
        colour = Colour.RGB if picture.mode == "RGB" else Colour.GRAY
        icc = profile_of(scan) if scan.bits == 8 else b""
        image = image_of_samples(numpy.asarray(picture), bits=8, colour=colour, icc=icc)
        decode_samples(_turned(image, header), save)
        return True

    def _drawn(self, number: int, width: int, height: int) -> pyvips.Image:
        """A page drawn by PDFium in so many pixels, as it is shown."""
        if max(width, height) > NATIVE_SIDE:
            scale = DRAWN_SIDE / max(width, height)
            width, height = max(1, round(width * scale)), max(1, round(height * scale))
        try:
            page = self._open_pdfium()[number]
            scale = max(width / page.get_width(), height / page.get_height())
            bitmap = page.render(scale=scale, rev_byteorder=True)
            samples = bitmap.to_numpy()[:height, :width, :3]
        except pypdfium2.PdfiumError as error:
            raise Unreadable("images.pdf-broken", why=str(error)) from None
        return image_of_samples(samples, bits=8, colour=Colour.RGB, icc=b"")

    def _open_pdfium(self) -> pypdfium2.PdfDocument:
        if self._pdfium is None:
            # An open file, since PDFium takes no name that is not UTF-8.
            self._file = self._path.open("rb")
            self._pdfium = pypdfium2.PdfDocument(self._file)
        return self._pdfium


def _stored(scan: Scan) -> bytes:
    """The bytes of a picture as a file of its own: a JPEG is byte for byte the scan."""
    stream = io.BytesIO()
    pikepdf.PdfImage(scan.stream).extract_to(stream=stream)
    return stream.getvalue()


def _profiled(image: pyvips.Image, scan: Scan) -> pyvips.Image:
    profile = profile_of(scan)
    if not profile or image.get_typeof("icc-profile-data"):
        return image
    return with_profile(image, profile)


def _turned(image: pyvips.Image, header: FrameHeader) -> pyvips.Image:
    image = image.copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", header.orientation)
    return cast(pyvips.Image, image.autorot())


def _shown(header: FrameHeader) -> tuple[int, int]:
    """Width and height of a scan once its page is turned."""
    if header.orientation in (6, 8):
        return header.height, header.width
    return header.width, header.height
