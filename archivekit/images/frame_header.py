"""What the header of one frame says: the technical facts of a master."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum

from archivekit.images.icc import Profile
from archivekit.images.refusal import Unreadable
from archivekit.images.tiff import Directory, Tag, Tiff


class Colour(StrEnum):
    """The colour model of stored samples."""

    BILEVEL = "bilevel"
    GRAY = "gray"
    PALETTE = "palette"
    RGB = "rgb"
    YCBCR = "ycbcr"
    CMYK = "cmyk"
    LAB = "lab"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHeader:
    """One frame: pixels as stored, bits of a sample, samples of a pixel. ``orientation`` is EXIF's.

    ``index`` is where the frame stands in its file: the directory of a TIFF, the page of a PDF.
    ``tiled_planes``: each colour lies in tiles of its own.
    """

    width: int
    height: int
    bits: int
    bands: int
    colour: Colour
    compression: str
    dpi: float | None = None
    profile: Profile | None = None
    orientation: int = 1
    index: int = 0
    label: str | None = None
    tiled_planes: bool = False

    def technical(self) -> dict[str, object]:
        """The facts in stable names, those that are known."""
        facts: dict[str, object] = {
            "width": self.width,
            "height": self.height,
            "bits": self.bits,
            "bands": self.bands,
            "colour": str(self.colour),
            "compression": self.compression,
        }
        if self.dpi:
            facts["dpi"] = round(float(self.dpi), 1)
        if self.profile:
            facts["icc"] = self.profile.name
        if self.orientation != 1:
            facts["orientation"] = self.orientation
        return facts


def resolution(directory: Directory) -> float | None:
    """Pixels an inch as a TIFF or EXIF directory says them; None where it says no unit."""
    value = directory.number(Tag.X_RESOLUTION)
    unit = directory.integer(Tag.RESOLUTION_UNIT, 2)
    if not value or unit not in (2, 3):
        return None
    return value if unit == 2 else value * 2.54


def read_exif(data: bytes) -> tuple[int, float | None]:
    """Orientation and pixels an inch of an EXIF block; a bad one says nothing."""
    try:
        directory = next(Tiff(io.BytesIO(data), len(data)).directories(), None)
    except Unreadable:
        return 1, None
    if directory is None:
        return 1, None
    orientation = directory.integer(Tag.ORIENTATION, 1)
    return orientation if 1 <= orientation <= 8 else 1, resolution(directory)
