"""Pages of access copies bound into one PDF, each as a JPEG of bounded size.

Nothing but what is asked is in it, and no date: the same pages give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from archivekit.images.render import render, whole
from archivekit.images.tiles import AccessCopy

LONG_SIDE = 1_600
"""Pixels of the longer side of a page: 140 to the inch of an A4."""
_DPI = 140
_POINTS = 72 / _DPI


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page to bind: its access copy, what it is called."""

    copy: AccessCopy
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What is said of the whole. ``chapters``: title, place among the pages (from 0), depth."""

    title: str
    author: str
    subject: str
    language: str = ""
    right_to_left: bool = False
    chapters: Sequence[tuple[str, int, int]] = field(default=())


def bind(pages: Sequence[PdfPage], binding: Binding) -> bytes:
    """The PDF. Raises Unreadable where an access copy is damaged."""
    pdf = pikepdf.new()
    for page in pages:
        _add(pdf, page.copy)
    pdf.docinfo["/Title"] = binding.title
    pdf.docinfo["/Author"] = binding.author
    pdf.docinfo["/Subject"] = binding.subject
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if binding.language:
        pdf.Root.Lang = pikepdf.String(binding.language)
    if binding.right_to_left:
        pdf.Root.ViewerPreferences.Direction = Name.R2L
    labels: list[pikepdf.Object | int] = []
    for place, page in enumerate(pages):
        labels += [place, Dictionary(P=pikepdf.String(page.label))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))
    _add_chapters(pdf, binding.chapters)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _add(pdf: pikepdf.Pdf, copy: AccessCopy) -> None:
    scale = min(1.0, LONG_SIDE / max(copy.width, copy.height))
    width, height = max(1, round(copy.width * scale)), max(1, round(copy.height * scale))
    picture = pdf.make_stream(render(copy, whole(copy, width, height)))
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
    picture.ColorSpace = Name.DeviceGray if copy.gray else Name.DeviceRGB
    picture.Filter = Name.DCTDecode
    across, down = round(width * _POINTS, 2), round(height * _POINTS, 2)
    drawn = f"q {across} 0 0 {down} 0 0 cm /Page Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, across, down]),
        Resources=Dictionary(XObject=Dictionary(Page=picture)),
        Contents=pdf.make_stream(drawn),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _add_chapters(pdf: pikepdf.Pdf, chapters: Sequence[tuple[str, int, int]]) -> None:
    """The outline, each chapter inside the last one that lies less deep."""
    with pdf.open_outline() as outline:
        open_above: list[tuple[int, OutlineItem]] = []
        for title, place, depth in chapters:
            item = OutlineItem(title, place)
            while open_above and open_above[-1][0] >= depth:
                open_above.pop()
            (open_above[-1][1].children if open_above else outline.root).append(item)
            open_above.append((depth, item))
