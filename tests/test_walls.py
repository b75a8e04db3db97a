"""The walls of the house: which room may import which, and which library lives where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "archivekit"

# What any room may use: errors, problems, progress, texts, where the schemas lie, checked TOML.
BASE = {"", "errors", "problems", "progress", "texts", "schemas_folder", "checked_toml"}
# The archive folder and its settings: for those who work on an archive, never for the site.
ARCHIVE = {"archive", "settings"}

ALLOWED = {
    "description": set[str](),
    "masters": {"description"},
    "images": {"description"},
    "recordings": {"description", "images"},
    "edition": {"description"},
    "catalogue": {"description"},
    "exchange": {"description", "oai"},
    "oai": {"description", "edition", "images"},
    "iiif": {"description", "edition", "images"},
    "site": {"description", "edition", "images", "iiif", "oai", "exchange"},
    "static_site": {"description", "edition", "images", "iiif", "site"},
    "leaving": {"description", "catalogue"},
    "export": {"description", "catalogue", "exchange", "leaving", "oai", "iiif", *ARCHIVE},
    "ingest": {"description", "catalogue", "masters", "images", "recordings", "exchange", *ARCHIVE},
    "harvest": {"description", "catalogue", "masters", "exchange", *ARCHIVE},
    "publish": {
        *{"description", "catalogue", "masters", "images", "edition", "exchange", "iiif", "oai"},
        "leaving",
        *ARCHIVE,
    },
}
ROOMS = {*ALLOWED, "cli"}
NEVER_SERVED = {
    *{"catalogue", "masters", "ingest", "harvest", "leaving", "export", "publish", "cli"},
    *ARCHIVE,
}
WRITERS = [
    *("archivekit.oai.oai_dc", "archivekit.oai.oai_qdc", "archivekit.oai.edm"),
    *("archivekit.oai.profiles", "archivekit.iiif.manifest"),
]

LIBRARIES = {
    "sqlite_utils": {"catalogue", "publish"},
    "datasette": {"site"},
    "sickle": {"harvest"},
    "requests": {"harvest"},
    "click": {"cli"},
    "rich": {"cli"},
    "pyvips": {"images"},
    "av": {"recordings"},
}


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def room_of(module: str) -> str:
    """``archivekit.site.asgi`` is in ``site``; ``archivekit.errors`` is called ``errors``."""
    return [*module.split("."), ""][1]


@cache
def imports_of(module: str) -> frozenset[str]:
    """All modules that one names, inside functions too; ours by their whole names."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    return frozenset(_named(tree))


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            base = node.module or ""
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner in modules() else base


def ours(module: str) -> set[str]:
    """Our modules that importing one brings in at once, packages' ``__init__`` included."""
    found = set()
    for name in imports_of(module):
        if name.split(".")[0] == "archivekit":
            parts = name.split(".")
            found |= {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return found & set(modules())


def reached_from(start: str) -> set[str]:
    """Our modules that importing one brings in, however far."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting.extend(ours(module))
    return seen


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    for module in modules():
        if room_of(module) == room:
            strangers = {room_of(name) for name in ours(module)} - BASE - ALLOWED[room] - {room}
            assert not strangers, f"{module} imports {sorted(strangers)}"


def test_every_package_is_a_room_of_the_design() -> None:
    folders = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert folders - {"texts"} == ROOMS


def test_nobody_imports_the_commands() -> None:
    for module in modules():
        if room_of(module) != "cli":
            assert "cli" not in {room_of(name) for name in ours(module)}, module


@pytest.mark.parametrize("room", ["site", "static_site", "iiif", "oai", "edition", "images"])
def test_what_serves_the_public_never_reaches_what_is_private(room: str) -> None:
    for module in modules():
        if room_of(module) == room:
            private = {name for name in reached_from(module) if room_of(name) in NEVER_SERVED}
            assert not private, f"{module} reaches {sorted(private)}"


@pytest.mark.parametrize("writer", WRITERS)
def test_writers_reach_nothing_but_the_description(writer: str) -> None:
    rooms = {room_of(name) for name in reached_from(writer) if name != writer}
    assert rooms - BASE - {room_of(writer)} <= {"description"}
    same = {name for name in reached_from(writer) if room_of(name) == room_of(writer)}
    assert not {room_of(far) for name in same for far in ours(name)} & {"edition", "images"}


def test_what_goes_in_and_out_reaches_no_edition_through_the_writers() -> None:
    for module in modules():
        if room_of(module) == "exchange":
            rooms = {room_of(name) for name in reached_from(module)}
            assert not rooms & {"edition", "images"}, module


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_lives_in_its_rooms(library: str) -> None:
    users = {module for module in modules() if _uses(module, library)}
    assert users, f"nothing uses {library}"
    assert {room_of(module) for module in users} <= LIBRARIES[library], sorted(users)


def _uses(module: str, library: str) -> bool:
    return any(name.split(".")[0] == library for name in imports_of(module))
