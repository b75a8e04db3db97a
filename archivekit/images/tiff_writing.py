"""Changes to a TIFF file that is there: bytes in their place, numbers in tags, directories."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

from archivekit.images.tiff import CODES, Directory, Tag, Tiff

_SHORT, _LONG = 3, 4
_REDUCED = 1
_JPEG, _YCBCR, _BLACK_IS_ZERO = 7, 6, 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG with all its tables, to be kept as a page of its own."""

    width: int
    height: int
    gray: bool
    sampling: tuple[int, int]
    jpeg: bytes


class TiffWriter:
    """A file open for reading and writing, of at most 4 GB unless it is a BigTIFF."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.tiff = Tiff(file, os.fstat(file.fileno()).st_size)
        self.directories = list(self.tiff.directories())
        self._last = self.directories[-1].next_at

    def overwrite(self, offset: int, data: bytes) -> None:
        """Put bytes in the place of others."""
        self._file.seek(offset)
        self._file.write(data)

    def append(self, data: bytes) -> int:
        """Put bytes at the end, on an even offset (TIFF 6.0 section 2); where they lie."""
        end = self._file.seek(0, os.SEEK_END)
        self._file.write(b"\0" * (end % 2) + data)
        return end + end % 2

    def set(self, directory: Directory, tag: Tag, position: int, value: int) -> None:
        """Change one of a tag's values."""
        entry = directory.entries[tag]
        layout = self.tiff.order + CODES[entry.type][0]
        self.overwrite(
            entry.offset + position * struct.calcsize(layout), struct.pack(layout, value)
        )

    def add(self, picture: Picture) -> None:
        """Add a reduced picture of the whole as one more directory."""
        entries = _entries(picture, self.append(picture.jpeg))
        count, entry, following = ("Q", "HHQ", "Q") if self.tiff.big else ("H", "HHI", "I")
        order, inline = self.tiff.order, struct.calcsize(f"={following}")
        body = struct.pack(order + count, len(entries))
        for tag, kind, values in entries:
            packed = struct.pack(f"{order}{len(values)}{CODES[kind][0]}", *values)
            if len(packed) > inline:
                packed = struct.pack(order + following, self.append(packed))
            body += struct.pack(order + entry, tag, kind, len(values)) + packed.ljust(inline, b"\0")
        offset = self.append(body + b"\0" * inline)
        self.overwrite(self._last, struct.pack(order + following, offset))
        self._last = offset + len(body)


def _entries(picture: Picture, offset: int) -> list[tuple[Tag, int, tuple[int, ...]]]:
    """The tags of a directory with one strip, ascending."""
    bands = 1 if picture.gray else 3
    entries = [
        (Tag.NEW_SUBFILE_TYPE, _LONG, (_REDUCED,)),
        (Tag.WIDTH, _LONG, (picture.width,)),
        (Tag.HEIGHT, _LONG, (picture.height,)),
        (Tag.BITS, _SHORT, (8,) * bands),
        (Tag.COMPRESSION, _SHORT, (_JPEG,)),
        (Tag.PHOTOMETRIC, _SHORT, (_BLACK_IS_ZERO if picture.gray else _YCBCR,)),
        (Tag.STRIP_OFFSETS, _LONG, (offset,)),
        (Tag.SAMPLES, _SHORT, (bands,)),
        (Tag.ROWS_PER_STRIP, _LONG, (picture.height,)),
        (Tag.STRIP_BYTE_COUNTS, _LONG, (len(picture.jpeg),)),
        (Tag.PLANAR, _SHORT, (1,)),
    ]
    if not picture.gray:
        entries.append((Tag.YCBCR_SUBSAMPLING, _SHORT, picture.sampling))
    return entries
