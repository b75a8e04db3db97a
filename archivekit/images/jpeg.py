"""The segments of a JPEG file (ITU-T T.81 annex B), up to its first scan."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from archivekit.images.frame_header import Colour, FrameHeader, read_exif
from archivekit.images.icc import Profile, read_profile
from archivekit.images.refusal import Unreadable

MAX_SEGMENTS = 2_000

_SOS, _EOI, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_COMPRESSION = {0xC0: "JPEG", 0xC1: "JPEG", 0xC2: "JPEG progressive", 0xC3: "JPEG lossless"}
# What the pixels need: tables, frame, JFIF and Adobe colour marks, the colour profile.
_PIXELS = frozenset(range(0xC0, 0xD0)) | {0xDB, 0xDD, _APP0, _APP2, _APP14}


def segments(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment; the last is the start of the first scan.

    Bytes astray between segments are passed over, as every decoder does.
    """
    file.seek(2)
    for _ in range(MAX_SEGMENTS):
        marker = _next_marker(file)
        length = file.read(2)
        if marker == _EOI or len(length) < 2:
            raise Unreadable("images.truncated")
        content = file.read(struct.unpack(">H", length)[0] - 2)
        yield marker, content
        if marker == _SOS:
            return
    raise Unreadable("images.damaged", why="JPEG")


def _next_marker(file: BinaryIO) -> int:
    previous = b""
    while byte := file.read(1):
        if previous == b"\xff" and byte not in (b"\xff", b"\0"):
            return byte[0]
        previous = byte
    raise Unreadable("images.truncated")


def read_jpeg(file: BinaryIO) -> FrameHeader:
    """What the header of a JPEG file says."""
    frame: tuple[int, bytes] | None = None
    adobe: int | None = None
    orientation, exif_dpi, jfif_dpi = 1, None, None
    profile = b""
    for marker, content in segments(file):
        if marker in _FRAMES:
            frame = marker, content
        elif marker == _APP0 and content[:5] == b"JFIF\0":
            jfif_dpi = _jfif_dpi(content)
        elif marker == _APP1 and content[:6] == b"Exif\0\0":
            orientation, exif_dpi = read_exif(content[6:])
        elif marker == _APP2 and content[:12] == b"ICC_PROFILE\0":
            profile += content[14:]
        elif marker == _APP14 and content[:5] == b"Adobe" and len(content) >= 12:
            adobe = content[11]
    if frame is None or len(frame[1]) < 6:
        raise Unreadable("images.damaged", why="JPEG")
    return _header(frame, adobe, orientation, exif_dpi or jfif_dpi, read_profile(profile))


def _header(
    frame: tuple[int, bytes],
    adobe: int | None,
    orientation: int,
    dpi: float | None,
    profile: Profile | None,
) -> FrameHeader:
    marker, content = frame
    bits, height, width, bands = struct.unpack_from(">BHHB", content)
    colour = {1: Colour.GRAY, 3: Colour.YCBCR, 4: Colour.CMYK}.get(bands, Colour.OTHER)
    return FrameHeader(
        width=width,
        height=height,
        bits=bits,
        bands=bands,
        colour=Colour.RGB if bands == 3 and adobe == 0 else colour,
        compression=_COMPRESSION.get(marker, "JPEG"),
        dpi=dpi,
        profile=profile,
        orientation=orientation,
    )


def _jfif_dpi(content: bytes) -> float | None:
    if len(content) < 12:
        return None
    unit, across = struct.unpack_from(">BH", content, 7)
    return {1: float(across), 2: across * 2.54}.get(unit) or None


def jpeg_without_metadata(data: bytes) -> bytes:
    """The same picture with nothing in its header but what its pixels need."""
    return _keeping(data, _PIXELS)


def jpeg_without_tables(data: bytes) -> bytes:
    """The same picture without the tables it shares with others (TIFF Technical Note 2)."""
    return _keeping(data, _FRAMES)


def _keeping(data: bytes, markers: frozenset[int]) -> bytes:
    file = io.BytesIO(data)
    kept = [b"\xff\xd8"]
    for marker, content in segments(file):
        if marker in markers or marker == _SOS:
            kept.append(struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content)
    return b"".join(kept) + file.read()
