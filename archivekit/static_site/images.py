"""The images of a page as files: level 0 of the Image API 3.0.

Tiles and small sizes are copied as they lie in the access copy, undecoded; the whole image and one
size between are drawn. A page whose image has not changed is not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.edition import Edition, PageRow
from archivekit.iiif.image.info import write_level_0
from archivekit.iiif.image.parameters import Area, Refused, read_size
from archivekit.images import shelves
from archivekit.images.render import View, render, stored_views
from archivekit.images.tiles import AccessCopy
from archivekit.static_site.folder import Folder
from archivekit.static_site.places import image_folder

_ASKED = ("90,", "96,", "98,", "200,", "400,", "!200,200", "!400,400")
"""Asked for without a look at ``sizes``: 90 by Universal Viewer, 96 and 98 by Tify."""

LARGEST_BETWEEN = 1600
"""Levels of the pyramid up to this are given whole: what a page without scripts shows."""

_FORM = "1"
_STAMP = ".made"
_END = "/0/default.jpg"


def write_images(folder: Folder, edition: Edition, ark: str, page: PageRow) -> AccessCopy:
    """All images of a page. Raises Unreadable, FileNotFoundError; then nothing of it is left."""
    copy = shelves.access_copy(edition.images, page.image)
    at, stamp = image_folder(ark, page.number), f"{_FORM} {page.image}\n"
    if folder.has(f"{at}/{_STAMP}", stamp):
        folder.keep(1)
        return copy
    folder.clear(at)
    try:
        for words, data in _images(copy):
            folder.write_new(f"{at}/{words}{_END}", data)
    except BaseException:
        folder.clear(at)
        raise
    # Last: without it the next run begins this page anew.
    folder.write(f"{at}/{_STAMP}", stamp.encode())
    return copy


def info(copy: AccessCopy, ark: str, number: int, license_uri: str | None) -> bytes:
    """The info.json of a page: the sizes and tiles that there are, and no other."""
    return write_level_0(copy, ark, number, license_uri, sizes=sizes_of(copy))


def sizes_of(copy: AccessCopy) -> list[tuple[int, int]]:
    """The sizes of the whole that lie there, smallest first."""
    between = {(it.width, it.height) for it in copy.levels if _is_between(it.width, it.height)}
    return sorted({*copy.ready, *between})


def still_size(width: int, height: int) -> tuple[int, int]:
    """The size that a page shows without scripts, of an image of this size."""
    while not _is_between(width, height):
        width, height = -(-width // 2), -(-height // 2)
    return width, height


def thumbnail_size(width: int, height: int, side: int) -> tuple[int, int]:
    """What ``!side,side`` gives of an image of this size."""
    return read_size(f"!{side},{side}", Area(0, 0, width, height), version=3)


def _images(copy: AccessCopy) -> Iterator[tuple[str, bytes]]:
    """Region and size, and the JPEG, of everything that is written; each name once."""
    seen: set[str] = set()
    for words, view in _views(copy):
        new = [each for each in words if each not in seen]
        seen.update(new)
        data = render(copy, view) if new else b""
        yield from ((each, data) for each in new)


def _views(copy: AccessCopy) -> Iterator[tuple[list[str], View]]:
    """What is written, by all the words that it is asked for with."""
    for view, _ in stored_views(copy):
        yield _words(copy, view), view
    for width, height in sizes_of(copy):
        view = _whole(copy, width, height)
        yield _words(copy, view), view
    yield ["full/max"], _whole(copy, *_largest(copy))
    for asked in _ASKED:
        view = _whole(copy, *_as_asked(copy, asked))
        yield [f"full/{asked}", *_words(copy, view)], view


def _words(copy: AccessCopy, view: View) -> list[str]:
    """The words for a tile, or for a size of the whole: those of the API, and ``w,`` beside."""
    size = f"{view.width},{view.height}"
    if (view.region_width, view.region_height) == (copy.width, copy.height):
        return [f"full/{size}", f"full/{view.width},"]
    return [f"{view.x},{view.y},{view.region_width},{view.region_height}/{size}"]


def _as_asked(copy: AccessCopy, asked: str) -> tuple[int, int]:
    """The size that words ask for; an image smaller than that is given as large as it is."""
    try:
        return read_size(asked, Area(0, 0, copy.width, copy.height), version=3)
    except Refused:
        return copy.width, copy.height


def _largest(copy: AccessCopy) -> tuple[int, int]:
    return read_size("max", Area(0, 0, copy.width, copy.height), version=3)


def _is_between(width: int, height: int) -> bool:
    return max(width, height) <= LARGEST_BETWEEN


def _whole(copy: AccessCopy, width: int, height: int) -> View:
    return View(
        x=0,
        y=0,
        region_width=copy.width,
        region_height=copy.height,
        width=width,
        height=height,
    )
