"""The texts of pages in an edition: of one page, and the pages in which words stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description.page_text import PageText, unpack
from archivekit.edition.edition import Edition

MOST_FOUND = 5_000
"""Pages looked at for one search within a document."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page in which all words of a search stand."""

    record_id: int
    number: int
    label: str
    words: bytes

    @property
    def text(self) -> PageText:
        """Its words."""
        return unpack(self.words)


def page_text(edition: Edition, ark: str, number: int) -> PageText | None:
    """The text of a page; None where it has none."""
    row = edition.db.execute(
        "select t.words from records r join pages p on p.record_id = r.id and p.number = ?"
        " join page_texts t on t.page_id = p.id where r.ark = ?",
        (number, ark),
    ).fetchone()
    return unpack(row[0]) if row else None


def has_texts(edition: Edition, record_id: int) -> bool:
    """Whether any page of a record has a text."""
    found = edition.db.execute(
        "select 1 from pages p join page_texts t on t.page_id = p.id where p.record_id = ? limit 1",
        (record_id,),
    ).fetchone()
    return found is not None


def texts_of(edition: Edition, record_id: int) -> Iterator[tuple[int, str, PageText]]:
    """Number, label and text of each page of a record that has one, in reading order."""
    rows = edition.db.execute(
        "select p.number, p.label, t.words from pages p join page_texts t on t.page_id = p.id"
        " where p.record_id = ? order by p.number",
        (record_id,),
    )
    for number, label, words in rows:
        yield number, label, unpack(words)


def numbers_found(edition: Edition, record_id: int, match: str) -> list[int]:
    """The numbers of a record's pages that an FTS5 expression finds, in reading order."""
    rows = edition.db.execute(
        "select number from pages where record_id = ? and id in"
        " (select rowid from page_search where page_search match ? and rowid between"
        "  (select min(id) from pages where record_id = ?)"
        "  and (select max(id) from pages where record_id = ?)) order by number limit ?",
        (record_id, match, record_id, record_id, MOST_FOUND),
    )
    return [row[0] for row in rows]


def pages_of_numbers(edition: Edition, record_id: int, numbers: list[int]) -> Iterator[FoundPage]:
    """Pages of a record that have a text, by their numbers."""
    for number in numbers:
        row = edition.db.execute(
            "select p.record_id, p.number, p.label, t.words from pages p"
            " join page_texts t on t.page_id = p.id where p.record_id = ? and p.number = ?",
            (record_id, number),
        ).fetchone()
        if row:
            yield FoundPage(*row)
