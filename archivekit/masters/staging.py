"""The workspace: where versions are built, and what an interrupted run left there.

One writer at a time. What lies here while nobody writes was left by a run that was killed, so it
is finished or cleared away before anything new is built.
"""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivekit.masters import layout
from archivekit.masters.durable import remove_tree, sync_folder, sync_tree, write_file
from archivekit.masters.inventory import (
    INVENTORY,
    SIDECAR,
    BadInventory,
    read_checked_inventory,
)

_LOCK = ".lock"
_PREFIX = "put-"

OBJECT_ID = "object-id"
"""Names, beside a version on its way in, the object that it is for."""


class Staging:
    """The part of the workspace that belongs to the masters."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder
        self._root = root

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """A new empty folder to build in, while nobody else writes.

        Where an error comes through it stays, to be finished or cleared by whoever writes next;
        where there is time for that, at once.
        """
        with self._locked():
            self._recover()
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._folder))
            try:
                yield folder
            except BaseException:
                self._settle(folder)
                raise
            remove_tree(folder)

    def recover(self) -> None:
        """Finishes or clears what a killed run left."""
        if self._folder.is_dir() and self._left_over():
            with self._locked():
                self._recover()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _left_over(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.name.startswith(_PREFIX)]

    def _recover(self) -> None:
        for folder in self._left_over():
            self._settle(folder)

    def _settle(self, folder: Path) -> None:
        """Finishes the version that was on its way in, where its renaming had begun."""
        note = folder / OBJECT_ID
        if note.is_file():
            finish_version(self._root / layout.object_path(note.read_text()), folder)
        remove_tree(folder)


def install_object(staged: Path, root: Path, path: Path) -> None:
    """Puts a new object in its place by one rename. ``path`` is relative to both folders.

    The topmost folder that is missing is what is renamed, so that no empty one is ever seen
    (OCFL 1.1, 4.1).
    """
    parts = path.parts
    sync_tree(staged / parts[0])
    depth = next(n for n in range(1, len(parts) + 1) if not Path(root, *parts[:n]).exists())
    Path(staged, *parts[:depth]).rename(Path(root, *parts[:depth]))
    sync_folder(Path(root, *parts[: depth - 1]))


def install_version(staged: Path, target: Path, object_id: str, version: str) -> None:
    """Puts a new version of an object in its place.

    One rename brings the version whole. The copies of its inventory at the object's root follow;
    killed before they are there, `finish_version` makes them from the version's own.
    """
    write_file(staged / OBJECT_ID, object_id.encode())
    _copy_inventory(staged / version, staged)
    sync_tree(staged)
    sync_folder(staged.parent)
    (staged / version).rename(target / version)
    sync_folder(target)
    _replace_inventory(staged, target)


def finish_version(target: Path, staged: Path) -> None:
    """Makes an object's root inventory the one of its newest version, where it is not."""
    version = _newest_version(target)
    if version is None:
        return
    try:
        read_checked_inventory(target / version)
    except BadInventory:
        return  # not left by us: for `verify` to tell
    if any(
        (target / name).read_bytes() != (target / version / name).read_bytes()
        for name in (INVENTORY, SIDECAR)
    ):
        _copy_inventory(target / version, staged)
        sync_tree(staged)
        _replace_inventory(staged, target)


def _copy_inventory(source: Path, target: Path) -> None:
    for name in (INVENTORY, SIDECAR):
        (target / name).unlink(missing_ok=True)
        write_file(target / name, (source / name).read_bytes())


def _replace_inventory(staged: Path, target: Path) -> None:
    for name in (INVENTORY, SIDECAR):
        (staged / name).replace(target / name)
    sync_folder(target)


def _newest_version(target: Path) -> str | None:
    if not target.is_dir():
        return None
    numbers = [
        int(path.name[1:])
        for path in target.iterdir()
        if path.name[:1] == "v" and path.name[1:].isdecimal()
    ]
    return f"v{max(numbers)}" if numbers else None
