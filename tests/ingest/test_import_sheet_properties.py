"""Whatever a record says: exported, untouched, taken in again, nothing of it changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "exchange"))
from leaving_records import INSTITUTION, descriptions, outgoing

from archivekit.description.record import Description
from archivekit.exchange.sheet import read_sheet
from archivekit.exchange.sheet.writing import write_csv, write_xlsx
from archivekit.ingest.cell_edits import edited
from archivekit.problems import Problems


@pytest.mark.parametrize("name", ["fonds.csv", "fonds.xlsx"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=descriptions("F 1"), other=descriptions("F 2"))
def test_an_untouched_export_changes_nothing(
    tmp_path: Path, name: str, one: Description, other: Description
) -> None:
    write = write_csv if name.endswith("csv") else write_xlsx
    write(outgoing([one, other]), INSTITUTION, tmp_path / name, Problems())
    sheet = read_sheet(tmp_path / name, Problems())
    for before, row in zip([one, other], sheet, strict=True):
        assert not [
            (edit.heading, edit.was, edit.is_) for edit in edited(before, row, sheet.header, "en")
        ]
