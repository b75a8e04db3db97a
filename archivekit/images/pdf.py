"""PDF masters: each page a frame, taken as its scan where it is one, drawn where it is not.

Owns the opening of PDF files and their bounds. A damaged file that can still be opened is taken
and said to be damaged; one whose pages do not add up is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from archivekit.images.bounds import Bounds, check_frames
from archivekit.images.frame_header import Colour, FrameHeader
from archivekit.images.refusal import Unreadable

POINTS_AN_INCH = 72
DRAWN_DPI = 300
DRAWN_SIDE = 4_000
"""Pixels of the longer side of a page that is drawn: a page may be said to be 70 m wide."""

MAX_DEPTH = 100
"""Of the tree of pages."""

# Page numbers as books have them; anything longer may be words that were not meant to be shown.
_LABEL = re.compile(r"[ivxlcdm]{1,8}|[A-Z]?-?\d{1,5}[a-z]?", re.I)


def read_pdf(path: Path, bounds: Bounds) -> tuple[FrameHeader, ...]:
    """The pages of a PDF file at the size they would be drawn."""
    with pdf_refusals(), open_pdf(path) as pdf:
        labelled = "/PageLabels" in pdf.Root
        return tuple(
            _drawn_header(page, number, bounds, _label(page) if labelled else None)
            for number, page in enumerate(pdf.pages)
        )


def open_pdf(path: Path) -> pikepdf.Pdf:
    """The open file, its pages counted."""
    pdf = pikepdf.open(path, suppress_warnings=True)
    check_frames(len(pdf.pages))
    if len(pdf.pages) != int(pdf.Root.Pages.get("/Count", -1)):
        raise Unreadable("images.pdf-pages-missing")
    return pdf


@contextmanager
def pdf_refusals() -> Iterator[None]:
    """What pikepdf raises on files of all sorts, as refusals."""
    try:
        yield
    except pikepdf.PasswordError:
        raise Unreadable("images.pdf-encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of the disk; those of Pillow have no number
        why = re.sub(r"^/\S+?:? (\([^)]*\): )?", "", str(error))[:200]
        raise Unreadable("images.pdf-broken", why=why) from None


def _drawn_header(
    page: pikepdf.Page, number: int, bounds: Bounds, label: str | None
) -> FrameHeader:
    width, height, dpi = drawn_size(page, bounds)
    return FrameHeader(
        width=width,
        height=height,
        bits=8,
        bands=3,
        colour=Colour.RGB,
        compression="PDF",
        dpi=dpi,
        index=number,
        label=label,
    )


def _label(page: pikepdf.Page) -> str | None:
    label = str(page.label)
    return label if _LABEL.fullmatch(label) else None


def page_points(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page in points, as it is shown (PDF 32000-1 14.11.2)."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    width, height = abs(right - left), abs(top - bottom)
    return (height, width) if page_rotation(page) in (90, 270) else (width, height)


def page_rotation(page: pikepdf.Page) -> int:
    """Degrees clockwise that a page is turned by to be shown, its parents' word included."""
    node: Any = page.obj
    for _ in range(MAX_DEPTH):
        if "/Rotate" in node:
            return int(node.Rotate) % 360 // 90 * 90
        node = node.get("/Parent")
        if node is None:
            break
    return 0


def drawn_size(page: pikepdf.Page, bounds: Bounds) -> tuple[int, int, float]:
    """Pixels across and down that a page is drawn in, and how many they are to the inch."""
    width, height = page_points(page)
    if not (width > 0 and height > 0):
        raise Unreadable("images.no-pixels")
    side = min(DRAWN_SIDE, bounds.max_side)
    dpi = min(DRAWN_DPI, side / max(width, height) * POINTS_AN_INCH)
    scale = dpi / POINTS_AN_INCH
    return max(1, round(width * scale)), max(1, round(height * scale)), dpi
