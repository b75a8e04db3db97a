from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from stores import OBJECT, found_by_verify, open_store, put

from archivekit.masters import MasterStore, verify
from archivekit.masters.inventory import sidecar
from archivekit.problems import Problems, Severity


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _swap_in_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def _move_elsewhere(folder: Path) -> None:
    (folder.parents[3] / "000" / "000" / "000").mkdir(parents=True)
    folder.rename(folder.parents[3] / "000" / "000" / "000" / folder.name)


def _tell_otherwise(version: Path) -> None:
    """An inventory that is right in itself, but tells another history."""
    content = (version / "inventory.json").read_bytes().replace(b"claire", b"pierre")
    (version / "inventory.json").write_bytes(content)
    (version / "inventory.json.sha512").write_bytes(sidecar(content))


# What was done to the object, and what `verify` says of which file.
_DAMAGE: list[tuple[Callable[[Path], object], str, str]] = [
    (lambda o: _flip(o / "v1/content/a.tif"), "file-changed", "v1/content/a.tif"),
    (lambda o: (o / "v1/content/a.tif").unlink(), "file-missing", "v1/content/a.tif"),
    (lambda o: (o / "v2/content/x").write_bytes(b""), "extra-file", "v2/content/x"),
    (lambda o: (o / "x").write_bytes(b""), "extra-file", "x"),
    (lambda o: (o / "v2/x").mkdir(), "empty-folder", "v2/x"),
    (lambda o: _swap_in_link(o / "v1/content/a.tif"), "not-a-plain-file", "v1/content/a.tif"),
    (lambda o: _flip(o / "inventory.json"), "inventory-changed", "inventory.json"),
    (lambda o: (o / "inventory.json").unlink(), "inventory-unreadable", "inventory.json"),
    (lambda o: _flip(o / "inventory.json.sha512"), "inventory-changed", "inventory.json"),
    (lambda o: _flip(o / "v1/inventory.json"), "inventory-changed", "v1/inventory.json"),
    (lambda o: shutil.rmtree(o / "v1"), "version-missing", "v1"),
    (lambda o: _flip(o / "0=ocfl_object_1.1"), "not-declared", "0=ocfl_object_1.1"),
    (lambda o: (o / "0=ocfl_object_1.1").unlink(), "not-declared", "0=ocfl_object_1.1"),
    (lambda o: (o.parent / "x").write_bytes(b""), "stray-file", "../x"),
    (lambda o: (o.parent.parent / "000").mkdir(), "empty-folder", "../../000"),
    (lambda o: _tell_otherwise(o / "v1"), "history-differs", "v1/inventory.json"),
]


@pytest.mark.parametrize(("damage", "key", "file"), _DAMAGE)
def test_verify_names_what_is_wrong(
    store: MasterStore, tmp_path: Path, damage: Callable[[Path], object], key: str, file: str
) -> None:
    put(store, tmp_path, a=b"a master of many bytes")
    put(store, tmp_path, b=b"another")
    assert found_by_verify(store) == []
    folder = store.object_folder(OBJECT)
    damage(folder)
    place = (folder / file).resolve(strict=False) if ".." in file else folder / file
    expected = place.relative_to(store.root).as_posix()
    assert (key, expected) in found_by_verify(store)


@pytest.mark.parametrize(
    "not_yet", [["inventory.json", "inventory.json.sha512"], ["inventory.json.sha512"]]
)
def test_a_version_that_a_killed_run_left_on_its_way_is_no_fault_and_is_finished(
    store: MasterStore, tmp_path: Path, not_yet: list[str]
) -> None:
    put(store, tmp_path, a=b"a master")
    put(store, tmp_path, b=b"another")
    folder = store.object_folder(OBJECT)
    for name in not_yet:
        shutil.copyfile(folder / "v1" / name, folder / name)
    problems = Problems()
    assert verify(store, problems).files == 3
    (problem,) = problems
    assert (problem.key, problem.severity) == ("masters.unfinished", Severity.WARNING)
    left = tmp_path / ".workspace" / "masters" / "put-killed"
    left.mkdir()
    (left / "object-id").write_text(OBJECT)
    assert found_by_verify(open_store(tmp_path)) == []
    assert store.read_path(OBJECT, "b.tif").read_bytes() == b"another"


def test_verify_finds_an_object_in_the_wrong_place(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"1")
    _move_elsewhere(store.object_folder(OBJECT))
    assert "other-place" in [key for key, _ in found_by_verify(store)]


def test_verify_says_which_record_a_file_belongs_to(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"a master", record=b'{"code": "2 J 87"}')
    _flip(store.object_folder(OBJECT) / "v1/content/a.tif")
    problems = Problems()
    verify(store, problems)
    (problem,) = problems
    assert problem.place.record == "2 J 87"
    assert "SHA-512" in problem.sentence("fr")


def test_verify_tells_how_far_it_is(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"12345", record=b"{}")

    class Step:
        def __init__(self) -> None:
            self.all = self.done = 0

        def total(self, count: int | None) -> None:
            self.all = count or 0

        def advance(self, count: int = 1) -> None:
            self.done += count

    step = Step()
    verified = verify(store, Problems(), step)
    assert (verified.objects, verified.files, verified.bytes) == (1, 2, 7)
    assert (step.all, step.done) == (7, 7)


def test_verify_tells_of_a_root_that_says_nothing(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"1")
    (store.root / "0=ocfl_1.1").unlink()
    assert [key for key, _ in found_by_verify(store)] == ["not-a-store"]
