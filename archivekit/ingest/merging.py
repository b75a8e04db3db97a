"""A row taken in again: only the cells that changed since last time change the record.

What the sheet has no column for, and what was edited in the catalogue meanwhile, stays: a sheet
without its access column must not open what is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from archivekit.catalogue import StoredRecord
from archivekit.description import opening
from archivekit.description.codes import fold, sort_key
from archivekit.description.record import Description, Terms
from archivekit.exchange.sheet.columns import known_columns

_DATES = {"date", "date_first", "date_last"}
_LIFE = {"birth", "death"}
_PUBLISH = {"publish", "withdrawal"}


def changed_columns(
    stored: StoredRecord, row: Description, headings: Mapping[str, str]
) -> set[str]:
    """The columns whose cells differ from those last taken in; unknown ones by their headings.

    ``headings``: every heading of the sheet and the column it is understood as, or itself.
    """
    return {
        column
        for heading, column in headings.items()
        if stored.typed.get(heading, "") != row.typed.get(heading, "")
    }


def merged(
    stored: StoredRecord, row: Description, headings: Mapping[str, str], changed: Collection[str]
) -> StoredRecord:
    """The record with what changed in its row, and all else as the catalogue has it."""
    record = replace(stored, typed=_merged(stored.typed, row.typed, headings))
    if "code" in changed:
        record = replace(
            record, code=row.code, code_folded=fold(row.code), code_sort=sort_key(row.code)
        )
    if "title" in changed:
        record = replace(record, title=row.title)
    if "level" in changed:
        record = replace(record, level=row.level.value if row.level else None)
    if "internal_notes" in changed:
        record = replace(record, internal_notes=row.internal_notes)
    if _PUBLISH.intersection(changed):
        record = replace(record, publish=row.publish)
    record = _with_dates_and_access(record, row, headings, changed)
    unknown = {heading: heading for heading, column in headings.items() if heading == column}
    return replace(
        record,
        terms=_merged_terms(stored.terms, row.terms, changed),
        unknown=_merged(stored.unknown, row.unknown, unknown),
    )


def _with_dates_and_access(
    record: StoredRecord, row: Description, headings: Mapping[str, str], changed: Collection[str]
) -> StoredRecord:
    """Opening dates are counted from dates: either changed, they are read again.

    Access conditions that were edited in the catalogue stay where the row says nothing new of them.
    """
    dated = bool(_DATES.intersection(changed))
    if dated:
        record = replace(
            record,
            date_text=row.date_text,
            date_edtf=row.date_edtf,
            date_first=row.date_first,
            date_last=row.date_last,
        )
    lived = bool(_LIFE.intersection(changed))
    if lived:
        record = replace(record, birth_text=row.birth_text, death_text=row.death_text)
    if "access" in changed:
        record = replace(record, access_text=row.access_text)
    if "access" in changed or ((dated or lived) and record.access_text):
        found = opening.read_for(record, record.access_text)
        record = replace(record, open_from=opening.stored(found))
    if "online" in changed or ("online" in headings.values() and (dated or lived)):
        record = replace(record, online_from=row.online_from)
    if "closed_pages" in changed:
        record = replace(record, closed_pages=row.closed_pages)
    return record


def _merged_terms(stored: Terms, row: Terms, changed: Collection[str]) -> Terms:
    terms = dict(stored)
    columns = known_columns()
    touched = {columns[name].term for name in changed if name in columns}
    if "license" in touched or "rights" in touched:
        touched |= {"license", "rights"}  # a licence may be named in either cell
    if "title" in changed:
        touched.add("title")  # parallel titles
    for term in touched - {None}:
        terms.pop(str(term), None)
        if values := row.get(str(term)):
            terms[str(term)] = values
    return terms


def _merged(
    stored: Mapping[str, str], row: Mapping[str, str], headings: Collection[str]
) -> dict[str, str]:
    """The cells of the sheet's headings as they are now, the others as they were."""
    kept = {heading: cell for heading, cell in stored.items() if heading not in headings}
    return kept | dict(row)
