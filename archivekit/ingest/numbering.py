"""Page numbers: read from file names, checked for gaps and duplicates, or given in natural order.

A number that stands in the name of a single-image file is kept (page 5 stays page 5 when pages 1
to 4 come later); where names cannot number all pages, pages are numbered from 1 in natural order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from archivekit.description.codes import in_file_name
from archivekit.ingest.received import natural_key
from archivekit.problems import Place, Problems, Severity

_TRAILING_NUMBER = re.compile(
    r"^(?P<before>.*?)(?P<number>\d{1,4})(?P<suffix>[rv]|bis|ter)?$", re.I
)

# A name of a camera or a scanner: its digits are a day and a time, never a page.
_CAMERA_NAME = re.compile(r"^(img|dsc|dscn|p|scan|image)?[_-]?\d{8}[_-]\d{4,6}", re.I)


@dataclass(frozen=True, slots=True)
class NumberedFile:
    """A file of a record, with the page number and suffix (``r``, ``v``, ``bis``) of its name."""

    name: str
    frames: int
    number: int | None = None
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class PageOfFile:
    """Page ``number`` of a record: image ``frame`` (from 0) of the file of that name."""

    number: int
    label: str
    name: str
    frame: int


def numbered_files(code: str, frames: Mapping[str, int]) -> list[NumberedFile]:
    """The files of a record (name to how many images it holds) with the numbers of their names.

    The number after the record's own code (``code``, folded) counts; where no code stands in a
    name, the number at its end, if all names of the record are the same but for that.
    """
    by_end = _numbers_at_the_end(list(frames))
    files = []
    for name, count in frames.items():
        number, suffix = _number_after(code, name) or by_end.get(name) or (None, "")
        files.append(NumberedFile(name, count, number, suffix))
    return files


def _number_after(code: str, name: str) -> tuple[int, str] | None:
    for candidate in in_file_name(PurePosixPath(name).name):
        if candidate.code == code and candidate.page is not None:
            return candidate.page, candidate.suffix
    return None


def _numbers_at_the_end(names: Sequence[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    befores = set()
    for name in names:
        stem = PurePosixPath(name).stem
        match = None if _CAMERA_NAME.match(stem) else _TRAILING_NUMBER.match(stem)
        if match is None or match["before"][-1:].isdigit():
            return {}
        befores.add((PurePosixPath(name).parent, match["before"].casefold()))
        found[name] = (int(match["number"]), (match["suffix"] or "").lower())
    # One name alone tells nothing: its digits may be a date or a shelf.
    return found if len(befores) == 1 and len(names) > 1 else {}


def pages_of_files(files: Iterable[NumberedFile]) -> list[PageOfFile]:
    """All pages of a record in reading order."""
    ordered = sorted(files, key=_reading_order)
    keep = _numbers_can_be_kept(ordered)
    pages: list[PageOfFile] = []
    for file in ordered:
        for frame in range(file.frames):
            number = file.number if keep and file.number else len(pages) + 1
            pages.append(PageOfFile(number, _label(file, number), file.name, frame))
    return pages


def _reading_order(file: NumberedFile) -> tuple[object, ...]:
    if file.number is None:
        return (1, 0, natural_key(file.name))
    return (0, file.number, natural_key(file.suffix), natural_key(file.name))


def _numbers_can_be_kept(files: Sequence[NumberedFile]) -> bool:
    numbers = [file.number for file in files]
    return (
        all(number is not None and number >= 1 for number in numbers)
        and len(set(numbers)) == len(numbers)
        and all(file.frames == 1 for file in files)
    )


def _label(file: NumberedFile, number: int) -> str:
    if file.number is not None and file.frames == 1:
        return f"{file.number}{file.suffix}"
    return str(number)


def check_numbers(files: Sequence[NumberedFile], record: str, problems: Problems) -> None:
    """Reports gaps and duplicates in the page numbers that the names give."""
    numbered = sorted((f for f in files if f.number is not None), key=_reading_order)
    by_number: dict[tuple[int, str], list[str]] = {}
    for file in numbered:
        by_number.setdefault((file.number or 0, file.suffix), []).append(file.name)
    for (number, suffix), names in by_number.items():
        if len(names) > 1:
            problems.add(
                "ingest.duplicate-page",
                Severity.WARNING,
                Place(record=record),
                number=f"{number}{suffix}",
                files=", ".join(names),
            )
    if gaps := _gaps(sorted({number for number, _ in by_number})):
        problems.add("ingest.missing-pages", Severity.WARNING, Place(record=record), pages=gaps)


def _gaps(numbers: Sequence[int]) -> str:
    """The numbers missing from 1 to the last, as ranges: ``2, 4-6``."""
    missing = []
    previous = 0
    for number in numbers:
        if number > previous + 1:
            first, last = previous + 1, number - 1
            missing.append(str(first) if first == last else f"{first}-{last}")
        previous = number
    return ", ".join(missing)
