"""A part of one level of an access copy, as an image: its stored tiles side by side."""

from __future__ import annotations

import pyvips

from archivekit.images.decoded_tiles import DecodedTiles
from archivekit.images.tiles import AccessCopy, Level

_MOST_HELD = 8 << 20
"""How many pixels of tiles are decoded beforehand; of more, libvips holds a row of tiles."""


def mosaic(
    copy: AccessCopy,
    level: Level,
    left: int,
    top: int,
    right: int,
    bottom: int,
    *,
    once: bool,
    decoded: DecodedTiles,
) -> pyvips.Image:
    """The pixels from ``left``, ``top`` up to ``right``, ``bottom`` of a level.

    ``once``: they will be read once, from top to bottom, and need not be held.
    """
    columns = range(left // level.tile_width, -(-right // level.tile_width))
    rows = range(top // level.tile_height, -(-bottom // level.tile_height))
    places = [(x, y) for y in rows for x in columns]
    if len(places) * level.tile_width * level.tile_height <= _MOST_HELD:
        tiles = [decoded.of(copy, level, x, y) for x, y in places]
    else:
        access = "sequential" if once else "random"
        tiles = [
            pyvips.Image.jpegload_buffer(
                copy.tile(level.index, x, y), access=access, fail_on="error"
            )
            for x, y in places
        ]
    joined = pyvips.Image.arrayjoin(
        tiles, across=len(columns), hspacing=level.tile_width, vspacing=level.tile_height
    )
    return joined.crop(
        left - columns.start * level.tile_width,
        top - rows.start * level.tile_height,
        right - left,
        bottom - top,
    )
