"""The rows of an edited sheet: which record each is, and in which order they are taken.

A row finds its record by the identifier that an export gives it, else by its reference code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archivekit.catalogue import Records, StoredRecord
from archivekit.description.arks import normalise
from archivekit.description.codes import fold
from archivekit.exchange.sheet import Row, Sheet


def records_of_rows(sheet: Sheet, records: Records) -> tuple[dict[int, int], list[Row]]:
    """The number of each row's record, by its line; and the rows that carry another's identifier.

    Of rows with one identifier the best is taken. Numbers alone: records may be many, and large.
    """
    taken: dict[str, Row] = {}
    found: dict[int, int] = {}
    copies: list[Row] = []
    for row in (row for row in sheet if row.uid):
        record = _identified(row.uid, records)
        if record is None:
            continue
        other = taken.get(record.uid)
        # A row copied to begin a new record carries the identifier of the first.
        if other is not None and fold(row.description.code) != record.code_folded:
            copies.append(row)
            continue
        if other is not None:
            found.pop(other.line, None)
            copies.append(other)
        taken[record.uid] = row
        found[row.line] = record.id
    for row in sheet:
        if row.line not in found:
            record = records.find(row.description.code)
            if record is not None and record.partner is None and record.uid not in taken:
                taken[record.uid] = row
                found[row.line] = record.id
    return found, copies


def _identified(identifier: str, records: Records) -> StoredRecord | None:
    ark = normalise(identifier)
    record = records.by_ark(ark) if ark else records.by_uid(identifier)
    return record if record is None or record.partner is None else None


def parents_first(sheet: Sheet, rows: Mapping[str, Row]) -> Iterator[Row]:
    """The rows in the order of the sheet, but none before the row of its parent.

    ``rows``: the same by their folded codes.
    """
    given: set[int] = set()
    for row in sheet:
        chain: list[Row] = []
        above: Row | None = row
        # Each row is given once: rows below rows that are given climb no further.
        while above is not None and above.line not in given:
            given.add(above.line)
            chain.append(above)
            parent = above.description.parent_code
            above = rows.get(fold(parent)) if parent else None
        yield from reversed(chain)
