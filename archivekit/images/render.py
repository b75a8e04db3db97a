"""Any view of an access copy: a region, at a size, turned, in a quality and a format.

A view that is one stored tile, or a small size that lies ready, is given as it is stored; anything
else is drawn from the tiles of the smallest level that has its detail.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pyvips

from archivekit.images.decoded_tiles import DecodedTiles
from archivekit.images.mosaic import mosaic
from archivekit.images.refusal import Unreadable
from archivekit.images.tiles import AccessCopy, Level, Stored

JPEG_QUALITY = 82
WEBP_QUALITY = 80
WHITE = 255

_NONE_HELD = DecodedTiles()


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


def render(copy: AccessCopy, view: View, decoded: DecodedTiles = _NONE_HELD) -> bytes:
    """The view as a file of its format. Raises Unreadable."""
    stored = stored_as(copy, view)
    if stored is not None:
        return stored.read(copy.source)
    try:
        return _encoded(drawn(copy, view, decoded), view)
    except pyvips.Error as error:
        raise Unreadable("images.damaged", why=str(error).strip()[:200]) from None


def stored_as(copy: AccessCopy, view: View) -> Stored | None:
    """The stored JPEG that the view is, if it is one."""
    plain = view.format == "jpg" and view.quality == "color"
    if not plain or view.mirrored or view.rotation % 360:
        return None
    if (view.region_width, view.region_height) == (copy.width, copy.height):
        ready = copy.ready.get((view.width, view.height))
        if ready is not None:
            return ready
    for level in copy.levels:
        scale = 1 << level.index
        x, beside = divmod(view.x, level.tile_width * scale)
        y, below = divmod(view.y, level.tile_height * scale)
        if not beside and not below and _is_all_of(copy, level, x, y, view):
            return copy.stored(level.index, x, y)
    return None


def stored_views(copy: AccessCopy) -> Iterator[tuple[View, Stored]]:
    """Each view that is stored, and where: all small sizes and all tiles."""
    for (width, height), stored in copy.ready.items():
        yield whole(copy, width, height), stored
    for level in copy.levels:
        scale = 1 << level.index
        for y in range(level.down):
            for x in range(level.across):
                left, top = x * level.tile_width * scale, y * level.tile_height * scale
                across = min(level.tile_width * scale, copy.width - left)
                down = min(level.tile_height * scale, copy.height - top)
                view = _plain(left, top, across, down, *level.picture(x, y))
                yield view, copy.stored(level.index, x, y)


def whole(copy: AccessCopy, width: int, height: int) -> View:
    """All of it, at a size."""
    return _plain(0, 0, copy.width, copy.height, width, height)


def _plain(x: int, y: int, across: int, down: int, width: int, height: int) -> View:
    return View(x=x, y=y, region_width=across, region_height=down, width=width, height=height)


def _is_all_of(copy: AccessCopy, level: Level, x: int, y: int, view: View) -> bool:
    """Whether the view shows all the picture in a tile, pixel for pixel."""
    scale = 1 << level.index
    right = min(view.x + level.tile_width * scale, copy.width)
    bottom = min(view.y + level.tile_height * scale, copy.height)
    is_its_region = (view.x + view.region_width, view.y + view.region_height) == (right, bottom)
    return is_its_region and level.picture(x, y) == (view.width, view.height)


def drawn(copy: AccessCopy, view: View, decoded: DecodedTiles = _NONE_HELD) -> pyvips.Image:
    """The pixels of a view, from the smallest level that has its detail. Raises pyvips.Error."""
    level = _level_for(copy, view)
    image = _resized(_part(copy, level, view, decoded), view)
    if view.mirrored:
        image = image.fliphor()
    return _rotated(_in_quality(image, view.quality), view)


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


def _part(copy: AccessCopy, level: Level, view: View, decoded: DecodedTiles) -> pyvips.Image:
    """The view's region, in the pixels of a level."""
    across, down = level.width / copy.width, level.height / copy.height
    left = min(math.floor(view.x * across), level.width - 1)
    top = min(math.floor(view.y * down), level.height - 1)
    right = min(math.ceil((view.x + view.region_width) * across), level.width)
    bottom = min(math.ceil((view.y + view.region_height) * down), level.height)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    once = view.rotation % 360 == 0
    return mosaic(copy, level, left, top, right, bottom, once=once, decoded=decoded)


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
            return as_jpeg(image)
        case "png":
            bits = 1 if view.quality == "bitonal" else 8
            data = image.pngsave_buffer(keep="none", bitdepth=bits)
        case "webp":
            data = image.webpsave_buffer(Q=WEBP_QUALITY, effort=2, keep="none")
        case _:
            raise ValueError(view.format)
    return bytes(data)


def as_jpeg(image: pyvips.Image) -> bytes:
    """Pixels as a JPEG, as good as the tiles beside it."""
    return bytes(image.jpegsave_buffer(Q=JPEG_QUALITY, keep="none"))
