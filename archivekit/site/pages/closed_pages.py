"""What is said of the pages of a record that are not open yet."""

from __future__ import annotations

from archivekit.description.dates.words import words
from archivekit.edition import Edition, RecordRow
from archivekit.edition.rows import ClosedPages
from archivekit.site.pages.visit import Visit


def closed_said(edition: Edition, record: RecordRow, visit: Visit) -> list[str]:
    """A sentence for each row of pages, in reading order."""
    return [_said(row, visit) for row in edition.closed_pages(record.id)]


def _said(row: ClosedPages, visit: Visit) -> str:
    how_many = "one" if row.first == row.last else "many"
    until = "closed" if row.opens is None else "opens"
    day = words(row.opens, visit.language) if row.opens else ""
    return visit.t(f"pages-{until}-{how_many}", first=row.first, last=row.last, day=day)
