"""Pictures to files, in each format that archives have, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pyvips
from PIL import Image

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>
 <rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
_DESCRIPTION, _ORIENTATION = 0x010E, 0x0112


def jpeg(
    file: Path,
    picture: Image.Image,
    *,
    quality: int = 66,
    described: str = "",
    xmp: str = "",
    turned: int = 0,
) -> None:
    """A JPEG; ``turned`` is an EXIF orientation, and the picture is laid down to suit it."""
    exif = Image.Exif()
    if described:
        exif[_DESCRIPTION] = described
    if turned == 6:
        exif[_ORIENTATION] = turned
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    packet = {"xmp": _XMP.format(text=xmp).encode()} if xmp else {}
    picture.save(file, "JPEG", quality=quality, dpi=(150, 150), optimize=True,
                 exif=exif.tobytes(), **packet)  # fmt: skip


def cut_jpeg(file: Path, picture: Image.Image) -> None:
    """A JPEG whose copying stopped half-way."""
    whole = io.BytesIO()
    picture.save(whole, "JPEG", quality=60, dpi=(150, 150))
    file.write_bytes(whole.getvalue()[: len(whole.getvalue()) * 2 // 5])


def palette_png(file: Path, picture: Image.Image) -> None:
    """A PNG of at most 96 colours."""
    few = picture.quantize(96, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True, dpi=(150, 150))


def one_bit_tiff(file: Path, pages: Sequence[Image.Image]) -> None:
    """A TIFF of several pages in CCITT group 4."""
    pages[0].save(file, "TIFF", compression="group4", save_all=True, append_images=pages[1:],
                  dpi=(150, 150))  # fmt: skip


def jpeg_tiff(file: Path, pages: Sequence[Image.Image]) -> None:
    """A TIFF of several pages in JPEG, all of one size.

    By libvips: Pillow's has a byte of padding that differs from one run to the next.
    """
    strip = pyvips.Image.arrayjoin([pyvips.Image.new_from_array(page) for page in pages], across=1)
    resolution = 150 / 25.4
    strip.tiffsave(str(file), compression="jpeg", Q=66, page_height=pages[0].height,
                   xres=resolution, yres=resolution, keep="none")  # fmt: skip


def deep_tiff(file: Path, picture: Image.Image) -> None:
    """A grey TIFF of 16 bits."""
    picture.save(file, "TIFF", compression="tiff_adobe_deflate", dpi=(300, 300))


def jpeg_2000(file: Path, picture: Image.Image) -> None:
    """A JPEG 2000, one twenty-eighth of the size."""
    picture.save(file, "JPEG2000", quality_mode="rates", quality_layers=[28], irreversible=True,
                 num_resolutions=5)  # fmt: skip
