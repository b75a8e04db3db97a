"""What an image file is, told from its first bytes: its format, frames, pixels and colour.

Owns the reading of headers, in Python and within bounds, so that no decoder is asked to open what
cannot be taken. The name of a file says nothing: content does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from archivekit.images.bounds import Bounds, check_frames, check_size
from archivekit.images.frame_header import FrameHeader
from archivekit.images.refusal import Unreadable


class Format(StrEnum):
    """The formats that are taken, by the names shown to people."""

    TIFF = "TIFF"
    JPEG = "JPEG"
    PNG = "PNG"
    JPEG2000 = "JPEG 2000"
    PDF = "PDF"


ACCEPTED = ", ".join(Format)

_SIGNATURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Format.JPEG2000),
    (b"\xff\x4f\xff\x51", Format.JPEG2000),
)

# What people send most often besides, so that the refusal can name it.
_OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"PK\x03\x04", "ZIP / Office"),
    (b"\xd0\xcf\x11\xe0", "Office 97"),
    (b"{\\rtf", "RTF"),
    (b"AT&TFORM", "DjVu"),
    (b"<svg", "SVG"),
    (b"<?xml", "XML"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """One file by its header. What is said of pixels is said of its first frame."""

    format: Format
    headers: tuple[FrameHeader, ...]
    size: int

    @property
    def frames(self) -> int:
        """How many pages it gives."""
        return len(self.headers)

    @property
    def width(self) -> int:
        """Pixels across, as stored."""
        return self.headers[0].width

    @property
    def height(self) -> int:
        """Pixels down, as stored."""
        return self.headers[0].height

    def technical(self) -> dict[str, object]:
        """The technical facts kept with a master."""
        return {
            "format": str(self.format),
            "frames": self.frames,
            **self.headers[0].technical(),
        }


def probe(path: Path, bounds: Bounds) -> Probe:
    """What the file at ``path`` is. Raises Unreadable when it cannot be taken."""
    with path.open("rb") as file:
        found, headers = _read(file, path, bounds)
        size = path.stat().st_size
    check_frames(len(headers))
    for header in headers:
        check_size(header.width, header.height, bounds)
    return Probe(found, headers, size)


def _read(file: BinaryIO, path: Path, bounds: Bounds) -> tuple[Format, tuple[FrameHeader, ...]]:
    # Each reader is imported when its format turns up: a child that makes JPEGs loads no PDF.
    found = sniff(file)
    match found:
        case Format.JPEG:
            from archivekit.images.jpeg import read_jpeg

            return found, (read_jpeg(file),)
        case Format.PNG:
            from archivekit.images.png import read_png

            return found, (read_png(file),)
        case Format.TIFF:
            from archivekit.images.tiff_frames import read_tiff

            return found, read_tiff(file, path.stat().st_size)
        case Format.JPEG2000:
            from archivekit.images.jp2 import read_jp2

            return found, (read_jp2(file),)
        case Format.PDF:
            from archivekit.images.pdf import read_pdf

            return found, read_pdf(path, bounds)


def sniff(file: BinaryIO) -> Format:
    """The format that the first bytes say."""
    head = file.read(1024)
    file.seek(0)
    if not head:
        raise Unreadable("images.empty")
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if b"%PDF-" in head:
        return Format.PDF
    raise Unreadable("images.not-accepted", found=_name(head), accepted=ACCEPTED)


def _name(head: bytes) -> str:
    """The name of a format that is not taken, or what its bytes look like."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        return {b"avif": "AVIF", b"heic": "HEIC", b"mif1": "HEIF"}.get(head[8:12], "MP4")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _OTHERS:
        if text[: len(signature)].lower() == signature.lower():
            return "SVG" if name == "XML" and b"<svg" in text else name
    return "?" if b"\0" in head else "text/plain"
