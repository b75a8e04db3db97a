"""Tiles of access copies as pixels: decoded when they are asked for, some held for the next region.

Whoever asks for one line of a page after the other asks for the same tiles.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

import pyvips

from archivekit.images.refusal import Unreadable
from archivekit.images.source import Source
from archivekit.images.tiles import AccessCopy, Level

MAX_TILES = 80
"""Of 512 × 512: some 60 MB in one process."""

_EOI = b"\xff\xd9"
_Place = tuple[Source, int, int, int]


class DecodedTiles:
    """Tiles decoded lately, ``most`` of them; with none, each is decoded as it is asked for."""

    def __init__(self, most: int = 0) -> None:
        self._lock = threading.Lock()
        self._most = most
        self._held: OrderedDict[_Place, pyvips.Image] = OrderedDict()

    def of(self, copy: AccessCopy, level: Level, x: int, y: int) -> pyvips.Image:
        """The pixels of tile column ``x``, row ``y``. Raises Unreadable."""
        place = copy.source, level.index, x, y
        with self._lock:
            if place in self._held:
                self._held.move_to_end(place)
                return self._held[place]
        tile = decode_tile(copy, level, x, y)
        with self._lock:
            self._held[place] = tile
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return tile


def decode_tile(copy: AccessCopy, level: Level, x: int, y: int) -> pyvips.Image:
    """The pixels of a tile, in half the time that libvips takes line by line. Raises Unreadable."""
    import imagecodecs
    import numpy

    width, height = level.picture(x, y)
    bands = 1 if level.gray else 3
    pixels = numpy.empty((height, width, bands)[: 2 if level.gray else 3], numpy.uint8)
    jpeg = copy.tile(level.index, x, y)
    # What is missing at the end would come out gray, without a word.
    if not jpeg.endswith(_EOI):
        raise Unreadable("images.damaged", why="tile")
    try:
        imagecodecs.jpeg8_decode(jpeg, out=pixels)
    except (imagecodecs.Jpeg8Error, ValueError) as error:
        raise Unreadable("images.damaged", why=str(error)[:200]) from None
    return pyvips.Image.new_from_memory(pixels.data, width, height, bands, "uchar")
