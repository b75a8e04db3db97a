"""The next version of an object, built in the workspace before anything of it is in the store."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from archivekit.errors import WrongUse
from archivekit.masters.durable import Copied, copy_with_digest, write_file
from archivekit.masters.inventory import (
    INVENTORY,
    OBJECT_DECLARATION,
    SIDECAR,
    Inventory,
    User,
    sidecar,
)
from archivekit.masters.names import ContentNames


class Draft:
    """A version in the making. ``folder`` will become its object's ``v1``, ``v2`` …"""

    def __init__(self, folder: Path, version: str, inventory: Inventory) -> None:
        self.folder = folder
        self._version = version
        self._inventory = inventory
        self._state = inventory.state() if inventory.document["versions"] else {}
        self._before = dict(self._state)
        self._added: dict[str, str] = {}
        self._names = ContentNames()
        folder.mkdir(parents=True)

    def add_file(self, logical: str, source: Path) -> Copied:
        """Takes a file; bytes that the object has are kept once."""
        incoming = self.folder / "incoming"
        copied = copy_with_digest(source, incoming)
        if self._is_known(copied.sha512):
            incoming.unlink()
        else:
            target = self.folder / self._new_content(logical, copied.sha512)
            target.parent.mkdir(parents=True, exist_ok=True)
            incoming.rename(target)
        self._state[logical] = copied.sha512
        return copied

    def add_bytes(self, logical: str, content: bytes) -> Copied:
        """Takes bytes as a file."""
        digest = hashlib.sha512(content).hexdigest()
        if not self._is_known(digest):
            target = self.folder / self._new_content(logical, digest)
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, content)
        self._state[logical] = digest
        return Copied(digest, len(content))

    def _is_known(self, digest: str) -> bool:
        return digest in self._inventory.manifest or digest in self._added

    def _new_content(self, logical: str, digest: str) -> str:
        path = f"content/{self._names.name(logical)}"
        self._added[digest] = f"{self._version}/{path}"
        return path

    @property
    def differs(self) -> bool:
        """Whether the version says anything that the one before did not."""
        return self._state != self._before

    def finish(self, *, message: str, user: User) -> Inventory:
        """Writes the inventory, then its digest."""
        _check_paths(self._state)
        inventory = self._inventory.next(
            self._state,
            self._added,
            created=dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            message=message,
            user=asdict(user),
        )
        write_inventory(self.folder, inventory)
        return inventory


def write_inventory(folder: Path, inventory: Inventory) -> None:
    """An inventory and its digest."""
    content = inventory.to_bytes()
    write_file(folder / INVENTORY, content)
    write_file(folder / SIDECAR, sidecar(content))


def write_declaration(folder: Path) -> None:
    """The file that says a folder is an OCFL object (OCFL 1.1, 3.2)."""
    write_file(folder / OBJECT_DECLARATION, OBJECT_DECLARATION[2:].encode() + b"\n")


def _check_paths(logical: Iterable[str]) -> None:
    """No file may lie where another's folder is (OCFL 1.1, 3.5.3.1)."""
    paths = set(logical)
    for path in paths:
        for parent in PurePosixPath(path).parents:
            if str(parent) in paths:
                raise WrongUse("masters.file-and-folder", name=str(parent))
