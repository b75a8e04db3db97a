"""The words of an edition as shown, and how many records each stands in: for suggestions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]{3,40}")
# Rare words of a large edition are mostly misread names: too many to be worth their room.
_MOST = 400_000


class Vocabulary:
    """Counts the words of records."""

    def __init__(self) -> None:
        self._records: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Counts the words of one record, each once."""
        self._records.update(set(_WORD.findall(text.lower())))

    def rows(self) -> Iterator[tuple[str, int]]:
        """Each word with its number of records, in alphabetical order."""
        return iter(sorted(self._records.most_common(_MOST)))
