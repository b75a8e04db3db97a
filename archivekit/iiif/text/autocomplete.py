"""Words of a document's pages that begin as what is typed, the commonest first."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from archivekit.description.addresses import autocomplete_url, search_url
from archivekit.description.page_text import starts_with
from archivekit.description.words import fold
from archivekit.edition import Edition, RecordRow
from archivekit.edition.page_texts import numbers_found, pages_of_numbers
from archivekit.iiif.text.announcing import SEARCH_1
from archivekit.iiif.text.search_2 import CONTEXT
from archivekit.iiif.text.searching import Search

_PAGES_READ = 60
_MOST_TERMS = 20
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Term(NamedTuple):
    """A word as it stands most often, and how often; None where not all pages were read."""

    word: str
    times: int | None


def terms(edition: Edition, record: RecordRow, asked: Search) -> list[Term]:
    """The words that begin as the last of what is typed."""
    typed = fold(asked.words).split()
    if not typed or not record.page_count or asked.none_can_be:
        return []
    beginning = re.sub(r"[\W_]+", "", typed[-1])
    if not beginning:
        return []
    numbers = numbers_found(edition, record.id, f'"{beginning}"*')
    counted: Counter[str] = Counter()
    for page in pages_of_numbers(edition, record.id, numbers[:_PAGES_READ]):
        for _, word in page.text.words():
            for each in _WORDS.findall(word.whole or word.text):
                if starts_with(each, beginning):
                    counted[each.lower()] += 1
    whole = len(numbers) <= _PAGES_READ
    common = sorted(counted.items(), key=lambda it: (-it[1], it[0]))
    return [
        Term(word, count if whole else None)
        for word, count in common[:_MOST_TERMS]
        if count >= asked.least
    ]


def version_2(ark: str, asked: Search, found: list[Term]) -> dict[str, Any]:
    """A term page (2.0, section 7)."""
    return {
        "@context": CONTEXT,
        "id": f"{autocomplete_url(ark)}?{asked.args()}",
        "type": "TermPage",
        **({"ignored": list(asked.ignored)} if asked.ignored else {}),
        "items": [
            {"type": "Term", "value": it.word} | ({"total": it.times} if it.times else {})
            for it in found
        ],
    }


def version_1(ark: str, asked: Search, found: list[Term]) -> dict[str, Any]:
    """A term list (1.0, section 4)."""
    return {
        "@context": f"{SEARCH_1}/context.json",
        "@id": f"{autocomplete_url(ark, 1)}?{asked.args()}",
        "@type": "search:TermList",
        **({"ignored": list(asked.ignored)} if asked.ignored else {}),
        "terms": [
            {"match": it.word, "url": f"{search_url(ark, 1)}?{asked.args(q=it.word, page=None)}"}
            | ({"count": it.times} if it.times else {})
            for it in found
        ],
    }
