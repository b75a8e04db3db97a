"""A folder of CSV as FranceArchives takes it in."""

from __future__ import annotations

import csv
from pathlib import Path


def as_francearchives(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The folder by the rules of its importer: titles of files, then their rows."""
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as opened:
        listed = list(csv.DictReader(opened))
    found = {}
    for entry in listed:
        assert entry["titre"]
        with (folder / entry["identifiant_fichier"]).open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            assert len(row) == 18
            assert None not in row
            assert row["identifiant_cote"]
            assert row["titre"]
            assert all(row[it] == "" or row[it].isdigit() for it in ("date1", "date2"))
        found[entry["identifiant_fichier"]] = rows
    return found
