"""The search of a static site: words and records in small files, which its page loads as needed.

They are scripts: a page that is opened from a folder, without a host, may load nothing else. Owns
what of a record is found by its words, and what lies in which file; ``static_search.js`` reads it.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from archivekit.description.words import fold
from archivekit.edition import RecordRow
from archivekit.static_site.places import quoted
from archivekit.texts.typography import french

FILES = "search"
"""The folder of the index."""

RECORDS_A_FILE = 200
# What so many records have tells none from another: it is known, and asks for nothing.
EVERYWHERE = 20_000

_WORD = re.compile(r"[^\W_]{1,60}")
_NOT_SEARCHED = {"rights", "license", "language"}


class Index:
    """The index of the records that are added to it, in the order in which they were added.

    A reference code is found by its parts, and by all of them in one word: ``7J1/1``, ``7 J 1/1``.
    """

    def __init__(self) -> None:
        # Per word: the numbers of the records whose titles have it, and of those that have it
        # elsewhere only.
        self._titles: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._others: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._records: list[str] = []

    def add(self, record: RecordRow, text: str, *, has_thumbnail: bool) -> None:
        """Takes a record in. ``text``: that of its pages."""
        number = len(self._records)
        code = _words([record.code])
        named = {*_words([record.full_title]), *code, "".join(code)}
        said = {*_words([record.date or "", text, *_values(record.terms)])} - named
        for word in named:
            self._titles[word].append(number)
        for word in said:
            self._others[word].append(number)
        at = quoted(record.ark)
        shown = (at, record.code, french(record.full_title), record.date or "", int(has_thumbnail))
        self._records.append(_written(shown))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each file, below :data:`FILES`."""
        yield from self._of_words()
        for first in range(0, len(self._records), RECORDS_A_FILE):
            some = ",\n".join(self._records[first : first + RECORDS_A_FILE])
            yield f"records/{first // RECORDS_A_FILE}.js", _call("records", f"[{some}]")

    def _of_words(self) -> Iterator[tuple[str, bytes]]:
        by_file: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._titles.keys() | self._others.keys()):
            by_file[file_of(word)].append(word)
        yield "files.js", _call("files", _written(sorted(by_file)))
        for name, words in by_file.items():
            table = ",\n".join(f"{_written(word)}:{self._found(word)}" for word in words)
            yield f"words/{name}.js", _call("words", f"{{{table}}}")

    def _found(self, word: str) -> str:
        titles, others = (it.get(word, array("I")) for it in (self._titles, self._others))
        if len(titles) + len(others) > EVERYWHERE:
            return "0"
        return _written([titles.tolist(), others.tolist()])


def file_of(word: str) -> str:
    """The file that a word stands in: by its first two characters, where those are plain."""
    first = word[:2]
    return first if first.isascii() else "-".join(f"{ord(it):x}" for it in first)


def _values(terms: Mapping[str, Iterable[Mapping[str, str]]]) -> Iterator[str]:
    for term, values in terms.items():
        if term not in _NOT_SEARCHED:
            yield from (value["text"] for value in values)


def _words(texts: Iterable[str]) -> list[str]:
    return _WORD.findall(fold("\n".join(texts)))


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _call(name: str, argument: str) -> bytes:
    return f"archivekitSearch.{name}({argument});\n".encode("utf-8", "replace")
