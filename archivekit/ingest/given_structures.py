"""METS that comes with the scans: the parts of a document, kept as they came and laid on its pages.

A METS belongs to the records of the scans that it names, beside it or in folders below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from archivekit.catalogue import StoredFile
from archivekit.errors import NothingDone, system_says
from archivekit.exchange.mets_structure import MOST_MEGABYTES, Part, files_named, is_mets, parts
from archivekit.images.job import Frame
from archivekit.ingest.given_texts import GIVEN, Kind, TextWork, stored_as
from archivekit.ingest.received import ReceivedFile, comparable, sha512_of
from archivekit.problems import Place, Problems, Severity

Structures = dict[str, list[ReceivedFile]]
"""METS files by the path of each scan that they name."""

_T = TypeVar("_T")
_ENDINGS = {".xml", ".mets"}
_LOOKED_AT = 8192
# XML 1.0: PRONOM has no signature for METS alone.
_KIND = Kind("METS", "fmt/101", "application/xml")


def structures_apart(
    files: Sequence[ReceivedFile], problems: Problems
) -> tuple[list[ReceivedFile], Structures]:
    """The files without METS, and these by the scans that they name."""
    found = [file for file in files if _is_mets(file)]
    if not found:
        return list(files), {}
    names = {file.relative for file in found}
    others = [file for file in files if file.relative not in names]
    scans: dict[str, list[ReceivedFile]] = {}
    for scan in others:
        if scan.named_as_scan:
            for key in _keys(scan.name):
                scans.setdefault(key, []).append(scan)
    structures: Structures = {}
    for file in found:
        _give(file, scans, structures, problems)
    return others, structures


def _is_mets(file: ReceivedFile) -> bool:
    if PurePosixPath(file.name).suffix.lower() not in _ENDINGS:
        return False
    try:
        with file.path.open("rb") as opened:
            return is_mets(opened.read(_LOOKED_AT))
    except OSError:
        return False  # told where it is taken for a scan


def _keys(name: str) -> tuple[str, str]:
    path = PurePosixPath(comparable(name))
    return path.name, path.stem


def _give(
    file: ReceivedFile,
    scans: Mapping[str, Sequence[ReceivedFile]],
    structures: Structures,
    problems: Problems,
) -> None:
    named = _read(file, files_named, problems)
    if named is None:
        return
    below = f"{file.folder}/" if file.folder else ""
    its = {
        scan.relative
        for name in named
        for scan in scans.get(comparable(name)) or scans.get(_keys(name)[1], ())
        if scan.relative.startswith(below)
    }
    for scan in its:
        structures.setdefault(scan, []).append(file)
    if not its:
        place = Place(file=file.relative)
        problems.add("ingest.structure-without-page", Severity.WARNING, place)


def _read(file: ReceivedFile, how: Callable[[bytes, str], _T], problems: Problems) -> _T | None:
    """What a METS says; None where it cannot be read, which is told."""
    try:
        if file.size > MOST_MEGABYTES << 20:
            raise NothingDone("exchange.xml-too-large", file=file.name, most=MOST_MEGABYTES)
        return how(file.path.read_bytes(), file.name)
    except (OSError, NothingDone) as error:
        why = error.sentence() if isinstance(error, NothingDone) else system_says(error)
        place = Place(file=file.relative)
        problems.add("ingest.structure-unreadable", Severity.WARNING, place, why=why)
        return None


def structures_to_keep(
    structures: Sequence[ReceivedFile],
    stored: Sequence[StoredFile],
    frames: Mapping[str, Sequence[Frame]],
    problems: Problems,
) -> list[TextWork]:
    """The METS that the catalogue does not have yet, with their parts on these masters."""
    known = {file.name: file for file in stored}
    works = []
    for received in structures:
        found = _read(received, parts, problems)
        if found is None:
            continue
        chapters = _chapters(received, found, frames, problems)
        name = received.name if received.name not in frames else received.relative
        before = known.get(name)
        technical: dict[str, object] = {"chapters": chapters, "source": GIVEN}
        file = stored_as(_KIND, name, received, sha512_of(received.path), technical, before)
        if before is None or (before.sha512, before.technical) != (file.sha512, file.technical):
            works.append(TextWork(file, received.path))
    return works


_Chapter = list[object]


def _chapters(
    received: ReceivedFile,
    found: Sequence[Part],
    frames: Mapping[str, Sequence[Frame]],
    problems: Problems,
) -> list[_Chapter]:
    """Depth, title, master and frame of each part that begins on a page of these masters."""
    masters = {key: name for name in frames for key in reversed(_keys(name))}
    chapters = []
    for part in found:
        at = next(
            (
                (master, file.frame)
                for file in part.files
                if (master := masters.get(comparable(file.name)))
                or (master := masters.get(_keys(file.name)[1]))
            ),
            None,
        )
        if at is not None:
            chapters.append([part.depth, part.title, *at])
    if len(chapters) < len(found):
        problems.add(
            "ingest.structure-partly",
            Severity.NOTE,
            Place(file=received.relative),
            count=len(found) - len(chapters),
            most=len(found),
        )
    return chapters
