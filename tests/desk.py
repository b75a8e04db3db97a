"""A small archive and small scans, made on the spot."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageDraw

from archivekit.cli import main


@dataclass
class Desk:
    """An archivist's desk: an archive, a folder of scans, a sheet, and the commands."""

    root: Path
    scans: Path

    def run(self, *arguments: object) -> Result:
        """One command on this archive."""
        return CliRunner().invoke(
            main, [*map(str, arguments), "--archive", str(self.root)], catch_exceptions=False
        )

    def json(self, *arguments: object) -> dict[str, Any]:
        """The result of a command as a program gets it."""
        done = self.run(*arguments, "--json")
        assert done.stdout, done.output
        return json.loads(done.stdout)

    def sheet(self, *rows: str, name: str = "fonds.csv", encoding: str = "cp1252") -> Path:
        """A sheet as Excel in France saves it."""
        path = self.scans.parent / name
        path.write_text("\r\n".join(rows) + "\r\n", encoding=encoding, newline="")
        return path

    def scan(self, name: str, words: str = "", size: tuple[int, int] = (120, 160)) -> Path:
        """A small picture with some words on it, in the format its name says."""
        path = self.scans / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.new("RGB", size, (231, 221, 196))
        ImageDraw.Draw(image).text((10, 10), words or name, fill=(40, 30, 20))
        image.save(path)
        return path

    def records(self) -> dict[str, dict[str, Any]]:
        """What ``archivekit list`` tells, by reference code."""
        return {record["code"]: record for record in self.json("list")["records"]}

    def state(self) -> str:
        """A digest of every file of the archive, by which any write is seen."""
        return _digest(path for path in self.root.rglob("*") if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        # SQLite's shared memory changes with readers; it holds nothing.
        if path.suffix not in {".db-shm", ".db-wal"} and path.name != ".lock":
            digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")
    scans = tmp_path / "scans"
    scans.mkdir()
    desk = Desk(tmp_path / "archive", scans)
    assert desk.run("init", "--yes").exit_code == 0
    return desk


Problem = Callable[[dict[str, Any], str], list[dict[str, Any]]]


@pytest.fixture
def told() -> Problem:
    """The problems of one kind in a result."""
    return lambda result, key: [p for p in result["problems"] if p["problem"] == key]
