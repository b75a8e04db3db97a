from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from stores import OBJECT, USER, found_by_ocfl_py, found_by_verify, open_store, put

from archivekit.errors import NothingDone, WrongUse
from archivekit.masters import RECORD_FILE, MasterStore
from archivekit.masters.layout import id_of_folder, object_path

LONG = "abcdefghij" * 26
LONG_DIGEST = "55b432806f4e270da0cf23815ed338742179002153cd8d896f23b3e2d8a14359"
LONG_PATH = f"55b/432/806/{LONG[:100]}-{LONG_DIGEST}"


# The examples of OCFL community extension 0003.
@pytest.mark.parametrize(
    ("object_id", "path"),
    [
        ("object-01", "3c0/ff4/240/object-01"),
        ("..hor/rib:le-$id", "487/326/d8c/%2e%2ehor%2frib%3ale-%24id"),
        ("..Hor/rib:lè-$id", "373/529/21a/%2e%2eHor%2frib%3al%c3%a8-%24id"),
        (LONG, LONG_PATH),
    ],
)
def test_an_object_lies_where_extension_0003_says(object_id: str, path: str) -> None:
    assert str(object_path(object_id)) == path
    assert id_of_folder(path.rpartition("/")[2]) in (object_id, None)


def test_masters_come_back_byte_for_byte(store: MasterStore, tmp_path: Path) -> None:
    master = os.urandom(3_000_000)
    version = put(store, tmp_path, a=master, record=b'{"code": "2 J 87"}')
    assert (version.version, version.changed) == ("v1", True)
    assert version.files["a.tif"].sha512 == hashlib.sha512(master).hexdigest()
    assert version.files["a.tif"].size == len(master)
    assert version.files["a.tif"].content_path == "v1/content/a.tif"
    assert store.read_path(OBJECT, "a.tif").read_bytes() == master
    assert store.read_path(OBJECT, RECORD_FILE).read_bytes() == b'{"code": "2 J 87"}'
    assert list(store.objects()) == [OBJECT]
    head = store.head(OBJECT)
    assert head is not None
    assert head.files == version.files


def test_an_independent_validator_finds_neither_error_nor_warning(
    store: MasterStore, tmp_path: Path
) -> None:
    assert found_by_ocfl_py(store.root) == []
    put(store, tmp_path, a=b"1", b=b"2")
    put(store, tmp_path, b=b"2, again", c=b"1")
    put(store, tmp_path, record=b'{"code": "2 J 88"}')
    assert found_by_ocfl_py(store.root) == []
    assert found_by_verify(store) == []


def test_putting_the_same_again_writes_nothing(store: MasterStore, tmp_path: Path) -> None:
    first = put(store, tmp_path, a=b"1", b=b"2")
    times = {path: path.stat().st_mtime_ns for path in store.root.rglob("*")}
    again = put(store, tmp_path, a=b"1")
    assert (again.version, again.changed) == ("v1", False)
    assert again.files["a.tif"] == first.files["a.tif"]
    assert {path: path.stat().st_mtime_ns for path in store.root.rglob("*")} == times


def test_a_changed_file_is_a_new_version_and_the_old_bytes_stay(
    store: MasterStore, tmp_path: Path
) -> None:
    put(store, tmp_path, a=b"first", b=b"other")
    second = put(store, tmp_path, a=b"second")
    assert (second.version, second.files["a.tif"].version) == ("v2", "v2")
    folder = store.object_folder(OBJECT)
    assert (folder / "v1/content/a.tif").read_bytes() == b"first"
    assert store.read_path(OBJECT, "a.tif").read_bytes() == b"second"
    assert store.read_path(OBJECT, "b.tif").read_bytes() == b"other"
    third = put(store, tmp_path, a=b"first")
    assert (third.version, third.files["a.tif"].content_path) == ("v3", "v1/content/a.tif")


def test_bytes_are_kept_once_in_an_object(store: MasterStore, tmp_path: Path) -> None:
    version = put(store, tmp_path, a=b"same", b=b"same")
    assert version.files["a.tif"].content_path == version.files["b.tif"].content_path
    contents = store.object_folder(OBJECT).glob("v1/content/*")
    assert sorted(path.name for path in contents) == ["a.tif", "record.json"]


