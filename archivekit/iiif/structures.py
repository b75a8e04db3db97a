"""Ranges: the chapters of a document, each with its pages (Presentation 3.0, 5.4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from archivekit.description.addresses import canvas_url, range_url
from archivekit.description.contents import chapters
from archivekit.description.exposed import Chapter, Exposed
from archivekit.iiif import language_maps

Range = dict[str, Any]


def structures(record: Exposed) -> list[Range]:
    """One range of all chapters: those of the table of contents, else those of its masters."""
    tables = record.terms.get("tableOfContents", [])
    found = chapters(tables, [*record.pages, *record.presented.unshown])
    language = tables[0].language if found else None
    found = found or record.presented.chapters
    if not found:
        return []
    top = range_url(record.ark, 0)
    label = language_maps.of_key("iiif.contents")
    items = _Ranges(record, found, language).items(0, len(found), depth=0)
    return [{"id": top, "type": "Range", "label": label, "items": items}]


class _Ranges:
    """The ranges of one record's chapters."""

    def __init__(self, record: Exposed, chapters: Sequence[Chapter], language: str | None) -> None:
        self._ark = record.ark
        self._chapters = chapters
        self._language = language
        unshown = (page.number for page in record.presented.unshown)
        self._numbers = sorted([*(page.number for page in record.pages), *unshown])

    def items(self, start: int, end: int, depth: int) -> list[Range]:
        """The ranges of chapters ``start`` to ``end``, those deeper inside the one before them."""
        ranges = []
        while start < end:
            following = start + 1
            while following < end and self._chapters[following].depth > depth:
                following += 1
            ranges.append(self._range(start, following, depth))
            start = following
        return ranges

    def _range(self, at: int, following: int, depth: int) -> Range:
        chapter = self._chapters[at]
        inner = self.items(at + 1, following, depth + 1)
        until = self._chapters[at + 1].first - 1 if inner else self._last(at)
        canvases = [
            {"id": canvas_url(self._ark, number), "type": "Canvas"}
            for number in self._between(chapter.first, until)
        ]
        return {
            "id": range_url(self._ark, at + 1),
            "type": "Range",
            "label": language_maps.in_one(chapter.title, self._language),
            "items": [*canvases, *inner],
        }

    def _last(self, at: int) -> int:
        """The last page of a chapter: as said, else the one before the next begins."""
        chapter = self._chapters[at]
        if chapter.last is not None:
            return chapter.last
        if at + 1 == len(self._chapters):
            return self._numbers[-1]
        # Two chapters may begin on one page.
        return max(chapter.first, self._chapters[at + 1].first - 1)

    def _between(self, first: int, last: int) -> Iterator[int]:
        begin, end = bisect_left(self._numbers, first), bisect_right(self._numbers, last)
        yield from self._numbers[begin:end]
