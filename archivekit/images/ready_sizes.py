"""The small sizes of the whole that viewers and pages ask for most, made with the access copy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, JpegImagePlugin

from archivekit.images.render import render, whole
from archivekit.images.source import FileSource
from archivekit.images.tiff_writing import Picture, TiffWriter
from archivekit.images.tiles import AccessCopy

THUMBNAIL_SIDE = 400
"""Of the thumbnail that manifests name: the longer side."""

_WIDTHS = (400, 200, 96, 90)
"""96 is Tify's, 90 Universal Viewer's, in their lists of pages."""


def add_ready_sizes(path: Path) -> None:
    """Add to an access copy the sizes that it will be asked for."""
    copy = AccessCopy.read(FileSource(path))
    pictures = [_picture(copy, size) for size in _sizes(copy.width, copy.height)]
    with path.open("r+b") as file:
        writer = TiffWriter(file)
        for picture in pictures:
            writer.add(picture)


def _sizes(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Each size once, less than half of the whole: the others cost little when they are asked."""
    fitting = min(THUMBNAIL_SIDE / width, THUMBNAIL_SIDE / height)
    asked = [(round(width * fitting), round(height * fitting))]
    asked += [(across, round(height * across / width)) for across in _WIDTHS]
    for across, down in dict.fromkeys(asked):
        if 0 < across * 2 <= width and 0 < down * 2 <= height:
            yield across, down


def _picture(copy: AccessCopy, size: tuple[int, int]) -> Picture:
    width, height = size
    jpeg = render(copy, whole(copy, width, height))
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
        sampling = {0: (1, 1), 1: (2, 1), 2: (2, 2)}.get(
            JpegImagePlugin.get_sampling(image), (1, 1)
        )
    return Picture(width, height, copy.gray, sampling, jpeg)
