"""Lines of a sheet that have a first cell and yet describe nothing: why each is left out."""

from __future__ import annotations

import re

from archivekit.description.words import bare
from archivekit.exchange.sheet.csv_table import SEPARATORS
from archivekit.exchange.sheet.header import Header
from archivekit.problems import Place, Problems

_TOTAL = re.compile(r"(?:sous[- ])?tota(?:l|ux)(?: general| generaux)?\s*:?|grand total|ensemble")
_FIGURES = re.compile(r"[\d\s.,]*")


def tell_of_no_record(header: Header, cells: list[str], place: Place, problems: Problems) -> bool:
    """Whether a line is none of a record; a problem tells of it."""
    if separator := _other_separator(header, cells):
        problems.add("exchange.other-separator", place=place, separator=separator)
        return True
    first, *others = filter(None, cells)
    if _TOTAL.fullmatch(bare(first)) and all(map(_FIGURES.fullmatch, others)):
        problems.add("exchange.total-line", place=place, value=first)
        return True
    return False


def _other_separator(header: Header, cells: list[str]) -> str:
    """What separates the cells of a row of a CSV that is one cell by the separator of the rest."""
    if header.table.name is not None or any(cells[1:]):
        return ""
    most = max(SEPARATORS, key=cells[0].count)
    return most if cells[0].count(most) >= max(2, len(header.headings) - 1) else ""
