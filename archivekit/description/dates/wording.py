"""The words of dates in French and English, old spellings too; a text made ready for reading."""

from __future__ import annotations

import difflib
import re

from archivekit.description.words import bare

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january ianuarii januarii",
            "fevrier fevr fev february febr feb februarii",
            "mars mar march martii",
            "avril avr april apr aprilis",
            "mai may maii",
            "juin june jun junii",
            "juillet juill juil jul july julii",
            "aout aoust august aug augusti",
            "septembre sept sep september 7bre 7bris septembris",
            "octobre oct october 8bre 8bris octobris",
            "novembre nov november 9bre 9bris novembris",
            "decembre dec december xbre 10bre decembris",
        ),
        start=1,
    )
    for word in words.split()
}
REPUBLICAN_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "vendemiaire vend vendem", "brumaire brum", "frimaire frim", "nivose niv",
            "pluviose pluv", "ventose vent", "germinal germ", "floreal flor", "prairial prair",
            "messidor mess", "thermidor therm", "fructidor fruct",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
# Misspelt names are taken when they are long and like one name only.
_LONG_NAMES = [name for name in (*MONTHS, *REPUBLICAN_MONTHS) if len(name) > 5]
_LONG_WORD = re.compile(r"\b[a-z]{6,12}\b")
_LIKE_ENOUGH = 0.84
# Words of dates that must not be taken for a misspelt month.
_OTHER_WORDS = {"siecle", "siecles", "premier", "premiere", "dernier", "derniere", "trimestre",
    "semestre", "printemps", "automne", "environ", "confirmer", "complementaire", "complementaires",
    "century", "centuries", "decade", "between", "seconde", "deuxieme", "troisieme", "moitie",
}  # fmt: skip

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
REPUBLICAN_MONTH = "|".join(sorted(REPUBLICAN_MONTHS, key=len, reverse=True))

_FROM_ON = re.compile(r"\bd[èÈ]s\b", re.I)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_ORDINAL_DAY = re.compile(
    rf"\b(\d{{1,2}})\s?(?:er|e|eme|st|nd|rd|th)\s+(?:of\s+)?(?=(?:{MONTH}|{REPUBLICAN_MONTH})\b)"
)
_MONTH_DAY = re.compile(rf"\b((?:{MONTH})\.? \d{{1,2}})(?:st|nd|rd|th)\b,?\s+(?=\d{{4}})")
_FIRST = re.compile(r"\b(?:1\s?er|premier|1\s?°)\s+(?=[a-z])(?!trimestre|semestre|quart|tiers)")
_FIRST_ALONE = re.compile(r"\b1er(?=\s*(?:-|/|au\b|a\b|et\b|,))")
_DAY_NAME = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday),?\s+(?=\d|\w+ \d)"
)
_ABBREVIATED = re.compile(rf"\b({MONTH}|{REPUBLICAN_MONTH})\.(?!\.)")
_LABEL = re.compile(
    r"^(?:dates?(?: extremes)?|datation|bulk,?|nuit(?= du)"
    r"|annees?(?= \d{4}\b(?!\s*-))(?! \d{3}0\b))\s*:?\s+(?=\S)"
)
# "1954 (5 janvier-26 juin)", "an VII (1er germinal)": the year first, the rest in parentheses.
_YEAR_FIRST = re.compile(
    rf"\b(\d{{4}}|an\s+[ivx]+)\s?\((?=[^()]*\b(?:{MONTH}|{REPUBLICAN_MONTH})\b)"
    r"(?![^()]*(?:\d{3}|\ban\b))([^()]+)\)"
)
_STUCK = re.compile(rf"(?<=\d)(?=(?:{MONTH}|{REPUBLICAN_MONTH})\b)(?=[a-z]{{3}}(?<!bre))")
# "années 1930-1940" are two decades.
_DECADES = re.compile(r"\bannees \d{3}0\s?(?:-|/|,|a\b|et\b)(?= ?\d{3}0\b)")
# "année scolaire 1936-1937", "exercice 1936": what kind of year changes nothing.
_KIND_OF_YEAR = re.compile(
    r"^(?:annees? (?:scolaires?|universitaires?|judiciaires?|budgetaires?|civiles?)|exercices?"
    r"|campagnes?|saisons?|(?:school|academic|fiscal|financial) years?)\s+(?=\d{4}|(?:l')?an\b)"
)
# "ans II-IV", "an II à IV": the word once for both.
_YEARS_OF_REPUBLIC = re.compile(r"\bans?\s+([ivx]+)\s?(-|/|,|a\b|et\b)\s?(?=[ivx]+$)")
_TIME = re.compile(
    r"(?<=\d{4})(?:t|,?\s+(?:a |at )?)\d{1,2}\s?(?::|h)\s?(?:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"\s?(?:z|[+]\d{2}:?\d{2})?$|(?<=-\d\d)t\d{2}:\d{2}.{0,20}$"
)
# "1936-1938 (lacunes)", "1988 : tome 1": what is missing, or which volume, is no date.
_BESIDE = re.compile(
    r"[\s,:]*(?:[(\[]\s*(?:avec |quelques )?(?:lacunes?|lac\.|incomplete?s?)\s*[)\]]"
    r"|,\s*(?:avec )?(?:lacunes?|lac\.)|[,:]\s*(?:tome|vol\.?|volume)\s\d{1,3})$"
)
_AND_LATER = re.compile(r"([^-/,;]*\d{4}) (?:et suiv(?:\.|antes?|ants)?|and later|onwards)")
# "1936, mai-juin", "1936 May 3-June 5": the year first, once for both.
_YEAR_BEFORE = re.compile(
    rf"(\d{{4}}),?\s+(?=[^-]*\b(?:{MONTH})\b)(?!.*\d{{3}})([^-,;/]+\s?-[^-,;/]*\b(?:{MONTH})\b[^-,;/]*)"
)
# "V.1936" is rather the month of May; "v. 1936" is *vers*.
_ROMAN_MAY = re.compile(r"(?<!\d[./ -])\bV\.(?=\d{4})")
_ROMAN_MONTH = re.compile(
    r"\b(\d{1,2})\s?([./ -])\s?(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s?\2\s?(?=\d{4}\b)"
)
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# "XVII-XVIIIe s.", "16-17e siècle": the ending once for both.
_ROMAN_CENTURIES = re.compile(r"\b([xvi]+)(?=\s?(?:-|/|,|et\b)\s?[xvi]+(?:e|eme)\b)")
_CENTURIES = re.compile(
    r"\b(\d{1,2})(?=\s?(?:-|et\b)\s?\d{1,2}(?:e|eme|th)\s?(?:siecles?|s\.|centur))"
)
# ISO 8601 leaves out at the end what is the same: 1936-05-12/15, 1936-05-12/06-13.
_ISO_SHORT_END = re.compile(r"((\d{4})-\d\d)-\d\d/(\d\d-)?(\d\d)")
_TRIMESTER = re.compile(r"\b(?:t|q)([1-4])[\s-]+(?=\d{4}$)")


