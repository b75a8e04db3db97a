"""The edition's images: access copies brought into it, and taken out when nobody names them.

Before the swap images are only added, after it only removed: whichever edition is current has all
that it names.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from archivekit.description.addresses import image_path, recording_path
from archivekit.publish.durable import sync_file, sync_folder

# Another filesystem, one without hard links, or a file that has too many.
_NOT_LINKED = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP}
_PART = ".part"


class EditionImages:
    """The folder of the edition's images, while an edition is made."""

    def __init__(self, access: Path, public: Path) -> None:
        self._access = access
        self._public = public
        self._there = {file.name: file.parent for file in _files(public)}
        self._named: set[str] = set()
        self._touched: set[Path] = set()
        self.added = 0
        self.removed = 0

    def is_at_hand(self, key: str, media_type: str = "") -> bool:
        """Whether the access copy of a key is in the edition, or could be brought into it.

        ``media_type``: of a recording.
        """
        source = _path(self._access, key, media_type)
        return source.name in self._there or source.is_file()

    def bring(self, key: str, media_type: str = "") -> bool:
        """Brings the access copy of a key into the edition; False where there is none to bring."""
        target = _path(self._public, key, media_type)
        if target.name not in self._there:
            self._make_folder(target.parent)
            if not self._link(_path(self._access, key, media_type), target):
                return False
            self._there[target.name] = target.parent
            self._touched.add(target.parent)
            self.added += 1
        self._named.add(target.name)
        return True

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir()
            self._touched.add(folder.parent)

    def _link(self, source: Path, target: Path) -> bool:
        try:
            os.link(source, target)
        except FileNotFoundError:
            return False
        except FileExistsError:
            pass
        except OSError as error:
            if error.errno not in _NOT_LINKED:
                raise
            _copy(source, target)
        return True

    def sync(self) -> None:
        """Makes what was brought last: at the end, when the first sync does most for the others."""
        for folder in self._touched:
            sync_folder(folder)
        self._touched.clear()

    def remove_the_rest(self) -> None:
        """Takes out all that the edition does not name, and what a killed run left behind."""
        for name, folder in self._there.items():
            if name not in self._named:
                (folder / name).unlink(missing_ok=True)
                self.removed += 1
        for at, _, _ in os.walk(self._public, topdown=False):
            if Path(at) != self._public:
                with suppress(OSError):  # there is something in it
                    Path(at).rmdir()


def _path(root: Path, key: str, media_type: str) -> Path:
    return recording_path(root, key, media_type) if media_type else image_path(root, key)


def _files(folder: Path) -> list[Path]:
    return [Path(at, name) for at, _, names in os.walk(folder) for name in names]


def _copy(source: Path, target: Path) -> None:
    part = target.with_suffix(_PART)
    shutil.copyfile(source, part)
    sync_file(part)
    part.replace(target)
