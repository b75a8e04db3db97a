"""How large an image may be, told before any pixel is decoded."""

from __future__ import annotations

from typing import Protocol

from archivekit.images.refusal import Unreadable

MAX_FRAMES = 10_000
"""Pages of one file: the thickest register scanned is a tenth of it."""


class Bounds(Protocol):
    """The bounds that ``archive.toml`` sets under ``[images]``."""

    @property
    def max_pixels(self) -> int:
        """Pixels of one frame."""

    @property
    def max_side(self) -> int:
        """Pixels of its longer side."""

    @property
    def seconds(self) -> int:
        """Time one file may take, or one slice of a file of many pages."""

    @property
    def memory_mb(self) -> int:
        """Address space of the process that works on it, MiB."""


def check_size(width: int, height: int, bounds: Bounds) -> None:
    """Refuse an image with no pixels, or with more than the bounds allow."""
    if width < 1 or height < 1:
        raise Unreadable("images.no-pixels")
    if width * height > bounds.max_pixels or max(width, height) > bounds.max_side:
        raise Unreadable(
            "images.too-many-pixels",
            width=width,
            height=height,
            max_megapixels=bounds.max_pixels // 1_000_000,
            max_side=bounds.max_side,
        )


def check_frames(frames: int) -> None:
    """Refuse a file of no page, or of more pages than a book can have."""
    if frames < 1:
        raise Unreadable("images.no-pages")
    if frames > MAX_FRAMES:
        raise Unreadable("images.too-many-pages", pages=frames, limit=MAX_FRAMES)
