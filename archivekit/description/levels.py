"""Levels of description: from the archivist's word to the levels of ISAD(G)."""

from __future__ import annotations

import re

from archivekit.description.record import Level
from archivekit.description.words import fold

_WORDS = {
    Level.FONDS: "fonds; record group; groupe de fonds; fond",
    Level.SUBFONDS: "sous-fonds; sub-fonds; subfonds; sous-fond; subgroup; sub-group",
    Level.SERIES: "serie; series; serie organique; section; partie",
    Level.SUBSERIES: (
        "sous-serie; sub-series; subseries; sous-series; sous-section; sous-partie; "
        "sous-sous-serie; sub-sub-series"
    ),
    Level.COLLECTION: "collection; recueil factice",
    Level.FILE: (
        "dossier; file; article; unite; liasse; registre; sous-dossier; sub-file; chemise; "
        "folder; unite de description; groupe de pieces"
    ),
    Level.ITEM: (
        "piece; item; document; unite documentaire; objet; photographie; affiche; piece isolee; "
        "sous-piece; vue"
    ),
    Level.OTHER: "otherlevel; other; autre; autre niveau",
}
_BY_WORD = {word: level for level, words in _WORDS.items() for word in words.split("; ")}


def read(text: str) -> Level | None:
    """The level that a word names, in French or English; None if it names none."""
    folded = re.sub(r"[\s_-]+", "-", fold(text).strip(" .:"))
    return (
        _BY_WORD.get(folded)
        or _BY_WORD.get(folded.replace("-", " "))
        or _BY_WORD.get(folded.removesuffix("s"))
    )
