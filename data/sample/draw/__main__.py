"""Draws the sample fonds anew: ``python data/sample/draw [FOLDER]`` (default: data/sample).

The same fonts and the same versions of Pillow, NumPy and pikepdf give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import bell
import box
import convocation
import files
import fonds
import form
import italian_letter
import medical_file
import photograph
import plan
import poster
import register
import report
import typed_letter

PREFIX = "AMV"  # Archives municipales de Valmont


def draw(folder: Path) -> None:
    """The whole sample into a folder."""
    scans = folder / "scans"
    (scans / "registre").mkdir(parents=True, exist_ok=True)
    fonds.write(folder / "fonds.csv")
    _police(scans)
    _work(scans)
    files.jpeg(scans / "IMG_20190620_122100.jpg", box.photograph(), quality=55)


def _police(scans: Path) -> None:
    files.jpeg(scans / "registre" / f"{PREFIX}_7J1-1_01.jpg", register.cover())
    for number in (2, 3, 4, 5, 7, 8, 9, 10):  # page 6 was never scanned
        files.jpeg(scans / "registre" / f"{PREFIX}_7J1-1_{number:02}.jpg", register.page(number))
    files.palette_png(scans / f"{PREFIX}_7J1-2.png", poster.page())
    files.one_bit_tiff(scans / f"{PREFIX}_7J1-3.tif", form.pages())
    for number, page in enumerate(medical_file.pages(), start=1):
        file = scans / f"{PREFIX}_7J1-4_ornithorynque_{number:02}.jpg"
        files.jpeg(file, page, described="quetzalcoatl-garance", xmp="tombouctou-améthyste")


def _work(scans: Path) -> None:
    files.jpeg_tiff(scans / "lettres manufacture.tif", typed_letter.pages())
    for side, page in zip("rv", italian_letter.pages(), strict=True):
        files.jpeg(scans / f"{PREFIX}_7J2-2_1{side}.jpg", page)
    files.jpeg_2000(scans / f"{PREFIX}_7J2-3.jp2", plan.page())
    _photographs(scans)
    for number, page in enumerate(convocation.pages(), start=1):
        files.jpeg(scans / f"{PREFIX}_7J2-5_{number:02}.jpg", page)
    report.write(scans / "Rapport moral 1971-1974.pdf")
    bell.write(scans / f"{PREFIX}_7J2-7.wav")


def _photographs(scans: Path) -> None:
    files.jpeg(scans / f"{PREFIX}_7J2-4_01.jpg", photograph.factory())
    files.jpeg(scans / f"{PREFIX}_7J2-4_02.jpg", photograph.estate(), turned=6)
    files.jpeg(scans / f"{PREFIX}_7J2-4_03.jpg", photograph.group())
    files.deep_tiff(scans / f"{PREFIX}_7J2-4_04.tif", photograph.arrival())
    files.cut_jpeg(scans / f"{PREFIX}_7J2-4_05.jpg", photograph.portrait())


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    draw(target)
    print(f"Drawn in {target}")
