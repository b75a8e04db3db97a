"""The directories of a TIFF or BigTIFF file, read without decoding anything (TIFF 6.0 section 2).

Owns offsets and tags, within bounds: a directory chain that loops or never ends is cut, a tag that
points past the end of the file is told. Reads masters of any origin and our own access copies.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

from archivekit.images.refusal import Unreadable

MAX_DIRECTORIES = 20_000
MAX_ENTRIES = 4_096
MAX_VALUE_BYTES = 16 << 20


class Tag(IntEnum):
    """The tags that archivekit reads."""

    NEW_SUBFILE_TYPE = 254
    SUBFILE_TYPE = 255
    WIDTH = 256
    HEIGHT = 257
    BITS = 258
    COMPRESSION = 259
    PHOTOMETRIC = 262
    STRIP_OFFSETS = 273
    ORIENTATION = 274
    SAMPLES = 277
    ROWS_PER_STRIP = 278
    STRIP_BYTE_COUNTS = 279
    X_RESOLUTION = 282
    PLANAR = 284
    PAGE_NAME = 285
    RESOLUTION_UNIT = 296
    TILE_WIDTH = 322
    TILE_HEIGHT = 323
    TILE_OFFSETS = 324
    TILE_BYTE_COUNTS = 325
    SUB_IFDS = 330
    EXTRA_SAMPLES = 338
    SAMPLE_FORMAT = 339
    JPEG_TABLES = 347
    YCBCR_SUBSAMPLING = 530
    ICC_PROFILE = 34675
    DNG_VERSION = 50706


# TIFF field type to the struct code of one value, and how many of them make it (rationals: two).
CODES = {
    1: ("B", 1), 2: ("s", 1), 3: ("H", 1), 4: ("I", 1), 5: ("I", 2), 6: ("b", 1), 7: ("B", 1),
    8: ("h", 1), 9: ("i", 1), 10: ("i", 2), 11: ("f", 1), 12: ("d", 1), 13: ("I", 1),
    16: ("Q", 1), 17: ("q", 1), 18: ("Q", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag: its type, how many values, and where in the file they lie."""

    type: int
    count: int
    offset: int

    @property
    def size(self) -> int:
        """Bytes of all its values."""
        code, parts = CODES.get(self.type, ("B", 1))
        return struct.calcsize(f"={code}") * parts * self.count


class Directory:
    """One image file directory: its tags, read when asked for; where the next one is told."""

    def __init__(self, tiff: Tiff, index: int, entries: dict[int, Entry], next_at: int) -> None:
        self._tiff = tiff
        self.index = index
        self.entries = entries
        self.next_at = next_at

    @property
    def cut(self) -> bool:
        """Whether a tag's values lie past the end of the file: some of the file is missing."""
        return any(
            entry.offset + entry.size > self._tiff.size
            for entry in self.entries.values()
            if entry.type in CODES
        )

    def values(self, tag: int) -> tuple[int | float, ...]:
        """All values of a tag; none when it is not there or not to be read. Rationals divided."""
        entry = self.entries.get(tag)
        if entry is None or entry.type not in CODES or entry.type == 2:
            return ()
        numbers = self._unpack(entry)
        if CODES[entry.type][1] == 2:
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            return tuple(top / bottom if bottom else 0.0 for top, bottom in pairs)
        return numbers

    def integer(self, tag: int, default: int = 0) -> int:
        """The first value of a tag as a whole number."""
        values = self.values(tag)
        return int(values[0]) if values and math.isfinite(values[0]) else default

    def number(self, tag: int) -> float | None:
        """The first value of a tag, None when it is not there."""
        values = self.values(tag)
        return float(values[0]) if values else None

    def data(self, tag: int) -> bytes:
        """The bytes of a tag as they are stored."""
        entry = self.entries.get(tag)
        return b"" if entry is None else self._tiff.read(entry.offset, entry.size)

    def one_of(self, tag: int, position: int) -> int:
        """One value of a long tag (an offset among ten thousand) without reading the others."""
        entry = self.entries[tag]
        code = CODES[entry.type][0]
        size = struct.calcsize(f"={code}")
        if not 0 <= position < entry.count:
            raise IndexError(position)
        stored = self._tiff.read(entry.offset + position * size, size)
        return int(struct.unpack(self._tiff.order + code, stored)[0])

    def _unpack(self, entry: Entry) -> tuple[int | float, ...]:
        code, parts = CODES[entry.type]
        stored = self._tiff.read(entry.offset, entry.size)
        whole = len(stored) // struct.calcsize(f"={code}") // parts * parts
        layout = f"{self._tiff.order}{whole}{code}"
        return struct.unpack(layout, stored[: struct.calcsize(layout)])


class Tiff:
    """An open TIFF file, or TIFF structure inside another (EXIF)."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size
        head = self.read(0, 16)
        if head[:4] not in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
            raise Unreadable("images.damaged", why="TIFF")
        self.order = "<" if head[:2] == b"II" else ">"
        self.big = 43 in head[2:4]
        if len(head) < (16 if self.big else 8):
            raise Unreadable("images.truncated")
        layout, at = ("Q", 8) if self.big else ("I", 4)
        self._first = struct.unpack_from(self.order + layout, head, at)[0]

    def read(self, offset: int, size: int) -> bytes:
        """Bytes at an offset: fewer at the end of the file, never more than the bound."""
        if size > MAX_VALUE_BYTES or offset > self.size:
            return b""
        self._file.seek(offset)
        return self._file.read(size)

    def directories(self) -> Iterator[Directory]:
        """The directories of the main chain, in order."""
        seen: set[int] = set()
        offset = self._first
        while offset and offset not in seen and len(seen) < MAX_DIRECTORIES:
            seen.add(offset)
            directory, offset = self._directory(offset, len(seen) - 1)
            yield directory

    def _directory(self, offset: int, index: int) -> tuple[Directory, int]:
        """The directory at an offset, and the offset of the next."""
        count_code, entry_code, next_code = ("Q", "HHQ", "Q") if self.big else ("H", "HHI", "I")
        count_size, next_size = (8, 8) if self.big else (2, 4)
        entry_size = 20 if self.big else 12
        head = self.read(offset, count_size)
        if len(head) < count_size:
            raise Unreadable("images.truncated")
        count = struct.unpack(self.order + count_code, head)[0]
        if not 0 < count <= MAX_ENTRIES:
            raise Unreadable("images.damaged", why="TIFF")
        body = self.read(offset + count_size, count * entry_size + next_size)
        if len(body) < count * entry_size:
            raise Unreadable("images.truncated")
        entries: dict[int, Entry] = {}
        for at in range(0, count * entry_size, entry_size):
            tag, kind, number = struct.unpack_from(self.order + entry_code, body, at)
            entries.setdefault(
                tag, self._entry(kind, number, offset + count_size + at, body, at, next_size)
            )
        following = body[count * entry_size :]
        next_offset = (
            struct.unpack(self.order + next_code, following)[0]
            if len(following) == next_size
            else 0
        )
        next_at = offset + count_size + count * entry_size
        return Directory(self, index, entries, next_at), next_offset

    def _entry(self, kind: int, count: int, at: int, body: bytes, start: int, inline: int) -> Entry:
        """An entry whose offset says where its values are: in the entry itself when they fit."""
        value_at = 12 if self.big else 8
        entry = Entry(kind, count, at + value_at)
        if entry.size <= inline:
            return entry
        layout = self.order + ("Q" if self.big else "I")
        return Entry(kind, count, struct.unpack_from(layout, body, start + value_at)[0])
