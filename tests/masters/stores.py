"""Stores to try things on, and a second opinion on them from an independent OCFL validator."""

from __future__ import annotations

from pathlib import Path

from ocfl.storage_root import StorageRoot

from archivekit.masters import MasterStore, User, Version, verify
from archivekit.problems import Problems

USER = User("claire", "mailto:claire@example.org")
OBJECT = "urn:uuid:0f1d7a52-9a42-5d55-8f6e-5b0b7cf0a001"


def open_store(folder: Path) -> MasterStore:
    return MasterStore.open(folder / "masters", folder / ".workspace")


def received(folder: Path, **contents: bytes) -> dict[str, Path]:
    """Files as received: ``a=b"…"`` is ``a.tif``."""
    sources = {f"{name}.tif": folder / f"{name}.received" for name in contents}
    for source, content in zip(sources.values(), contents.values(), strict=True):
        source.write_bytes(content)
    return sources


def put(store: MasterStore, folder: Path, **contents: bytes) -> Version:
    """Puts files of these contents; ``record`` is the description."""
    record = contents.pop("record", b'{"code": "2 J 87"}')
    sources = received(folder, **contents)
    return store.put(OBJECT, sources, record, "archivekit ingest", USER)


def found_by_verify(store: MasterStore) -> list[tuple[str, str | None]]:
    problems = Problems()
    verify(store, problems)
    return [(problem.key.removeprefix("masters."), problem.place.file) for problem in problems]


def found_by_ocfl_py(root: Path) -> list[object]:
    """Every error and warning of ocfl-py on the whole storage root."""
    validator = StorageRoot(str(root))
    valid = validator.validate(log_warnings=True)
    problems = [*validator.errors, *validator.log.messages]
    return problems if problems or valid else ["invalid"]
