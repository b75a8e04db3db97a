"""Where the files of ``schemas/`` lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def schema_path(name: str) -> Path:
    """The path of a file of ``schemas/``."""
    return shipped_path("schemas") / name


def shipped_path(name: str) -> Path:
    """A file or folder that stands at the top of the project and goes into the wheel."""
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name
