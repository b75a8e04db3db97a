"""The words that cells are chosen from: as written to a sheet, and the nearest to a slip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from archivekit.description.record import Level
from archivekit.description.words import bare

LEVELS = {
    "fr": dict(
        zip(
            Level,
            (
                "fonds",
                "sous-fonds",
                "série",
                "sous-série",
                "collection",
                "dossier",
                "pièce",
                "autre",
            ),
            strict=True,
        )
    ),
    "en": dict(
        zip(
            Level,
            ("fonds", "sub-fonds", "series", "sub-series", "collection", "file", "item", "other"),
            strict=True,
        )
    ),
}
YES_NO = {"fr": ("oui", "non"), "en": ("yes", "no")}
# Those of the collections that archivekit was made for come first.
LANGUAGES = {
    "fr": (
        *("français", "arabe", "italien", "espagnol", "portugais", "allemand", "anglais"),
        *("polonais", "turc", "kabyle", "arménien", "vietnamien", "latin", "multilingue"),
    ),
    "en": (
        *("French", "Arabic", "Italian", "Spanish", "Portuguese", "German", "English"),
        *("Polish", "Turkish", "Kabyle", "Armenian", "Vietnamese", "Latin", "multilingual"),
    ),
}
TYPES = {
    "fr": (
        *("lettre", "registre", "photographie", "carte postale", "affiche", "plan", "dessin"),
        *("imprimé", "presse", "manuscrit", "enregistrement sonore", "film", "objet"),
    ),
    "en": (
        *("letter", "register", "photograph", "postcard", "poster", "map", "drawing"),
        *("book", "newspaper", "manuscript", "sound recording", "film", "object"),
    ),
}
ACCESS = {
    "fr": ("libre", "communicable en 2041", "25 ans", "50 ans", "75 ans", "non communicable"),
    "en": ("open", "closed until 2041", "25 years", "50 years", "75 years", "closed"),
}
LICENCES = (
    *("Licence Ouverte", "domaine public", "public domain", "CC0", "CC BY 4.0", "CC BY-SA 4.0"),
    *("CC BY-NC 4.0", "CC BY-ND 4.0", "CC BY-NC-SA 4.0", "CC BY-NC-ND 4.0"),
    *(
        "http://rightsstatements.org/vocab/InC/1.0/",
        "http://rightsstatements.org/vocab/NoC-NC/1.0/",
    ),
)
# Shares of equal letters, two that changed places counting once.
_NEAR = 0.65
# Understood too, so near to what was meant; not offered in lists.
_MORE = {
    "level": (
        *("registre", "liasse", "article", "document", "photographie", "affiche", "section"),
        *("sous-dossier", "chemise", "folder", "subseries", "subfonds"),
    ),
    "language": (
        *("néerlandais", "russe", "grec", "hébreu", "occitan", "breton", "alsacien", "wolof"),
        *("tamazight", "roumain", "serbe", "croate", "hongrois", "tchèque", "chinois", "persan"),
        *("Dutch", "Russian", "Greek", "Hebrew", "Romanian", "Serbian", "Hungarian", "Chinese"),
    ),
    "publish": ("publié", "non publié", "published", "draft"),
}
_LONGEST = 80


def choices(column: str, reader: str) -> tuple[str, ...]:
    """The words that a column's cells are chosen from, in a language; none where they are free."""
    return {
        "level": tuple(LEVELS[reader].values()),
        "publish": YES_NO[reader],
        "withdrawal": YES_NO[reader],
        "language": LANGUAGES[reader],
        "title_language": LANGUAGES[reader],
        "type": TYPES[reader],
        "license": LICENCES,
        "access": ACCESS[reader],
    }.get(column, ())


def understood(column: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The words that a column's cells may well have meant, those of the first language first."""
    words = [word for language in languages for word in choices(column, language)]
    return tuple(dict.fromkeys((*words, *_MORE.get(column, ()))))


def nearest(word: str, words: Iterable[str], *, least: float = _NEAR) -> str:
    """The word most like one that was not understood; empty where none is near."""
    if not word or len(word) > _LONGEST:
        return ""
    candidates = tuple(words)
    found = process.extractOne(
        bare(word), _folded(candidates), scorer=OSA.normalized_similarity, score_cutoff=least
    )
    return candidates[found[2]] if found else ""


@cache
def _folded(words: Sequence[str]) -> list[str]:
    return [bare(word) for word in words]
