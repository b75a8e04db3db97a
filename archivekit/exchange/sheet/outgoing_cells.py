"""A description as the cells of a row: what a sheet must say for it to be read back the same."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.description import opening
from archivekit.description.record import Description, Value
from archivekit.exchange.sheet.columns import Column, Heading, column_of_term, normal_tag
from archivekit.exchange.sheet.table import clean
from archivekit.exchange.sheet.values import joined
from archivekit.exchange.sheet.vocabulary import LEVELS, YES_NO

Key = tuple[str, str | None, int]
"""A column as a record needs it: its name, the language of its heading, its ordinal."""


def cell_of(heading: Heading, description: Description, reader: str) -> str:
    """What the cell under a heading says of a record, cleaned as a reader cleans it."""
    column = heading.column
    if heading.is_parallel_title:
        # The second title without a language is the first beside the record's own.
        ordinal = heading.ordinal if heading.language else heading.ordinal - 1
        return _nth(_of_language(parallel_titles(description), heading.language), ordinal)
    if column.term:
        values = _of_language(description.terms.get(column.term, []), heading.language)
        if not column.several:
            return _nth(values, heading.ordinal)
        return plain(joined([text for text in values if text])) if heading.ordinal == 1 else ""
    return plain(_single(column.name, description, reader))


def _single(name: str, description: Description, reader: str) -> str:
    published = description.publish
    titles = description.terms.get("title", [])
    cells = {
        "code": description.code,
        "parent_code": description.parent_code or "",
        "level": LEVELS[reader][description.level] if description.level else "",
        "title": description.title,
        "title_language": (titles[0].language or "") if titles else "",
        "date": description.date_text,
        "access": description.access_text,
        "open_from": stated_opening(description, reader),
        "online": _day(description.online_from, reader),
        "closed_pages": description.closed_pages,
        "birth": description.birth_text,
        "death": description.death_text,
        "publish": "" if published is None else YES_NO[reader][0 if published else 1],
        "internal_notes": description.internal_notes,
        "scans": "\n".join(description.scans),
    }
    return cells.get(name, "")


def stated_opening(description: Description, reader: str) -> str:
    """The opening day where the access conditions alone would not give it; else nothing."""
    counted = opening.stored(opening.read_for(description, description.access_text))
    return "" if counted == description.open_from else _day(description.open_from, reader)


def _day(day: str | None, reader: str) -> str:
    words = {opening.AT_ONCE: ("libre", "open"), opening.NEVER: ("non communicable", "closed")}
    if day is None:
        return ""
    return words[day][0 if reader == "fr" else 1] if day in words else day


def parallel_titles(description: Description) -> list[Value]:
    """The titles beside the record's own."""
    return description.terms.get("title", [])[1:]


def _of_language(values: list[Value], language: str | None) -> list[str]:
    return [value.text for value in values if normal_tag(value.language) == language]


def _nth(values: list[str], ordinal: int) -> str:
    return plain(values[ordinal - 1]) if ordinal <= len(values) else ""


def plain(cell: str) -> str:
    """A cell as it is once written and read: line ends of one kind, nothing around it."""
    return clean(cell.replace("\r\n", "\n").replace("\r", "\n"))


def keys_of(description: Description) -> Iterator[Key]:
    """The columns that a record's terms need."""
    for term, values in description.terms.items():
        if term == "title":
            yield from _ordinals("title", values[1:], first_unnamed=2)
            continue
        column = column_of_term(term)
        if column.several:
            yield from ((column.name, normal_tag(value.language), 1) for value in values)
        else:
            yield from _ordinals(column.name, values, first_unnamed=1)


def _ordinals(name: str, values: list[Value], *, first_unnamed: int) -> Iterator[Key]:
    counts: dict[str | None, int] = {}
    for value in values:
        tag = normal_tag(value.language)
        first = first_unnamed if tag is None else 1
        counts[tag] = counts.get(tag, first - 1) + 1
        yield name, tag, counts[tag]


def column_named(name: str, known: dict[str, Column]) -> Column:
    """The column of a key's name, whether archivekit has it or a record brings it."""
    return known.get(name) or column_of_term(name.removeprefix("dcterms:"))
