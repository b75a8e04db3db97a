"""The column of an annotated copy (``check --annotate``), when the mended copy comes back.

What archivekit wrote there is about the sheet and no part of its records.
"""

from __future__ import annotations

from functools import cache

from archivekit.exchange.sheet.table import Cells
from archivekit.problems import Severity
from archivekit.texts import LANGUAGES, text


@cache
def _names() -> frozenset[str]:
    return frozenset(text("exchange.annotate-column", language) for language in LANGUAGES)


@cache
def _marks() -> tuple[str, ...]:
    return tuple(
        text(f"exchange.annotate-{severity}", language)
        for severity in Severity
        for language in LANGUAGES
    )


def is_for_notes(heading: str) -> bool:
    """Whether a heading has the name of the column of an annotated copy."""
    return heading.partition("\n")[0] in _names()


def is_own_heading(heading: str) -> bool:
    """Whether a heading is the one of an annotated copy, with what was said of the headings."""
    return is_for_notes(heading) and heading.partition("\n")[2].startswith(_marks())


def without_own_notes(headings: Cells, cells: Cells) -> Cells:
    """The cells of a row without what was noted in them; an archivist's own words stay."""
    noted = {
        index
        for index, heading in enumerate(headings)
        if is_for_notes(heading) and index < len(cells) and cells[index].startswith(_marks())
    }
    return ["" if i in noted else cell for i, cell in enumerate(cells)] if noted else cells
