"""The access copy: a tiled pyramid of JPEG tiles in a TIFF file, written whole or not at all.

What viewers ask for lies ready in it: tiles at the edges without padding, and small sizes.

Nothing of a master's metadata is in it: no EXIF, XMP, IPTC, comment or profile, whatever private
words these hold.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archivekit.description.addresses import image_path
from archivekit.images.edges import cut_edges, whole_at_all_levels
from archivekit.images.ready_sizes import add_ready_sizes

if TYPE_CHECKING:
    import pyvips

TILE = 512
SMALL_TILE = 128
"""For images no larger than it: libvips will not read tiles over four times their image."""

QUALITY = 82

PIPELINE = "2"
"""Changes when the same master would give other pixels: every key changes with it."""

WORKSHOP = ".making"
"""The folder beside the copies where they are made; what a killed run left there is worthless."""


def access_key(sha512: str, frame: int) -> str:
    """The key of the access copy of one frame of a master: the same master gives the same key."""
    return hashlib.sha256(f"{PIPELINE}:{sha512}:{frame}".encode()).hexdigest()


def write_access_copy(
    root: Path, key: str, decode: Callable[[Callable[[pyvips.Image], None]], None]
) -> Path:
    """Write the pixels that ``decode`` gives; the path where they lie, safe on the disk."""
    path = image_path(root, key)
    with made_safely(root, path) as unfinished:
        decode(lambda image: _save(image, unfinished))
    return path


def _save(image: pyvips.Image, path: Path) -> None:
    """A pyramid of tiles whose every level has all pixels, also where a half is left over.

    libvips lets the half pixel fall at each level, and viewers ask for it (Image API 3.0, A.2.1:
    sizes are rounded up). So the edge is drawn out by a few pixels, which the cut takes off again.
    """
    side = TILE if max(image.width, image.height) > SMALL_TILE else SMALL_TILE
    across, down = whole_at_all_levels(image.width, image.height, side)
    image.embed(0, 0, across, down, extend="copy").tiffsave(
        os.fsencode(path),
        tile=True,
        tile_width=side,
        tile_height=side,
        pyramid=True,
        compression="jpeg",
        Q=QUALITY,
        keep="none",
    )
    cut_edges(path, image.width, image.height)
    add_ready_sizes(path)


@contextmanager
def made_safely(root: Path, path: Path) -> Iterator[Path]:
    """A path to write to, renamed to ``path`` once its bytes are on the disk."""
    workshop = root / WORKSHOP
    workshop.mkdir(parents=True, exist_ok=True)
    unfinished = workshop / f"{path.stem}-{os.getpid()}{path.suffix}"
    try:
        yield unfinished
        _sync(unfinished)
        _make_folders(root, path.parent)
        unfinished.rename(path)
        _sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _make_folders(root: Path, folder: Path) -> None:
    """Make a folder, each new one on the disk in its parent."""
    if folder.is_dir() or folder == root:
        return
    _make_folders(root, folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clear_workshop(root: Path) -> None:
    """Remove what a killed run left unfinished. The archive is held by one run at a time."""
    for left in (root / WORKSHOP).glob("*"):
        left.unlink(missing_ok=True)
