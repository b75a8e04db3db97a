"""What is said once for two dates, in a short way or in another order, said in full.

``an II-IV`` is ``an II-an IV``; ``May 12-15, 1936`` is ``12-15 may 1936``; ``XVe siècle (fin)`` is
``fin XVe siècle``.
"""

from __future__ import annotations

import re

from archivekit.description.dates import roman
from archivekit.description.dates.wording import MONTH

_AND_LATER = re.compile(
    r"([^-/,;]*\d{4}) (?:et suiv(?:\.|antes?|ants)?|ou apres|(?:and|or) later|or after|onwards)"
)
_AND_BEFORE = re.compile(
    r"([^-/,;]*\d{4}) (?:ou (?:avant|anterieure?s?)|(?:and|or) earlier|or before)"
)
# England was the last, in 1752, to leave the year that begins on Lady Day.
_ONE_STYLE = 1753
# "1936 à 38", "saison 1936/37": no month, and (from 1753) no year in two styles, is written so.
_SHORT_END = re.compile(r"(\d\d)(\d\d)(?: a |\s?/\s?)(\d\d)")
# ISO 8601 leaves out at the end what is the same: 1936-05-12/15, 1936-05-12/06-13.
_ISO_SHORT_END = re.compile(r"((\d{4})-\d\d)-\d\d/(\d\d-)?(\d\d)")
# "1936, mai-juin", "1936 May 3-June 5", "1936, 12-15 mai": the year first, once for both.
_YEAR_BEFORE = re.compile(
    rf"(\d{{4}}),?\s+(?=\d{{1,2}}\s?-|[^-]*\b(?:{MONTH})\b)(?!.*\d{{3}})"
    rf"([^-,;/]+\s?-[^-,;/]*\b(?:{MONTH})\b[^-,;/]*)"
)
# "May 12-15, 1936", "1936 May 12-15": the month once for both days.
_DAYS = r"(?P<days>\d{1,2}\s?-\s?\d{1,2})"
_MONTH_AND_DAYS = re.compile(
    rf"(?P<month>{MONTH})\.? {_DAYS},? (?P<year>\d{{4}})"
    rf"|(?P<year_before>\d{{4}}),? (?P<month_after>{MONTH})\.? "
    r"(?P<days_after>\d{1,2}\s?-\s?\d{1,2})"
)
_ROMAN_MONTH = re.compile(
    r"\b(\d{1,2})\s?([./ -])\s?(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\s?\2\s?(?=\d{4}\b)"
)
# "ans II-IV", "an II à IV", "ans VI, VIII et X": the word once for all.
_YEARS_OF_REPUBLIC = re.compile(r"\bans?\s+([ivx]+(?:\s?(?:-|/|,|a\b|et\b)\s?[ivx]+)+)$")
# "années 1930-1940" are two decades.
_DECADES = re.compile(r"\bannees \d{3}0\s?(?:-|/|,|a\b|et\b)(?= ?\d{3}0\b)")
_TRIMESTER = re.compile(r"\b(?:t|q)([1-4])[\s-]+(?=\d{4}$)")
# "XVII-XVIIIe s.", "16-17e siècle": the ending once for both.
_ROMAN_CENTURIES = re.compile(r"\b([xvi]+)(?=\s?(?:-|/|,|et\b)\s?[xvi]+(?:e|eme)\b)")
_CENTURIES = re.compile(
    r"\b(\d{1,2})(?=\s?(?:-|et\b)\s?\d{1,2}(?:e|eme|th)\s?(?:siecles?|s\.|centur))"
)
# "XVe siècle (fin)", "XIXe s., 1re moitié": the part after its century.
_PART = (
    r"(?P<{}>debut|milieu|fin|early|mid|late|beginning|middle|end"
    r"|\w+ (?:moitie|quart|tiers|half|quarter))"
)
_PART_AFTER = re.compile(
    r"\b(?P<century>(?:[xvi]+|\d{1,2})\s?(?:ieme|eme|er|e|°|st|nd|rd|th)\s?(?:siecle|s\.?|century|c\.?))"
    rf"(?:\s*[(\[]\s*{_PART.format('inside')}\s*[)\]]|,\s*{_PART.format('beside')}(?=\s*(?:$|[-/;])))"
)


def _is_short_end(hundred: str, year: str, end: str) -> bool:
    """Whether ``1936/37`` can be nothing but from 1936 to 1937."""
    return int(end) > max(int(year), 12) and int(hundred + year) >= _ONE_STYLE


def in_full(text: str) -> str:
    """A text with what it says once for both, in a short way or in Roman figures, in full."""
    if match := _AND_LATER.fullmatch(text):
        return f"depuis {match[1]}"
    if match := _AND_BEFORE.fullmatch(text):
        return f"avant {match[1]}"
    if (match := _SHORT_END.fullmatch(text)) and _is_short_end(*match.groups()):
        return f"{match[1]}{match[2]}-{match[1]}{match[3]}"
    if match := _ISO_SHORT_END.fullmatch(text):
        begins = f"{match[2]}-{match[3]}" if match[3] else f"{match[1]}-"
        return f"{text.partition('/')[0]}/{begins}{match[4]}"
    if match := _MONTH_AND_DAYS.fullmatch(text):
        days, month, year = (
            match[name] or match[other]
            for name, other in (
                ("days", "days_after"),
                ("month", "month_after"),
                ("year", "year_before"),
            )
        )
        return f"{days} {month} {year}"
    if match := _YEAR_BEFORE.fullmatch(text):
        return f"{match[2]} {match[1]}"
    text = _ROMAN_MONTH.sub(lambda it: f"{it[1]}/{roman.number(it[3])}/", text)
    text = _PART_AFTER.sub(lambda it: f"{it['inside'] or it['beside']} {it['century']}", text)
    text = _YEARS_OF_REPUBLIC.sub(lambda it: re.sub(r"\b(?=[ivx])", "an ", it[1]), text)
    text = _TRIMESTER.sub(r"\1e trimestre ", _DECADES.sub(r"\g<0> annees ", text))
    return _CENTURIES.sub(r"\1e", _ROMAN_CENTURIES.sub(r"\1e", text))
