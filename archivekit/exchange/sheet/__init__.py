"""The archivist's spreadsheet: CSV, XLSX or ODS, read with no option to set."""

from archivekit.exchange.sheet.read import read_sheet
from archivekit.exchange.sheet.row import Row, Sheet

__all__ = ["Row", "Sheet", "read_sheet"]
