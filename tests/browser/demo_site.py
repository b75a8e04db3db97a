"""Where the served demo is, and its records."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Demo:
    """The demo's site and its archive."""

    url: str
    archive: Path

    def address(self, code: str) -> str:
        """The address of a published record."""
        file = self.archive / "public" / "public.db"
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            (ark,) = db.execute("select ark from records where code = ?", [code]).fetchone()
        db.close()
        return f"{self.url}/{ark}"
