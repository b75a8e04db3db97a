"""Licences and rights statements: from their usual names to their URIs. Sentences stay sentences.

URIs are as IIIF Presentation 3 and EDM want them: ``http``, with a slash at the end.
"""

from __future__ import annotations

import re

from archivekit.description import creative_commons
from archivekit.description.creative_commons import CC0, PUBLIC_DOMAIN_MARK
from archivekit.description.words import bare

__all__ = ["CC0", "LICENCE_OUVERTE", "PUBLIC_DOMAIN_MARK", "europeana_takes", "license_uri"]

LICENCE_OUVERTE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
"""The one in force, 2.0: Etalab's page for it."""
LICENCE_OUVERTE_1 = "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf"

# rightsstatements.org: the twelve of 1.0, with their names in English and French.
_STATEMENTS = {
    "InC": "in copyright; protege par le droit d'auteur",
    "InC-OW-EU": (
        "in copyright - eu orphan work; protege par le droit d'auteur - oeuvre orpheline ue"
    ),
    "InC-EDU": (
        "in copyright - educational use permitted; "
        "protege par le droit d'auteur - utilisation a des fins educatives autorisee"
    ),
    "InC-NC": (
        "in copyright - non-commercial use permitted; "
        "protege par le droit d'auteur - utilisation non commerciale autorisee"
    ),
    "InC-RUU": (
        "in copyright - rights-holder(s) unlocatable or unidentifiable; protege par le droit "
        "d'auteur - titulaire(s) des droits introuvable(s) ou non identifiable(s)"
    ),
    "NoC-CR": "no copyright - contractual restrictions",
    "NoC-NC": "no copyright - non-commercial use only",
    "NoC-OKLR": "no copyright - other known legal restrictions",
    "NoC-US": "no copyright - united states",
    "CNE": "copyright not evaluated; droit d'auteur non evalue",
    "UND": "copyright undetermined; droit d'auteur indetermine",
    "NKC": "no known copyright; pas de droit d'auteur connu",
}
_STATEMENT_OF = {
    name: code
    for code, names in _STATEMENTS.items()
    for name in (code.lower(), *(it.strip() for it in names.split("; ")))
}
_CODES = {code.lower(): code for code in _STATEMENTS}
_OF_EUROPEANA = ("NoC-NC", "NoC-OKLR", "InC", "InC-EDU", "InC-OW-EU", "CNE")
_EXACT = {
    "licence ouverte": LICENCE_OUVERTE,
    "open licence": LICENCE_OUVERTE,
    "etalab": LICENCE_OUVERTE,
    "etalab-2.0": LICENCE_OUVERTE,
    "lov2": LICENCE_OUVERTE,
    "domaine public": PUBLIC_DOMAIN_MARK,
    "public domain": PUBLIC_DOMAIN_MARK,
    "public domain mark": PUBLIC_DOMAIN_MARK,
    "public domain mark 1.0": PUBLIC_DOMAIN_MARK,
    "marque du domaine public": PUBLIC_DOMAIN_MARK,
    "marque du domaine public 1.0": PUBLIC_DOMAIN_MARK,
    "pdm": PUBLIC_DOMAIN_MARK,
    "cc pdm": PUBLIC_DOMAIN_MARK,
    "cc0": CC0,
    "cc 0": CC0,
    "cc-0": CC0,
    "cc0 1.0": CC0,
    "cc zero": CC0,
    "creative commons zero": CC0,
}
_WORD = re.compile(r"[a-z]+|[0-9](?:\.[0-9])?")
_WORDS_OF_LICENCE_OUVERTE = {
    *("licence", "license", "ouverte", "open", "etalab", "lo"),
    *("version", "v", "1", "2", "1.0", "2.0"),
}
_FIRST_VERSION = {"1", "1.0"}
_URL = re.compile(r"https?://\S+", re.I)
_STATEMENT_URL = re.compile(
    r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page|data)/(?P<code>[\w-]+)/1\.0/?"
    r"(?:[?#]\S*)?",
    re.I,
)
_ETALAB_URL = re.compile(
    r"https?://(?:www\.)?(?:"
    r"(?P<one>etalab\.gouv\.fr/wp-content/uploads/2014/05/(?:Licence_Ouverte|Open_Licence)\.pdf)"
    r"|etalab\.gouv\.fr/wp-content/uploads/20\d\d/\d\d/(?:ETALAB-)?(?:Licence-Ouverte|Open-Licence)"
    r"-v2\.0\.pdf"
    r"|etalab\.gouv\.fr/licence-ouverte-open-licence|spdx\.org/licenses/etalab-2\.0(?:\.html)?"
    r"|github\.com/etalab/licence-ouverte/blob/master/(?:LO|open-licence)\.md)/?",
    re.I,
)


def license_uri(text: str) -> str | None:
    """The URI of the licence or rights statement that a text names and nothing more, else None.

    An address is given back in its canonical form where it is of one that is known, else as it is.
    """
    name = text.strip().rstrip(".")
    if _URL.fullmatch(name):
        return _normal_url(text.strip())
    folded = " ".join(bare(name).replace("–", "-").replace("—", "-").split())
    if code := _STATEMENT_OF.get(folded):
        return f"http://rightsstatements.org/vocab/{code}/1.0/"
    return _EXACT.get(folded) or _licence_ouverte(folded) or creative_commons.of_name(folded)


def europeana_takes(uri: str) -> bool:
    """Whether a URI may stand as ``edm:rights`` (metis-schema, license patterns)."""
    if creative_commons.is_licence_or_tool(uri):
        return True
    return uri in {f"http://rightsstatements.org/vocab/{code}/1.0/" for code in _OF_EUROPEANA}


def _licence_ouverte(folded: str) -> str | None:
    words = set(_WORD.findall(folded))
    if not words & {"ouverte", "etalab"} or not words <= _WORDS_OF_LICENCE_OUVERTE:
        return None
    return LICENCE_OUVERTE_1 if words & _FIRST_VERSION else LICENCE_OUVERTE


def _normal_url(url: str) -> str:
    if found := creative_commons.of_url(url):
        return found
    if match := _STATEMENT_URL.fullmatch(url):
        code = _CODES.get(match["code"].lower())
        return f"http://rightsstatements.org/vocab/{code}/1.0/" if code else url
    if match := _ETALAB_URL.fullmatch(url):
        return LICENCE_OUVERTE_1 if match["one"] else LICENCE_OUVERTE
    return url
