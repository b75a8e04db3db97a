"""The edition as plain files: nothing of it missing, nothing else in it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from desk import Desk
from drawn_page import LINES, alto, draw
from PIL import Image

BASE = "https://archives.example.org"
SIZES = [(1300, 2049), (513, 511), (150, 80), (1, 1), (700, 20)]
# Identifiers within a manifest, at which there is nothing by itself.
_NO_FILE = re.compile(r"/canvas/f\d+(/page|/image)?$|/range/")
_LINK = re.compile(r'(?:href|src)="([^"]+)"')


@pytest.fixture
def published(desk: Desk) -> Desk:
    """A fonds with one file of five pages, odd in size, and one of a page."""
    names = [desk.scan(f"v{number}.png", size=size).name for number, size in enumerate(SIZES)]
    lone = desk.scan("seul.png").name
    sheet = desk.sheet(
        "cote;intitulé;cote parent;niveau;fichiers",
        "2 J;Fonds de l'usine;;fonds;",
        f"2 J 1;Registre « étrangers »;2 J;item;{'|'.join(names)}",
        f"2 J 2;Chrysobéryl;2 J;item;{lone}",
    )
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert not [it for it in done["problems"] if it["severity"] == "error"], done
    assert desk.run("publish").exit_code == 0
    return desk


def export(desk: Desk, *options: str) -> tuple[Path, dict]:  # type: ignore[type-arg]
    out = desk.root.parent / "site"
    return out, desk.json("export", "--format", "static", "--to", out, *options)


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_every_link_of_every_page_leads_to_a_file(published: Desk) -> None:
    for options in ([], ["--base-url", BASE]):
        out, _ = export(published, *options)
        pages = sorted(out.rglob("*.html"))
        assert len(pages) == 2 * 5
        for page in pages:
            for link in _LINK.findall(page.read_text("utf-8")):
                if link.startswith(("#", "mailto:", "?f=", "http")):
                    continue
                there = page.parent / unquote(link.partition("?")[0].partition("#")[0])
                # The address of images, to which the viewer adds what it wants of which.
                assert there.is_file() or there.parent.is_dir(), (page, link)
                assert not link.startswith("/")


def test_every_size_and_tile_that_is_announced_lies_there(published: Desk) -> None:
    out, _ = export(published, "--base-url", BASE)
    infos = sorted(out.rglob("info.json"))
    assert len(infos) == 6
    for file in infos:
        info = json.loads(file.read_text("utf-8"))
        assert info["profile"] == "level0"
        assert out / info["id"].removeprefix(f"{BASE}/") == file.parent
        width, height = info["width"], info["height"]
        assert shown(file.parent / "full/max") == (width, height)
        for size in info["sizes"]:
            asked = (size["width"], size["height"])
            assert shown(file.parent / f"full/{asked[0]},{asked[1]}") == asked
            assert shown(file.parent / f"full/{asked[0]},") == asked
        (tiles,) = info["tiles"]
        for factor in tiles["scaleFactors"]:
            for x in range(0, width, tiles["width"] * factor):
                for y in range(0, height, tiles["height"] * factor):
                    region = (
                        *(x, y),
                        *(min(tiles["width"] * factor, width - x),),
                        *(min(tiles["height"] * factor, height - y),),
                    )
                    size_ = (-(-region[2] // factor), -(-region[3] // factor))
                    words = ",".join(map(str, region))
                    whole = region == (0, 0, width, height)
                    at = file.parent / ("full" if whole else words) / f"{size_[0]},{size_[1]}"
                    assert shown(at) == size_


def shown(folder: Path) -> tuple[int, int]:
    with Image.open(folder / "0" / "default.jpg", formats=("JPEG",)) as image:
        return image.size


def test_widths_that_viewers_ask_for_unasked_lie_there(published: Desk) -> None:
    out, _ = export(published)
    services = [path.parent for path in out.rglob(".made")]
    assert len(services) == 6
    for service in services:
        for asked in ("90,", "96,", "!200,200", "!400,400"):
            assert (service / "full" / asked / "0" / "default.jpg").is_file()


def test_tiles_are_those_of_the_access_copy(published: Desk) -> None:
    out, _ = export(published)
    copies = b"".join(path.read_bytes() for path in published.root.rglob("public/images/**/*.tif"))
    tile = next(out.glob("iiif/3/ark:/*/*/f1/0,0,512,512/512,512/0/default.jpg")).read_bytes()
    scan = tile[tile.index(b"\xff\xda") :]
    assert scan in copies


def test_what_a_manifest_names_lies_there(published: Desk) -> None:
    out, _ = export(published, "--base-url", f"{BASE}/fonds/")
    manifests = sorted(out.rglob("manifest.json"))
    assert len(manifests) == 2
    for file in [*manifests, *(out / "iiif").rglob("collection*.json")]:
        named = re.findall(rf'"({BASE}/fonds/[^"]*)"', file.read_text("utf-8"))
        named = [it.removeprefix(f"{BASE}/fonds/") for it in named if not _NO_FILE.search(it)]
        assert named
        for name in named:
            assert not name or (out / name).exists(), f"{file.name} names {name}"
        assert "level2" not in file.read_text("utf-8")
    bare = json.loads((manifests[0].parent / "manifest").read_bytes())
    ending = json.loads(manifests[0].read_bytes())
    assert bare["id"] == ending["id"].removesuffix(".json")
    assert {**bare, "id": ending["id"]} == ending


def test_the_text_of_a_page_comes_along_and_goes_with_it(desk: Desk) -> None:
    draw(desk.scans / "p1.png")
    (desk.scans / "p1.xml").write_text(alto(), encoding="utf-8")
    desk.run(
        "ingest", desk.scans, "--sheet", desk.sheet("cote;intitulé;fichiers", "2 J 1;A;p1.png")
    )
    desk.run("publish")
    out, _ = export(desk, "--base-url", BASE)
    (manifest,) = out.rglob("manifest.json")
    said = manifest.read_text("utf-8")
    assert "SearchService" not in said
    (canvas,) = json.loads(said)["items"]
    for it in (*canvas["annotations"], *canvas["rendering"], *canvas["seeAlso"]):
        there = (out / it["id"].removeprefix(f"{BASE}/")).read_text("utf-8")
        assert all(word in there for word, *_ in LINES[0])
    (page,) = (it for it in out.rglob("index.html") if "ark:" in str(it))
    assert f'href="../{manifest.parent.name}.txt"' in page.read_text("utf-8")
    assert export(desk, "--base-url", BASE)[1]["written"] == 0
    export(desk)
    assert {it.name for it in out.rglob("text.*")} == {"text.txt", "text.alto.xml"}
    desk.run("withdraw", "2 J 1", "--why", "demande", "--yes")
    desk.run("publish")
    export(desk, "--base-url", BASE)
    assert not [*out.rglob("text.*"), *out.glob("ark:/*/*")]


def test_without_an_address_pages_are_made_and_manifests_are_told_of(published: Desk) -> None:
    out, done = export(published)
    assert [it["problem"] for it in done["problems"]] == ["export.static-no-base-url"]
    assert "--base-url" in done["problems"][0]["message"]
    assert not [it for it in names(out) if it.endswith((".json", ".xml", "/manifest"))]
    assert "base.archivekit.invalid" not in (out / "index.html").read_text("utf-8")
    export(published, "--base-url", BASE)
    assert [it for it in names(out) if it.endswith("/manifest")]
    export(published)
    assert not [it for it in names(out) if it.endswith((".json", ".xml", "/manifest"))]


def test_run_again_nothing_is_written_and_a_killed_run_is_completed(published: Desk) -> None:
    out, first = export(published, "--base-url", BASE)
    whole = {name: (out / name).read_bytes() for name in names(out)}
    (out / "page-7.html").write_text("of an edition that had more")
    (out / "CNAME").write_text("put there by whoever keeps the site")
    _, again = export(published, "--base-url", BASE)
    assert again["removed"] == 1
    (out / "CNAME").unlink()
    _, again = export(published, "--base-url", BASE)
    assert (again["written"], again["removed"]) == (0, 0)
    assert first["written"] > 100
    # As a kill leaves it: a page of which not all was written, and so without its last file.
    killed = sorted(out.rglob(".made"))[0]
    killed.unlink()
    next(killed.parent.rglob("default.jpg")).write_bytes(b"")
    export(published, "--base-url", BASE)
    assert {name: (out / name).read_bytes() for name in names(out)} == whole


def test_what_was_withdrawn_is_gone(published: Desk) -> None:
    out, _ = export(published, "--base-url", BASE)
    whole = b"".join((out / name).read_bytes() for name in names(out))
    assert b"Chrysob" in whole
    assert b"chrysoberyl" in whole
    before = len(list(out.rglob(".made")))
    assert published.run("withdraw", "2 J 2", "--why", "demande", "--yes").exit_code == 0
    assert published.run("publish").exit_code == 0
    export(published, "--base-url", BASE)
    left = b"".join(name.encode() + (out / name).read_bytes() for name in names(out))
    assert b"chrysob" not in left.lower()
    assert len(list(out.rglob(".made"))) == before - 1
    assert len(list(out.rglob("manifest.json"))) == 1


def test_a_folder_of_others_is_left_alone(published: Desk, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs")
    done = published.run("export", "--format", "static", "--to", theirs)
    assert done.exit_code == 2
    assert "theirs" in done.stderr
    assert names(theirs) == {"index.html"}


def test_an_image_that_is_cut_short_costs_no_other(published: Desk) -> None:
    copy = max(published.root.rglob("public/images/**/*.tif"), key=lambda it: it.stat().st_size)
    data = copy.read_bytes()
    copy.unlink()
    copy.write_bytes(data[: len(data) // 3])
    out, done = export(published, "--base-url", BASE)
    (problem,) = done["problems"]
    assert (problem["problem"], problem["record"]) == ("export.static-image", "2 J 1")
    assert done["pages"] == 5
    assert len(list(out.rglob(".made"))) == 5


@pytest.mark.parametrize(
    "wrong",
    [["--base-url", "archives.example.org"], ["--base-url", "https://a/?b"], ["--all"], ["2 J"]],
)
def test_wrong_use_is_told(published: Desk, wrong: list[str], tmp_path: Path) -> None:
    done = published.run("export", "--format", "static", "--to", tmp_path / "x", *wrong)
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_pages_are_in_both_languages(published: Desk) -> None:
    out, _ = export(published)
    english, french = out / "index.html", out / "index.fr.html"
    if not french.exists():
        english, french = out / "index.en.html", out / "index.html"
    assert '<html lang="en"' in english.read_text("utf-8")
    assert '<html lang="fr"' in french.read_text("utf-8")
    assert f'href="./{french.name}"' in english.read_text("utf-8")


def test_a_thumbnail_is_a_jpeg_of_its_first_page(published: Desk) -> None:
    out, _ = export(published)
    thumbnails = sorted(out.glob("ark:/*/*/thumbnail.jpg"))
    assert len(thumbnails) == 2
    sizes = {Image.open(io.BytesIO(it.read_bytes())).size for it in thumbnails}
    assert (254, 400) in sizes
