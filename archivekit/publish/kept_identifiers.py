"""The ARKs that were given, kept among the masters before an edition shows them.

Masters outlive the catalogue: made again from them, it must not give a record another ARK, nor an
ARK to another record. One object holds them all, a file for each publication that gave any.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue
from archivekit.masters import MasterStore, User

OBJECT = "info:archivekit/identifiers"
_FILE = re.compile(r"given-(\d+)\.csv")
_COLUMNS = ("ark", "uid", "about", "given_at")


def keep_identifiers(archive: Archive, catalogue: Catalogue, batch: Batch, command: str) -> None:
    """Keeps what was given since the last time; writes nothing where nothing was."""
    store = MasterStore.open(archive.masters, archive.workspace)
    head = store.head(OBJECT)
    known = max(map(_number, head.files), default=0) if head else 0
    rows = catalogue.identifiers.given_after(known)
    if not rows:
        return
    last = rows[-1][0]
    file = archive.workspace / f"given-{last:09}.csv"
    _write(file, (row[1:] for row in rows))
    try:
        user = User(batch.who, f"mailto:{archive.settings.contact}")
        # The whole is the files together; how many there are betrays a lost one.
        told = json.dumps({"identifiers": last}).encode()
        store.put(OBJECT, {file.name: file}, told, command, user)
    finally:
        file.unlink()


def _number(name: str) -> int:
    match = _FILE.fullmatch(name)
    return int(match[1]) if match else 0


def _write(file: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_COLUMNS)
        writer.writerows(rows)
