"""The files of a folder as received: what stands in it, in natural order, and what is left aside.

Owns the walk over the folder. Symbolic links are not followed: they could lead out of the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archivekit.errors import system_says
from archivekit.problems import Place, Problems, Severity
from archivekit.recordings.kinds import is_named_as_recording

# They make a name read as another (Unicode, bidirectional overrides and isolates).
_TURN_THE_ORDER = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))

# What systems leave behind in folders; nobody means to keep it.
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", "__macosx", "@eadir"}

MAX_FILES = 5_000_000

# Endings under which scans come: a file named so that is none of them is a mistake to be told.
SCAN_ENDINGS = {
    ".tif", ".tiff", ".jpg", ".jpeg", ".jpe", ".png", ".pdf",
    ".jp2", ".jpf", ".jpx", ".j2k", ".jpc", ".j2c", ".jpm",
    ".gif", ".bmp", ".webp", ".heic", ".psd", ".dng",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file of the folder: ``relative`` is its path in it, with ``/``, as found (not NFC)."""

    path: Path
    relative: str
    size: int

    @property
    def name(self) -> str:
        """Its name alone."""
        return self.relative.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder it stands in, relative; empty at the top."""
        return self.relative.rpartition("/")[0]

    @property
    def named_as_scan(self) -> bool:
        """Whether its name says image or PDF, sound or film."""
        return Path(self.name).suffix.lower() in SCAN_ENDINGS or self.named_as_recording

    @property
    def named_as_recording(self) -> bool:
        """Whether its name says sound or film."""
        return is_named_as_recording(self.name)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort names as people do: ``p2`` before ``p10``, case and accents aside."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return tuple(
        (0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part)
        for part in re.split(r"([0-9]+)", folded)
        if part
    )


def comparable(name: str) -> str:
    """A file name as compared: systems differ in case and in how they write accents."""
    return unicodedata.normalize("NFC", name).casefold()


def received_files(folder: Path, problems: Problems) -> list[ReceivedFile]:
    """All files under a folder, in natural order; what cannot be taken goes to the problems."""
    files = sorted(_walk(folder, folder, problems), key=lambda file: natural_key(file.relative))
    if len(files) > MAX_FILES:
        problems.add("ingest.too-many-files", place=Place(file=str(folder)), most=MAX_FILES)
        return files[:MAX_FILES]
    return files


def _walk(top: Path, folder: Path, problems: Problems) -> Iterator[ReceivedFile]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        problems.add(
            "ingest.unreadable-folder",
            place=Place(file=str(folder)),
            why=system_says(error),
        )
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower() in _LEFT_BY_SYSTEMS:
            continue
        path = Path(entry.path)
        relative = path.relative_to(top).as_posix()
        if not _can_be_written(entry.name):
            name = ascii(entry.name)
            problems.add("ingest.unusable-name", place=Place(file=ascii(relative)), name=name)
        elif entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            problems.add("ingest.not-a-file", Severity.WARNING, Place(file=relative))
        elif entry.is_dir():
            yield from _walk(top, path, problems)
        else:
            yield ReceivedFile(path, relative, entry.stat().st_size)


def _can_be_written(name: str) -> bool:
    """Whether a name is text all through: valid UTF-8, no control character, no turned order."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") or c in _TURN_THE_ORDER for c in name)


def sha512_of(path: Path) -> str:
    """The SHA-512 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()
