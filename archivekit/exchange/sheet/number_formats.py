"""Numbers and dates of a workbook in the words that Excel in France shows for them.

What Excel shows is what the archivist sees and means: ``janv-16`` may be January 1916, though the
cell holds the first of January 2016; it stays ``janv-16``.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT_MONTHS = (
    "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc",
)  # fmt: skip
# ECMA-376 part 1, 18.8.30: formats that need not be written in the file, as France sees them.
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 9: "0%", 14: "dd/mm/yyyy", 15: "dd-mmm-yy", 16: "dd-mmm",
    17: "mmm-yy", 18: "hh:mm", 19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm",
    45: "mm:ss", 46: "hh:mm:ss", 47: "mm:ss",
}  # fmt: skip
_NOT_SHOWN = re.compile(r"\[[^\]]*\]|_.|\*.|;.*$|am/pm", re.I | re.S)
_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*")|\\(?P<escaped>.)|(?P<code>y+|m+|d+|h+|s+|e+)|(?P<other>.)', re.I | re.S
)
_SERIAL = re.compile(r"[1-9][0-9]{4}")


def format_code(number: int, written: dict[int, str]) -> str:
    """The format of a number, from the workbook's own or the built-in ones."""
    return written.get(number) or _BUILT_IN.get(number, "General")


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """Whether a format shows a day or a time."""
    return any(
        token["code"] and token["code"][0].lower() in "ymdhs" for token in _tokens(code)
    ) and not re.search(r"[0#?]", _NOT_SHOWN.sub("", re.sub(r'"[^"]*"', "", code)))


def _tokens(code: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(_NOT_SHOWN.sub("", code)))


def show_number(value: float, code: str) -> str:
    """A number: ``1936``, ``007`` in the format ``000``, ``12,5``."""
    if value.is_integer() and abs(value) < 1e15:
        digits = str(int(value))
        return digits.zfill(len(code)) if re.fullmatch("0+", code) else digits
    return format(value, ".15g").replace(".", ",")


def day_of(serial: float, *, from_1904: bool) -> dt.datetime | None:
    """The day and time of Excel's count of days; None outside the calendar it has."""
    # Day 60 is the 29th of February 1900, which was not.
    start = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)
    if not from_1904 and 0 < serial < 60:
        start += dt.timedelta(days=1)
    try:
        return start + dt.timedelta(seconds=round(serial * 86400))
    except OverflowError:
        return None


def day_of_serial(words: str) -> str:
    """The day of a number that Excel shows in the place of a date; empty where it is none.

    Of five figures: those of four are years.
    """
    day = day_of(float(words), from_1904=False) if _SERIAL.fullmatch(words) else None
    return f"{day:%d/%m/}{day.year}" if day else ""


def show_day(day: dt.datetime, code: str) -> str:
    """A day as its format shows it.

    A year cut to two figures is shown whole where the day stands beside it: then the cell is a
    date, and not a month that Excel took for one.
    """
    tokens = _tokens(code)
    if day.time() == dt.time() and (hours := _hours(tokens)):
        # Programs write days as midnights.
        tokens = tokens[:hours]
    shown = {token["code"][0].lower() for token in tokens if token["code"]}
    whole = {"d", "m", "y"} <= shown
    words = []
    after_hours = False
    for token in tokens:
        letters = (token["code"] or "").lower()
        if letters:
            minutes = letters[0] == "m" and after_hours and len(letters) < 3
            words.append(f"{day.minute:02}" if minutes else _part(day, letters, whole=whole))
            after_hours = letters[0] == "h"
        else:
            words.append((token["quoted"] or "").strip('"') or token["escaped"] or token["other"])
    return "".join(words).strip()


def _hours(tokens: list[re.Match[str]]) -> int:
    """Where the time begins after the day; 0 where there is none."""
    codes = [(token["code"] or "").lower()[:1] for token in tokens]
    return codes.index("h") if "h" in codes and "d" in codes[: codes.index("h")] else 0


def _part(day: dt.datetime, letters: str, *, whole: bool) -> str:
    kind, length = letters[0], len(letters)
    if kind in "ye":
        return str(day.year) if length > 2 or whole else f"{day.year % 100:02}"
    if kind == "m":
        names = {3: _SHORT_MONTHS, 4: _MONTHS}.get(length)
        return names[day.month - 1] if names else f"{day.month:0{min(length, 2)}}"
    if kind == "d":
        return "" if length > 2 else f"{day.day:0{length}}"
    return f"{day.hour if kind == 'h' else day.second:02}"
