"""An ingest stopped at any moment, a full disk, two at once: nothing lost, nothing half done."""

import os
import subprocess
import sys

import pytest

from archivekit.catalogue import hold

HEAD = "cote;cote parente;niveau;intitulé;nom de fichier"

# Runs the command with a fault in the operating system's own functions: at the n-th call the
# process is killed (no clean-up runs) or the disk is full.
FAULT = """
import errno, os, sys
name, at, what = sys.argv[1], int(sys.argv[2]), sys.argv[3]
real, calls = getattr(os, name), [0]
def faulty(*arguments, **more):
    calls[0] += 1
    if calls[0] == at:
        if what == "kill":
            os._exit(137)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return real(*arguments, **more)
setattr(os, name, faulty)
sys.argv = ["archivekit", *sys.argv[4:]]
from archivekit.cli import main
main()
"""


@pytest.fixture
def sheet(desk):
    desk.scan("page_1.jpg")
    desk.scan("page_2.jpg")
    return desk.sheet(HEAD, "2 J;;fonds;Fonds;", "2 J 1;2 J;pièce;Lettre;page_1.jpg ")


def with_fault(desk, sheet, call, at, what):
    command = ["ingest", desk.scans, "--sheet", sheet, "--archive", desk.root]
    return subprocess.run(
        [sys.executable, "-c", FAULT, call, str(at), what, *map(str, command)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "ARCHIVEKIT_LANG": "en"},
        check=False,
    )


def whole(desk, sheet):
    """The state after the same command has run to its end."""
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert desk.run("verify").exit_code == 0
    records = {code: (r["title"], r["pages"]) for code, r in desk.records().items()}
    assert records == {"2 J": ("Fonds", 0), "2 J 1": ("Lettre", 1)}
    assert len(list((desk.root / "masters").rglob("page_1.jpg"))) == 1
    return done


@pytest.mark.parametrize(("call", "at"), [("rename", 1), ("rename", 2), ("fsync", 3), ("fsync", 9)])
def test_killed_anywhere_the_same_command_finishes_the_work(desk, sheet, call, at):
    killed = with_fault(desk, sheet, call, at, "kill")
    assert killed.returncode == 137, killed.stderr
    whole(desk, sheet)


def test_a_full_disk_is_said_plainly_and_the_same_command_goes_on(desk, sheet):
    full = with_fault(desk, sheet, "fsync", 9, "full")
    assert full.returncode != 0
    assert "is full. Free some space" in full.stderr
    assert "Traceback" not in full.stderr
    whole(desk, sheet)


def test_a_second_ingest_at_the_same_time_says_who_holds_the_archive(desk, sheet):
    with hold(desk.root, "archivekit ingest autre-dossier"):
        done = desk.run("ingest", desk.scans, "--sheet", sheet)
    assert done.exit_code == 2
    assert "archivekit ingest autre-dossier" in done.output
    assert str(os.getpid()) in done.output
    whole(desk, sheet)
