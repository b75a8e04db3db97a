"""What a file is, by its content: its PRONOM identifier, from Siegfried's signatures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pygfried import Scanner

UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. ``puid`` is UNKNOWN where PRONOM has no signature that fits.

    A broken end makes a JPEG, a PNG or a PDF unknown: their signatures have a last part.
    ``basis`` says what it was known by, ``warning`` what is doubtful, in Siegfried's words.
    """

    puid: str
    name: str = ""
    mime: str = ""
    basis: str = ""
    warning: str = ""

    @property
    def known(self) -> bool:
        """Whether PRONOM has it."""
        return self.puid != UNKNOWN


class Formats:
    """Tells formats. One is kept for all files: its signatures take time to load."""

    def __init__(self) -> None:
        self._scanner = Scanner()

    def identify(self, paths: Sequence[Path]) -> list[Format]:
        """The format of each file, in the order given."""
        with tempfile.TemporaryDirectory() as folder:
            names = [_utf8_name(path, Path(folder), n) for n, path in enumerate(paths)]
            found = self._scanner.identify_many(names, workers=os.cpu_count() or 1)
        return [_format(file) for file in found["files"]]


def _utf8_name(path: Path, folder: Path, number: int) -> str:
    """The name of a file; one whose bytes are no UTF-8 is reached by a link that is."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        link = folder / f"{number}{os.fsencode(path.suffix).decode(errors='replace')}"
        link.symlink_to(path.absolute())
        return str(link)
    return str(path)


def _format(file: Any) -> Format:
    """The first match that says most. What was known by its name alone is not known."""
    for match in file["matches"]:
        if match["id"] != UNKNOWN and "byte match" in match["basis"]:
            name = " ".join(part for part in (match["format"], match["version"]) if part)
            return Format(match["id"], name, match["mime"], match["basis"], match["warning"])
    warning = next((match["warning"] for match in file["matches"]), "")
    return Format(UNKNOWN, warning=file["errors"] or warning)
