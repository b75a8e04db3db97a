"""How long ``archivekit check`` takes for a sheet of 5,000 rows, as a person waits for it.

    python benchmarks/check_sheet.py [--rows 5000]

Makes a CSV and an XLSX of an invented fonds, with the faults that real sheets have, and times the
whole process. The goal is under 2 s. With ``ARCHIVEKIT_CORPUS`` (or ``../shared/corpus`` beside
the checkout) every file of its ``csv`` folder is checked too.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

PROJECT = Path(__file__).resolve().parent.parent
HEADINGS = [
    *("cote", "cote parente", "niveau", "intitulé", "dates extrêmes", "présentation du contenu"),
    *("producteur", "personnes", "importance matérielle", "mots-matière", "typologie", "lieu"),
    *("langue", "licence", "communicabilité", "nom de fichier", "notes internes", "publié"),
    *("date début", "date fin", "salle"),
]
DATES = ["1936", "12 mai 1936", "1914-1918", "vers 1936", "janv-16", "s.d.", "15 nivôse an II"]
ACCESS = ["libre", "50 ans", "communicable en 2041", "selon la loi", ""]


def row(number: int) -> list[str]:
    """A row of an invented fonds."""
    date = DATES[number % len(DATES)]
    return [
        f"2 J {number}",
        "2 J 0" if number else "",
        "dossier" if number % 50 else "dosier",
        f"Dossier de naturalisation n° {number}" if number % 40 else "AFFICHE DE LA VILLE",
        date,
        f"Demande, pièces d'état civil, enquête de police ; avis du préfet ({number}).",
        "Préfecture du Doubs",
        f"Personne {number} ; Famille {number % 300} ;",
        "1 dossier",
        "immigration ; naturalisation",
        "dossier",
        "Valmont (Doubs, France ; commune)",
        "français" if number % 90 else "francais, italein",
        "Licence Ouverte" if number % 70 else "Licence Ouvrte",
        ACCESS[number % len(ACCESS)],
        f"AMV_2J{number}_*.jpg",
        "à revoir",
        "oui",
        "1936" if date == "1936" else "",
        "1937" if date == "1936" else "",
        f"salle {number % 4}",
    ]


def write_csv(path: Path, rows: int) -> None:
    """The fonds as Excel in France saves it."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(row(number) for number in range(rows))


def write_xlsx(path: Path, rows: int) -> None:
    """The same as a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Fonds")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(rows):
            for column, cell in enumerate(row(number)):
                sheet.write_string(number + 1, column, cell)


def timed(*arguments: object) -> tuple[float, int]:
    """Seconds that one command takes, and its exit code."""
    command = [sys.executable, str(PROJECT / "cli.py"), *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    return time.perf_counter() - started, done.returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        nowhere = Path(folder) / "archive"
        for name, write in (("fonds.csv", write_csv), ("fonds.xlsx", write_xlsx)):
            sheet = Path(folder) / name
            write(sheet, rows)
            times = [timed("check", sheet, "--archive", nowhere)[0] for _ in range(3)]
            copy = sheet.with_stem("copy")
            annotated, _ = timed("check", sheet, "--archive", nowhere, "--annotate", copy)
            print(f"{name}: {rows} rows, {min(times):.2f} s; annotated {annotated:.2f} s")
        corpus = Path(os.environ.get("ARCHIVEKIT_CORPUS", PROJECT.parent / "shared" / "corpus"))
        for sheet in sorted((corpus / "csv").glob("*")):
            seconds, code = timed("check", sheet, "--archive", nowhere)
            print(f"{sheet.name}: {seconds:.2f} s, exit code {code}")


if __name__ == "__main__":
    main()
