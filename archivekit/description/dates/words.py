"""EDTF back to the words of an archivist, French or English; what is read of them is the same EDTF.

Where no words say exactly the same, the EDTF itself is given: it is read too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archivekit.description.dates import roman

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SEASONS = {"fr": "printemps été automne hiver", "en": "spring summer autumn winter"}
_CIRCA = {"fr": "vers", "en": "circa"}
_TRIMESTERS = {"01/03": 1, "04/06": 2, "07/09": 3, "10/12": 4}
_SEMESTERS = {"01/06": 1, "07/12": 2}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS_OF_YEAR = re.compile(r"(\d{4})-(\d\d)/\1-(\d\d)")
_CENTURIES = re.compile(r"(\d\d)01/(\d\d)00")
_PARTS_OF_CENTURY = re.compile(r"(\d\d)(01|26|76)~/(\d\d)(25|75|00)~")
_PARTS = {
    "fr": {"0125": "début", "2675": "milieu", "7600": "fin"},
    "en": {"0125": "early", "2675": "mid", "7600": "late"},
}


def candidates(edtf: str, language: str) -> list[str]:
    """Words that may say an EDTF, the best first."""
    found = [_century(edtf, language), _part_of_year(edtf, language), _set(edtf, language)]
    first, _, last = edtf.partition("/")
    if last:
        found += [_open(first, last, language), *_range(first, last, language)]
    else:
        found.append(_one(edtf, language))
    return [text for text in found if text]


def _one(edtf: str, language: str) -> str:
    """One date, with what doubts it."""
    plain, sign = edtf.rstrip("~?%"), edtf[len(edtf.rstrip("~?%")) :]
    text = _plain(plain, language)
    if sign in ("~", "%"):
        text = f"{_CIRCA[language]} {text}"
    return f"{text} ?" if sign in ("?", "%") and text else text


def _plain(edtf: str, language: str) -> str:
    if re.fullmatch(r"\d{3}X", edtf):
        return f"années {edtf[:3]}0" if language == "fr" else f"{edtf[:3]}0s"
    if re.fullmatch(r"\d\dXX", edtf):
        return f"{edtf[:2]}.."
    match = _DATE.fullmatch(edtf)
    if match is None:
        return ""
    year, month, day = match.groups()
    if month and int(month) > 20:
        return f"{_SEASONS[language].split()[int(month) - 21]} {year}"
    words = [f"{_day(day, language)} "] if day else []
    return "".join([*words, f"{_month(month, language)} " if month else "", year])


def _day(day: str, language: str) -> str:
    return "1er" if day == "01" and language == "fr" else str(int(day))


def _month(month: str, language: str) -> str:
    return _MONTHS[language].split()[(int(month) - 1) % 12]


def _open(first: str, last: str, language: str) -> str:
    if first == "..":
        article = "le " if language == "fr" and last.count("-") == 2 else ""
        return f"{'avant' if language == 'fr' else 'before'} {article}{_one(last, language)}"
    if last == "..":
        text = _one(first, language)
        return f"depuis {text}" if language == "fr" else f"since {text}"
    return ""


def _range(first: str, last: str, language: str) -> list[str]:
    left, right = _one(first, language), _one(last, language)
    if not left or not right:
        return []
    found = []
    plain = not (first + last).replace("-", "").strip("0123456789")
    if plain and first[:4] == last[:4] and "-" in first and first.count("-") == last.count("-"):
        short = left.removesuffix(f" {first[:4]}")
        same_month = first[:7] == last[:7] and first.count("-") == 2
        found.append(f"{_day(first[8:], language) if same_month else short}-{right}")
    if first[-1] == last[-1] and first[-1] in "~?%":
        found.append(f"{left.removesuffix(' ?')}-{right.removeprefix(f'{_CIRCA[language]} ')}")
    spaced = " - " if " " in left + right else "-"
    return [*found, f"{left}{spaced}{right}", f"[{left}]-[{right}]", f"[{left}]-{right}"]


def _set(edtf: str, language: str) -> str:
    if edtf[0] not in "{[":
        return ""
    members = [member.replace("..", "/") for member in edtf[1:-1].split(",")]
    texts = [words(member, language) for member in members]
    if edtf[0] == "{":
        return ", ".join(texts)
    return (" ou " if language == "fr" else " or ").join(texts)


def _century(edtf: str, language: str) -> str:
    if match := _CENTURIES.fullmatch(edtf):
        first, last = int(match[1]) + 1, int(match[2])
        if last < first or last > len(roman.NUMERALS):
            return ""
        names = [_named(number, language) for number in dict.fromkeys((first, last))]
        many = len(names) > 1
        noun = (
            ("siècles" if many else "siècle")
            if language == "fr"
            else ("centuries" if many else "century")
        )
        return f"{'-'.join(names)} {noun}"
    match = _PARTS_OF_CENTURY.fullmatch(edtf)
    part = _PARTS[language].get(match[2] + match[4]) if match else None
    if match is None or part is None or int(match[1]) >= len(roman.NUMERALS):
        return ""
    noun = "siècle" if language == "fr" else "century"
    return f"{part} {_named(int(match[1]) + 1, language)} {noun}"


def _named(century: int, language: str) -> str:
    if language == "fr":
        return f"{roman.NUMERALS[century - 1]}{'er' if century == 1 else 'e'}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(century % 10 if century not in (11, 12, 13) else 0)
    return f"{century}{ending or 'th'}"


def _part_of_year(edtf: str, language: str) -> str:
    match = _MONTHS_OF_YEAR.fullmatch(edtf)
    if match is None:
        return ""
    months = f"{match[2]}/{match[3]}"
    if number := _TRIMESTERS.get(months):
        if language == "en":
            return f"{('1st', '2nd', '3rd', '4th')[number - 1]} quarter {match[1]}"
        return f"{number}{'er' if number == 1 else 'e'} trimestre {match[1]}"
    number = _SEMESTERS.get(months, 0) if language == "fr" else 0
    return f"{number}{'er' if number == 1 else 'e'} semestre {match[1]}" if number else ""


@lru_cache(maxsize=65536)
def words(edtf: str | None, language: str = "fr") -> str:
    """What an EDTF says in ``fr`` or ``en`` words; reading them gives the same EDTF.

    None, as ``read`` gives it, is the absence of a date: ``sans date``, ``undated``.
    """
    # The reading side imports nothing of this module.
    from archivekit.description.dates import Reading, read

    if edtf is None:
        return "sans date" if language == "fr" else "undated"
    for text in candidates(edtf, language) if edtf else ():
        found = read(text)
        if isinstance(found, Reading) and found.edtf == edtf:
            return text
    return edtf
