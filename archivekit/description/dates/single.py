"""One date: a day, a month, a season, a year, a part of a century, in figures or words."""

from __future__ import annotations

import re

from archivekit.description.dates import centuries, republican, roman
from archivekit.description.dates.span import Span, between, day, month, year
from archivekit.description.dates.wording import MONTH, MONTHS

_YEAR = r"(?P<year>\d{4})"
_MONTH = rf"(?P<month>{MONTH})"
_DAY = r"(?P<day>\d{1,2})"
_FORMS = [
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR},?\s+{_MONTH}",
        rf"{_YEAR},?\s+\(?{_DAY}\s+{_MONTH}\)?",
        rf"{_YEAR},?\s+\(?{_MONTH}\s+{_DAY}\)?",
        # ISO 8601, and figures with the day first.
        r"(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})",
        r"(?P<year>\d{4})/(?P<m>\d{2})/(?P<day>\d{2})",
        r"(?P<day>\d{1,2})(?P<s>\s?[/.-]\s?)(?P<m>\d{1,2})(?P=s)(?P<year>\d{4})",
        r"(?P<m>\d{1,2})(?:\s?[/.]\s?|-)(?P<year>\d{4})",
    )
]
# Left side of a range whose right side has what is missing.
_PARTIAL = [
    re.compile(form)
    for form in (
        _DAY,
        rf"{_DAY}\s+{_MONTH}",
        _MONTH,
        rf"{_MONTH}\s+{_DAY}",
        r"(?P<day>\d{1,2})/(?P<m>\d{1,2})",
    )
]
_SEASONS = {
    "printemps": 21, "spring": 21, "ete": 22, "summer": 22,
    "automne": 23, "autumn": 23, "fall": 23, "hiver": 24, "winter": 24,
}  # fmt: skip
_SEASON_MONTHS = {21: (3, 6), 22: (6, 9), 23: (9, 12)}
_WINTER_NUMBER = 24
_SEASON = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})\s+(?:de\s+)?(?P<year>\d{{4}})")
_WINTER = re.compile(r"(?:hiver|winter)\s+(?P<year>\d{4})\s?[-/]\s?(?P<next>\d{4}|\d{2})")
_ORDINALS = {"1er": 1, "1": 1, "premier": 1, "2e": 2, "2eme": 2, "2nd": 2, "deuxieme": 2,
    "second": 2, "3e": 3, "3eme": 3, "troisieme": 3, "4e": 4, "4eme": 4, "quatrieme": 4,
    "dernier": 4, "1re": 1, "first": 1, "third": 3, "fourth": 4, "1st": 1, "3rd": 3, "4th": 4,
    "last": 4, "1e": 1}  # fmt: skip
_PART_OF_YEAR = re.compile(
    rf"(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?P<part>trimestre|trim\.?|semestre|sem\.?|quarter)s?"
    r"\s+(?:de\s+|of\s+)?(?P<year>\d{4})"
)
_NUMBERED_PART = re.compile(
    rf"(?:{'|'.join(_ORDINALS)})\s+((?:trimestre|trim|semestre|sem|quart|tiers|quarter)s?\b.*)"
)


