"""JPEG 2000 files: their boxes (ISO/IEC 15444-1 annex I), and their pixels.

The wheel of libvips reads none. OpenJPEG does, by imagecodecs; the ``colr`` box is read here, so
that colour is converted in one place.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from archivekit.images.frame_header import Colour, FrameHeader
from archivekit.images.icc import read_profile
from archivekit.images.refusal import Unreadable

if TYPE_CHECKING:
    import pyvips

MAX_BOXES = 500
MAX_BOX_BYTES = 16 << 20

_CODESTREAM = b"\xff\x4f\xff\x51"
# ITU-T T.801 table M.25: enumerated colour spaces.
_SPACES = {12: Colour.CMYK, 14: Colour.LAB, 16: Colour.RGB, 17: Colour.GRAY, 18: Colour.YCBCR}


@dataclass(frozen=True, slots=True)
class Boxes:
    """What the boxes before the codestream say, where it begins, and the size it says itself."""

    width: int
    height: int
    bands: int
    bits: int
    colour: Colour
    icc: bytes
    palette: bool
    dpi: float | None
    codestream: int


def read_jp2(file: BinaryIO) -> FrameHeader:
    """What the header of a JPEG 2000 file says."""
    boxes = read_boxes(file)
    return FrameHeader(
        width=boxes.width,
        height=boxes.height,
        bits=boxes.bits,
        bands=boxes.bands,
        colour=boxes.colour,
        compression="JPEG 2000",
        dpi=boxes.dpi,
        profile=read_profile(boxes.icc),
    )


def read_boxes(file: BinaryIO) -> Boxes:
    """The boxes of a JP2 or JPX file, or a bare codestream's marker."""
    file.seek(0)
    icc, dpi, palette = b"", None, False
    space: Colour | None = None
    size: tuple[int, int, int, int] | None = None
    codestream = 0
    for kind, content in _walk(file):
        if kind == b"ftyp" and content[:4] == b"jpm ":
            raise Unreadable("images.jpm")
        if kind == b"colr" and len(content) >= 7 and space is None and not icc:
            if content[0] == 1:
                space = _SPACES.get(struct.unpack_from(">I", content, 3)[0], Colour.OTHER)
            elif content[0] in (2, 3):
                icc = content[3:]
        elif kind in (b"resc", b"resd"):
            dpi = dpi or _dpi(content)
        elif kind == b"pclr":
            palette = True
        elif kind == b"jp2c":
            codestream = file.tell() - len(content)
            size = _size(content)
    if size is None:
        raise Unreadable("images.truncated")
    width, height, bands, bits = size
    guess = {1: Colour.GRAY, 2: Colour.GRAY, 4: Colour.RGB}.get(bands, Colour.RGB)
    colour = Colour.PALETTE if palette else space or guess
    return Boxes(width, height, bands, bits, colour, icc, palette, dpi, codestream)


def _walk(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Each box that matters up to the codestream, whose first bytes come last."""
    if file.read(4) == _CODESTREAM:
        file.seek(0)
        yield b"jp2c", file.read(64)
        return
    file.seek(0)
    for _ in range(MAX_BOXES):
        head = file.read(8)
        if len(head) < 8:
            return
        length, kind = struct.unpack(">I4s", head)
        header = 8
        if length == 1:
            length, header = struct.unpack(">Q", file.read(8).rjust(8, b"\0"))[0], 16
        if kind == b"jp2c":
            yield kind, file.read(64)
            return
        if kind in (b"jp2h", b"res "):
            continue  # a box of boxes: read on inside it
        if length < header or length > MAX_BOX_BYTES:
            raise Unreadable("images.damaged", why="JPEG 2000")
        yield kind, file.read(length - header)


def _size(codestream: bytes) -> tuple[int, int, int, int] | None:
    """Width, height, components and bits as the SIZ marker says (15444-1 A.5.1)."""
    if len(codestream) < 43 or not codestream.startswith(_CODESTREAM):
        return None
    right, bottom, left, top = struct.unpack_from(">IIII", codestream, 8)
    bands = struct.unpack_from(">H", codestream, 40)[0]
    return right - left, bottom - top, bands, (codestream[42] & 0x7F) + 1


def _dpi(content: bytes) -> float | None:
    """Pixels an inch of a resolution box, which says them by the metre."""
    if len(content) < 10:
        return None
    top, bottom = struct.unpack_from(">HH", content)
    exponent = struct.unpack_from(">b", content, 8)[0]
    return top / bottom * 10.0**exponent * 0.0254 if top and bottom else None


def decode_jp2(data: bytes) -> pyvips.Image:
    """The pixels of a JPEG 2000 file, whole or refused, with its colour profile attached."""
    import io

    import imagecodecs

    from archivekit.images.fallback import decode_by_pillow
    from archivekit.images.samples import image_of_samples

    boxes = read_boxes(io.BytesIO(data))
    if boxes.palette or boxes.colour is Colour.YCBCR:
        return decode_by_pillow(io.BytesIO(data), 0)
    try:
        # The codestream alone: given the boxes too, imagecodecs would follow the profile itself.
        samples = imagecodecs.jpeg2k_decode(data[boxes.codestream :])
    except imagecodecs.Jpeg2kError:
        raise Unreadable("images.damaged", why="JPEG 2000") from None
    return image_of_samples(samples, bits=boxes.bits, colour=boxes.colour, icc=boxes.icc)
