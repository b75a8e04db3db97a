"""Reference codes (*cotes*): how they are compared, how they sort, where they stand in file names.

A code is always shown as typed. It is compared folded: ``2 J 87`` is ``2J87``, but ``2 J 87/30``
is not ``2 J 8730``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

SEPARATOR = "/"

# Which of these stands between two parts says nothing: file names cannot hold a slash. Other
# signs (``4°``, ``KK* 12``) are part of the code.
_SEPARATORS = re.compile(r"[\s/\\_.,;:|()\[\]{}\-\u00ad\u2010-\u2015\u2212]+")
_LIGATURES = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L"})


MADE = "§"
"""Stands in codes that were made for records without one of their own, and in no archivist's."""


def as_given(code: str) -> str:
    """A code without what was made: the archivist's own, or the nearest above that is."""
    return code.partition(f" {MADE}")[0]


@lru_cache(maxsize=16384)
def fold(code: str) -> str:
    """The code as it is compared: case, accents and spaces aside, one sign for every separator.

    A space counts only between two digits, where leaving it out would make another number.
    """
    folded = _plain(code)
    parts = []
    end = 0
    for match in _SEPARATORS.finditer(folded):
        parts.append(folded[end : match.start()])
        if match.group().strip() or _between_digits(folded, match):
            parts.append(SEPARATOR)
        end = match.end()
    parts.append(folded[end:])
    return "".join(parts).strip(SEPARATOR)


def _plain(text: str) -> str:
    """Capitals without accents."""
    if text.isascii():
        return text.upper()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.upper()).translate(_LIGATURES)


def _between_digits(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return before.isdigit() and after.isdigit()


def sort_key(code: str) -> str:
    """A key that sorts codes in natural order when compared as plain text: 2 J 9 before 2 J 10.

    Each number is preceded by how many digits it has.
    """
    return re.sub(r"[0-9]+", _sortable_number, fold(code))


def _sortable_number(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    return f"{min(len(digits), 99):02}{digits}"


@dataclass(frozen=True, slots=True)
class CodeInName:
    """A code (folded) that a file name may carry, and the page number that it would leave.

    ``suffix`` is what distinguishes pages of one number: ``r``, ``v``, ``bis``.
    """

    code: str
    page: int | None = None
    suffix: str = ""


# Names given by a camera or a telephone carry a day and a time, or a running number: no code.
_CAMERA_NAME = re.compile(
    r"(?:(?:IMG|DSC|DSCN|DSCF|PXL|DCIM|VID|MVIMG|SCREENSHOT)(?=[_ -]?\d)"
    r"|P(?=\d{7}$)|(?=(?:19|20)\d{6}[_ -]?\d{4,9}))[_ -]?\d+(?:[_ -]\d+)*(?:[A-Z~]\d*)?$"
)
_PAGE = re.compile(
    r"(?:P|PP|PAGE|F|FO|FOL|FOLIO|V|VUE|N|NO|IMG|IMAGE)?(?P<number>[0-9]{1,4})"
    r"(?P<suffix>R|V|RO|VO|RECTO|VERSO|BIS|TER|QUATER|[A-D])?"
)
_SIDE = re.compile(r"(?P<stem>.*[0-9])(?P<suffix>R|V|RO|VO|RECTO|VERSO)")
_SUFFIXES = {
    "R": "r", "RO": "r", "RECTO": "r", "V": "v", "VO": "v", "VERSO": "v",
    "BIS": "bis", "TER": "ter", "QUATER": "quater",
}  # fmt: skip
# What may stand before the code: the institution's name or service code (AMB, FRAD095), a word.
_BEFORE_THE_CODE = re.compile(r"FRA[A-Z]{1,2}[0-9]+|AM[0-9]+|AD[0-9][0-9AB]|[^\W0-9]+")
# Longer names are cut here: no code has so many parts.
_MAX_TOKENS = 12


def in_file_name(name: str) -> tuple[CodeInName, ...]:
    """The codes a file name may carry, most specific first; which one, the known codes decide.

    ``AMB_2J87-30_05.jpg`` gives among others ``2J87/30`` page 5 and ``2J87`` page 5.
    """
    return _in_stem(_plain(PurePosixPath(name).stem))


@lru_cache(maxsize=4096)
def _in_stem(stem: str) -> tuple[CodeInName, ...]:
    if _CAMERA_NAME.match(stem):
        return ()
    tokens = [token for token in _SEPARATORS.split(stem) if token][:_MAX_TOKENS]
    found: dict[str, CodeInName] = {}
    for start, end in _spans(tokens):
        for candidate in _readings(tokens[start:end], tokens[end:]):
            found.setdefault(candidate.code, candidate)
    return tuple(found.values())


def _spans(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Where a code may start and end among the parts of a name: the most specific code first."""
    starts = [0]
    for token in tokens[:-1]:
        if not _BEFORE_THE_CODE.fullmatch(token):
            break
        starts.append(starts[-1] + 1)
    for end in range(len(tokens), 0, -1):
        yield from ((start, end) for start in starts if start < end)


def _readings(code: list[str], rest: list[str]) -> Iterator[CodeInName]:
    page, suffix = _page(rest)
    yield from (CodeInName(written, page, suffix) for written in _spellings(code))
    if not rest:
        yield from _one_side(code)


def _one_side(code: list[str]) -> Iterator[CodeInName]:
    """``1Fi23v``, ``1Fi23_verso``: the back of a document of one page, when no code says so."""
    if len(code) > 1 and code[-1] in _SUFFIXES:
        sides = [(code[:-1], code[-1])]
    elif match := _SIDE.fullmatch(code[-1]):
        sides = [([*code[:-1], match["stem"]], match["suffix"])]
    else:
        return
    for tokens, suffix in sides:
        for written in _spellings(tokens):
            yield CodeInName(written, None, _SUFFIXES[suffix])


def _page(rest: list[str]) -> tuple[int | None, str]:
    """The page number that what follows the code ends with."""
    alone = ""
    if len(rest) > 1 and rest[-1] in _SUFFIXES:
        alone, rest = _SUFFIXES[rest[-1]], rest[:-1]
    match = _PAGE.fullmatch(rest[-1]) if rest else None
    if match is None:
        return None, ""
    suffix = match["suffix"] or ""
    return int(match["number"]), alone or _SUFFIXES.get(suffix, suffix.lower())


def _spellings(tokens: list[str]) -> Iterator[str]:
    """Folded codes that a file name's parts may stand for.

    In file names ``2_J_87_030`` may be ``2 J 87/30``: an underscore for a space, padded numbers.
    """
    for parts in (tokens, [_unpadded(token) for token in tokens]):
        yield SEPARATOR.join(parts)
        yield _joined(parts)


def _unpadded(token: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", token)


def _joined(parts: list[str]) -> str:
    """The parts together, separated only where two numbers would run into one."""
    joined = parts[0]
    for part in parts[1:]:
        between = SEPARATOR if joined[-1:].isdigit() and part[:1].isdigit() else ""
        joined += between + part
    return joined
