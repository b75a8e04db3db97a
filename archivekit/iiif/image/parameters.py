"""The parameters of an image request (Image API 3.0 section 4, and 2.1 section 4).

Pure: from the words of the URL to pixels of one image, or to a refusal with its HTTP status.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archivekit.images.render import View

MAX_SIDE = 10_000
MAX_AREA = 50_000_000
"""Of one answer, whatever the size of the image: what ``maxWidth`` and ``maxArea`` announce."""

QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = ("jpg", "png", "webp")

_INTEGER = "([0-9]{1,9})"
_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})"
_PIXELS = re.compile(",".join([_INTEGER] * 4))
_PERCENT = re.compile("pct:" + ",".join([_NUMBER] * 4))
_ROTATION = re.compile(f"(!?){_NUMBER}")
_SIZE = re.compile(f"(!?){_INTEGER}?,{_INTEGER}?")
_SIZE_PERCENT = re.compile(f"pct:{_NUMBER}")


class Refused(Exception):
    """A request that is not answered with an image; ``parameter`` names what is wrong."""

    def __init__(self, status: int, parameter: str) -> None:
        super().__init__(status, parameter)
        self.status = status
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of pixels of the whole image."""

    x: int
    y: int
    width: int
    height: int


def read_view(words: tuple[str, str, str, str], width: int, height: int, *, version: int) -> View:
    """The view that region, size, rotation and ``quality.format`` ask of an image."""
    region, size, rotation, name = words
    quality, dot, form = name.rpartition(".")
    if not dot or quality not in QUALITIES:
        raise Refused(400, "quality")
    if form not in FORMATS:
        raise Refused(400, "format")
    area = read_region(region, width, height)
    across, down = read_size(size, area, version=version)
    mirrored, degrees = read_rotation(rotation)
    return View(
        x=area.x,
        y=area.y,
        region_width=area.width,
        region_height=area.height,
        width=across,
        height=down,
        mirrored=mirrored,
        rotation=degrees,
        quality="color" if quality == "default" else quality,
        format=form,
    )


def read_region(region: str, width: int, height: int) -> Area:
    """The region (4.1), cut at the image's edges. Empty or wholly outside: refused."""
    if region == "full":
        return Area(0, 0, width, height)
    if region == "square":
        side = min(width, height)
        return Area((width - side) // 2, (height - side) // 2, side, side)
    if match := _PIXELS.fullmatch(region):
        x, y, across, down = (int(word) for word in match.groups())
    elif match := _PERCENT.fullmatch(region):
        parts = [float(word) / 100 for word in match.groups()]
        x, across = round(parts[0] * width), round(parts[2] * width)
        y, down = round(parts[1] * height), round(parts[3] * height)
    else:
        raise Refused(400, "region")
    across, down = min(across, width - x), min(down, height - y)
    if across < 1 or down < 1:
        raise Refused(400, "region")
    return Area(x, y, across, down)


def read_size(size: str, area: Area, *, version: int) -> tuple[int, int]:
    """The size (4.2) of a region, never larger than it: upscaling is not offered.

    ``!w,h`` larger than the region gives the region's own size, as 3.0 says in so many words.
    """
    upscaling = version == 3 and size.startswith("^")
    size = size[1:] if upscaling else size
    if size == "max" or (version == 2 and size == "full"):
        fitting = _fitting(area, MAX_SIDE, MAX_SIDE)
    elif match := _SIZE_PERCENT.fullmatch(size):
        share = float(match[1]) / 100
        fitting = round(area.width * share), round(area.height * share)
    elif (match := _SIZE.fullmatch(size)) and (match[2] or match[3]):
        fitting = _asked(bool(match[1]), match[2], match[3], area)
    else:
        raise Refused(400, "size")
    if not upscaling and (size in ("max", "full") or size.startswith("!")):
        return min(fitting[0], area.width), min(fitting[1], area.height)
    return _allowed(fitting, area, upscaling=upscaling)


def _asked(confined: bool, across: str | None, down: str | None, area: Area) -> tuple[int, int]:
    """Width and height where one may be left to follow from the other."""
    if confined:
        if not (across and down and int(across) and int(down)):
            raise Refused(400, "size")
        return _fitting(area, int(across), int(down))
    if down is None:
        return int(across or 0), _following(int(across or 0), area.width, area.height)
    if across is None:
        return _following(int(down), area.height, area.width), int(down)
    return int(across), int(down)


def _following(side: int, of: int, other: int) -> int:
    return max(1, round(other * side / of)) if side else 0


def _fitting(area: Area, width: int, height: int) -> tuple[int, int]:
    """The largest size of the region's shape within both sides and the limits."""
    width, height = min(width, MAX_SIDE), min(height, MAX_SIDE)
    whole = (MAX_AREA / (area.width * area.height)) ** 0.5
    scale = min(width / area.width, height / area.height, whole)
    across = max(1, min(round(area.width * scale), width))
    return across, max(1, min(round(area.height * scale), height, MAX_AREA // across))


def _allowed(size: tuple[int, int], area: Area, *, upscaling: bool) -> tuple[int, int]:
    """A size that was asked for, if it is not nothing, not upscaled and within the limits."""
    across, down = size
    if across < 1 or down < 1 or max(size) > MAX_SIDE or across * down > MAX_AREA:
        raise Refused(400, "size")
    if across > area.width or down > area.height:
        raise Refused(501 if upscaling else 400, "size")
    return across, down


def read_rotation(rotation: str) -> tuple[bool, float]:
    """Whether to mirror, then degrees clockwise (4.3)."""
    match = _ROTATION.fullmatch(rotation)
    if match is None or float(match[2]) > 360:
        raise Refused(400, "rotation")
    return bool(match[1]), float(match[2]) % 360


def canonical(view: View, width: int, height: int, *, version: int) -> str:
    """The one form of a view's parameters (3.0 section 4.7, 2.1 section 4.7)."""
    area = Area(view.x, view.y, view.region_width, view.region_height)
    whole = area == Area(0, 0, width, height)
    region = "full" if whole else f"{area.x},{area.y},{area.width},{area.height}"
    quality = "default" if view.quality == "color" else view.quality
    turn = f"{'!' if view.mirrored else ''}{view.rotation:.15g}"
    size = _canonical_size(view, area, version=version)
    return f"{region}/{size}/{turn}/{quality}.{view.format}"


def _canonical_size(view: View, area: Area, *, version: int) -> str:
    size = view.width, view.height
    if version == 2:
        if size == (area.width, area.height):
            return "full"
        following = _following(view.width, area.width, area.height)
        return f"{view.width}," if view.height == following else f"{view.width},{view.height}"
    largest = read_size("max", area, version=3)
    return "max" if size == largest else f"{view.width},{view.height}"