def read(text: str) -> Span | None:
    """The one date that a text made ready says; None where it says none, or more."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _span(match.groupdict(), int(match["year"]))
    return (
        edtf_season(text)
        or _season(text)
        or _part_of_year(text)
        or republican.read(text)
        or centuries.read(text)
        or _part_approximately(text)
        or (year(in_roman) if (in_roman := roman.year(text)) else None)
    )


_APPROXIMATE_PART = re.compile(
    r"(?:debut|mi|milieu|fin|early|mid|late)(?:\s+de)?[\s-]+(?P<rest>.+)"
)


def _part_approximately(text: str) -> Span | None:
    """``début 1936``, ``fin mai 1936``: the whole, approximate; no rule says which days."""
    match = _APPROXIMATE_PART.fullmatch(text)
    if match is None:
        return None
    for form in _FORMS[:2]:
        if found := form.fullmatch(match["rest"]):
            return _span(found.groupdict(), int(found["year"])).qualified("~")
    return None


def complete(text: str, right: str) -> Span | None:
    """The left side of a range, what it lacks taken from the right: ``6 mai`` - ``31 mai 1909``."""
    if (span := _by_year_of(text, right) or _by_part_of(text, right)) is not None:
        return span
    # "mai-fin juin 1920": what is about the end says nothing of the beginning.
    approximate = _APPROXIMATE_PART.fullmatch(right)
    bare_right = approximate["rest"] if approximate else right
    found = next((m for form in _FORMS if (m := form.fullmatch(bare_right))), None)
    if found is not None:
        return _completed(text, found.groupdict())
    if (span := republican.complete(text, right)) is not None:
        return span
    return centuries.read(text, alone=False) if centuries.is_named(right) else None


def _by_year_of(text: str, right: str) -> Span | None:
    """``printemps-été 1936``, ``fin août-début septembre 1914``: the year once for both."""
    match = re.fullmatch(r".+\s(?P<year>\d{4})", right)
    if match is None or re.search(r"\d{4}", text):
        return None
    whole = f"{text} {match['year']}"
    span = _season(whole) or _part_of_year(whole)
    # "début-fin mai 1936": a beginning of nothing that is named.
    return span or (_part_approximately(whole) if " " in text or "-" in text else None)


def _by_part_of(text: str, right: str) -> Span | None:
    """``1er et 2e trimestre 1936``, ``2e-3e quart du XIXe siècle``: the part once for both."""
    match = _NUMBERED_PART.fullmatch(right)
    if match is None or text not in _ORDINALS:
        return None
    ordinal = "1er" if text == "1" else text
    return _part_of_year(f"{ordinal} {match[1]}") or centuries.read(f"{ordinal} {match[1]}")


def _completed(text: str, right: dict[str, str | None]) -> Span | None:
    for form in _PARTIAL:
        if match := form.fullmatch(text):
            left = match.groupdict()
            has_month = left.get("month") or left.get("m")
            # A day alone lacks a month too, so the other side must be a day.
            if left.get("day") and not right.get("day"):
                return None
            if not has_month:
                left |= {"month": right.get("month"), "m": right.get("m")}
            if not (right.get("month") or right.get("m")):
                return None
            return _span(left, int(right["year"] or 0))
    return None


def _span(parts: dict[str, str | None], year_number: int) -> Span:
    named, numbered = parts.get("month"), parts.get("m")
    month_number = MONTHS[named] if named else int(numbered) if numbered else None
    if month_number is None:
        return year(year_number)
    if written := parts.get("day"):
        return day(year_number, month_number, int(written))
    return month(year_number, month_number)


def edtf_season(text: str) -> Span | None:
    """A season as EDTF writes it (level 1): ``1936-21``."""
    match = re.fullmatch(r"(?P<year>\d{4})-(?P<number>2[1-4])", text)
    return _months_of_season(int(match["year"]), int(match["number"])) if match else None


def _months_of_season(year_number: int, number: int) -> Span:
    """A season by months that it may touch. EDTF's winter begins in the December of its year."""
    if number == _WINTER_NUMBER:
        whole = between(month(year_number, 12), month(year_number + 1, 3))
    else:
        first, last = _SEASON_MONTHS[number]
        whole = between(month(year_number, first), month(year_number, last))
    written = f"{year_number:04}-{number}"
    return Span(written, written, whole.first, whole.last)


def _season(text: str) -> Span | None:
    if (match := _WINTER.fullmatch(text)) and _is_next(match["next"], match["year"]):
        return _months_of_season(int(match["year"]), _WINTER_NUMBER)
    match = _SEASON.fullmatch(text)
    if match is None:
        return None
    return _months_of_season(int(match["year"]), _SEASONS[match["season"]])


def _is_next(written: str, year: str) -> bool:
    """``1945`` or ``45`` after ``1944``."""
    return str(int(year) + 1).endswith(written)


def _part_of_year(text: str) -> Span | None:
    match = _PART_OF_YEAR.fullmatch(text)
    if match is None:
        return None
    months = 6 if match["part"].startswith("sem") else 3
    ordinal = _ORDINALS[match["ordinal"]]
    if match["ordinal"] in ("dernier", "last"):
        ordinal = 12 // months
    if ordinal * months > 12:
        return None
    year_number = int(match["year"])
    return between(
        month(year_number, ordinal * months - months + 1), month(year_number, ordinal * months)
    )
