"""Who may see a row's record, from its access column and from columns that seem to say it.

Owns which headings, though not understood, may say that a record is closed: what stands under them
is never passed over, and what is not understood closes.
"""

from __future__ import annotations

import re

from archivekit.description.words import bare
from archivekit.exchange.access_told import with_its_question
from archivekit.exchange.sheet.columns import names_of_column
from archivekit.exchange.sheet.header import UNKNOWN, Header
from archivekit.exchange.sheet.table import Cells
from archivekit.exchange.sheet.values import lines
from archivekit.exchange.sheet.vocabulary import nearest

_NEAR = 0.8
_COLUMNS = ("access", "online", "publish")
_ON_ACCESS = re.compile(
    r"communicab|consultab|consultation|\bacces\b|\baccess\b|accessib|restrict|confidenti|embargo"
    r"|\bdiffusion\b|\bdiffusab|\bvisib|\bpubliable|\bclosed\b"
)
_ON_THE_WAY_THERE = re.compile(
    r"\b(?:liens?|links?|url|uri|adresses?|modes?|points?|outils?|fichiers?|droits? d'auteur"
    r"|nombres?|statistiques?|vues?|systemes?)\b|\bacces(?:sion)? n"
)
_RESTRICTION = re.compile(r"restrict")
_ADDRESS = re.compile(r"https?://", re.I)


def on_access(header: Header) -> list[tuple[int, str]]:
    """Place and heading of the columns not understood that seem to say who may see a record."""
    return [
        (index, name)
        for index, name in header.unknown()
        if not header.cells[index].startswith(UNKNOWN)
        and (_says_access(bare(name)) or access_name_near(name))
    ]


def access_name_near(heading: str) -> str:
    """The name of a column on access that a heading may be, with a slip; empty where none is."""
    names = (name for column in _COLUMNS for name in names_of_column(column))
    return nearest(heading, names, least=_NEAR)


def _says_access(name: str) -> bool:
    return bool(_ON_ACCESS.search(name)) and not _ON_THE_WAY_THERE.search(name)


def access_text(cell: str, heading: str, others: list[tuple[int, str]], cells: Cells) -> str:
    """The access conditions of a row: its access column, then what the others say, each named.

    ``oui`` under « restrictions d'accès » says that there are some.
    """
    said = lines(cell)
    if _RESTRICTION.search(bare(heading)):
        said = with_its_question(said, heading)
    more = [
        f"{name} : {' '.join(each.split())}"
        for index, name in others
        if index < len(cells) and (each := cells[index]) and not _ADDRESS.match(each)
    ]
    return "\n".join(filter(None, (said, *more)))
