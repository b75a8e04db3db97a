"""One frame of a master as pixels, whole or refused.

Owns the choice of decoder, and what a decoder's complaint means: libvips stops at a warning, and a
warning is forgiven only where it is of metadata and the picture is whole without.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pyvips

from archivekit.images.colour import for_screens
from archivekit.images.complaints import complaints_told
from archivekit.images.fallback import decode_by_pillow
from archivekit.images.frame_header import Colour, FrameHeader
from archivekit.images.header import Format
from archivekit.images.jp2 import decode_jp2
from archivekit.images.jpeg import jpeg_without_metadata
from archivekit.images.png import png_without_metadata
from archivekit.images.refusal import Unreadable
from archivekit.images.samples import with_profile
from archivekit.images.vips import warnings_heard

Save = Callable[[pyvips.Image], None]
"""Takes the pixels of an access copy, reading them to the end."""

Load = Callable[[str], pyvips.Image]
"""Opens an image with a libvips access: ``sequential`` or ``random``."""

_ICC = "icc-profile-data"

# What libvips reads of TIFF; the rest is left to Pillow.
_TIFF_COMPRESSIONS = frozenset(
    ["none", "CCITT RLE", "CCITT G3", "CCITT G4", "LZW", "JPEG", "Deflate", "PackBits", "WebP"]
)
_TIFF_BITS = frozenset([1, 2, 4, 8, 16, 32, 64])

# libtiff's warnings of tags, not of pixels (tif_dirread.c).
_OF_TAGS = re.compile(
    r"tag ignored|Unknown field|not sorted in ascending order|null byte"
    r"|Nonstandard tile|incorrect count for|Bogus \"StripByteCounts\""
    r"|missing required \"StripByteCounts\"|tag is missing, (assuming|applying)"
    r"|doesn't match SamplesPerPixel|zero denominator|wrong data type"
)


def decode_file(path: Path, found: Format, header: FrameHeader, save: Save) -> None:
    """Give the pixels of one frame to ``save``; Unreadable when not every one of them is good."""
    match found:
        case Format.JPEG:
            loads = (_file(path, "jpegload_source"), _jpeg(lambda: path.read_bytes()))
            _decode_first(loads, header, save)
        case Format.PNG:
            loads = (_file(path, "pngload_source"), _png(lambda: path.read_bytes()))
            _decode_first(loads, header, save)
        case Format.TIFF if _is_for_vips(header):
            load = _file(path, "tiffload_source", fail_on="error", page=header.index)
            decode_load(load, header, save)
        case Format.TIFF:
            with path.open("rb") as file:
                decode_samples(decode_by_pillow(file, header.index, bits=header.bits), save)
        case Format.JPEG2000:
            decode_samples(decode_jp2(path.read_bytes()), save)
        case Format.PDF:
            raise ValueError("a PDF is read page by page")


def decode_samples(image: pyvips.Image, save: Save) -> None:
    """Give pixels that are in memory to ``save``."""
    with complaints_told():
        save(for_screens(lambda: image))


def decode_load(load: Load, header: FrameHeader, save: Save) -> None:
    """Give the pixels of an image opened by ``load`` to ``save``; any warning refuses it."""
    with warnings_heard() as sentences, complaints_told():
        save(_for_screens(load, header))
    for sentence in sentences:
        if not _OF_TAGS.search(sentence):
            raise Unreadable("images.damaged", why=sentence.removeprefix("VIPS: ")[:200])


def jpeg_load(data: bytes, icc: bytes = b"") -> Load:
    """Opens JPEG bytes, under a colour profile where they hold none of their own."""
    plain = _buffer("jpegload_buffer", lambda: jpeg_without_metadata(data))

    def load(access: str) -> pyvips.Image:
        image = plain(access)
        return with_profile(image, icc) if icc and not image.get_typeof(_ICC) else image

    return load


def tiff_load(data: bytes) -> Load:
    """Opens TIFF bytes."""
    return _buffer("tiffload_buffer", lambda: data, fail_on="error")


def _decode_first(loads: tuple[Load, ...], header: FrameHeader, save: Save) -> None:
    """Decode by the first way; by the next where it fails: then the last one's complaint counts."""
    for load in loads[:-1]:
        try:
            with complaints_told():
                save(_for_screens(load, header))
            return
        except Unreadable as refusal:
            if refusal.key == "images.too-much-memory":
                raise
    with complaints_told():
        save(_for_screens(loads[-1], header))


def _for_screens(load: Load, header: FrameHeader) -> pyvips.Image:
    bilevel = header.colour is Colour.BILEVEL
    return for_screens(lambda: _upright(load, header.orientation), bilevel=bilevel)


def _upright(load: Load, orientation: int) -> pyvips.Image:
    """The image turned as its header says. A stream of rows cannot be turned: it is held whole."""
    if orientation == 1:
        return load("sequential")
    image = load("random").copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    return image.autorot()


def _is_for_vips(header: FrameHeader) -> bool:
    lab = header.colour is Colour.LAB and header.bits == 8
    return (
        header.compression in _TIFF_COMPRESSIONS
        and header.bits in _TIFF_BITS
        and not header.tiled_planes
        and not lab
    )


def _file(path: Path, loader: str, *, fail_on: str = "warning", **options: object) -> Load:
    def load(access: str) -> pyvips.Image:
        source = pyvips.Source.new_from_file(os.fsencode(path))
        operation = getattr(pyvips.Image, loader)
        return operation(source, access=access, fail_on=fail_on, **options)

    return load


def _buffer(loader: str, data: Callable[[], bytes], *, fail_on: str = "warning") -> Load:
    def load(access: str) -> pyvips.Image:
        return getattr(pyvips.Image, loader)(data(), access=access, fail_on=fail_on)

    return load


def _jpeg(data: Callable[[], bytes]) -> Load:
    """JPEG bytes without their metadata: what is complained of then is the picture."""
    return _buffer("jpegload_buffer", lambda: jpeg_without_metadata(data()))


def _png(data: Callable[[], bytes]) -> Load:
    """PNG bytes without their metadata."""
    return _buffer("pngload_buffer", lambda: png_without_metadata(data()))
