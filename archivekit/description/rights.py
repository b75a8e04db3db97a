"""Licences and rights statements: from their usual names to their URIs. Sentences stay sentences.

URIs are as IIIF Presentation 3 and EDM want them: ``http``, with a slash at the end.
"""

from __future__ import annotations

import re

from archivekit.description.words import bare

LICENCE_OUVERTE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
PUBLIC_DOMAIN_MARK = "http://creativecommons.org/publicdomain/mark/1.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"

_STATEMENTS = {
    "inc": "InC", "inc-ow-eu": "InC-OW-EU", "inc-edu": "InC-EDU", "inc-nc": "InC-NC",
    "inc-ruu": "InC-RUU", "noc-cr": "NoC-CR", "noc-nc": "NoC-NC", "noc-oklr": "NoC-OKLR",
    "noc-us": "NoC-US", "cne": "CNE", "und": "UND", "nkc": "NKC",
    "in copyright": "InC", "copyright not evaluated": "CNE", "no known copyright": "NKC",
    "copyright undetermined": "UND",
}  # fmt: skip
_EXACT = {
    "licence ouverte": LICENCE_OUVERTE,
    "open licence": LICENCE_OUVERTE,
    "etalab": LICENCE_OUVERTE,
    "domaine public": PUBLIC_DOMAIN_MARK,
    "public domain": PUBLIC_DOMAIN_MARK,
    "public domain mark": PUBLIC_DOMAIN_MARK,
    "pdm": PUBLIC_DOMAIN_MARK,
    "cc0": CC0,
    "cc zero": CC0,
    "creative commons zero": CC0,
}
_WORD = re.compile(r"[a-z]+|[0-9](?:\.[0-9])?")
_WORDS_OF_LICENCE_OUVERTE = {
    *("licence", "license", "ouverte", "open", "etalab"),
    *("version", "v", "1", "2", "1.0", "2.0"),
}
_WORDS_OF_CREATIVE_COMMONS = {
    *("licence", "license", "creative", "commons", "cc", "by", "nc", "nd", "sa"),
    *("international", "generic", "unported", "version"),
}
_URL = re.compile(r"https?://\S+", re.I)
_CC_URL = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?P<path>[\w./-]+?)/?(?:deed\.\w+)?")
_RS_URL = re.compile(
    r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page)/(?P<path>[\w./-]+?)/?"
)
_NAMES_OF_TERMS = {
    "attribution": "by", "paternite": "by", "pas d'utilisation commerciale": "nc",
    "noncommercial": "nc", "non commercial": "nc", "pas de modification": "nd",
    "noderivatives": "nd", "no derivatives": "nd", "noderivs": "nd",
    "partage dans les memes conditions": "sa", "partage a l'identique": "sa",
    "sharealike": "sa", "share alike": "sa",
}  # fmt: skip
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_VALID_TERMS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")


def license_uri(text: str) -> str | None:
    """The URI of the licence or rights statement that a text names and nothing more, else None.

    Creative Commons without a version is 4.0, the one they recommend.
    """
    name = text.strip().rstrip(".")
    if _URL.fullmatch(name):
        return _normal_url(text.strip())
    folded = " ".join(bare(name).split())
    if code := _STATEMENTS.get(folded):
        return f"http://rightsstatements.org/vocab/{code}/1.0/"
    return _EXACT.get(folded) or _licence_ouverte(folded) or _creative_commons(folded)


def _licence_ouverte(folded: str) -> str | None:
    words = set(_WORD.findall(folded))
    if words & {"ouverte", "etalab"} and words <= _WORDS_OF_LICENCE_OUVERTE:
        return LICENCE_OUVERTE
    return None


def _creative_commons(folded: str) -> str | None:
    for name, term in _NAMES_OF_TERMS.items():
        folded = folded.replace(name, term)
    words = _WORD.findall(folded)
    rest = [word for word in words if word not in _WORDS_OF_CREATIVE_COMMONS]
    versions = [word for word in rest if word in _VERSIONS]
    places = [word for word in rest if word.isalpha() and len(word) == 2]
    terms = "-".join(term for term in ("by", "nc", "nd", "sa") if term in words)
    named = "cc" in words or {"creative", "commons"} <= set(words)
    if not named or terms not in _VALID_TERMS or len(rest) != len(versions) + len(places):
        return None
    if len(versions) > 1 or len(places) > len(versions):
        return None
    version = versions[0] if versions else "4.0"
    return f"http://creativecommons.org/licenses/{terms}/{'/'.join([version, *places])}/"


def _normal_url(url: str) -> str:
    if match := _CC_URL.fullmatch(url):
        return f"http://creativecommons.org/{match['path'].strip('/')}/"
    if match := _RS_URL.fullmatch(url):
        return f"http://rightsstatements.org/vocab/{match['path'].strip('/')}/"
    return url
