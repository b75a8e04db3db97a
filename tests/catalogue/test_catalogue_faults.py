"""A full disk, a foreign file, a second command: told plainly, and the catalogue is whole."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from shelves import Shelf

from archivekit.catalogue import BatchState, Catalogue, hold, undo
from archivekit.errors import ArchivekitError, Interrupted, NothingDone


def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_bytes(b"not a database at all, only some text" * 40)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table cats (name)")
    other.close()
    for name in ("text.db", "other.db"):
        with pytest.raises(NothingDone, match="not an archivekit catalogue"):
            Catalogue.open(tmp_path / name)


def test_a_catalogue_of_a_newer_archivekit_is_refused(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "catalogue.db") as catalogue:
        catalogue.database.execute("pragma user_version = 99")
    with pytest.raises(NothingDone, match="99"):
        Catalogue.open(tmp_path / "catalogue.db")


@pytest.mark.parametrize("path", [".", "no/folder/catalogue.db"])
def test_a_path_that_cannot_be_opened_is_told(tmp_path: Path, path: str) -> None:
    with pytest.raises(NothingDone, match="cannot be opened"):
        Catalogue.open(tmp_path / path)


def test_a_damaged_catalogue_is_told(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.db"
    with Catalogue.open(file) as catalogue:
        catalogue.database.execute("pragma wal_checkpoint(truncate)")
    content = bytearray(file.read_bytes())
    content[100:4096] = os.urandom(3996)
    file.write_bytes(content)
    with pytest.raises(NothingDone, match="damaged"):
        Catalogue.open(file)


def test_a_full_disk_ends_the_command_and_keeps_what_was_done(
    catalogue: Catalogue, shelf: Shelf
) -> None:
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "1")
    size = catalogue.database.execute("pragma page_count").fetchone()[0]
    catalogue.database.execute(f"pragma max_page_count = {size + 4}")

    def fill() -> None:
        with catalogue.batch("ingest", "x") as batch:
            for number in range(2, 500):
                with batch.transaction():
                    shelf.record(batch, str(number))

    with pytest.raises(Interrupted, match="full"):
        fill()
    kept = catalogue.records.count()
    assert 1 <= kept < 499
    catalogue.database.execute("pragma max_page_count = 1000000")
    with catalogue.batch("ingest", "x") as batch:
        shelf.record(batch, "500")
    assert catalogue.records.count() == kept + 1
    assert [each.state for each in catalogue.batches.list()][:2] == [
        BatchState.DONE,
        BatchState.INTERRUPTED,
    ]


def test_a_catalogue_that_cannot_be_written_is_told(catalogue: Catalogue) -> None:
    catalogue.database.execute("pragma query_only = on")
    with pytest.raises(NothingDone, match="cannot be written"), catalogue.batch("edit", "x"):
        pass


_INGEST = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from shelves import Shelf
from archivekit.catalogue import Catalogue
with Catalogue.open(Path(sys.argv[1])) as catalogue:
    with catalogue.batch("ingest", "killed") as batch:
        for number in range(1000):
            with batch.transaction():
                if catalogue.records.find(f"A {number}") is None:
                    record = Shelf(catalogue).record(batch, f"A {number}")
                    Shelf(catalogue).file(batch, record)
            print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0, 7, 40])
def test_a_command_killed_leaves_a_catalogue_that_the_next_one_goes_on_with(
    tmp_path: Path, after: int
) -> None:
    file = tmp_path / "catalogue.db"
    here = str(Path(__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", _INGEST, file, here], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) == after:
                child.send_signal(signal.SIGKILL)
                break
    with Catalogue.open(file) as catalogue:
        kept = catalogue.records.count()
        assert kept > after
        assert catalogue.database.table("files").count == kept
        assert catalogue.database.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert catalogue.batches.list()[0].state is BatchState.OPEN
        with catalogue.batch("ingest", "again") as batch:
            Shelf(catalogue).record(batch, "B")
        killed = catalogue.batches.list()[1]
        assert (killed.state, killed.changes) == (BatchState.INTERRUPTED, 2 * kept)
        undo(catalogue, killed.id)
        assert [record.code for record in catalogue.records.walk()] == ["B"]


_HOLD = """
import sys
from pathlib import Path
from archivekit.catalogue import hold
with hold(Path(sys.argv[1]), "archivekit ingest scans"):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(root: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLD, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_command_is_told_who_holds_the_archive(tmp_path: Path) -> None:
    with _holder(tmp_path) as child:
        with (
            pytest.raises(NothingDone, match="archivekit ingest scans") as told,
            hold(tmp_path, "archivekit publish", wait_seconds=0),
        ):
            pass
        assert told.value.values["pid"] == child.pid
        child.kill()
    with hold(tmp_path, "archivekit publish", wait_seconds=0):
        assert json.loads((tmp_path / ".lock").read_bytes())["command"] == "archivekit publish"


def test_a_second_command_waits_for_the_first(tmp_path: Path) -> None:
    with _holder(tmp_path) as child:
        assert child.stdin is not None
        child.stdin.close()
        with hold(tmp_path, "archivekit publish", wait_seconds=20):
            pass


def test_an_archive_that_cannot_be_locked_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(ArchivekitError, match="cannot be locked"),
        hold(tmp_path / "nowhere", "archivekit publish"),
    ):
        pass
