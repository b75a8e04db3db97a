"""The chunks of a PNG file before its pixels (PNG third edition, section 11)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archivekit.images.frame_header import Colour, FrameHeader, read_exif
from archivekit.images.icc import Profile, read_profile
from archivekit.images.refusal import Unreadable

MAX_CHUNKS = 2_000
MAX_CHUNK_BYTES = 8 << 20
MAX_PROFILE_BYTES = 16 << 20

_COLOURS = {
    0: (Colour.GRAY, 1),
    2: (Colour.RGB, 3),
    3: (Colour.PALETTE, 1),
    4: (Colour.GRAY, 2),
    6: (Colour.RGB, 4),
}


def chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each chunk before the pixels; long ones come without their content."""
    file.seek(8)
    for _ in range(MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            raise Unreadable("images.truncated")
        length, kind = struct.unpack(">I4s", head)
        if kind in (b"IDAT", b"IEND"):
            return
        content = file.read(length) if length <= MAX_CHUNK_BYTES else b""
        file.seek(4 if content or not length else length + 4, 1)
        yield kind, content


def read_png(file: BinaryIO) -> FrameHeader:
    """What the header of a PNG file says."""
    first: bytes | None = None
    orientation, dpi, profile = 1, None, None
    for kind, content in chunks(file):
        if kind == b"IHDR":
            first = content
        elif kind == b"pHYs" and len(content) == 9 and content[8] == 1:
            dpi = struct.unpack_from(">I", content)[0] * 0.0254 or None
        elif kind == b"iCCP":
            profile = _profile(content)
        elif kind == b"eXIf":
            orientation, _ = read_exif(content)
    if first is None or len(first) != 13 or first[9] not in _COLOURS:
        raise Unreadable("images.damaged", why="PNG")
    width, height, bits, kind_of_colour = struct.unpack_from(">IIBB", first)
    colour, bands = _COLOURS[kind_of_colour]
    return FrameHeader(
        width=width,
        height=height,
        bits=bits,
        bands=bands,
        colour=Colour.BILEVEL if bits == 1 and colour is Colour.GRAY else colour,
        compression="Deflate",
        dpi=dpi,
        profile=profile,
        orientation=orientation,
    )


def _profile(content: bytes) -> Profile | None:
    packed = content.partition(b"\0")[2][1:]
    try:
        return read_profile(zlib.decompressobj().decompress(packed, MAX_PROFILE_BYTES))
    except zlib.error:
        return None


_PIXEL_CHUNKS = frozenset([b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"IDAT", b"IEND"])


def png_without_metadata(data: bytes) -> bytes:
    """The same picture with nothing but the chunks its pixels need."""
    kept = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind in _PIXEL_CHUNKS:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
