"""Stored tiles of an access copy, given back as JPEG files without decoding anything.

A tile in the TIFF lacks the tables it shares with its level (TIFF Technical Note 2); putting them
back in makes it a JPEG that any browser reads. Tiles at the edges hold their picture and no padding
(:mod:`archivekit.images.edges`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from archivekit.images.refusal import Unreadable
from archivekit.images.source import FileSource, Source, SourceReader
from archivekit.images.tiff import Directory, Tag, Tiff

MAX_DIRECTORIES = 40
MAX_TILE_BYTES = 4 << 20
# What is read at once of a file's directories: few requests where it lies on another machine.
_BLOCK = 64 << 10

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

    @property
    def down(self) -> int:
        """Rows of tiles."""
        return -(-self.height // self.tile_height)

    def picture(self, x: int, y: int) -> tuple[int, int]:
        """Width and height of what a tile shows, less than a tile's at the edges."""
        return (
            min(self.tile_width, self.width - x * self.tile_width),
            min(self.tile_height, self.height - y * self.tile_height),
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """A JPEG as it lies in the file, and what has to go before it: its tables, if not in it."""

    offset: int
    size: int
    head: bytes

    def read(self, source: Source) -> bytes:
        """The whole JPEG. Raises Unreadable where its bytes are not there."""
        return self.complete(source.read(self.offset, self.size))

    def complete(self, stored: bytes | bytearray) -> bytes:
        """The whole JPEG of the bytes in the file. Raises Unreadable."""
        if len(stored) != self.size or not stored.startswith(_SOI):
            raise Unreadable("images.damaged", why="tile")
        return b"".join((self.head, memoryview(stored)[len(_SOI) :]))


@dataclass(frozen=True, slots=True)
class AccessCopy:
    """An access copy: its levels, and the small sizes of the whole that lie ready in it."""

    source: Source
    levels: tuple[Level, ...]
    ready: dict[tuple[int, int], Stored]

    @classmethod
    def open(cls, path: Path) -> AccessCopy:
        """The access copy at ``path``. Raises FileNotFoundError, or Unreadable for another file."""
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)

    @classmethod
    def read(cls, source: Source) -> AccessCopy:
        """The access copy that a source holds. Raises Unreadable."""
        levels: list[Level] = []
        ready: dict[tuple[int, int], Stored] = {}
        file = io.BufferedReader(SourceReader(source), _BLOCK)
        for directory in Tiff(file, source.size).directories():
            if len(levels) + len(ready) == MAX_DIRECTORIES:
                break
            if Tag.TILE_OFFSETS not in directory.entries:
                size, stored = _ready(directory)
                ready[size] = stored
                continue
            level = _level(directory)
            if levels and (level.width > levels[-1].width or level.height > levels[-1].height):
                raise Unreadable("images.damaged", why="pyramid")
            levels.append(level)
        if not levels:
            raise Unreadable("images.damaged", why="pyramid")
        return cls(source, tuple(levels), ready)

    @property
    def width(self) -> int:
        """Pixels across, upright."""
        return self.levels[0].width

    @property
    def height(self) -> int:
        """Pixels down, upright."""
        return self.levels[0].height

    @property
    def modified(self) -> float:
        """When its file was made, in seconds since 1970."""
        return self.source.modified

    @property
    def gray(self) -> bool:
        """Whether there is no colour in it."""
        return self.levels[0].gray

    def stored(self, level: int, x: int, y: int) -> Stored:
        """Where the JPEG of tile column ``x``, row ``y`` lies."""
        at = self.levels[level]
        if not 0 <= x < at.across:
            raise IndexError(x)
        position = y * at.across + x
        if not 0 <= position < len(at.offsets):
            raise IndexError(y)
        size = at.byte_counts[position]
        if not 4 <= size <= MAX_TILE_BYTES:
            raise Unreadable("images.damaged", why="tile")
        return Stored(at.offsets[position], size, _SOI + _JFIF + at.tables)

    def tile(self, level: int, x: int, y: int) -> bytes:
        """The JPEG of tile column ``x``, row ``y``."""
        return self.stored(level, x, y).read(self.source)


@lru_cache(maxsize=512)
def _read(path: Path, modified_ns: int, size: int) -> AccessCopy:  # noqa: ARG001  # a changed file is another
    return AccessCopy.read(FileSource(path))


def _ready(directory: Directory) -> tuple[tuple[int, int], Stored]:
    """A small size of the whole: one strip that is a whole JPEG."""
    size = directory.integer(Tag.WIDTH), directory.integer(Tag.HEIGHT)
    stored = Stored(
        directory.integer(Tag.STRIP_OFFSETS), directory.integer(Tag.STRIP_BYTE_COUNTS), _SOI
    )
    is_jpeg = directory.integer(Tag.COMPRESSION) == _JPEG
    if not is_jpeg or min(size) < 1 or not 4 <= stored.size <= MAX_TILE_BYTES:
        raise Unreadable("images.damaged", why="pyramid")
    return size, stored


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
    if not level.across * level.down == len(level.offsets) == len(level.byte_counts):
        raise Unreadable("images.damaged", why="pyramid")
    return level
