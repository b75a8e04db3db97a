"""An empty sheet with the columns that archivekit understands."""

from __future__ import annotations

import csv
from pathlib import Path

from archivekit.errors import WrongUse
from archivekit.exchange.sheet.layout import template_columns
from archivekit.exchange.sheet.workbook import write_workbook
from archivekit.texts import language_of_the_locale


def write_template(target: Path) -> None:
    """An empty workbook, or a CSV by its suffix. Raises WrongUse where it cannot be written."""
    if not target.parent.is_dir():
        raise WrongUse("export.no-folder", folder=target.parent)
    if target.exists():
        raise WrongUse("exchange.file-there", file=target)
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise WrongUse("exchange.no-such-suffix", file=target.name)
    reader = language_of_the_locale()
    columns = template_columns(reader)
    if target.suffix.lower() == ".xlsx":
        write_workbook(target, columns, [], reader)
        return
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerow([column.text for column in columns])
