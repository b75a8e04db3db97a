"""Stored tiles of an access copy, given back as JPEG files without decoding anything.

A tile in the TIFF lacks the tables it shares with its level (TIFF Technical Note 2); putting them
back in makes it a JPEG that any browser reads.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from archivekit.images.refusal import Unreadable
from archivekit.images.tiff import Directory, Tag, Tiff

MAX_LEVELS = 20
MAX_TILE_BYTES = 4 << 20

_JPEG = 7
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the pyramid: 0 is the whole image, each next half of the one before."""

    index: int
    width: int
    height: int
    tile_width: int
    tile_height: int
    tables: bytes
    gray: bool
    offsets: tuple[int, ...]
    byte_counts: tuple[int, ...]

    @property
    def across(self) -> int:
        """Tiles in a row."""
        return -(-self.width // self.tile_width)


@dataclass(frozen=True, slots=True)
class AccessCopy:
    """An access copy: its levels, and when its file was made."""

    path: Path
    levels: tuple[Level, ...]
    modified: float

    @classmethod
    def open(cls, path: Path) -> AccessCopy:
        """The access copy at ``path``. Raises FileNotFoundError, or Unreadable for another file."""
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)

    @property
    def width(self) -> int:
        """Pixels across, upright."""
        return self.levels[0].width

    @property
    def height(self) -> int:
        """Pixels down, upright."""
        return self.levels[0].height

    @property
    def gray(self) -> bool:
        """Whether there is no colour in it."""
        return self.levels[0].gray

    def tile(self, level: int, x: int, y: int) -> bytes:
        """The stored JPEG of tile column ``x``, row ``y``. Those at the edges are padded."""
        at = self.levels[level]
        if not 0 <= x < at.across:
            raise IndexError(x)
        position = y * at.across + x
        if not 0 <= position < len(at.offsets):
            raise IndexError(y)
        size = at.byte_counts[position]
        if not 4 <= size <= MAX_TILE_BYTES:
            raise Unreadable("images.damaged", why="tile")
        with self.path.open("rb") as file:
            stored = os.pread(file.fileno(), size, at.offsets[position])
        if len(stored) != size or not stored.startswith(_SOI):
            raise Unreadable("images.damaged", why="tile")
        return _SOI + _JFIF + at.tables + stored[2:]

    def is_whole(self, level: int, x: int, y: int) -> bool:
        """Whether a tile is all picture, no padding."""
        at = self.levels[level]
        return (x + 1) * at.tile_width <= at.width and (y + 1) * at.tile_height <= at.height


@lru_cache(maxsize=512)
def _read(path: Path, modified_ns: int, size: int) -> AccessCopy:
    levels: list[Level] = []
    with path.open("rb") as file:
        for directory in Tiff(file, size).directories():
            level = _level(directory)
            if levels and (level.width > levels[-1].width or level.height > levels[-1].height):
                raise Unreadable("images.damaged", why="pyramid")
            levels.append(level)
            if len(levels) == MAX_LEVELS:
                break
    if not levels:
        raise Unreadable("images.damaged", why="pyramid")
    return AccessCopy(path, tuple(levels), modified_ns / 1e9)


def _level(directory: Directory) -> Level:
    tables = directory.data(Tag.JPEG_TABLES)
    level = Level(
        index=directory.index,
        width=directory.integer(Tag.WIDTH),
        height=directory.integer(Tag.HEIGHT),
        tile_width=directory.integer(Tag.TILE_WIDTH),
        tile_height=directory.integer(Tag.TILE_HEIGHT),
        gray=directory.integer(Tag.SAMPLES, 1) == 1,
        tables=tables.removeprefix(_SOI).removesuffix(_EOI),
        offsets=tuple(int(value) for value in directory.values(Tag.TILE_OFFSETS)),
        byte_counts=tuple(int(value) for value in directory.values(Tag.TILE_BYTE_COUNTS)),
    )
    if directory.integer(Tag.COMPRESSION) != _JPEG or not tables:
        raise Unreadable("images.damaged", why="pyramid")
    if min(level.width, level.height, level.tile_width, level.tile_height) < 1:
        raise Unreadable("images.damaged", why="pyramid")
    tiles = level.across * -(-level.height // level.tile_height)
    if not tiles == len(level.offsets) == len(level.byte_counts):
        raise Unreadable("images.damaged", why="pyramid")
    return level
