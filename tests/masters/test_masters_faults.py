"""Killed, refused, full, at once: the masters are whole, and the same command finishes the work."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from stores import OBJECT, USER, found_by_ocfl_py, found_by_verify, open_store, put

from archivekit.errors import NothingDone
from archivekit.masters import MasterStore

HERE = Path(__file__).parent


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(HERE), str(HERE.parent.parent)])
    return subprocess.run(
        [sys.executable, script, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("scenario", "fault"),
    [
        ("new-object", "killed"),
        ("new-version", "killed"),
        ("new-version", "broken"),
        ("new-version", "full"),
        ("new-object", "read-only"),
    ],
)
def test_cut_short_at_any_step_the_store_is_whole_and_the_next_run_completes_it(
    tmp_path: Path, scenario: str, fault: str
) -> None:
    steps = json.loads(run(str(HERE / "cut_short.py"), tmp_path, scenario, fault).stdout)
    assert len(steps) > 15
    # Told to a person, or overcome (what is only cleared away may wait); or killed.
    allowed = {12} if fault == "killed" else {10, 14}
    for number, step in enumerate(steps[:-1], start=1):
        assert step["whole"], (number, step)
        assert step["completed"], (number, step)
        assert step["clean"] == [".lock"], (number, step)
        assert step["problems"] == [], (number, step)
        assert step["ended"] in allowed, (number, step)
    assert steps[-1]["ended"] == 11  # the fault came after the last step


_TOO_LARGE = """
import resource, sys
from pathlib import Path
from stores import OBJECT, USER, open_store
from archivekit.errors import ArchivekitError
folder = Path(sys.argv[1])
store = open_store(folder)
(folder / "a.received").write_bytes(b"x" * 3_000_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, resource.RLIM_INFINITY))
try:
    store.put(OBJECT, {"a.tif": folder / "a.received"}, b"{}", "m", USER)
except ArchivekitError as error:
    print(error.key, int(error.exit_code))
"""


def test_a_write_that_stops_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    script = tmp_path / "too_large.py"
    script.write_text(_TOO_LARGE)
    assert run(str(script), tmp_path).stdout.split() == ["masters.too-large-for-disk", "1"]
    store = open_store(tmp_path)
    assert store.head(OBJECT) is None
    assert found_by_verify(store) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    put(store, tmp_path, a=b"x" * 3_000_000)
    assert found_by_verify(store) == []


_AT_ONCE = """
import sys
from pathlib import Path
from stores import USER, open_store
folder, me = Path(sys.argv[1]), sys.argv[2]
store = open_store(folder)
for number in range(25):
    source = folder / f"{me}.{number}.received"
    source.write_bytes(f"{number}".encode())
    store.put("urn:one", {f"{number}.tif": source}, b"{}", "m", USER)
    store.put(f"urn:{me}:{number}", {"a.tif": source}, b"{}", "m", USER)
"""


def test_two_processes_at_once_wait_for_each_other(tmp_path: Path) -> None:
    script = tmp_path / "at_once.py"
    script.write_text(_AT_ONCE)
    environment = os.environ | {"PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent.parent}"}
    children = [
        subprocess.Popen([sys.executable, script, tmp_path, me], env=environment)
        for me in ("a", "b")
    ]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    store = open_store(tmp_path)
    assert len(list(store.objects())) == 51
    head = store.head("urn:one")
    assert head is not None
    assert len(head.files) == 26
    assert head.version == "v25"  # the same bytes put by both are one version
    assert found_by_verify(store) == []
    assert found_by_ocfl_py(store.root) == []


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "masters").mkdir()
    (tmp_path / "masters" / "holiday.jpg").write_bytes(b"")
    with pytest.raises(NothingDone, match="not empty"):
        open_store(tmp_path)
    assert [path.name for path in (tmp_path / "masters").iterdir()] == ["holiday.jpg"]


def test_a_store_that_others_laid_out_is_refused(tmp_path: Path) -> None:
    root = open_store(tmp_path).root
    (root / "ocfl_layout.json").write_text('{"extension": "0004-hashed-n-tuple-storage-layout"}')
    with pytest.raises(NothingDone, match="laid out"):
        open_store(tmp_path)


def test_a_damaged_object_takes_no_new_version(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, tmp_path, a=b"1")
    inventory = store.object_folder(OBJECT) / "inventory.json"
    inventory.write_bytes(inventory.read_bytes().replace(b"claire", b"claude"))
    with pytest.raises(NothingDone, match="damaged"):
        put(store, tmp_path, a=b"2")


def test_sources_that_are_no_plain_files_are_told(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "not there", "."):
        with pytest.raises(NothingDone):
            put_one(store, tmp_path / name)
    assert store.head(OBJECT) is None


def put_one(store: MasterStore, source: Path) -> None:
    store.put(OBJECT, {"a.tif": source}, b"{}", "m", USER)
