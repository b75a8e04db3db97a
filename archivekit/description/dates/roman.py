"""Roman figures: of centuries, Republican years and months, and of years on title pages."""

from __future__ import annotations

import re

NUMERALS = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"),
    *("XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"),
)
_NUMBERS = {numeral.lower(): number for number, numeral in enumerate(NUMERALS, start=1)}
_YEAR = re.compile(r"(?=[mdclxvi]{4,})m{1,2}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIGITS = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}


def number(letters: str) -> int | None:
    """What small letters say, up to 21; ``xiiii`` is 14 as of old, ``ixx`` nothing."""
    return (
        _NUMBERS.get(letters)
        or _NUMBERS.get(re.sub(r"(?<!i)iiii$", "iv", letters))
        or (_NUMBERS.get(letters.replace("viiii", "ix")))
    )


def year(letters: str) -> int | None:
    """``mdcclxxxix``: a year as title pages print it; at least four letters."""
    if not _YEAR.fullmatch(letters):
        return None
    values = [_DIGITS[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-it if it < after else it for it, after in zip(values, following, strict=True))
