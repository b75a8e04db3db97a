"""The outline of a PDF: its bookmarks, each with the page it leads to.

An outline that cannot be read is none: the pages are what matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

MAX_ENTRIES = 2_000
MAX_TITLE = 500
MAX_DEPTH = 5

Entry = tuple[int, str, int]
"""Depth (0: at the top), title, page (from 0)."""


def read_outline(pdf: pikepdf.Pdf) -> list[Entry]:
    """The bookmarks that lead to a page of the file, in the order of the outline."""
    try:
        with pdf.open_outline(max_depth=MAX_DEPTH) as outline:
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
            named = _named(pdf)
            found: list[Entry] = []
            for entry in _entries(outline.root, 0, pages, named):
                found.append(entry)
                if len(found) == MAX_ENTRIES:
                    break
            return found
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _entries(
    items: Iterable[pikepdf.OutlineItem],
    depth: int,
    pages: dict[tuple[int, int], int],
    named: dict[str, Any],
) -> Iterator[Entry]:
    for item in items:
        page = _page(item, pages, named)
        title = " ".join(item.title.split())[:MAX_TITLE]
        if page is not None and title:
            yield depth, title, page
        yield from _entries(item.children, depth + 1, pages, named)


def _page(
    item: pikepdf.OutlineItem, pages: dict[tuple[int, int], int], named: dict[str, Any]
) -> int | None:
    target: Any = item.destination
    if target is None and item.action is not None and item.action.get("/S") == "/GoTo":
        target = item.action.get("/D")
    if isinstance(target, pikepdf.String | pikepdf.Name | str):
        target = named.get(str(target).lstrip("/"))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not len(target):
        return None
    first: Any = target[0]
    if isinstance(first, pikepdf.Dictionary):
        return pages.get(first.objgen)
    return int(first) if isinstance(first, int) and 0 <= first < len(pages) else None


def _named(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The destinations that are named (PDF 32000-1 12.3.2.3): by the names tree, or as it was."""
    found: dict[str, Any] = {}
    old: Any = pdf.Root.get("/Dests")
    if old is not None:
        found |= {str(name).lstrip("/"): target for name, target in old.items()}
    names: Any = pdf.Root.get("/Names")
    if names is not None and "/Dests" in names:
        found |= dict(pikepdf.NameTree(names.Dests).items())
    return found
