"""A text made ready for reading: small letters, plain spaces and dashes, no labels or times."""

from __future__ import annotations

import difflib
import re

from archivekit.description.dates.short_forms import in_full
from archivekit.description.dates.wording import (
    MONTH,
    MONTHS,
    REPUBLICAN_MONTH,
    REPUBLICAN_MONTHS,
)
from archivekit.description.words import bare

# Misspelt names are taken when they are long and like one name only.
_LONG_NAMES = [name for name in (*MONTHS, *REPUBLICAN_MONTHS) if len(name) > 5]
_LONG_WORD = re.compile(r"\b[a-z]{6,12}\b")
_LIKE_ENOUGH = 0.84
# Words of dates that must not be taken for a misspelt month.
_OTHER_WORDS = {"siecle", "siecles", "premier", "premiere", "dernier", "derniere", "trimestre",
    "semestre", "printemps", "automne", "environ", "confirmer", "complementaire", "complementaires",
    "century", "centuries", "decade", "between", "seconde", "deuxieme", "troisieme", "moitie",
}  # fmt: skip

_FROM_ON = re.compile(r"\bd[èÈ]s\b", re.I)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_ORDINAL_DAY = re.compile(
    rf"\b(\d{{1,2}})\s?(?:er|e|eme|st|nd|rd|th)\s+(?:of\s+)?(?=(?:{MONTH}|{REPUBLICAN_MONTH})\b)"
)
# "May 12th, 1936": its comma must not make a list.
_MONTH_DAY = re.compile(rf"\b({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?=\d{{4}}\b)")
_FIRST = re.compile(
    r"\b(?:1\s?er|premier|1\s?°)(?=\]?\s+[\[(]?[a-z])(?!\]?\s+(?:trimestre|semestre|quart|tiers))"
)
_FIRST_ALONE = re.compile(r"\b1er(?=\s*(?:-|/|au\b|a\b|et\b|,|$))(?!\s*[-/]\s*\[?\d{4})")
_DAY_NAME = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday),?\s+(?=\d|\w+ \d)"
)
_ABBREVIATED = re.compile(rf"\b({MONTH}|{REPUBLICAN_MONTH})\.(?!\.)")
_LABEL = re.compile(
    r"^(?:dates?(?: extremes)?|datation|bulk,?|nuit(?= du)|(?:time )?period(?:e concernee| covered)"
    r"|courant|annees?(?= \d{4}\b)(?! \d{3}0\b))\s*:?\s+(?=\S)"
)
# "l'an 1350", "mai de l'année 1936": a year of four figures needs no word.
_YEAR_WORD = re.compile(r"\b(?:(?:en )?l'an|an|l'annee|the year) (?=\d{4}\b)")
_PART_OF_YEAR = "trimestre|semestre|printemps|ete|automne|hiver|spring|summer|autumn|winter"
# "1954 (5 janvier-26 juin)", "an VII (1er germinal)": the year first, the rest in parentheses.
_YEAR_FIRST = re.compile(
    rf"\b(\d{{4}}|an\s+[ivx]+)\s?\((?=[^()]*\b(?:{MONTH}|{REPUBLICAN_MONTH}|{_PART_OF_YEAR})\b)"
    r"(?![^()]*(?:\d{3}|\ban\b))([^()]+)\)"
)
# "12mai 1936", "12mai1936", "1ermai 1936".
_STUCK = re.compile(
    rf"(?<=\d)(?=(?:{MONTH}|{REPUBLICAN_MONTH})(?:\b|\d{{4}}\b))(?=[a-z]{{3}}(?<!bre))"
    rf"|(?<=\b1er)(?=(?:{MONTH})(?:\b|\d{{4}}\b))"
)
_STUCK_YEAR = re.compile(rf"(?<![a-z\d])({MONTH})(?=\d{{4}}\b)")
# "année scolaire 1936-1937", "exercice 1936": what kind of year changes nothing.
_KIND_OF_YEAR = re.compile(
    r"^(?:annees? (?:scolaires?|universitaires?|judiciaires?|budgetaires?|civiles?)|exercices?"
    r"|campagnes?|saisons?|(?:school|academic|fiscal|financial) years?)\s+(?=\d{4}|(?:l')?an\b)"
)
_TIME = re.compile(
    r"(?<=\d{4})(?:t|,?\s+(?:a |at )?)\d{1,2}\s?(?::|h)\s?(?:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"\s?(?:z|[+]\d{2}:?\d{2})?$|(?<=-\d\d)t\d{2}:\d{2}.{0,20}$"
)
# "1936-1938 (lacunes)", "1988 : tome 1", "1918-1935, bulk 1920-1930": what is missing, which
# volume, or of when most of it is, changes nothing in the dates.
_BESIDE = re.compile(
    r"(?<=\d{4})[\s,;]*[(\[]?\s*(?:bulk|surtout|principalement|essentiellement|mainly|mostly)"
    r"(?: dates?)?\s*:?\s+(?:de )?\d{4}(?:\s*-\s*\d{4})?\s*[)\]]?$"
    r"|[\s,:]*(?:[(\[]\s*(?:avec |quelques )?(?:lacunes?|lac\.|incomplete?s?)\s*[)\]]"
    r"|,\s*(?:avec )?(?:lacunes?|lac\.)|[,:]\s*(?:tome|vol\.?|volume)\s\d{1,3})$"
)
# "V.1936" is rather the month of May; "v. 1936" is *vers*.
_ROMAN_MAY = re.compile(r"(?<!\d[./ -])\bV\.(?=\d{4})")
_END = re.compile(r"(?<=[\w\])])\.$")
_MASKED_END = re.compile(r"\b\d{3}\.$")


def ready(text: str) -> str:
    """A text in small letters without accents, with one kind of dash and plain ordinals."""
    # Without its accent, dès would be the article des.
    folded = bare(_FROM_ON.sub("depuis", _ROMAN_MAY.sub("mois ", text)))
    folded = " ".join(_DASHES.sub("-", folded).replace("…", "...").split())
    folded = _BESIDE.sub("", _KIND_OF_YEAR.sub("", _LABEL.sub("", folded)))
    folded = _STUCK_YEAR.sub(r"\1 ", _STUCK.sub(" ", _YEAR_WORD.sub("", folded)))
    folded = _MONTH_DAY.sub(r"\2 \1 ", _LONG_WORD.sub(_mended, _TIME.sub("", folded)))
    folded = _ABBREVIATED.sub(r"\1", in_full(folded))
    folded = _FIRST_ALONE.sub("1", _FIRST.sub("1", _ORDINAL_DAY.sub(r"\1 ", folded)))
    folded = _YEAR_FIRST.sub(r"\2 \1", _DAY_NAME.sub("", folded))
    return _END.sub("", folded) if not _MASKED_END.search(folded) else folded


def _mended(match: re.Match[str]) -> str:
    word = match.group()
    if word in MONTHS or word in REPUBLICAN_MONTHS or word in _OTHER_WORDS:
        return word
    like = difflib.get_close_matches(word, _LONG_NAMES, n=2, cutoff=_LIKE_ENOUGH)
    return like[0] if len(like) == 1 else word
