"""What publish tells viewers beside the description: logo, website, chapters, places, gaps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from authority_samples import PLACE
from PIL import Image
from press import SETTINGS, Press

from archivekit.archive import SETTINGS_FILE
from archivekit.catalogue import StoredAuthority
from archivekit.edition import Request, Response
from archivekit.exchange.eac_cpf.reading import read_text
from archivekit.iiif.presentation import respond


def with_settings(root: Path, more: str) -> Press:
    root.mkdir()
    (root / SETTINGS_FILE).write_text(SETTINGS.replace("place =", f"{more}\nplace ="))
    press = Press(root)
    press.record("2 J 1")
    press.pages("2 J 1", b"one", b"two", b"three")
    return press


def manifest(press: Press) -> dict[str, Any]:
    answer = respond(Request("GET", f"/{press.ark('2 J 1')}/manifest"), press.edition())
    assert isinstance(answer, Response)
    found: dict[str, Any] = json.loads(answer.body)
    return found


def test_a_logo_beside_the_settings_is_in_the_edition(tmp_path: Path) -> None:
    press = with_settings(tmp_path / "archive", 'logo = "logo.png"\nwebsite = "https://v.example"')
    Image.new("RGB", (200, 80)).save(press.archive.root / "logo.png")
    press.publish()
    (provider,) = manifest(press)["provider"]
    assert provider["id"] == "https://v.example/"
    (logo,) = provider["logo"]
    assert (logo["format"], logo["width"], logo["height"]) == ("image/png", 200, 80)
    answer = respond(Request("GET", "/iiif/logo"), press.edition())
    assert isinstance(answer, Response)
    assert answer.body == (press.archive.root / "logo.png").read_bytes()
    assert dict(answer.headers)["Content-Type"] == "image/png"


def test_a_logo_elsewhere_is_named(tmp_path: Path) -> None:
    press = with_settings(tmp_path / "archive", 'logo = "https://v.example/logo.svg"')
    press.publish()
    assert manifest(press)["provider"][0]["logo"] == [
        {"id": "https://v.example/logo.svg", "type": "Image"}
    ]
    answer = respond(Request("GET", "/iiif/logo"), press.edition())
    assert isinstance(answer, Response)
    assert answer.status == 404


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "publish.logo-unreadable"),
        (b"<svg/>", "publish.logo-kind"),
        (b"", "publish.logo-kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (1 << 20), "publish.logo-too-large"),
    ],
)
def test_a_logo_that_cannot_be_taken_is_told(
    tmp_path: Path, content: bytes | None, problem: str
) -> None:
    press = with_settings(tmp_path / "archive", 'logo = "logo.png"')
    if content is not None:
        (press.archive.root / "logo.png").write_bytes(content)
    press.publish()
    assert [it.key for it in press.problems] == [problem]
    assert "logo" not in manifest(press)["provider"][0]


def test_another_logo_is_a_change_of_what_has_pages_alone(tmp_path: Path) -> None:
    press = with_settings(tmp_path / "archive", 'logo = "logo.png"')
    press.record("2 J 2")
    for side in (100, 120):
        Image.new("RGB", (side, side)).save(press.archive.root / "logo.png")
        published = press.publish()
    assert {change: len(items) for change, items in published.changes.items() if items} == {
        "changed": 1
    }
    assert published.unchanged == 1


def test_the_outline_of_a_master_is_the_structure_of_the_manifest(press: Press) -> None:
    press.record("2 J 1")
    press.pages("2 J 1", b"one", b"two", b"three", name="registre.pdf")
    outline = [[0, "Naissances", 0], [1, "Janvier", 1], [0, "Décès", 2], [0, "Hors du fichier", 9]]
    with press.catalogue() as (catalogue, batch):
        record = catalogue.records.find("2 J 1")
        assert record is not None
        (master,) = catalogue.files.of(record.id)
        catalogue.files.save(batch, replace(master, technical={"outline": outline}))
    press.publish()
    (contents,) = manifest(press)["structures"]
    labels = [it["label"]["none"][0] for it in contents["items"]]
    assert labels == ["Naissances", "Décès"]
    assert contents["items"][0]["items"][-1]["label"] == {"none": ["Janvier"]}


def test_a_page_whose_image_is_missing_keeps_its_place(press: Press) -> None:
    press.record("2 J 1")
    _, second, _ = press.pages("2 J 1", b"one", b"two", b"three")
    press.access_copy(second).unlink()
    press.publish()
    assert [len(it["items"]) for it in manifest(press)["items"]] == [1, 0, 1]
    assert second.encode() not in press.public_bytes()


def test_a_place_of_the_authority_file_is_on_the_map(press: Press) -> None:
    press.record("2 J 1", terms={})
    press.pages("2 J 1", b"one")
    press.publish()
    assert "navPlace" not in manifest(press)
    with press.catalogue() as (catalogue, batch):
        catalogue.authorities.save(batch, StoredAuthority(read_text(PLACE)))
    press.publish()
    (feature,) = manifest(press)["navPlace"]["features"]
    assert feature["geometry"]["coordinates"] == [6.05, 47.25]
    assert feature["properties"]["label"] == {"none": ["Valmont (Doubs, France)"]}
