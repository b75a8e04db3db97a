"""Creative Commons: licences of every version and port, and the public domain tools, to their URIs.

URIs are the canonical ones, ``http`` and with a slash at the end.
"""

from __future__ import annotations

import re

PUBLIC_DOMAIN_MARK = "http://creativecommons.org/publicdomain/mark/1.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"

_PORTS = {
    "1.0": "fi il nl",
    "2.0": "at au be br ca cl de es fr hr it jp kr nl pl tw uk",
    "2.1": "au es jp",
    "2.5": (
        "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw za"
    ),
    "3.0": (
        "at au br ch cl cn cr cz de ec ee eg es fr gr gt hk hr ie igo it lu nl no nz ph pl pr pt "
        "ro rs sg th tw ug us ve vn za"
    ),
    "4.0": "",
}
# Version 2.1 was only ever ported.
_PORTED_ONLY = {"2.1"}
_TERMS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_WORD = re.compile(r"[a-z]+|[0-9](?:\.[0-9])?")
_WORDS = {
    *("licence", "license", "creative", "commons", "cc", "by", "nc", "nd", "sa"),
    *("international", "generic", "unported", "version", "v", "france"),
}
_URL = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?P<path>[\w./-]+?)/?"
    r"(?:(?:deed|legalcode|rdf)(?:\.[\w-]+)?)?/?(?:[?#]\S*)?",
    re.I,
)
_NAMES_OF_TERMS = {
    "attribution": "by", "paternite": "by", "pas d'utilisation commerciale": "nc",
    "utilisation non commerciale": "nc", "noncommercial": "nc", "non commercial": "nc",
    "non-commercial": "nc", "pas de modification": "nd", "noderivatives": "nd",
    "no derivatives": "nd", "noderivs": "nd", "partage dans les memes conditions": "sa",
    "partage a l'identique": "sa", "sharealike": "sa", "share alike": "sa", "share-alike": "sa",
}  # fmt: skip
_LICENCE = re.compile(r"licenses/(?P<terms>[a-z-]+)/(?P<version>\d\.\d)(?:/(?P<port>[a-z]+))?")
_TOOLS = {"publicdomain/mark/1.0": PUBLIC_DOMAIN_MARK, "publicdomain/zero/1.0": CC0}


def of_url(url: str) -> str | None:
    """The canonical URI of an address of Creative Commons, whatever form it is in; else None."""
    match = _URL.fullmatch(url)
    if match is None:
        return None
    path = match["path"].lower().strip("/")
    if path in _TOOLS:
        return _TOOLS[path]
    named = _LICENCE.fullmatch(path)
    if named is None or not _exists(named["terms"], named["version"], named["port"]):
        return None
    return _uri(named["terms"], named["version"], named["port"])


def of_name(folded: str) -> str | None:
    """The URI that a name says in full and nothing more (``cc by-sa 4.0``); else None.

    ``folded``: small letters, no accents. Without a version it is 4.0, the one they recommend.
    """
    for name, term in _NAMES_OF_TERMS.items():
        folded = folded.replace(name, term)
    words = _WORD.findall(folded)
    rest = [word for word in words if word not in _WORDS]
    versions = [word for word in rest if word[0].isdigit()]
    ports = [word for word in rest if word.isalpha()]
    terms = "-".join(term for term in ("by", "nc", "nd", "sa") if term in words)
    named = "cc" in words or {"creative", "commons"} <= set(words)
    if not named or len(versions) > 1 or len(ports) > len(versions):
        return None
    version, port = next(iter(versions), "4.0"), next(iter(ports), None)
    if "france" in words and port is None and version in ("2.0", "3.0"):
        port = "fr"
    return _uri(terms, version, port) if _exists(terms, version, port) else None


def is_licence_or_tool(uri: str) -> bool:
    """Whether a URI is the canonical one of a licence or public domain tool that there is."""
    return of_url(uri) == uri


def _exists(terms: str, version: str, port: str | None) -> bool:
    if terms not in _TERMS and not (terms == "by-nd-nc" and version == "1.0"):
        return False
    if version not in _PORTS:
        return False
    return port in _PORTS[version].split() if port else version not in _PORTED_ONLY


def _uri(terms: str, version: str, port: str | None) -> str:
    path = "/".join([terms, version, *([port] if port else [])])
    return f"http://creativecommons.org/licenses/{path}/"
