"""The storage root: made new, or checked to be one of ours (OCFL 1.1, 4)."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from archivekit.errors import NothingDone
from archivekit.masters import layout
from archivekit.masters.durable import sync_folder, sync_tree, write_file

DECLARATION = "0=ocfl_1.1"
LAYOUT_FILE = "ocfl_layout.json"
README = "README.txt"
CONFIG_FILE = f"extensions/{layout.NAME}/config.json"


def is_new(root: Path) -> bool:
    """Whether there is no storage root yet, and nothing in its place."""
    return not root.exists() or (root.is_dir() and next(root.iterdir(), None) is None)


def check_root(root: Path) -> None:
    """Raises NothingDone where a folder is no storage root, or one that others laid out."""
    declaration = root / DECLARATION
    if not declaration.is_file():
        raise NothingDone("masters.not-a-store", folder=root)
    if _json(root / LAYOUT_FILE).get("extension") != layout.NAME:
        raise NothingDone("masters.other-layout", folder=root, layout=layout.NAME)
    if _json(root / CONFIG_FILE) != layout.CONFIG:
        raise NothingDone("masters.other-layout", folder=root, layout=layout.NAME)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def create_root(root: Path, staging: Path) -> None:
    """A new storage root, built in a folder of the workspace and renamed into place."""
    built = staging / "root"
    (built / CONFIG_FILE).parent.mkdir(parents=True)
    for name, content in _root_files().items():
        write_file(built / name, content)
    sync_tree(built)
    root.parent.mkdir(parents=True, exist_ok=True)
    built.rename(root)
    sync_folder(root.parent)


def _root_files() -> dict[str, bytes]:
    description = {
        "extension": layout.NAME,
        "description": "Hashed truncated n-tuple trees with object identifier folders",
    }
    return {
        DECLARATION: b"ocfl_1.1\n",
        LAYOUT_FILE: json.dumps(description, indent=1).encode() + b"\n",
        CONFIG_FILE: json.dumps(layout.CONFIG, indent=1).encode() + b"\n",
        README: (files(__package__) / "storage_root.txt").read_bytes(),
    }
