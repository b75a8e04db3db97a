"""Languages: from the name or code that an archivist writes to BCP 47 and ISO 639-2/B."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError
from language_data.names import data_filename, get_trie_value, load_trie

from archivekit.description.words import fold


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its BCP 47 tag (``fr``) and its bibliographic three-letter code (``fre``).

    Languages that ISO 639-2 does not have keep their code of ISO 639-3.
    """

    tag: str
    code: str


# Names that language tables do not have, or have for another language; folded.
_OWN_NAMES = {
    "alsacien": "gsw",
    "arabe classique": "ar",
    "arabe dialectal": "ar",
    "arabe litteraire": "ar",
    "arabe litteral": "ar",
    "berbere": "ber",
    "amazigh": "ber",
    "tamazight": "ber",
    "creole": "crp",
    "flamand": "nl",
    "francais moderne": "fr",
    "francique": "gmw",
    "franco-provencal": "frp",
    "francoprovencal": "frp",
    "arpitan": "frp",
    "moyen francais": "frm",
    "vieux francais": "fro",
    "multilingue": "mul",
    "multiple languages": "mul",
    "sans contenu linguistique": "zxx",
    "no linguistic content": "zxx",
    "langue indeterminee": "und",
    "indetermine": "und",
    "undetermined": "und",
    "provencal": "oc",
    "vieil allemand": "goh",
    "wolof": "wo",
    "mandarin": "zh",
    "chinois mandarin": "zh",
    "ottoman": "ota",
    "osmanli": "ota",
    "turc osmanli": "ota",
    "judeo-espagnol": "lad",
    "ladino": "lad",
    "tsigane": "rom",
    "rromani": "rom",
    "langue d'oc": "oc",
    "armenien occidental": "hyw",
    "tachelhit": "shi",
    "chaoui": "shy",
    "mozabite": "mzb",
    "creole haitien": "ht",
    "creole reunionnais": "rcf",
    "creole martiniquais": "gcf",
    "creole guadeloupeen": "gcf",
    "creole guyanais": "gcr",
    "langue des signes francaise": "fsl",
}
# Collective and special codes are in ISO 639-2 but name no language: valid all the same.
_SPECIAL = {"mul", "und", "zxx", "mis"}
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")
_BETWEEN = re.compile(r"\s*(?:[;,/|+&\n]|\bet\b|\band\b|\be\b(?=\s))\s*", re.I)
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LEADING = re.compile(r"^(?:en|in|langue|language)\s*:?\s+", re.I)


def read(name: str) -> Language | None:
    """The language of one name (French or English) or code (ISO 639, BCP 47); None if unknown."""
    return _read(" ".join(name.split()).strip(" .:"))


@lru_cache(maxsize=4096)
def _read(name: str) -> Language | None:
    if not name or len(name) > 60:
        return None
    if own := _OWN_NAMES.get(fold(name).strip()):
        return _language(own)
    if _CODE.fullmatch(name) and (found := _of_code(name)):
        return found
    return _of_name(name)


def _of_code(code: str) -> Language | None:
    try:
        language = langcodes.Language.get(code)
    except LanguageTagError:
        return None
    if language.language not in _SPECIAL and not language.is_valid():
        return None
    return _language(language.to_tag())


def _of_name(name: str) -> Language | None:
    # langcodes would read the first language of several, and fails on signs that names have not.
    if _BETWEEN.search(name) or not _NAME.fullmatch(name):
        return None
    for spoken in ("fr", "en"):
        try:
            tag = langcodes.find(name.lower(), language=spoken).to_tag()
        except LookupError:
            continue
        # English tables name thousands of languages by words that mean something else in French.
        if spoken == "fr" or len(tag.partition("-")[0]) == 2:
            return _language(tag)
    unaccented = _without_accents().get(fold(name))
    return _language(unaccented) if unaccented else None


@cache
def _without_accents() -> dict[str, str]:
    """French names as typed without accents or cedilla, where only one language is meant."""
    names = load_trie(data_filename("trie/fr/name_to_language.marisa"))
    tags: dict[str, set[str]] = {}
    for name in names:
        if (folded := fold(name)) != name:
            tags.setdefault(folded, set()).add(get_trie_value(names, name))
    return {name: found.pop() for name, found in tags.items() if len(found) == 1}


def _language(tag: str) -> Language:
    language = langcodes.Language.get(tag)
    try:
        code = language.to_alpha3(variant="B")
    except LookupError:
        code = language.language or "und"
    return Language(tag, code)


@cache
def language_name(code: str, language: str) -> str:
    """The name of a language, by its code, in another; the code where it has none."""
    if not langcodes.tag_is_valid(code):
        return code
    return langcodes.Language.get(code).display_name(language)


def read_all(text: str) -> tuple[list[Language], list[str]]:
    """All languages that a cell names, in its order, and the words that name none."""
    found: dict[Language, None] = {}
    unknown = []
    for part in _parts(_IN_PARENTHESES.sub("", text)):
        if language := read(part) or read(_LEADING.sub("", part)):
            found.setdefault(language)
        else:
            unknown.append(part)
    return list(found), unknown


def _parts(text: str) -> list[str]:
    return [part for raw in _BETWEEN.split(text) if (part := raw.strip(" .:"))]
