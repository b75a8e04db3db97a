"""Dates that a spreadsheet or a hurry has damaged: told with a proposal, never taken."""

from __future__ import annotations

import re

from archivekit.description.dates.wording import MONTH, MONTHS

_MONTH_NAMES = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTH_AND_FIGURES = re.compile(rf"(?P<month>{MONTH})[\s.-]+'?(?P<year>\d{{2}})")
_DAY_AND_MONTH = re.compile(rf"(?P<day>\d{{1,2}})[\s.-]+(?P<month>{MONTH})")
_SHORT_DAY = re.compile(rf"(?P<day>\d{{1,2}})[\s.-]+(?P<month>{MONTH})[\s.-]+'?(?P<year>\d{{2}})")
_SHORT_FIGURES = re.compile(r"(?P<day>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<year>\d{2})")
_SHORT_DECADE = re.compile(r"(?:les )?annees (?P<year>\d0)")
_DECADES = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_DECADE_IN_WORDS = re.compile(rf"(?:les )?annees (?P<decade>{'|'.join(_DECADES)})")
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2})[/.-](?P<day>\d{1,2})[/.-](?P<year>\d{4})")
_CUT_YEAR = re.compile(r"(?P<figures>\d{3})")
_YEAR_AND_FIGURE = re.compile(r"(?P<year>1\d{2}\d)[-/](?P<figure>\d)")
_LOOK_ALIKES = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
_SPOILT_YEAR = re.compile(r"\b(?=[\dol|i]*[ol|i])(?=[\dol|i]*\d[\dol|i]*\d)[\dol|i]{4}\b")
_SEASONS = range(21, 25)
_YEAR_AND_FIGURES = re.compile(r"(?P<year>\d{4})(?P<dash>\s?-\s?)(?P<figures>\d{2})")


def excel(text: str) -> str | None:
    """What may have been meant where Excel shows ``janv-16`` or ``04-nov``; None if it is none."""
    if match := _MONTH_AND_FIGURES.fullmatch(text):
        return f"{_MONTH_NAMES[MONTHS[match['month']] - 1]} 19{match['year']}"
    if match := _DAY_AND_MONTH.fullmatch(text):
        return f"{int(match['day'])} {_MONTH_NAMES[MONTHS[match['month']] - 1]} …"
    return None


def short_year(text: str) -> str | None:
    """What may have been meant by two or three figures of a year; None if it is not that."""
    if match := _SHORT_DAY.fullmatch(text):
        return f"{int(match['day'])} {_MONTH_NAMES[MONTHS[match['month']] - 1]} 19{match['year']}"
    if match := _SHORT_FIGURES.fullmatch(text):
        return f"{match['day']}/{match['m']}/19{match['year']}"
    if match := _SHORT_DECADE.fullmatch(text):
        return f"années 19{match['year']}"
    if match := _DECADE_IN_WORDS.fullmatch(text):
        return f"années 19{_DECADES[match['decade']]}"
    if match := _CUT_YEAR.fullmatch(text):
        return f"[{match['figures']}]" if text[0] == "1" else f"0{text}"
    match = _YEAR_AND_FIGURE.fullmatch(text)
    if match and match["figure"] > match["year"][3]:
        return f"{match['year']}-{match['year'][:3]}{match['figure']}"
    return None


def letters_for_figures(text: str) -> str | None:
    """``19l4`` or ``1O88`` with figures where letters look like them; None if there are none."""
    mended = _SPOILT_YEAR.sub(lambda match: match.group().translate(_LOOK_ALIKES), text)
    return mended if mended != text else None


def month_first(text: str) -> str | None:
    """``05/13/1936`` the French way; None if the figures are no date that way either."""
    match = _MONTH_FIRST.fullmatch(text)
    if match is None or not (int(match["m"]) <= 12 < int(match["day"])):
        return None
    return f"{match['day']}/{match['m']}/{match['year']}"


def year_or_month(text: str) -> set[str] | None:
    """Of ``1936-38``: what the last figures may be, a year, a month or (EDTF) a season.

    None: the text is not of that form. With spaces, ``1936 - 38``, no month is meant.
    """
    match = _YEAR_AND_FIGURES.fullmatch(text)
    if match is None:
        return None
    figures = int(match["figures"])
    may_be = {"year"} if figures > int(match["year"]) % 100 else set()
    if 1 <= figures <= 12:
        may_be.add("month")
    # Years where they can be: nobody but a program writes the spring of 1914 as 1914-21.
    if figures in _SEASONS and not may_be:
        may_be.add("season")
    return may_be if match["dash"] == "-" or "year" in may_be else None