def ready(text: str) -> str:
    """A text in small letters without accents, with one kind of dash and plain ordinals."""
    # Without its accent, dès would be the article des.
    folded = _DASHES.sub("-", bare(_FROM_ON.sub("depuis", _ROMAN_MAY.sub("mois ", text)))).replace(
        "…", "..."
    )
    folded = " ".join(folded.split())
    folded = _BESIDE.sub("", _KIND_OF_YEAR.sub("", _LABEL.sub("", folded)))
    folded = _in_full(folded)
    folded = _TIME.sub("", folded)
    folded = _TRIMESTER.sub(r"\1 trimestre ", folded)
    folded = _YEARS_OF_REPUBLIC.sub(r"an \1 \2 an ", folded)
    folded = _MONTH_DAY.sub(r"\1 ", folded)
    folded = _DECADES.sub(r"\g<0> annees ", folded)
    folded = _LONG_WORD.sub(_mended, folded)
    folded = _ABBREVIATED.sub(r"\1", folded)
    folded = _ORDINAL_DAY.sub(r"\1 ", folded)
    folded = _FIRST_ALONE.sub("1", _FIRST.sub("1 ", folded))
    folded = _DAY_NAME.sub("", folded)
    folded = _YEAR_FIRST.sub(r"\2 \1", _STUCK.sub(" ", folded))
    return (
        re.sub(r"(?<=[\w\])])\.$", "", folded) if not re.search(r"\b\d{3}\.$", folded) else folded
    )


def _in_full(text: str) -> str:
    """A text with what it says once for both, in a short way or in Roman figures, in full."""
    if match := _AND_LATER.fullmatch(text):
        return f"depuis {match[1]}"
    if match := _ISO_SHORT_END.fullmatch(text):
        begins = f"{match[2]}-{match[3]}" if match[3] else f"{match[1]}-"
        return f"{text.partition('/')[0]}/{begins}{match[4]}"
    if match := _YEAR_BEFORE.fullmatch(text):
        return f"{match[2]} {match[1]}"
    text = _ROMAN_MONTH.sub(lambda it: f"{it[1]}/{_ROMAN_MONTHS.index(it[3]) + 1}/", text)
    return _CENTURIES.sub(r"\1e", _ROMAN_CENTURIES.sub(r"\1e", text))


def _mended(match: re.Match[str]) -> str:
    word = match.group()
    if word in MONTHS or word in REPUBLICAN_MONTHS or word in _OTHER_WORDS:
        return word
    like = difflib.get_close_matches(word, _LONG_NAMES, n=2, cutoff=_LIKE_ENOUGH)
    return like[0] if len(like) == 1 else word
