"""Writing that survives a power cut: bytes, then names, are on the disk before we go on."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Makes a file's bytes last."""
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Makes the names in a folder last."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def make_folders(path: Path) -> None:
    """A folder with those above it; each name lasts."""
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
