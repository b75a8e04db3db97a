"""Titles that say little alone (``1 registre``), completed with those above them."""

from __future__ import annotations

import re
from functools import lru_cache

from archivekit.description.words import bare

_WORD = re.compile(r"[^\W\d_]{2,}")
# What a title may be made of without saying what the record is about.
_SAY_LITTLE = frozenset(
    _WORD.findall(
        """
        a affiche album an and annee annexe aout article au aux avec avril blanc boite box brouillon
        cahier carte carton circa cliche copie copy correspondance correspondence couleur courrier
        couverture dans date de decembre des deux divers diverse document dos dossier du en environ
        et face feuillet fevrier file fin folder folio from ibid id idem ii iii image imprime in
        item iv ix janvier juillet juin la le les letter lettre liasse list liste mai manuscrit map
        mars minute misc miscellaneous negatif noir note notice novembre numero octobre of on
        original ou page par part partie photo photograph photographie piece plan postale poster
        pour proces rapport recto register registre report sans septembre serie siecle sous suite
        sur the tirage titre to tome trois un une untitled varia various verbal verbaux vers verso
        vi vii viii volume vue xi xii xiii xiv
        """
    )
)
# A word as written, its accents perhaps set upon the letters.
_WRITTEN = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_LONGEST = 400
_BETWEEN = " – "


def says_little(title: str) -> bool:
    """Whether a title means nothing without those above it."""
    return all(map(_is_little, _WRITTEN.findall(title)))


@lru_cache(maxsize=65536)
def _is_little(word: str) -> bool:
    plain = _WORD.findall(bare(word))
    return all(it in _SAY_LITTLE or it.rstrip("sx") in _SAY_LITTLE for it in plain)


def complete(title: str, above: str) -> str:
    """The title, preceded by that of its parent (itself completed) where it says little alone."""
    if not above or not says_little(title):
        return title
    if len(above) + len(title) > _LONGEST:
        above = above[: max(20, _LONGEST - len(title))].rstrip() + "…"
    return above + _BETWEEN + title if title else above
