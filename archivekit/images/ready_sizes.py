"""The small sizes of the whole that viewers and pages ask for most, made with the access copy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, JpegImagePlugin

from archivekit.description.addresses import PAGE_THUMBNAIL_WIDTH, THUMBNAIL_SIDE
from archivekit.images.render import as_jpeg, drawn, whole
from archivekit.images.source import FileSource
from archivekit.images.tiff_writing import Picture, TiffWriter
from archivekit.images.tiles import AccessCopy

_WIDTHS = (400, PAGE_THUMBNAIL_WIDTH, 96, 90)
"""96 is Tify's, 90 Universal Viewer's, in their lists of pages."""


def add_ready_sizes(path: Path) -> None:
    """Add to an access copy the sizes that it will be asked for."""
    copy = AccessCopy.read(FileSource(path))
    tiles = {(it.width, it.height) for it in copy.levels if it.across == it.down == 1}
    sizes = sorted(set(_sizes(copy.width, copy.height)) - tiles, reverse=True)
    if not sizes:
        return
    # The largest is drawn from the pyramid, the others from it: the tiles are decoded once.
    image = drawn(copy, whole(copy, *sizes[0])).copy_memory()
    with path.open("r+b") as file:
        writer = TiffWriter(file)
        for width, height in sizes:
            smaller = image.resize(width / image.width, vscale=height / image.height)
            jpeg = as_jpeg(smaller.embed(0, 0, width, height, extend="copy"))
            writer.add(Picture(width, height, copy.gray, _sampling(jpeg), jpeg))


def _sizes(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Each size once, less than half of the whole: the others cost little when they are asked."""
    fitting = min(THUMBNAIL_SIDE / width, THUMBNAIL_SIDE / height)
    asked = [(round(width * fitting), round(height * fitting))]
    asked += [(across, round(height * across / width)) for across in _WIDTHS]
    for across, down in dict.fromkeys(asked):
        if 0 < across * 2 <= width and 0 < down * 2 <= height:
            yield across, down


def _sampling(jpeg: bytes) -> tuple[int, int]:
    """How many pixels share a colour, across and down."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        known = {0: (1, 1), 1: (2, 1), 2: (2, 2)}
        return known.get(JpegImagePlugin.get_sampling(image), (1, 1))
