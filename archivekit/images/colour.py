"""Any libvips image as what a browser shows: 8 bits, sRGB or one band of grey, on white.

Owns the conversion. Deep samples are spread over the range that they use, so that ten bits kept in
sixteen do not come out black.
"""

from __future__ import annotations

from collections.abc import Callable

import pyvips

from archivekit.images.icc import read_profile
from archivekit.images.refusal import Unreadable

Opener = Callable[[], pyvips.Image]
"""Gives the same image anew: a pixel stream can be read once only."""

_ICC = "icc-profile-data"
_LAB = ("lab", "labs", "labq", "lch")


def for_screens(open_image: Opener, *, bilevel: bool = False) -> pyvips.Image:
    """The image upright, 8-bit, sRGB or grey."""
    image = open_image()
    if image.interpretation in _LAB:
        return image.colourspace("srgb")
    image = _without_alpha(_known_range(image, open_image))
    profile = _profile_bands(image)
    colours = _colour_bands(image)
    if colours < image.bands:
        image = image.extract_band(0, n=colours)
    if bilevel or profile != image.bands:
        return _without_profile(image)
    return _with_profile(image)


def _known_range(image: pyvips.Image, open_image: Opener) -> pyvips.Image:
    """The image with unsigned samples of 8 or 16 bits that use their whole range."""
    if image.format == "uchar":
        return image
    if image.format in ("complex", "dpcomplex"):
        raise Unreadable("images.unusual-samples", bits=64)
    if image.format == "ushort":
        return _spread(image, int(open_image().max()))
    statistics = open_image().stats()
    return _stretch(image, statistics(0, 0)[0], statistics(1, 0)[0])


def _spread(image: pyvips.Image, highest: int) -> pyvips.Image:
    """16-bit samples that hold 8, 10, 12 or 14 bits only, spread over 16.

    Above 14 bits nothing is done: such a picture is dark because it is.
    """
    bits = next((bits for bits in (8, 10, 12, 14) if highest < 1 << bits), 16)
    if bits == 16:
        return image
    return (
        (image * (65535 / ((1 << bits) - 1)))
        .cast("ushort")
        .copy(interpretation=image.interpretation)
    )


def _stretch(image: pyvips.Image, lowest: float, highest: float) -> pyvips.Image:
    """Signed, long or floating samples as 8 bits: as they are, from 0-1, or lowest to highest."""
    if lowest >= 0 and highest <= 1 and image.format in ("float", "double"):
        image = image * 255
    elif lowest < 0 or highest > 255:
        image = (image - lowest) * (255 / ((highest - lowest) or 1))
    return image.cast("uchar").copy(interpretation="srgb" if image.bands >= 3 else "b-w")


def _without_alpha(image: pyvips.Image) -> pyvips.Image:
    """What is transparent becomes paper."""
    if not image.hasalpha():
        return image
    paper = 0 if image.interpretation == "cmyk" else 65535 if image.format == "ushort" else 255
    return image.flatten(background=[paper] * (image.bands - 1))


def _colour_bands(image: pyvips.Image) -> int:
    """How many of the bands are colour; the others (infrared, spot inks) are not shown."""
    if image.interpretation == "cmyk":
        return 4
    return 3 if image.bands >= 3 else 1


def _profile_bands(image: pyvips.Image) -> int:
    """The bands that the embedded profile is made for; 0 without one, or for sRGB itself."""
    if image.get_typeof(_ICC) == 0:
        return 0
    profile = read_profile(bytes(image.get(_ICC)))
    return 0 if profile is None or profile.is_srgb else profile.bands


def _with_profile(image: pyvips.Image) -> pyvips.Image:
    try:
        converted = image.icc_transform("srgb", embedded=True, intent="relative", depth=8)
    except pyvips.Error:  # a profile that its own header belies
        return _without_profile(image)
    if image.bands == 1:
        return converted.extract_band(1).copy(interpretation="b-w")
    return converted


def _without_profile(image: pyvips.Image) -> pyvips.Image:
    if image.interpretation == "cmyk":
        return image.icc_transform("srgb", input_profile="cmyk", embedded=False, depth=8)
    if image.format == "ushort":
        image = (image >> 8).cast("uchar")
    return image.copy(interpretation="srgb" if image.bands == 3 else "b-w")
