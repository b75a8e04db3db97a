"""The columns of a sheet that leaves: those every sheet has, and those its records bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archivekit.description.record import Description
from archivekit.exchange.outgoing import Outgoing
from archivekit.exchange.sheet.columns import (
    Column,
    Heading,
    heading_of,
    known_columns,
    understand,
)
from archivekit.exchange.sheet.header import UNKNOWN
from archivekit.exchange.sheet.outgoing_cells import (
    Key,
    cell_of,
    column_named,
    keys_of,
    plain,
    stated_opening,
)
from archivekit.exchange.sheet.table import MAX_COLUMNS

# What only says again what a record says elsewhere, or is seldom there.
_ONLY_WHERE_USED = frozenset(
    (
        *("row_key", "date_first", "date_last", "birth", "death", "folder", "page_count"),
        *("first_view", "last_view", "withdrawal", "title_language", "open_from", "online"),
        *("closed_pages", "scans"),
    )
)
# What an archivist wants to see first.
_FIRST = ("code", "level", "parent_code", "title", "date")
_NOT_FOR_TEMPLATES = frozenset(("row_key", "scans", "uid", "open_from", "title_language"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of a sheet that leaves.

    ``heading`` is None where archivekit does not know it; ``unknown`` is then its name in records.
    """

    text: str
    heading: Heading | None
    unknown: str = ""

    def cell(self, outgoing: Outgoing, reader: str) -> str:
        """What it says of a record."""
        if self.heading is None:
            return plain(outgoing.description.unknown.get(self.unknown, ""))
        if self.heading.column.name == "uid":
            return outgoing.uid
        if self.heading.column.name == "files":
            return " ; ".join(dict.fromkeys(page.file for page in outgoing.pages))
        return cell_of(self.heading, outgoing.description, reader)


def template_columns(reader: str) -> list[Placed]:
    """The columns of an empty sheet."""
    return [
        _placed(column, None, 1, reader)
        for name, column in sorted(known_columns().items(), key=lambda it: it[0] not in _FIRST)
        if name not in _NOT_FOR_TEMPLATES
    ]


def columns_for(outgoings: Iterable[Outgoing], reader: str) -> tuple[list[Placed], list[str]]:
    """The columns that these records need, and the headings for which there is no room."""
    keys: dict[Key, None] = {}
    unknown: dict[str, None] = {}
    for outgoing in outgoings:
        keys.update(dict.fromkeys(keys_of(outgoing.description)))
        keys.update(dict.fromkeys(_seldom(outgoing.description, reader)))
        unknown.update(dict.fromkeys(outgoing.description.unknown))
    known = known_columns()
    keys.update({(name, None, 1): None for name in known if name not in _ONLY_WHERE_USED})
    order = {name: place for place, name in enumerate(dict.fromkeys((*_FIRST, *known)))}
    in_order = sorted(
        keys, key=lambda key: (order.get(key[0], len(order)), key[0], key[1] or "", key[2])
    )
    placed = [
        _placed(column_named(name, known), language, ordinal, reader)
        for name, language, ordinal in in_order
    ]
    placed += [
        Placed(_unknown_heading(plain(heading)), None, heading)
        for heading in unknown
        if plain(heading)
    ]
    return placed[:MAX_COLUMNS], [column.text for column in placed[MAX_COLUMNS:]]


def _placed(column: Column, language: str | None, ordinal: int, reader: str) -> Placed:
    text = heading_of(column, language, ordinal, reader)
    return Placed(text, Heading(0, text, column, 0, language, ordinal))


def _seldom(description: Description, reader: str) -> Iterable[Key]:
    titles = description.terms.get("title", [])
    if titles and titles[0].language:
        yield "title_language", None, 1
    if description.scans:
        yield "scans", None, 1
    if description.online_from is not None:
        yield "online", None, 1
    if description.closed_pages:
        yield "closed_pages", None, 1
    if description.birth_text:
        yield "birth", None, 1
    if description.death_text:
        yield "death", None, 1
    if stated_opening(description, reader):
        yield "open_from", None, 1


def _unknown_heading(heading: str) -> str:
    return UNKNOWN + heading if understand(0, heading) else heading
