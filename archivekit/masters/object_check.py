"""Checking one object against its inventory (OCFL 1.1, 3)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archivekit.errors import system_says
from archivekit.masters import layout
from archivekit.masters.inventory import (
    INVENTORY,
    MAX_BYTES,
    OBJECT_DECLARATION,
    SIDECAR,
    BadInventory,
    Inventory,
    read_checked_inventory,
)
from archivekit.masters.names import RECORD_FILE
from archivekit.problems import Place, Problems, Severity

_RECORD_BYTES = 1 << 26


def check_object(root: Path, folder: Path, problems: Problems) -> Iterator[int]:
    """Checks one object; gives the size of each content file as soon as it is read."""
    check = _ObjectCheck(root, folder, problems)
    return check.run()


class _ObjectCheck:
    def __init__(self, root: Path, folder: Path, problems: Problems) -> None:
        self._root, self._folder, self._problems = root, folder, problems
        self._code: str | None = None

    def run(self) -> Iterator[int]:
        self._check_declaration()
        inventory = self._inventory()
        if inventory is None:
            return
        self._code = _record_code(self._folder, inventory)
        if self._root / layout.object_path(inventory.object_id) != self._folder:
            self._tell("masters.other-place", self._folder, object=inventory.object_id)
        self._check_versions(inventory)
        yield from self._check_content(inventory)

    def _tell(
        self, key: str, path: Path, severity: Severity = Severity.ERROR, **values: Any
    ) -> None:
        place = Place(file=path.relative_to(self._root).as_posix(), record=self._code)
        self._problems.add(key, severity, place, **values)

    def _check_declaration(self) -> None:
        file = self._folder / OBJECT_DECLARATION
        expected = OBJECT_DECLARATION[2:].encode() + b"\n"
        if _bounded(file, len(expected) + 1) != expected:
            self._tell("masters.not-declared", file)

    def _inventory(self) -> Inventory | None:
        """The inventory at the object's root; where it is bad, the newest version's own."""
        newest = self._newest_version()
        if newest is not None and self._is_on_its_way(newest):
            self._tell("masters.unfinished", self._folder / newest.head, Severity.WARNING)
            return newest
        try:
            return read_checked_inventory(self._folder)
        except BadInventory as bad:
            self._tell(
                f"masters.{bad.reason}", self._folder / INVENTORY, Severity.ERROR, **bad.values
            )
        return newest

    def _newest_version(self) -> Inventory | None:
        """The inventory of the newest version whose own is good."""
        versions = [path for path in self._folder.glob("v*") if path.name[1:].isdecimal()]
        for version in sorted(versions, key=lambda path: int(path.name[1:]), reverse=True):
            try:
                return read_checked_inventory(version)
            except BadInventory:
                continue
        return None

    def _is_on_its_way(self, newest: Inventory) -> bool:
        """Whether a version is there whole, but not yet told of at the root: a run was killed.

        The root's two files are each still the former version's, or already the newest one's.
        """
        former = self._folder / newest.versions[-2] if len(newest.versions) > 1 else None
        if former is None:
            return False
        finished = True
        for name in (INVENTORY, SIDECAR):
            root = _bounded(self._folder / name, MAX_BYTES)
            if root == _bounded(self._folder / newest.head / name, MAX_BYTES):
                continue
            if root != _bounded(former / name, MAX_BYTES):
                return False
            finished = False
        return not finished

    def _check_versions(self, inventory: Inventory) -> None:
        """Each version's own inventory says the same as the newest (OCFL 1.1, 3.7)."""
        for version in inventory.versions:
            folder = self._folder / version
            if not folder.is_dir():
                self._tell("masters.version-missing", folder)
                continue
            try:
                own = read_checked_inventory(folder)
            except BadInventory as bad:
                self._tell(
                    f"masters.{bad.reason}", folder / INVENTORY, Severity.ERROR, **bad.values
                )
                continue
            if not _same_history(own, version, inventory):
                self._tell("masters.history-differs", folder / INVENTORY)

    def _check_content(self, inventory: Inventory) -> Iterator[int]:
        expected = dict(inventory.content_paths())
        for path, size in self._found(inventory):
            digest = expected.pop(path.relative_to(self._folder).as_posix(), None)
            if digest is None:
                self._tell("masters.extra-file", path)
            else:
                self._check_digest(path, digest)
                yield size
        for missing in expected:
            self._tell("masters.file-missing", self._folder / missing)

    def _found(self, inventory: Inventory) -> Iterator[tuple[Path, int]]:
        """The content files that are there; what else lies in the object is a problem."""
        known = _administrative(inventory)
        for below, folders, names in os.walk(self._folder):
            relative = Path(below).relative_to(self._folder)
            for name in sorted(folders + names):
                path = Path(below, name)
                if path.is_symlink() or not (path.is_file() or path.is_dir()):
                    self._tell("masters.not-a-plain-file", path)
                elif name in names and str(relative / name) not in known:
                    yield path, path.stat().st_size
            if not folders and not names:
                self._tell("masters.empty-folder", Path(below))

    def _check_digest(self, path: Path, digest: str) -> None:
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha512").hexdigest()
        except OSError as error:
            self._tell("masters.file-unreadable", path, why=system_says(error))
            return
        if found != digest:
            self._tell("masters.file-changed", path)


def _administrative(inventory: Inventory) -> set[str]:
    """The files of an object that are no content."""
    inventories = {
        f"{folder}{name}"
        for folder in ("", *(f"{version}/" for version in inventory.versions))
        for name in (INVENTORY, SIDECAR)
    }
    return inventories | {OBJECT_DECLARATION}


def _same_history(own: Inventory, version: str, newest: Inventory) -> bool:
    return own.head == version and all(
        own.document["versions"][each] == newest.document["versions"][each] for each in own.versions
    )


def _record_code(folder: Path, inventory: Inventory) -> str | None:
    """The reference code that the object's description says."""
    digest = inventory.state().get(RECORD_FILE)
    if digest is None:
        return None
    try:
        document = json.loads(_bounded(folder / inventory.content_path(digest), _RECORD_BYTES))
    except ValueError:
        return None
    code = document.get("code") if isinstance(document, dict) else None
    return code if isinstance(code, str) else None


def _bounded(path: Path, most: int) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""
