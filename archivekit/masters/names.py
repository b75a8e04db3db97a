"""Names of files inside an object: as received in the inventory, safe for any disk on the disk.

A *logical path* is the name as received (OCFL 1.1, 3.5.3.1). The *content path* is where the bytes
lie: the same name, but for what another system could not hold.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from archivekit.errors import WrongUse

RECORD_FILE = "record.json"
"""The logical path of the record's description."""

MAX_PATH_BYTES = 1024
MAX_NAME_BYTES = 255

# What Windows and exFAT refuse: masters may be copied to a disk of theirs one day.
_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
_ENDING = re.compile(r"[. ]+$")


def logical_path(name: str) -> str:
    """The name as it stands in the inventory. Raises WrongUse where OCFL cannot take it.

    Bytes that are no UTF-8 (Python shows them as lone surrogates) are percent-encoded: an
    inventory is UTF-8.
    """
    path = "".join(
        f"%{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else char for char in name
    )
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\0" in path:
        raise WrongUse("masters.bad-name", name=name)
    if len(path.encode(errors="replace")) > MAX_PATH_BYTES:
        raise WrongUse("masters.long-name", name=name, most=MAX_PATH_BYTES)
    return path


class ContentNames:
    """Gives content names within one version, none of them twice on any filesystem."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def name(self, logical: str) -> str:
        """A content name for a logical path, relative to the version's content folder."""
        for candidate in _candidates(logical):
            if self._is_free(candidate):
                self._take(candidate)
                return candidate
        raise AssertionError("there is always a next candidate")

    def _is_free(self, name: str) -> bool:
        key = _comparable(name)
        taken_above = any(parent in self._files for parent in _parents(key))
        return key not in self._files and key not in self._folders and not taken_above

    def _take(self, name: str) -> None:
        key = _comparable(name)
        self._files.add(key)
        self._folders.update(_parents(key))


def _candidates(logical: str) -> Iterator[str]:
    safe = "/".join(_safe(part) for part in logical.split("/"))
    yield safe
    path = PurePosixPath(safe)
    number = 2
    while True:
        yield _shortened(f"{path.stem}~{number}", path.suffix, logical)
        number += 1


def _safe(part: str) -> str:
    """One element of a path without what some system refuses."""
    part = _REFUSED.sub(lambda match: f"%{ord(match[0]):02x}", part)
    part = _ENDING.sub(lambda match: "".join(f"%{ord(c):02x}" for c in match[0]), part)
    path = PurePosixPath(part)
    return _shortened(path.stem, path.suffix, part)


def _shortened(stem: str, suffix: str, whole: str) -> str:
    """A name of at most 255 bytes; one that is cut is told apart by a digest of the whole."""
    if len((stem + suffix).encode()) <= MAX_NAME_BYTES:
        return stem + suffix
    mark = "~" + hashlib.sha256(whole.encode()).hexdigest()[:12]
    room = MAX_NAME_BYTES - len((mark + suffix).encode()[:100])
    return stem.encode()[:room].decode(errors="ignore") + mark + suffix


def _comparable(name: str) -> str:
    """A name as the least careful filesystem compares it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
