"""Centuries and decades, and their parts: ``début XXe siècle``, ``années 1930``.

A century runs from its year 1: the 19th is 1801-1900. What "beginning" or "end" means is nowhere
laid down: they are taken as the first and last quarter, and marked approximate.
"""

from __future__ import annotations

import re

from archivekit.description.dates import roman
from archivekit.description.dates.span import Impossible, Span, masked, years

_LATEST_CENTURY = 21

_NAMED = re.compile(
    r"(?:le\s+|du\s+|au\s+)?"
    r"(?:(?P<roman>[xvi]+)\s?(?:ieme|eme|e|°|(?<=i)er)|(?P<number>\d{1,2})\s?(?:ieme|eme|er|e|st|nd|rd|th|°))"
    r"(?P<word>\s*siecles?|\s+s\.?|\s+century|\s+cent\.?|\s+centuries|\s+c\.?)?"
)
# Without the word, VIe is "vie" and Ve nothing: those with an X are centuries.
_PLAIN_ROMAN = re.compile(r"x[xvi]+")
_OF = r"(?:\s+(?:d[ue]s?|of(?: the)?))?"
_FIRST, _SECOND = r"(?:premiere?|1e?re?|1 ?er?|1st|first)", r"(?:seconde?|deuxieme|2nde?|2 ?e|2eme)"
_THIRD, _FOURTH = r"(?:troisieme|3 ?e|3eme|3rd|third)", r"(?:quatrieme|4 ?e|4eme|4th)"
_LAST = r"(?:dernier|derniere|last)"
_HALF, _QUARTER = r"\s+(?:moitie|half)", r"\s+(?:quart|quarter)"
_THIRD_PART = r"\s+tiers"
# The words for a part, its first and last year in the century, the EDTF sign.
_PARTS: list[tuple[str, int, int, str]] = [
    (r"(?:debut|early|beginning)", 1, 25, "~"),
    (r"(?:au\s+)?(?:milieu|mid|middle|mi)", 26, 75, "~"),
    (r"(?:fin|late|end)", 76, 100, "~"),
    (_FIRST + _HALF, 1, 50, ""),
    (rf"(?:{_SECOND}|{_LAST})" + _HALF, 51, 100, ""),
    (_FIRST + _QUARTER, 1, 25, ""),
    (_SECOND + _QUARTER, 26, 50, ""),
    (_THIRD + _QUARTER, 51, 75, ""),
    (rf"(?:{_FOURTH}|{_LAST})" + _QUARTER, 76, 100, ""),
    (_FIRST + _THIRD_PART, 1, 33, ""),
    (_SECOND + _THIRD_PART, 34, 66, ""),
    (rf"(?:{_THIRD}|{_LAST})" + _THIRD_PART, 67, 100, ""),
]
_PART = [
    (re.compile(rf"{words}{_OF}[\s-]+(?P<rest>.+)"), first, last, sign)
    for words, first, last, sign in _PARTS
]

_DECADE = re.compile(
    r"(?:(?P<part>debut|milieu|fin|early|mid|late)(?:\s+des|\s+of the)?[\s-]+)?"
    r"(?:(?:les\s+)?annees\s+(?P<french>\d{3}0)|(?:the\s+)?(?P<english>\d{3}0)'?s|decennie\s+(?P<ten>\d{3}0))"
)
_MASKED = re.compile(r"(?P<hundred>\d{2})(?:\.\.|--|xx|\?\?)|(?P<decade>\d{3})(?:\.|-|x|\?)")


def read(text: str, *, alone: bool = True) -> Span | None:
    """A century, decade or part of one; None where the text is none.

    Not ``alone``, the word *siècle* may be missing: it stands on the other side of a range.
    """
    return _century_or_part(text, alone=alone) or _decade(text)


def is_named(text: str) -> bool:
    """Whether a text is a century or a part of one, rather than a decade."""
    return _century_or_part(text, alone=True) is not None


def _century_or_part(text: str, *, alone: bool) -> Span | None:
    if match := _NAMED.fullmatch(text):
        if alone and not _says_century(match):
            return None
        return _within(_century(match), 1, 100)
    for pattern, first, last, sign in _PART:
        match = pattern.fullmatch(text)
        named = _NAMED.fullmatch(match["rest"]) if match else None
        if named and (not alone or _says_century(named)):
            part = _within(_century(named), first, last)
            return part.qualified(sign) if sign else part
    return None


def _says_century(match: re.Match[str]) -> bool:
    return bool(match["word"] or (match["roman"] and _PLAIN_ROMAN.fullmatch(match["roman"])))


def _century(match: re.Match[str]) -> int:
    number = roman.number(match["roman"]) if match["roman"] else int(match["number"])
    if number is None or not 1 <= number <= _LATEST_CENTURY:
        raise Impossible
    return number


def _within(century: int, first: int, last: int) -> Span:
    before = (century - 1) * 100
    return years(before + first, before + last)


def _decade(text: str) -> Span | None:
    if match := _DECADE.fullmatch(text):
        digits = match["french"] or match["english"] or match["ten"]
        # The 1900s are a hundred years or ten: French "années 1900" are ten.
        if digits.endswith("00") and match["english"]:
            return None
        decade = masked(digits[:3])
        return decade.qualified("~") if match["part"] else decade
    if match := _MASKED.fullmatch(text):
        return masked(match["hundred"] or match["decade"])
    return None
