"""Arrays of samples, from decoders other than libvips, as libvips images."""

from __future__ import annotations

from typing import Any

import pyvips

from archivekit.images.frame_header import Colour
from archivekit.images.refusal import Unreadable

_FORMATS = {"uint8": "uchar", "int8": "char", "uint16": "ushort", "int16": "short"}


def image_of_samples(samples: Any, *, bits: int, colour: Colour, icc: bytes) -> pyvips.Image:
    """A libvips image of a numpy array (rows, columns, bands), its samples on the full scale."""
    if str(samples.dtype) not in _FORMATS:
        raise Unreadable("images.unusual-samples", bits=bits)
    height, width = samples.shape[:2]
    bands = samples.shape[2] if samples.ndim == 3 else 1
    image = pyvips.Image.new_from_memory(
        samples.tobytes(), width, height, bands, _FORMATS[str(samples.dtype)]
    )
    image = _full_scale(image, bits)
    image = image.copy(interpretation=interpretation(image, colour))
    if icc:
        image = with_profile(image, icc)
    return image


def with_profile(image: pyvips.Image, icc: bytes) -> pyvips.Image:
    """The image with a colour profile attached."""
    image = image.copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", icc)
    return image


def _full_scale(image: pyvips.Image, bits: int) -> pyvips.Image:
    """Samples of 1-7 or 9-15 bits spread over the 8 or 16 that hold them."""
    whole = 8 if image.format == "uchar" else 16
    if bits in (8, 16) or image.format not in ("uchar", "ushort") or bits > whole:
        return image
    return (image * ((2**whole - 1) / (2**bits - 1))).cast(image.format)


def interpretation(image: pyvips.Image, colour: Colour) -> str:
    """libvips's name for the colour of an image's samples."""
    deep = image.format in ("ushort", "short")
    if colour is Colour.CMYK and image.bands >= 4:
        return "cmyk"
    if image.bands < 3:
        return "grey16" if deep else "b-w"
    return "rgb16" if deep else "srgb"
