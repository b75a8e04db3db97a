"""Which directories of a TIFF are pages, and what each says of itself."""

from __future__ import annotations

from typing import BinaryIO

from archivekit.images.bounds import check_frames
from archivekit.images.frame_header import Colour, FrameHeader, resolution
from archivekit.images.icc import read_profile
from archivekit.images.refusal import Unreadable
from archivekit.images.tiff import Directory, Tag, Tiff

_REDUCED, _MASK = 1, 4  # NewSubfileType, TIFF 6.0 section 8

_COMPRESSIONS = {
    1: "none",
    2: "CCITT RLE",
    3: "CCITT G3",
    4: "CCITT G4",
    5: "LZW",
    6: "JPEG old-style",
    7: "JPEG",
    8: "Deflate",
    32773: "PackBits",
    32946: "Deflate",
    33003: "JPEG 2000",
    33005: "JPEG 2000",
    34712: "JPEG 2000",
    34925: "LZMA",
    50000: "Zstandard",
    50001: "WebP",
}

_COLOURS = {
    2: Colour.RGB,
    3: Colour.PALETTE,
    5: Colour.CMYK,
    6: Colour.YCBCR,
    8: Colour.LAB,
    9: Colour.LAB,
    10: Colour.LAB,
}


def read_tiff(file: BinaryIO, size: int) -> tuple[FrameHeader, ...]:
    """The pages of a TIFF file: full-size directories of its main chain, in order."""
    directories = list(Tiff(file, size).directories())
    if any(Tag.DNG_VERSION in directory.entries for directory in directories):
        raise Unreadable("images.camera-raw")
    pages = [directory for directory in directories if _is_page(directory)]
    if not pages and directories:
        pages = [max(directories, key=_pixels)]
    check_frames(len(pages))
    if any(directory.cut for directory in pages):
        raise Unreadable("images.truncated")
    return tuple(_header(directory) for directory in pages)


def _is_page(directory: Directory) -> bool:
    """Not a reduced copy, a pyramid level, nor a mask of another."""
    if directory.integer(Tag.NEW_SUBFILE_TYPE) & (_REDUCED | _MASK):
        return False
    return directory.integer(Tag.SUBFILE_TYPE) != 2


def _pixels(directory: Directory) -> int:
    return directory.integer(Tag.WIDTH) * directory.integer(Tag.HEIGHT)


def _header(directory: Directory) -> FrameHeader:
    compression = directory.integer(Tag.COMPRESSION, 1)
    bits = directory.integer(Tag.BITS, 1)
    orientation = directory.integer(Tag.ORIENTATION, 1)
    return FrameHeader(
        width=directory.integer(Tag.WIDTH),
        height=directory.integer(Tag.HEIGHT),
        bits=bits,
        bands=directory.integer(Tag.SAMPLES, 1),
        colour=_colour(directory.integer(Tag.PHOTOMETRIC), bits),
        compression=_COMPRESSIONS.get(compression, str(compression)),
        dpi=resolution(directory),
        profile=read_profile(directory.data(Tag.ICC_PROFILE)),
        orientation=orientation if 1 <= orientation <= 8 else 1,
        index=directory.index,
        tiled_planes=directory.integer(Tag.PLANAR, 1) == 2 and Tag.TILE_WIDTH in directory.entries,
    )


def _colour(photometric: int, bits: int) -> Colour:
    if photometric in (0, 1):
        return Colour.BILEVEL if bits == 1 else Colour.GRAY
    return _COLOURS.get(photometric, Colour.OTHER)
