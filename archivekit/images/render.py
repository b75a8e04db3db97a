"""Any view of an access copy: a region, at a size, turned, in a quality and a format.

A view that is one whole stored tile is given as it is stored; one at the edge is cropped from its
tile under the same JPEG tables; anything else is drawn from the smallest level that has its detail.
"""

from __future__ import annotations

import io
import math
import os
from dataclasses import dataclass

import pyvips
from PIL import Image, JpegImagePlugin

from archivekit.images.refusal import Unreadable
from archivekit.images.tiles import AccessCopy, Level

JPEG_QUALITY = 82
WEBP_QUALITY = 80
WHITE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What to show: a region in pixels of the whole image, and the size to show it at.

    ``quality`` is color, gray or bitonal; ``format`` jpg, png or webp; ``rotation`` in degrees
    clockwise, after mirroring.
    """

    x: int
    y: int
    region_width: int
    region_height: int
    width: int
    height: int
    mirrored: bool = False
    rotation: float = 0
    quality: str = "color"
    format: str = "jpg"


@dataclass(frozen=True, slots=True)
class _Tile:
    """A tile of a level, and how much of it is picture."""

    level: int
    x: int
    y: int
    width: int
    height: int


def render(copy: AccessCopy, view: View) -> bytes:
    """The view as a file of its format."""
    tile = _tile_of(copy, view)
    if tile is not None:
        return _stored(copy, tile)
    try:
        return _drawn(copy, view)
    except pyvips.Error as error:
        raise Unreadable("images.damaged", why=str(error).strip()[:200]) from None


def _tile_of(copy: AccessCopy, view: View) -> _Tile | None:
    """The stored tile that the view is, if it is one."""
    plain = view.format == "jpg" and view.quality == "color"
    if not plain or view.mirrored or view.rotation % 360:
        return None
    for level in copy.levels:
        scale = 1 << level.index
        step_x, step_y = level.tile_width * scale, level.tile_height * scale
        if view.x % step_x or view.y % step_y:
            continue
        tile = _Tile(level.index, view.x // step_x, view.y // step_y, view.width, view.height)
        if _is_all_of(copy, level, tile, view):
            return tile
    return None


def _is_all_of(copy: AccessCopy, level: Level, tile: _Tile, view: View) -> bool:
    """Whether the view shows all the picture in a tile, pixel for pixel."""
    scale = 1 << level.index
    region_right = min(view.x + level.tile_width * scale, copy.width)
    region_bottom = min(view.y + level.tile_height * scale, copy.height)
    if (view.x + view.region_width, view.y + view.region_height) != (region_right, region_bottom):
        return False
    right = min((tile.x + 1) * level.tile_width, level.width)
    bottom = min((tile.y + 1) * level.tile_height, level.height)
    stored = right - tile.x * level.tile_width, bottom - tile.y * level.tile_height
    return stored == (view.width, view.height)


def _stored(copy: AccessCopy, tile: _Tile) -> bytes:
    """A tile as it is stored, cut to its picture at the edges."""
    data = copy.tile(tile.level, tile.x, tile.y)
    if copy.is_whole(tile.level, tile.x, tile.y):
        return data
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as whole:
        part = whole.crop((0, 0, tile.width, tile.height))
        output = io.BytesIO()
        sampling = JpegImagePlugin.get_sampling(whole)
        tables = getattr(whole, "quantization", None)
        part.save(output, "JPEG", qtables=tables, subsampling=sampling)
    return output.getvalue()


def _drawn(copy: AccessCopy, view: View) -> bytes:
    level = _level_for(copy, view)
    image = pyvips.Image.tiffload(os.fsencode(copy.path), page=level.index, fail_on="error")
    image = _resized(_cropped(image, copy, level, view), view)
    if view.mirrored:
        image = image.fliphor()
    image = _rotated(_in_quality(image, view.quality), view)
    return _encoded(image, view)


def _level_for(copy: AccessCopy, view: View) -> Level:
    """The smallest level that still has a pixel for each one shown, short of one at most."""
    best = copy.levels[0]
    for level in copy.levels[1:]:
        across = view.region_width * level.width / copy.width
        down = view.region_height * level.height / copy.height
        if across + 1 <= view.width or down + 1 <= view.height:
            break
        best = level
    return best


def _cropped(image: pyvips.Image, copy: AccessCopy, level: Level, view: View) -> pyvips.Image:
    across, down = level.width / copy.width, level.height / copy.height
    left = min(math.floor(view.x * across), level.width - 1)
    top = min(math.floor(view.y * down), level.height - 1)
    right = min(math.ceil((view.x + view.region_width) * across), level.width)
    bottom = min(math.ceil((view.y + view.region_height) * down), level.height)
    return image.crop(left, top, max(1, right - left), max(1, bottom - top))


def _resized(image: pyvips.Image, view: View) -> pyvips.Image:
    if (image.width, image.height) != (view.width, view.height):
        image = image.resize(view.width / image.width, vscale=view.height / image.height)
    if (image.width, image.height) != (view.width, view.height):  # rounded otherwise by libvips
        image = image.embed(0, 0, view.width, view.height, extend="copy")
    return image


def _in_quality(image: pyvips.Image, quality: str) -> pyvips.Image:
    if quality == "color":
        return image
    gray = image.colourspace("b-w")
    return gray if quality == "gray" else gray > 127


def _rotated(image: pyvips.Image, view: View) -> pyvips.Image:
    turn = view.rotation % 360
    if turn % 90 == 0:
        return image.rot(f"d{int(turn)}") if turn else image
    if view.format == "jpg" or view.quality == "bitonal":
        return image.rotate(turn, background=[WHITE] * image.bands)
    return image.addalpha().rotate(turn, background=[0] * (image.bands + 1))


def _encoded(image: pyvips.Image, view: View) -> bytes:
    match view.format:
        case "jpg":
            data = image.jpegsave_buffer(Q=JPEG_QUALITY, keep="none")
        case "png":
            bits = 1 if view.quality == "bitonal" else 8
            data = image.pngsave_buffer(keep="none", bitdepth=bits)
        case "webp":
            data = image.webpsave_buffer(Q=WEBP_QUALITY, effort=2, keep="none")
        case _:
            raise ValueError(view.format)
    return bytes(data)
