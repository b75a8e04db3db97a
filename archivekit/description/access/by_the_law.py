"""The law named in place of a delay: ``selon la loi``, ``soumis aux délais légaux``.

Such words do not say which of the delays holds, nor whether any does.
"""

from __future__ import annotations

import re

from archivekit.description.access import beside

# What says that the records are open now, whatever law it then cites.
_FREELY = re.compile(
    r"\b(?:librement|libres?|immediat\w*|de plein droit|sans (?:restriction|delai)s?|ouverte?s?"
    r"|aucune restriction|pas de restriction|freely|open|no restrictions?)\b"
)
# A law instead of a delay: "selon les lois en vigueur", "soumis aux délais légaux".
_INSTEAD = re.compile(
    r"(?:(?:(?:les? )?delais? de communica\w+(?: (?:legal|legaux|reglementaires?))?|communicabilite"
    r"|communication|consultation|acces|conditions? d'acces)\s*:?\s*(?:est |sont )?)?"
    r"(?:(?:il est|ils sont|elles sont|(?:l'ensemble (?:du|de ce) |les? |ces? )?(?:documents?"
    r"|dossiers?|archives|articles?|pieces?|fonds|registres?)(?: (?:est|sont))?)[ ,]+)?"
    r"(?:(?:librement )?(?:communicables?|accessibles?|consultables?)[ ,]+)?"
    r"(?:\(?(?P<how>selon|suivant|conformement a(?:ux?)?|dans le (?:respect|cadre) d(?:es?|u)?"
    r"|en (?:application|vertu) d(?:es?|u)?|soumis(?:es?)? a(?:ux?)?|sous reserve d(?:es?|u)?"
    r"|delais? (?:prevu|fixe|defini)s? par"
    r"|dans les (?:conditions|delais|limites) (?:prevue?s|fixee?s|definie?s) par|d'apres|voir)\b)"
    r"(?P<law>[^:]{1,200})"
    r"|(?P<alone>(?:delais? )?leg(?:al|aux)|delai reglementaire)"
)
_THEREFORE = re.compile("conformement|en application|en vertu|d'apres")
_NAMES = frozenset(
    ("loi", "lois", "legislation", "reglementation", "code", "legal", "legaux", "legales", "legale")
)
_BESIDE = beside.OF_CITATIONS | frozenset(
    (
        *("delai", "delais", "regle", "regles", "reglement", "reglements", "reglementaires"),
        *("reglementaire", "texte", "textes", "disposition", "en", "vigueur", "applicable", "l"),
        *("applicables", "sur", "publiques", "aux", "fixe", "fixes", "fixee", "fixees", "prevu"),
        *("prevus", "prevue", "prevues", "defini", "definis", "par", "communicabilite", "respect"),
        *("communication", "patrimoine", "francaise", "francais", "archive", "actuelle", "ii"),
        *("actuellement", "acces", "matiere", "d", "dans", "droit", "commun"),
    )
)


def is_named(clause: str) -> bool:
    """Whether a folded sentence names the law in place of a delay, and nothing else."""
    match = _INSTEAD.fullmatch(clause)
    if match is None:
        return False
    if match["alone"]:
        return True
    if says_free(clause) and _THEREFORE.match(match["how"]):
        return False  # free, and the law is why
    words = beside.WORD.findall(beside.CITATION.sub(" code ", match["law"] + " "))
    return any(word in _NAMES for word in words) and all(
        word in _NAMES or word in _BESIDE for word in words
    )


def says_free(clause: str) -> bool:
    """Whether a folded sentence says that the records are open now, whatever it then cites."""
    return _FREELY.search(clause) is not None
