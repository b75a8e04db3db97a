"""A search within one document: what is asked, and the hits on some of its pages at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import parse_qsl, urlencode

from archivekit.description.page_hits import Hit, hits
from archivekit.description.words import query
from archivekit.edition import Edition, RecordRow
from archivekit.edition.page_texts import numbers_found, pages_of_numbers

PAGES_AT_ONCE = 50
_MOST_HITS = 2_000
_MAX_WORDS = 500
_MAX_FIELDS = 20
_UNDERSTOOD = {"q", "page", "min"}
# All hits are supplementing annotations (2.0), painted text (1.0): no other can be asked for.
_MOTIVATIONS = {1: "painting", 2: "supplementing"}


@dataclass(frozen=True, slots=True)
class PageHits:
    """The hits on one page, numbered through the answer from ``first``."""

    number: int
    first: int
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Found:
    """One answer's hits. ``total``: of the whole search; None where this answer is not all."""

    pages: list[PageHits]
    total: int | None
    last_page: int


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of a search: the words, which part of the answer, what is not understood."""

    version: int = 2
    words: str = ""
    page: int = 1
    least: int = 1
    ignored: tuple[str, ...] = ()
    none_can_be: bool = field(default=False)
    """Asked for annotations of a kind that there are none of."""

    @classmethod
    def of(cls, raw: str, version: int) -> Search:
        """The search of a query, percent-encoded as it came."""
        try:
            pairs = parse_qsl(raw, max_num_fields=_MAX_FIELDS)
        except ValueError:
            pairs = []
        given: dict[str, str] = {}
        for name, value in pairs:
            given.setdefault(name, value)
        wanted = given.get("motivation", "").split()
        own = _MOTIVATIONS[version]
        return cls(
            version,
            given.get("q", "")[:_MAX_WORDS].strip(),
            _number(given.get("page", "")),
            _number(given.get("min", "")),
            tuple(sorted(set(given) - _UNDERSTOOD - {"motivation"})),
            bool(wanted) and own not in wanted,
        )

    def args(self, **changes: object) -> str:
        """The query of an address for this search."""
        args = {"q": self.words, "page": self.page if self.page > 1 else None} | changes
        return urlencode({name: value for name, value in args.items() if value})

    def find(self, edition: Edition, record: RecordRow) -> Found:
        """The hits in a record's pages."""
        match = query(self.words)
        if not match or self.none_can_be or not record.page_count:
            return Found([], 0, 1)
        numbers = numbers_found(edition, record.id, match)
        last = max(1, -(-len(numbers) // PAGES_AT_ONCE))
        start = (self.page - 1) * PAGES_AT_ONCE
        window = numbers[start : start + PAGES_AT_ONCE]
        pages = list(self._pages(edition, record, window))
        total = sum(len(page.hits) for page in pages) if last == 1 else None
        return Found(pages, total, last)

    def _pages(self, edition: Edition, record: RecordRow, numbers: list[int]) -> Iterator[PageHits]:
        counted = 0
        for page in pages_of_numbers(edition, record.id, numbers):
            found = hits(page.text, self.words)[: _MOST_HITS - counted]
            if found:
                yield PageHits(page.number, counted + 1, found)
            counted += len(found)


def _number(given: str) -> int:
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def numbered(found: Found, start: int = 1) -> Iterator[tuple[int, int, Hit]]:
    """All hits with a number each and that of their page."""
    numbers = count(start)
    for page in found.pages:
        for hit in page.hits:
            yield next(numbers), page.number, hit
