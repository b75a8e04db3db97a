"""Where the words of a query stand on a page: the boxes to be marked, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description.page_text import Box, PageText, Word
from archivekit.description.words import Term, fold, stem_word, wanted_terms

MOST_HITS = 500
"""On one page."""
_AROUND = 5
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were asked for, and where they stand: a box a line. ``lines``: their numbers.

    ``fragments`` say the boxes in addresses: places on an image, or moments of a recording.
    """

    words: str
    before: str
    after: str
    boxes: tuple[Box, ...]
    lines: tuple[int, ...]
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A stem of the page, and the words (first, last) that it comes from."""

    word: str
    stem: str
    first: int
    last: int


def hits(page: PageText, asked: str) -> list[Hit]:
    """Each place of a page where a term of the query stands, in reading order."""
    terms = wanted_terms(asked)
    if not terms:
        return []
    placed = list(page.words())
    tokens = list(_tokens([word for _, word in placed]))
    spans = sorted({span for term in terms for span in _spans(tokens, term)})
    return [_hit(page, placed, span) for span in _apart(spans)[:MOST_HITS]]


def _tokens(words: list[Word]) -> Iterator[_Token]:
    at = 0
    while at < len(words):
        word, last = words[at], at
        written = word.text
        if word.whole:
            written = word.whole
            if at + 1 < len(words) and words[at + 1].whole == word.whole:
                last = at + 1
        for each in _WORDS.findall(fold(written)):
            yield _Token(each, stem_word(each), at, last)
        at = last + 1


def _spans(tokens: list[_Token], term: Term) -> Iterator[tuple[int, int]]:
    """Where a term stands: the first and the last word."""
    length = len(term.stems)
    for at in range(len(tokens) - length + 1):
        if _matches(tokens, at, term):
            yield tokens[at].first, tokens[at + length - 1].last


def _matches(tokens: list[_Token], at: int, term: Term) -> bool:
    if term.beginning:
        return tokens[at].word.startswith(term.beginning) or tokens[at].stem == term.stems[0]
    return all(tokens[at + n].stem == stem for n, stem in enumerate(term.stems))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or last > kept[-1][1]:
            kept.append((first, last))
    return kept


def _hit(page: PageText, placed: list[tuple[int, Word]], span: tuple[int, int]) -> Hit:
    first, last = span
    by_line: dict[int, Box] = {}
    for line, word in placed[first : last + 1]:
        by_line[line] = by_line[line].around(word.box) if line in by_line else word.box

    def said(some: list[tuple[int, Word]]) -> str:
        return " ".join(word.text for _, word in some)

    return Hit(
        said(placed[first : last + 1]),
        said(placed[max(0, first - _AROUND) : first]),
        said(placed[last + 1 : last + 1 + _AROUND]),
        tuple(by_line.values()),
        tuple(by_line),
        tuple(page.fragment(box) for box in by_line.values()),
    )
