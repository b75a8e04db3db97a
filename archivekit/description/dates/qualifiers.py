"""What surrounds a date: brackets, ``vers``, ``?``, ``à confirmer``, and the words for no date."""

from __future__ import annotations

import re

_NO_DATE = (
    r"(?:(?:s\.?\s?l\.?,?\s?)?(?:s\.?\s?d\.?|n\.?\s?d\.?)|sans date|non datee?s?"
    r"|date inconnue|inconnue?|undated|no date|unknown)"
)
NO_DATE = re.compile(_NO_DATE)
# "sans date [1850/1940]": what is in brackets was worked out by the archivist.
_NO_DATE_BUT = re.compile(rf"{_NO_DATE}[\s,:]*[\[(](?P<date>[^\[\]()]+)[\])]")

_CIRCA = (
    r"(?:vers(?: l'an(?= \d))?|v\.|environ|env\.?|circa|ca\.?|c\.|autour d[eu]"
    r"|aux (?:environs|alentours) d[eu]"
    r"|around|about|approximately|approximativement|approx\.?)"
)
_PERHAPS = r"(?:probablement|peut-etre|sans doute|probably|perhaps|possibly)"
_BEFORE = re.compile(rf"(?:(?P<circa>{_CIRCA})|(?P<perhaps>{_PERHAPS}))\s*(?=[\w\[(])(?P<rest>.+)")
_AFTER = re.compile(
    r"(?P<rest>.+?)[\s,]*(?:"
    r"[\[(]?(?P<circa>(?<=[(\[])vers(?=[)\]])|env\.?|environ|ca\.?|circa|approx\.?|approximately|~)[\])]?|(?P<both>%)"
    r"|[\[(]?(?P<perhaps>\?|a confirmer|a verifier|date incertaine|incertain|probable"
    r"|peut-etre|probablement|uncertain)[\])]?)"
)
_ARTICLE = re.compile(
    r"(?:les?|la|l'(?!an\b)|en|au(?= printemps)|the|in|on|du|de|des(?= annees)|d'"
    r"|datee?s? d[eu']|dated"
    r"|from(?=.*\b(?:to|until)\b))"
    r"\s*(?=[\w\[(])(?<=[\s'])(?P<rest>.+)"
)
_DECADE_IN_BRACKETS = re.compile(r"\[\s*(?P<figures>\d{3})[?.x-]?\s*\]")
# "19??": figures that are not known, not doubts about a date.
_HUNDRED = re.compile(r"\d{2}\?\?")
_PAIRS = {"[": "]", "(": ")"}


def without(text: str) -> tuple[str, str]:
    """A text without what surrounds its date, and the EDTF sign for it: ``~``, ``?`` or ``%``."""
    signs: set[str] = set()
    before = ""
    while text != before:
        before = text
        if _HUNDRED.fullmatch(text.strip("[]")):
            text = f"{text.strip('[]')[:2]}xx"
        if match := _DECADE_IN_BRACKETS.fullmatch(text):
            text = f"{match['figures']}x"
        text = _unwrapped(text.strip(" ,"))
        for pattern in (_NO_DATE_BUT, _ARTICLE, _BEFORE, _AFTER):
            match = pattern.fullmatch(text)
            # "1855-[1860 ?]": only the second is uncertain.
            if match and _is_balanced(match.groupdict().get("rest") or ""):
                groups = match.groupdict()
                text = groups.get("rest") or groups.get("date") or ""
                signs.update(
                    sign
                    for name, sign in (("circa", "~"), ("perhaps", "?"), ("both", "%"))
                    if groups.get(name)
                )
    return text, "%" if len(signs) > 1 else "".join(signs)


def _unwrapped(text: str) -> str:
    """Without brackets around the whole, or one left alone at an end."""
    if text[:1] in _PAIRS and text[-1:] == _PAIRS[text[0]] and _closes_at_end(text):
        return text[1:-1].strip()
    for opening, closing in _PAIRS.items():
        if text.count(opening) + text.count(closing) == 1:
            return text.removeprefix(opening).removesuffix(closing).strip()
    return text


def _is_balanced(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


def _closes_at_end(text: str) -> bool:
    depth = 0
    for index, char in enumerate(text):
        depth += (char in _PAIRS) - (char in _PAIRS.values())
        if depth == 0:
            return index == len(text) - 1
    return False
