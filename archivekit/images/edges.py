"""Tiles at the right and bottom edges of an access copy, cut to their picture when it is made.

A TIFF pads them, IIIF does not. Each is written again under the same tables where it lay, so that a
viewer is sent what is stored, and the file grows by nothing. libtiff and what is built on it read
such a file; libvips' own loader, which decodes JPEG tiles by itself, does not, and is not used on
access copies (:mod:`archivekit.images.mosaic`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, JpegImagePlugin

from archivekit.images.jpeg import jpeg_without_tables
from archivekit.images.source import FileSource
from archivekit.images.tiff import Directory, Tag
from archivekit.images.tiff_writing import TiffWriter
from archivekit.images.tiles import AccessCopy, Level


def whole_at_all_levels(width: int, height: int, side: int) -> tuple[int, int]:
    """The size, as large or a little larger, that can be halved down to one tile of ``side``."""
    smallest = 1
    while max(width, height) > smallest * side:
        smallest *= 2
    return -(-width // smallest) * smallest, -(-height // smallest) * smallest


def cut_edges(path: Path, width: int, height: int) -> None:
    """Cut an access copy that libvips has just written to the size of its picture."""
    with path.open("r+b") as file:
        writer = TiffWriter(file)
        for directory in writer.directories:
            writer.set(directory, Tag.WIDTH, 0, -(-width // (1 << directory.index)))
            writer.set(directory, Tag.HEIGHT, 0, -(-height // (1 << directory.index)))
        file.flush()
        copy = AccessCopy.read(FileSource(path))
        for level, directory in zip(copy.levels, writer.directories, strict=True):
            for x, y in _edges(level):
                cut = _cut(copy.tile(level.index, x, y), level.picture(x, y))
                _put(writer, level, directory, y * level.across + x, cut)


def _edges(level: Level) -> Iterator[tuple[int, int]]:
    """Column and row of each tile that holds padding."""
    whole = level.tile_width, level.tile_height
    for y in range(level.down):
        for x in range(level.across):
            if level.picture(x, y) != whole:
                yield x, y


def _cut(padded: bytes, size: tuple[int, int]) -> bytes:
    """The tile's picture, quantised as it was, as a JPEG whose tables are left out."""
    with Image.open(io.BytesIO(padded), formats=("JPEG",)) as tile:
        sampling = JpegImagePlugin.get_sampling(tile)
        tables = getattr(tile, "quantization", None)
        output = io.BytesIO()
        tile.crop((0, 0, *size)).save(output, "JPEG", qtables=tables, subsampling=sampling)
    return jpeg_without_tables(output.getvalue())


def _put(writer: TiffWriter, level: Level, directory: Directory, position: int, cut: bytes) -> None:
    if len(cut) <= level.byte_counts[position]:
        writer.overwrite(level.offsets[position], cut)
    else:
        writer.set(directory, Tag.TILE_OFFSETS, position, writer.append(cut))
    writer.set(directory, Tag.TILE_BYTE_COUNTS, position, len(cut))
