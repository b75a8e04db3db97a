"""The folder that is written: only what changed, each file whole, nothing of anyone else's."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from archivekit.errors import NothingDone, WrongUse

MARKER = ".archivekit-static"
"""Says that a folder is ours, and may be changed and cleared by us."""

_UNFINISHED = ".archivekit-unfinished"
_ANY = re.compile(".*", re.S)


class Folder:
    """A folder of a static site, and how many files of it were written, kept and removed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0
        self.unchanged = 0
        self.removed = 0
        self._made: Path | None = None

    @classmethod
    def open(cls, root: Path) -> Folder:
        """An empty folder, or one of ours. Raises WrongUse, NothingDone."""
        if root.exists() and not root.is_dir():
            raise WrongUse("export.static-no-folder", folder=root)
        if root.is_dir() and any(root.iterdir()) and not (root / MARKER).exists():
            raise WrongUse("export.static-not-ours", folder=root)
        root.mkdir(parents=True, exist_ok=True)
        (root / MARKER).touch()
        try:
            (root / "ark:").mkdir(exist_ok=True)
        except OSError:
            raise NothingDone("export.static-no-colon", folder=root) from None
        return cls(root)

    @property
    def tells_capitals_apart(self) -> bool:
        """Whether ``a`` and ``A`` are two files here."""
        return not (self.root / MARKER.upper()).exists()

    def write(self, name: str, data: bytes) -> None:
        """The file of this name holds these bytes from now on."""
        path = self.root / name
        if _holds(path, data):
            self.unchanged += 1
            return
        self._make(path.parent)
        unfinished = self.root / _UNFINISHED
        unfinished.write_bytes(data)
        unfinished.replace(path)
        self.written += 1

    def write_chunks(self, name: str, chunks: Iterable[bytes]) -> None:
        """The file of this name holds all of these from now on."""
        path = self.root / name
        self._make(path.parent)
        unfinished = self.root / _UNFINISHED
        with unfinished.open("wb") as file:
            file.writelines(chunks)
        unfinished.replace(path)
        self.written += 1

    def write_new(self, name: str, data: bytes) -> None:
        """A file in a folder that is thrown away unless all of it is written."""
        path = self.root / name
        self._make(path.parent)
        path.write_bytes(data)
        self.written += 1

    def keep(self, count: int) -> None:
        """So many files were left as they are."""
        self.unchanged += count

    def has(self, name: str, words: str) -> bool:
        """Whether a small file says these words."""
        return _holds(self.root / name, words.encode())

    def clear(self, name: str) -> None:
        """Nothing is left of a file, or of a folder and all in it."""
        path = self.root / name
        if path.is_dir():
            self.removed += sum(len(files) for _, _, files in os.walk(path))
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
            self.removed += 1
        self._made = None

    def keep_only(self, name: str, kept: Iterable[str], *, of: re.Pattern[str] = _ANY) -> None:
        """Of the files right in a folder whose names are as ``of``, only these stay."""
        folder, names = self.root / name, set(kept)
        for entry in list(folder.iterdir()) if folder.is_dir() else ():
            if entry.is_file() and entry.name not in names and of.fullmatch(entry.name):
                entry.unlink()
                self.removed += 1

    def keep_only_folders(self, name: str, kept: Iterable[str]) -> None:
        """Of the folders right in a folder, only these stay."""
        folder, names = self.root / name, set(kept)
        for entry in list(folder.iterdir()) if folder.is_dir() else ():
            if entry.is_dir() and entry.name not in names:
                self.clear(f"{name}/{entry.name}")

    def _make(self, folder: Path) -> None:
        if folder != self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made = folder


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