def test_the_version_says_who_made_it_when_and_why(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"1")
    inventory = json.loads((store.object_folder(OBJECT) / "inventory.json").read_bytes())
    version = inventory["versions"]["v1"]
    assert inventory["id"] == OBJECT
    assert version["message"] == "archivekit ingest"
    assert version["user"] == {"name": "claire", "address": "mailto:claire@example.org"}
    assert version["created"].endswith("Z")


@pytest.mark.parametrize(
    "name",
    [
        "AMB 2J87-30_05.jpg",
        "boîte 3/vue n°1.tif",
        "cafe\u0301.tif",
        "vue:1?.tif",
        "saut\nde ligne\x7f.tif",
        "fin. ",
        "é" * 200 + ".tif",
        "CON.tif",
        "\udce9t\udce9.tif",
        "%2e%2e",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_master_keeps_its_name_whatever_it_is(
    store: MasterStore, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "received"
    source.write_bytes(b"master")
    version = store.put(OBJECT, {name: source}, b"{}", "m", USER)
    assert store.read_path(OBJECT, name).read_bytes() == b"master"
    stored = version.files[name].content_path.split("/")
    assert all(len(part.encode()) <= 255 and part.isprintable() for part in stored)
    assert found_by_verify(store) == []
    assert found_by_ocfl_py(store.root) == []


def test_names_that_some_system_holds_for_one_are_told_apart(
    store: MasterStore, tmp_path: Path
) -> None:
    names = ["A.tif", "a.tif", "é.tif", "e\u0301.tif", "x:.tif", "x%3a.tif", "d/a.tif", "D/A.tif"]
    sources = {}
    for number, name in enumerate(names):
        sources[name] = tmp_path / str(number)
        sources[name].write_bytes(f"{number}".encode())
    store.put(OBJECT, sources, b"{}", "m", USER)
    stored = {path.name.casefold() for path in store.object_folder(OBJECT).rglob("*.tif")}
    assert len(stored) >= len(names) - 1  # d/a.tif lies in a folder
    for number, name in enumerate(names):
        assert store.read_path(OBJECT, name).read_bytes() == f"{number}".encode()
    assert found_by_ocfl_py(store.root) == []


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "a//b", "../a", "a/..", ".", "a/", "a\0b", "x" * 2000, RECORD_FILE]
)
def test_a_name_that_no_master_can_have_is_refused(
    store: MasterStore, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "received"
    source.write_bytes(b"master")
    with pytest.raises(WrongUse):
        store.put(OBJECT, {name: source}, b"{}", "m", USER)
    assert store.head(OBJECT) is None


def test_a_file_and_a_folder_of_one_name_are_refused(store: MasterStore, tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(b"master")
    with pytest.raises(WrongUse, match="both"):
        store.put(OBJECT, {"a": source, "a/b": source}, b"{}", "m", USER)


def test_what_is_not_there_is_told(store: MasterStore, tmp_path: Path) -> None:
    assert store.head("urn:none") is None
    with pytest.raises(NothingDone):
        store.read_path("urn:none", "a.tif")
    put(store, tmp_path, a=b"1")
    with pytest.raises(NothingDone, match=r"b\.tif"):
        store.read_path(OBJECT, "b.tif")


def test_an_inventory_that_leads_out_of_its_object_is_not_followed(
    store: MasterStore, tmp_path: Path
) -> None:
    put(store, tmp_path, a=b"1")
    file = store.object_folder(OBJECT) / "inventory.json"
    file.write_text(file.read_text().replace("v1/content/a.tif", "v1/content/../../../../secret"))
    with pytest.raises(NothingDone, match="damaged"):
        store.read_path(OBJECT, "a.tif")


def test_a_store_opened_again_is_the_same(store: MasterStore, tmp_path: Path) -> None:
    put(store, tmp_path, a=b"1")
    again = open_store(tmp_path)
    assert again.read_path(OBJECT, "a.tif").read_bytes() == b"1"
    readme = (store.root / "README.txt").read_text(encoding="utf-8")
    assert "https://ocfl.io/1.1/spec/" in readme
