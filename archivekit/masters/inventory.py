"""The inventory of an OCFL object: all its versions, files and digests (OCFL 1.1, 3.5)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivekit.errors import system_says

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
OBJECT_DECLARATION = "0=ocfl_object_1.1"

_TYPE = "https://ocfl.io/1.1/spec/#inventory"
_DIGEST = re.compile(r"[0-9a-f]{128}")
_VERSION = re.compile(r"v[1-9][0-9]{0,5}")

MAX_BYTES = 1 << 28


class BadInventory(ValueError):
    """An inventory that cannot be used; ``reason`` is the name of a text of this room."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class User:
    """Who made a version: a name, and an address that is a URI (``mailto:…``)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """An object's identifier, its newest version, and the JSON document itself."""

    object_id: str
    head: str
    document: dict[str, Any]

    @property
    def versions(self) -> list[str]:
        """The names of the versions, oldest first."""
        return [f"v{number}" for number in range(1, int(self.head[1:]) + 1)]

    @property
    def manifest(self) -> dict[str, list[str]]:
        """Content paths by digest."""
        found: dict[str, list[str]] = self.document["manifest"]
        return found

    def state(self, version: str | None = None) -> dict[str, str]:
        """Digests by logical path, in a version (the newest by default)."""
        state = self.document["versions"][version or self.head]["state"]
        return {logical: digest for digest, names in state.items() for logical in names}

    def content_paths(self) -> Iterator[tuple[str, str]]:
        """Every content path with its digest."""
        for digest, paths in self.manifest.items():
            for path in paths:
                yield path, digest

    def content_path(self, digest: str) -> str:
        """Where the bytes of a digest lie, relative to the object."""
        return self.manifest[digest][0]

    def next(
        self,
        state: Mapping[str, str],
        added: Mapping[str, str],
        **about: object,
    ) -> Inventory:
        """The inventory with one version more. ``added``: content paths of new digests."""
        version = f"v{int(self.head[1:]) + 1}"
        manifest = self.manifest | {digest: [path] for digest, path in added.items()}
        versions = self.document["versions"] | {version: {**about, "state": _by_digest(state)}}
        document = self.document | {"head": version, "manifest": manifest, "versions": versions}
        return Inventory(self.object_id, version, document)

    def to_bytes(self) -> bytes:
        """The bytes of ``inventory.json``."""
        return json.dumps(self.document, ensure_ascii=False, indent=1).encode()


def empty_inventory(object_id: str) -> Inventory:
    """An inventory before its first version."""
    document = {
        "id": object_id,
        "type": _TYPE,
        "digestAlgorithm": "sha512",
        "head": "v0",
        "contentDirectory": "content",
        "manifest": {},
        "versions": {},
    }
    return Inventory(object_id, "v0", document)


def _by_digest(state: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for logical in sorted(state):
        found.setdefault(state[logical], []).append(logical)
    return found


def sidecar(content: bytes) -> bytes:
    """The bytes of ``inventory.json.sha512`` (OCFL 1.1, 3.6)."""
    return f"{hashlib.sha512(content).hexdigest()} {INVENTORY}\n".encode()


def read_inventory(folder: Path) -> Inventory:
    """The inventory of an object's root or of one of its versions. Raises BadInventory."""
    return parse_inventory(_read_bounded(folder / INVENTORY))


def read_checked_inventory(folder: Path) -> Inventory:
    """The same, its digest compared with the sidecar's."""
    content = _read_bounded(folder / INVENTORY)
    said = _read_bounded(folder / SIDECAR).split()
    if said[:1] != [hashlib.sha512(content).hexdigest().encode()]:
        raise BadInventory("inventory-changed")
    return parse_inventory(content)


def _read_bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInventory("inventory-unreadable", why=system_says(error)) from None
    if len(content) > MAX_BYTES:
        raise BadInventory("inventory-too-large", most=MAX_BYTES)
    return content


def parse_inventory(content: bytes) -> Inventory:
    """An inventory whose every path stays inside its object. Raises BadInventory."""
    try:
        document = json.loads(content)
        inventory = Inventory(document["id"], document["head"], document)
        _check(inventory)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, BadInventory):
            raise
        raise BadInventory("inventory-malformed") from None
    return inventory


def _check(inventory: Inventory) -> None:
    document = inventory.document
    if document["digestAlgorithm"] != "sha512" or not _VERSION.fullmatch(inventory.head):
        raise BadInventory("inventory-malformed")
    if set(document["versions"]) != set(inventory.versions):
        raise BadInventory("inventory-malformed")
    for path, digest in inventory.content_paths():
        if not _DIGEST.fullmatch(digest) or not _stays_inside(path, inventory):
            raise BadInventory("inventory-malformed")
    for version in inventory.versions:
        if not all(digest in inventory.manifest for digest in inventory.state(version).values()):
            raise BadInventory("inventory-malformed")


def _stays_inside(path: str, inventory: Inventory) -> bool:
    """OCFL 1.1, 3.5.2: no content path leads out of its version's content folder."""
    version, content, *rest = path.split("/")
    return (
        _VERSION.fullmatch(version) is not None
        and int(version[1:]) <= int(inventory.head[1:])
        and content == inventory.document.get("contentDirectory", "content")
        and bool(rest)
        and all(part not in ("", ".", "..") and "\0" not in part for part in rest)
    )
