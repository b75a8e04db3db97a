"""Checking the masters: every byte read again, every digest compared, nothing missing or extra.

Owns the whole store's check; one object's is in :mod:`archivekit.masters.object_check`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archivekit.errors import NothingDone
from archivekit.masters.inventory import OBJECT_DECLARATION
from archivekit.masters.object_check import check_object
from archivekit.masters.root import check_root
from archivekit.masters.store import MasterStore
from archivekit.problems import Place, Problems, Severity
from archivekit.progress import Step


@dataclass(slots=True)
class Verified:
    """What was read."""

    objects: int = 0
    files: int = 0
    bytes: int = 0


def verify(store: MasterStore, problems: Problems, progress: Step | None = None) -> Verified:
    """Reads the whole store again; what is wrong goes to the problems, none is passed over."""
    try:
        check_root(store.root)
    except NothingDone as error:
        problems.add(error.key, Severity.ERROR, Place(file=str(store.root)), **error.values)
    if progress is not None:
        progress.total(_bytes_below(store.root))
    verified = Verified()
    for folder in _objects(store.root, problems):
        verified.objects += 1
        for size in check_object(store.root, folder, problems):
            verified.files += 1
            verified.bytes += size
            if progress is not None:
                progress.advance(size)
    return verified


def _bytes_below(folder: Path) -> int:
    """The size of all content files."""
    return sum(
        Path(below, name).lstat().st_size
        for below, _, names in os.walk(folder)
        if "/content" in below
        for name in names
    )


def _objects(root: Path, problems: Problems) -> Iterator[Path]:
    """The folders of objects; what is neither one nor above one is a problem (OCFL 1.1, 4.1)."""
    for first in _subfolders(root, root, problems, files_allowed=True):
        if first.name != "extensions":
            for second in _subfolders(root, first, problems):
                for third in _subfolders(root, second, problems):
                    yield from _subfolders(root, third, problems)


def _subfolders(
    root: Path, folder: Path, problems: Problems, *, files_allowed: bool = False
) -> list[Path]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    folders = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    if not files_allowed:
        if not entries:
            problems.add("masters.empty-folder", place=_place(root, folder))
        if (folder / OBJECT_DECLARATION).exists():
            problems.add("masters.object-out-of-place", place=_place(root, folder))
            return []
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                problems.add("masters.stray-file", place=_place(root, Path(entry.path)))
    return folders


def _place(root: Path, path: Path) -> Place:
    return Place(file=path.relative_to(root).as_posix())
