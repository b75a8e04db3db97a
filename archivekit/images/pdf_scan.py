"""Whether a page of a PDF is one full-page scan: then it is taken itself, not a drawing of it.

Owns the reading of a page's operators (PDF 32000-1 8.4 and 9.3). Text that is there to be searched
and not seen (rendering mode 3, as OCR leaves it) does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from archivekit.images.frame_header import Colour

MAX_INSTRUCTIONS = 500_000
EDGE = 0.01
"""How far from the page's edge a scan may end, of the page's side."""

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_PAINTING = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE", "EI"])
_SHOWING_TEXT = frozenset(["Tj", "TJ", "'", '"'])
_INVISIBLE = 3
_UNSEEN_ANNOTATIONS = frozenset(["/Link", "/Popup"])
# What would make the picture shown another than the one stored.
_CHANGING = ("/SMask", "/Mask", "/Decode", "/ImageMask", "/SMaskInData")


@dataclass(frozen=True, slots=True)
class Scan:
    """The one picture of a page."""

    stream: Any
    width: int
    height: int
    bits: int
    colour: Colour
    filters: tuple[str, ...]
    plain: bool

    @property
    def filter(self) -> str:
        """The last of its filters: what its bytes are."""
        return self.filters[-1] if self.filters else ""


def find_scan(page: pikepdf.Page) -> Scan | None:
    """The picture that is all of a page; None where more is drawn, or less of the page covered."""
    if _has_seen_annotations(page):
        return None
    name = _only_picture(page)
    if name is None:
        return None
    stream: Any = page.resources.XObject.get(name)
    if stream is None or stream.get("/Subtype") != "/Image":
        return None
    return _scan(stream)


def _scan(stream: Any) -> Scan:
    filters = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    colour = _colour(stream.get("/ColorSpace"))
    bits = int(stream.get("/BitsPerComponent", 8))
    return Scan(
        stream=stream,
        width=int(stream.get("/Width", 0)),
        height=int(stream.get("/Height", 0)),
        bits=bits,
        colour=Colour.BILEVEL if bits == 1 and colour is Colour.GRAY else colour,
        filters=tuple(str(name) for name in names),
        plain=not any(key in stream for key in _CHANGING),
    )


def _colour(space: Any) -> Colour:
    if space is None:
        return Colour.RGB  # JPEG 2000 says its own
    name = str(space) if isinstance(space, pikepdf.Name) else str(space[0])
    if name == "/ICCBased":
        bands = int(space[1].get("/N", 0))
        return {1: Colour.GRAY, 3: Colour.RGB, 4: Colour.CMYK}.get(bands, Colour.OTHER)
    return {
        "/DeviceGray": Colour.GRAY,
        "/CalGray": Colour.GRAY,
        "/DeviceRGB": Colour.RGB,
        "/CalRGB": Colour.RGB,
        "/DeviceCMYK": Colour.CMYK,
        "/Indexed": Colour.PALETTE,
    }.get(name, Colour.OTHER)


def profile_of(scan: Scan) -> bytes:
    """The ICC profile that the PDF gives the picture; empty without one."""
    space = scan.stream.get("/ColorSpace")
    if space is None or isinstance(space, pikepdf.Name) or str(space[0]) != "/ICCBased":
        return b""
    return bytes(space[1].read_bytes())


def _has_seen_annotations(page: pikepdf.Page) -> bool:
    return any(
        str(annotation.get("/Subtype")) not in _UNSEEN_ANNOTATIONS
        for annotation in page.obj.get("/Annots", [])
    )


def _only_picture(page: pikepdf.Page) -> str | None:
    """The name of the one thing drawn, when it is drawn over the whole page."""
    drawn: str | None = None
    matrix, mode = _IDENTITY, 0
    saved: list[tuple[Matrix, int]] = []
    for count, instruction in enumerate(pikepdf.parse_content_stream(page)):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case _ if count > MAX_INSTRUCTIONS:
                return None
            case "q":
                saved.append((matrix, mode))
            case "Q" if saved:
                matrix, mode = saved.pop()
            case "cm":
                matrix = _times(_matrix(operands), matrix)
            case "Tr":
                mode = int(operands[0])
            case "Do":
                if drawn or not _covers(matrix, page):
                    return None
                drawn = str(operands[0])
            case name if name in _PAINTING or (name in _SHOWING_TEXT and mode != _INVISIBLE):
                return None
    return drawn


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _covers(matrix: Matrix, page: pikepdf.Page) -> bool:
    """Whether a picture drawn under the matrix is upright and ends where the page ends."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    width, height = right - left, top - bottom
    a, b, c, d, e, f = matrix
    if a <= 0 or d <= 0 or abs(b) > EDGE * width or abs(c) > EDGE * height:
        return False
    across = abs(e - left) <= EDGE * width and abs(e + a - right) <= EDGE * width
    down = abs(f - bottom) <= EDGE * height and abs(f + d - top) <= EDGE * height
    return across and down
