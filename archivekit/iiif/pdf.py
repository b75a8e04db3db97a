"""The pages of a record as a PDF, made when it is asked for; many pages in parts.

What it costs is bounded: pages by :data:`archivekit.iiif.linking.PDF_PAGES`, pixels by
:mod:`archivekit.images.pdf_writing`.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from archivekit.edition import Edition, PageRow, RecordRow, Request, Response
from archivekit.iiif.answers import digest, http_date, refusal
from archivekit.iiif.linking import PDF_PAGES
from archivekit.iiif.to_make import ToMake
from archivekit.images import shelves
from archivekit.images.pdf_writing import Binding, PdfPage, bind

_log = logging.getLogger(__name__)

WRITER = "1"
"""Changes when the same pages would give other bytes: every entity tag changes with it."""

_AGE = "public, max-age=3600"


def prepare(request: Request, edition: Edition, ark: str, part: int) -> Response | ToMake | None:
    """The answer, or how to make it; None where there is no such part."""
    record = edition.record(ark)
    pages = edition.pages(record.id) if record else []
    chosen = pages[(part - 1) * PDF_PAGES : part * PDF_PAGES]
    if record is None or not chosen:
        return None
    binding = _binding(edition, record, chosen)
    identity = [WRITER, repr(binding), *(f"{page.image} {page.label}" for page in chosen)]
    tag = digest("\n".join(identity).encode("utf-8", "replace"))
    named = f"{_file_name(record.code)}{f'-{part}' if len(pages) > PDF_PAGES else ''}.pdf"
    headers = (
        ("Content-Type", "application/pdf"),
        ("Content-Disposition", f'inline; filename="{named}"'),
        ("Cache-Control", _AGE),
        ("ETag", f'"{tag}"'),
        ("Last-Modified", http_date(record.datestamp)),
    )
    if tag in request.headers.get("if-none-match", ""):
        return Response(304, headers)
    if request.method == "HEAD":
        return Response(200, headers)
    return ToMake(
        "binding",
        headers,
        make=lambda: _bound(edition, chosen, binding),
        failed=lambda error: _damaged(request, error),
    )


def _bound(edition: Edition, pages: Sequence[PageRow], binding: Binding) -> bytes:
    opened = [
        PdfPage(shelves.access_copy(edition.images, page.image), page.label) for page in pages
    ]
    return bind(opened, binding)


def _damaged(request: Request, error: Exception) -> Response:
    _log.error("PDF at %r: %s", request.path, error)
    return refusal(request, 500, "pdf-damaged")


def _binding(edition: Edition, record: RecordRow, pages: Sequence[PageRow]) -> Binding:
    found = edition.manifest(record.id)
    manifest: dict[str, Any] = json.loads(found.json) if found else {}
    places = {page.number: place for place, page in enumerate(pages)}
    names = edition.settings.get("name") or {}
    rights = [words for words in (record.rights, record.license) if words]
    titles = record.terms.get("title") or [{}]
    return Binding(
        title=record.full_title,
        author=next(iter(names.values()), ""),
        subject=" – ".join([record.source or record.code, *rights]),
        language=titles[0].get("language") or "",
        right_to_left=manifest.get("viewingDirection") == "right-to-left",
        chapters=[
            (title, places[number], depth)
            for title, number, depth in _chapters(manifest.get("structures", ()))
            if number in places
        ],
    )


def _chapters(structures: Sequence[dict[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """Title, first page and depth of each chapter."""
    for contents in structures:
        yield from _below(contents, 0)


def _below(range_: dict[str, Any], depth: int) -> Iterator[tuple[str, int, int]]:
    for it in range_["items"]:
        if it["type"] == "Range":
            if (number := _first(it)) is not None:
                yield next(iter(it["label"].values()))[0], number, depth
            yield from _below(it, depth + 1)


def _first(range_: dict[str, Any]) -> int | None:
    """The number of the first page of a range, or of one inside it."""
    for it in range_["items"]:
        found = _first(it) if it["type"] == "Range" else int(it["id"].rpartition("/f")[2])
        if found is not None:
            return found
    return None


def _file_name(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-")[:80] or "document"
