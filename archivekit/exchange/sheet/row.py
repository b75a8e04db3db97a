"""One row of a sheet, read: its description, and what it says of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archivekit.description.record import Description
from archivekit.exchange.sheet.header import Header


@dataclass(slots=True, kw_only=True)
class Row:
    """A row as read. ``line`` is as Excel shows it.

    ``files`` are the names, paths or patterns of the file name column; ``folder`` the folder that
    holds the row's scans. Page counts and views are as the sheet gives them, None where it does
    not. ``uid`` is the record's own identifier (uid or ARK) where the sheet carries one; ``cells``
    are all cells of the row by their place.
    """

    line: int
    description: Description
    files: list[str] = field(default_factory=list)
    folder: str | None = None
    page_count: int | None = None
    first_view: int | None = None
    last_view: int | None = None
    uid: str = ""
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A sheet as read: its rows in their order, and what there is to know of it.

    ``name`` is the sheet's own in a workbook, None for a CSV. ``columns`` maps each heading that
    was understood to what it was understood as; ``unknown_columns`` are the others. ``header`` has
    them with their places.
    """

    file: str
    name: str | None
    rows: list[Row]
    columns: dict[str, str]
    unknown_columns: list[str]
    header: Header

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)
