"""The store of the masters: putting files in, giving them back. Nothing in it is ever changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archivekit.errors import NothingDone, WrongUse
from archivekit.masters import layout
from archivekit.masters.draft import Draft, write_declaration, write_inventory
from archivekit.masters.durable import Copied, disk_failures
from archivekit.masters.inventory import (
    INVENTORY,
    BadInventory,
    Inventory,
    User,
    empty_inventory,
    read_checked_inventory,
    read_inventory,
)
from archivekit.masters.names import RECORD_FILE, logical_path
from archivekit.masters.root import check_root, create_root, is_new
from archivekit.masters.staging import Staging, install_object, install_version

MAX_FILES = 100_000
MAX_DESCRIPTION_BYTES = 1 << 26


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as the store has it. ``content_path`` is relative to its object."""

    sha512: str
    size: int
    content_path: str

    @property
    def version(self) -> str:
        """The version that brought these bytes."""
        return self.content_path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an object, and its files by the names they came with."""

    object_id: str
    version: str
    files: dict[str, Stored]
    changed: bool = False


class MasterStore:
    """An OCFL 1.1 storage root."""

    def __init__(self, root: Path, workspace: Path) -> None:
        self.root = root
        self._staging = Staging(workspace / "masters", root)

    @classmethod
    def open(cls, root: Path, workspace: Path) -> MasterStore:
        """The store in a folder, made new where there is none.

        ``workspace`` has to be on the same filesystem. What a killed run left is put right.
        """
        store = cls(root, workspace)
        with disk_failures(root):
            if is_new(root):
                with store._staging.writing() as staged:
                    if is_new(root):  # nobody else made it while we waited
                        create_root(root, staged)
            check_root(root)
            store._staging.recover()
        return store

    def put(
        self,
        object_id: str,
        files: Mapping[str, Path],
        description: bytes,
        message: str,
        user: User,
    ) -> Version:
        """Keeps files, by their names, and the record's description, as a version of an object.

        Nothing is written where the object has all of it. Files of the object that are not named
        stay as they are. Gives the files put, by the names given.
        """
        _check_bounds(files, description)
        with disk_failures(self.root), self._staging.writing() as staged:
            inventory = self._inventory_to_extend(object_id)
            version = f"v{int(inventory.head[1:]) + 1}"
            path = Path(layout.object_path(object_id))
            new = version == "v1"
            draft = Draft((staged / path if new else staged) / version, version, inventory)
            copied = _fill(draft, files, description)
            if draft.differs:
                inventory = draft.finish(message=message, user=user)
                if new:
                    write_declaration(staged / path)
                    write_inventory(staged / path, inventory)
                    install_object(staged, self.root, path)
                else:
                    install_version(staged, self.root / path, object_id, version)
            return _version(inventory, copied, changed=draft.differs)

    def _inventory_to_extend(self, object_id: str) -> Inventory:
        folder = self.object_folder(object_id)
        if not folder.exists():
            return empty_inventory(object_id)
        try:
            return read_checked_inventory(folder)
        except BadInventory:
            raise NothingDone("masters.damaged-object", folder=folder) from None

    def object_folder(self, object_id: str) -> Path:
        """Where an object lies, or would."""
        return self.root / layout.object_path(object_id)

    def head(self, object_id: str) -> Version | None:
        """The newest version of an object with all its files; None where there is no object."""
        folder = self.object_folder(object_id)
        if not folder.exists():
            return None
        inventory = _readable_inventory(folder)
        copied = {
            name: Copied(digest, (folder / inventory.content_path(digest)).stat().st_size)
            for name, digest in inventory.state().items()
        }
        return _version(inventory, copied)

    def read_path(self, object_id: str, name: str) -> Path:
        """Where the bytes lie of a file of an object, as its newest version has them."""
        folder = self.object_folder(object_id)
        inventory = _readable_inventory(folder)
        digest = inventory.state().get(logical_path(name))
        if digest is None:
            raise NothingDone("masters.no-such-file", object=object_id, name=name)
        return folder / inventory.content_path(digest)

    def objects(self) -> Iterator[str]:
        """The identifiers of all objects."""
        for folder in self.object_folders():
            yield layout.id_of_folder(folder.name) or _readable_inventory(folder).object_id

    def object_folders(self) -> Iterator[Path]:
        """The folders of all objects, in the order of their paths."""
        for first in _folders(self.root):
            if first.name != "extensions":
                for second in _folders(first):
                    for third in _folders(second):
                        yield from _folders(third)


def _folders(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))


def _readable_inventory(folder: Path) -> Inventory:
    try:
        return read_inventory(folder)
    except BadInventory:
        if not (folder / INVENTORY).exists():
            raise NothingDone("masters.no-object", folder=folder) from None
        raise NothingDone("masters.damaged-object", folder=folder) from None


def _check_bounds(files: Mapping[str, Path], description: bytes) -> None:
    if len(files) > MAX_FILES:
        raise WrongUse("masters.too-many-files", count=len(files), most=MAX_FILES)
    if len(description) > MAX_DESCRIPTION_BYTES:
        size = len(description)
        raise WrongUse("masters.long-description", size=size, most=MAX_DESCRIPTION_BYTES)


def _fill(draft: Draft, files: Mapping[str, Path], description: bytes) -> dict[str, Copied]:
    copied = {}
    taken = {RECORD_FILE}
    for name, source in files.items():
        logical = logical_path(name)
        if logical in taken:
            raise WrongUse("masters.reserved-name", name=name)
        taken.add(logical)
        copied[name] = draft.add_file(logical, source)
    copied[RECORD_FILE] = draft.add_bytes(RECORD_FILE, description)
    return copied


def _version(
    inventory: Inventory, copied: Mapping[str, Copied], *, changed: bool = False
) -> Version:
    files = {
        name: Stored(file.sha512, file.size, inventory.content_path(file.sha512))
        for name, file in copied.items()
    }
    return Version(inventory.object_id, inventory.head, files, changed)
