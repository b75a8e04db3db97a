"""Pixels by Pillow where libvips has none: old-style JPEG and Lab TIFF, tiled planes, 12 bits."""

from __future__ import annotations

import warnings
from typing import IO

import pyvips
from PIL import Image, ImageCms, ImageOps

from archivekit.images.frame_header import Colour
from archivekit.images.refusal import Unreadable
from archivekit.images.samples import image_of_samples

# Sizes are checked from the header, against the archive's own bounds, before it comes to this.
Image.MAX_IMAGE_PIXELS = None

_COLOURS = {"L": Colour.GRAY, "RGB": Colour.RGB, "RGBA": Colour.RGB, "CMYK": Colour.CMYK}


def decode_by_pillow(file: IO[bytes], frame: int, *, bits: int = 8) -> pyvips.Image:
    """The pixels of one frame, upright, whole or refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata: a cut picture is an error to Pillow
            picture = Image.open(file, formats=("TIFF", "JPEG2000"))
            if frame:
                picture.seek(frame)
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            return _image(picture, bits)
    except (OSError, SyntaxError, ValueError, KeyError, EOFError) as error:
        raise Unreadable("images.damaged", why=str(error)[:200]) from None


def _image(picture: Image.Image, bits: int) -> pyvips.Image:
    import numpy

    icc = picture.info.get("icc_profile") or b""
    if picture.mode.startswith("I;16"):
        return image_of_samples(
            numpy.asarray(picture).astype("uint16"), bits=bits, colour=Colour.GRAY, icc=icc
        )
    if picture.mode == "LAB":
        picture, icc = _lab_as_rgb(picture), b""
    elif picture.mode not in _COLOURS:
        picture = picture.convert("RGB" if picture.mode in ("P", "YCbCr", "HSV") else "L")
    colour = _COLOURS[picture.mode]
    return image_of_samples(numpy.asarray(picture), bits=8, colour=colour, icc=icc)


def _lab_as_rgb(picture: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB")
    if converted is None:
        raise Unreadable("images.damaged", why="Lab")
    return converted
