"""Sound and film as listeners meet them: in parts, with their words, and nothing that is closed."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import tapes
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st
from iiif_prezi3 import AnnotationPage, Manifest
from lxml import etree
from site_client import HOST, Client, asked, words
from tapes import SECRET

from archivekit.images.source import FileSource
from archivekit.site.app import served
from archivekit.site.byte_ranges import Unsatisfiable, part_asked
from archivekit.site.recordings import CHUNK, Recorded, send_recording

HEAD = "cote;intitulé;langue;nom de fichier;conditions d'accès;licence;vues fermées"
LICENCE = "CC BY 4.0"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A testimony with its sleeve and captions, a film, a song, and a closed testimony."""
    folder = tmp_path_factory.mktemp("recordings")
    desk = Desk(folder / "archive", folder / "scans")
    desk.scans.mkdir()
    assert desk.run("init", "--yes").exit_code == 0
    tapes.wav(desk.scans / "temoin.wav")
    (desk.scans / "temoin.fr.vtt").write_text(tapes.captions(), encoding="utf-8")
    arabic = tapes.captions(("00:00.500", "00:02.000", "كنا نسكن قرب القناة"))
    (desk.scans / "temoin.ar.vtt").write_text(arabic, encoding="utf-8")
    desk.scan("pochette.png")
    tapes.film(desk.scans / "film.mp4", size=(96, 64))
    tapes.sound(desk.scans / "chant.mp3", "libmp3lame", "mp3")
    tapes.wav(desk.scans / "ferme.wav", seconds=1.5)
    tapes.wav(desk.scans / "face1.wav", seconds=0.7)
    tapes.wav(desk.scans / "face2.wav", seconds=1.2)
    closed = tapes.captions(("00:00.000", "00:01.000", SECRET))
    for name in ("ferme.vtt", "face2.vtt"):
        (desk.scans / name).write_text(closed, encoding="utf-8")
    sheet = desk.sheet(
        HEAD,
        f"2 AV 1;Témoignage;français;pochette.png | temoin.wav;;{LICENCE}",
        f"2 AV 2;Film de famille;français;film.mp4;;{LICENCE}",
        f"2 AV 3;Chant;français;chant.mp3;;{LICENCE}",
        "2 AV 4;Témoignage fermé;français;ferme.wav;non communicable;",
        "2 AV 5;Entretien;français;face1.wav | face2.wav;;;vue 2",
    )
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (done["pages"], done["texts"]) == (7, 4), done
    assert desk.run("publish").exit_code == 0
    return desk


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[Client]:
    with asked(served(desk.root / "public" / "public.db")) as client:
        yield client


@pytest.fixture(scope="module")
def arks(desk: Desk) -> dict[str, str]:
    with closing(sqlite3.connect(desk.root / "public" / "public.db")) as db:
        return dict(db.execute("select code, ark from records"))


def manifest(site: Client, ark: str) -> dict:  # type: ignore[type-arg]
    document = site.get(f"/{ark}/manifest").json()
    Manifest(**document)
    return document


def address(site: Client, ark: str, canvas: int = -1) -> str:
    """The address of a recording, as a manifest says it."""
    body = manifest(site, ark)["items"][canvas]["items"][0]["items"][0]["body"]
    return str(body["id"]).removeprefix(f"http://{HOST}")


@pytest.fixture(scope="module")
def song(site: Client, arks: dict[str, str]) -> str:
    return address(site, arks["2 AV 3"])


def told(answer: httpx.Response) -> tuple[int, str | None, int]:
    size = int(answer.headers["content-length"])
    assert len(answer.content) == size
    return answer.status_code, answer.headers.get("content-range"), size


def test_a_part_is_given_as_players_ask_for_it(site: Client, song: str) -> None:
    whole = site.get(song)
    content, size = whole.content, len(whole.content)
    assert told(whole) == (200, None, size)
    assert whole.headers["content-type"] == "audio/mpeg"
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["access-control-allow-origin"] == "*"
    for asked_, first, last in [
        ("bytes=0-", 0, size - 1),
        ("bytes=0-9", 0, 9),
        (f"bytes={size - 3}-{size + 50}", size - 3, size - 1),
        ("bytes=-5", size - 5, size - 1),
    ]:
        part = site.get(song, range=asked_)
        assert told(part) == (206, f"bytes {first}-{last}/{size}", last - first + 1)
        assert part.content == content[first : last + 1]


def test_what_is_no_part_is_answered_as_http_says(site: Client, song: str) -> None:
    whole = site.get(song)
    size, tag = len(whole.content), whole.headers["etag"]
    beyond = site.get(song, range=f"bytes={size}-")
    assert told(beyond) == (416, f"bytes */{size}", 0)
    for unread in ("bytes=5-2", "bytes=0-1,4-5", "seconds=0-1", "bytes=-"):
        assert site.get(song, range=unread).status_code == 200
    assert site.get(song, range="bytes=0-1", if_range=tag).status_code == 206
    assert site.get(song, range="bytes=0-1", if_range='"another"').status_code == 200
    assert site.get(song, if_none_match=tag).status_code == 304


def test_whoever_leaves_is_sent_no_more(tmp_path: Path) -> None:
    """Players ask for all of a recording and leave once they have enough of it."""
    path = tmp_path / "long.mp3"
    with path.open("wb") as file:
        file.truncate(200 * CHUNK)
    sent: list[int] = []
    left = asyncio.Event()

    async def receive() -> dict[str, object]:
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(len(message.get("body", b"")))
        if sum(sent) >= 3 * CHUNK:
            left.set()
            await asyncio.sleep(0)

    recorded = Recorded(FileSource(path), "audio/mpeg", '"tag"')
    asyncio.run(send_recording(recorded, "GET", {}, receive, send))
    assert 3 * CHUNK <= sum(sent) < 10 * CHUNK


def test_head_tells_and_sends_nothing(site: Client, song: str) -> None:
    head, whole = site.ask("HEAD", song), site.get(song)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))
    assert site.ask("POST", song).status_code == 405
    assert site.ask("OPTIONS", song).headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_other_addresses_lead_there_or_say_that_nothing_is_there(
    site: Client, song: str, arks: dict[str, str]
) -> None:
    moved = site.get(song.replace(".mp3", ".mp4"))
    assert (moved.status_code, moved.headers["location"]) == (301, f"http://{HOST}{song}")
    assert site.get(song.replace("/f1", "/f2")).status_code == 404
    assert site.get(f"/{arks['2 AV 1']}/recording/f1.mp3").status_code == 404
    assert site.get("/ark:/99999/b1nothing/recording/f1.mp3").status_code == 404


@given(st.text(st.sampled_from("bytes=0123456789-, "), max_size=24), st.integers(0, 300))
def test_any_range_gives_bytes_that_are_there(asked_: str, size: int) -> None:
    try:
        part = part_asked({"range": f"bytes={asked_}"}, size, '"tag"')
    except Unsatisfiable:
        return
    if part is not None:
        assert 0 <= part.first <= part.last < size
        assert part.length == part.last - part.first + 1


def test_the_page_plays_it_and_reads_with_its_times(site: Client, arks: dict[str, str]) -> None:
    page = site.get(f"/{arks['2 AV 1']}?lang=fr")
    source = address(site, arks["2 AV 1"])
    assert f'<audio controls preload="metadata" src="{source}"' in page.text
    assert "1 image 1 enregistrement" in words(page)
    tracks = re.findall(r'<track kind="subtitles" src="([^"]+)" srclang="(\w+)"', page.text)
    assert [language for _, language in tracks] == ["fr", "ar"], "the record's own come first"
    for track, _ in tracks:
        assert site.get(track).headers["content-type"].startswith("text/vtt")
    assert f'href="{source}#t=1.2"' in page.text
    assert "La fabrique de montres fermait tard." in words(page)
    assert "<b>Jeanne</b>" in page.text
    at = site.get(f"/{arks['2 AV 1']}?f=2&t=1.5")
    assert f'src="{source}#t=1.5"' in at.text
    assert re.search(r'aria-current="true" id="t".{0,400}fabrique', at.text, re.S)


def test_a_film_has_its_still_and_sound_no_broken_image(site: Client, arks: dict[str, str]) -> None:
    film, song_ = site.get(f"/{arks['2 AV 2']}"), site.get(f"/{arks['2 AV 3']}")
    (poster,) = re.findall(r'<video [^>]*poster="([^"]+)"', film.text)
    assert site.get(poster).headers["content-type"] == "image/jpeg"
    assert site.get(f"/{arks['2 AV 2']}/thumbnail").status_code == 303
    assert site.get(f"/{arks['2 AV 3']}/thumbnail").status_code == 404
    assert "thumbnail" not in song_.text
    listed = site.get("/search?q=chant").text
    assert f"/{arks['2 AV 3']}" in listed
    assert f"/{arks['2 AV 3']}/thumbnail" not in listed
    oembed = site.get(f"/oembed?url=http://{HOST}/{arks['2 AV 3']}").json()
    assert "thumbnail_url" not in oembed
    assert "<audio" in site.get(f"/embed/{arks['2 AV 3']}").text
    assert site.get(f"/{arks['2 AV 3']}/pdf").status_code == 404


def test_words_that_are_said_are_found_with_their_moment(
    site: Client, arks: dict[str, str]
) -> None:
    ark = arks["2 AV 1"]
    for query, moment in (("montre", "1.2"), ("canal", "0"), ("القناة", "0.5")):
        found = site.get(f"/search?q={query}")
        assert re.search(rf'href="/{ark}\?f=2&amp;t={moment}&amp;q=[^"]+#f2"', found.text), query
    assert "<mark>montres</mark>" in site.get("/search?q=montre").text
    inside = AnnotationPage(**site.get(f"/iiif/search/{ark}?q=fabrique").json())
    assert [it.target for it in inside.items] == [f"http://{HOST}/{ark}/canvas/f2#t=1.2,2.8"]
    old = site.get(f"/iiif/search/1/{ark}?q=fabrique").json()
    assert old["resources"][0]["on"].endswith("/canvas/f2#t=1.2,2.8")


def test_captions_are_given_as_they_came_and_as_plain_words(
    site: Client, desk: Desk, arks: dict[str, str]
) -> None:
    ark = arks["2 AV 1"]
    (page,) = manifest(site, ark)["items"][-1]["annotations"]
    given_ = [site.get(it["body"]["id"].removeprefix(f"http://{HOST}")) for it in page["items"]]
    assert [it.content for it in given_] == [
        (desk.scans / f"temoin.{language}.vtt").read_bytes() for language in ("fr", "ar")
    ]
    assert given_[0].headers["access-control-allow-origin"] == "*"
    plain = site.get(f"/{ark}/canvas/f2/text.txt").text
    assert plain.startswith("Jeanne: Nous habitions près du canal.\nLa fabrique")
    assert site.get(f"/{ark}/canvas/f2/text.alto.xml").status_code == 404
    assert site.get(f"/{ark}/canvas/f2/text-3.vtt").status_code == 404


def test_nothing_of_what_is_closed_is_in_the_edition(desk: Desk) -> None:
    """Neither of a closed testimony, nor of a side of a tape that is closed by itself."""
    assert len(list((desk.root / "access").rglob("*.m4a"))) == 4
    public = [it for it in (desk.root / "public").rglob("*") if it.is_file()]
    assert len([it for it in public if it.suffix in (".m4a", ".mp3", ".mp4")]) == 4
    assert not any(SECRET.encode() in it.read_bytes() for it in public)


def test_type_format_and_duration_come_from_the_recording_where_nothing_is_said(
    site: Client, arks: dict[str, str]
) -> None:
    terms = site.get(f"/{arks['2 AV 3']}.json").json()["terms"]
    said = {name: terms[name][0]["text"] for name in ("type", "format", "extent")}
    assert said == {"type": "Sound", "format": "audio/mpeg", "extent": "3 s"}
    film = site.get(f"/{arks['2 AV 2']}.json").json()
    assert film["terms"]["type"][0]["text"] == "MovingImage"
    assert film["recordings"][0]["media_type"] == "video/mp4"


def test_programs_are_told_what_it_is(site: Client, arks: dict[str, str]) -> None:
    song_ = site.get(f"/{arks['2 AV 3']}.jsonld").json()
    (audio,) = song_["audio"]
    assert (audio["@type"], audio["duration"]) == ("AudioObject", "PT3S")
    assert "thumbnailUrl" not in song_
    (video,) = site.get(f"/{arks['2 AV 2']}.jsonld").json()["video"]
    assert (video["@type"], video["encodingFormat"]) == ("VideoObject", "video/mp4")
    assert json.dumps(video).count("full/max/0/default.jpg") == 1


@pytest.mark.parametrize(
    ("code", "kind", "media"), [("2 AV 2", "VIDEO", "video/mp4"), ("2 AV 3", "SOUND", "audio/mpeg")]
)
def test_harvesters_are_told_what_it_is(
    site: Client, arks: dict[str, str], code: str, kind: str, media: str
) -> None:
    def record(prefix: str) -> etree._Element:
        identifier = site.get(f"/{arks[code]}.json").json()["oai_identifier"]
        query = f"verb=GetRecord&metadataPrefix={prefix}&identifier={identifier}"
        return etree.fromstring(site.get(f"/oai?{query}").content)

    said = record("edm")
    assert kind in [it.text for it in said.findall(".//{*}type")]
    assert said.findtext(".//{*}hasMimeType") == media
    shown = said.find(".//{*}isShownBy").values()[0]
    assert shown == f"http://{HOST}{address(site, arks[code])}"
    assert (said.find(".//{*}object") is not None) == (kind == "VIDEO")
    files = record("mets").findall(".//{*}fileGrp[@USE='access']/{*}file")
    assert [it.get("MIMETYPE") for it in files] == [media]
    dc = record("oai_dc")
    assert media in [it.text for it in dc.findall(".//{*}format")]
    assert bool(dc.findall(".//{*}relation")) == (kind == "VIDEO")


def test_the_static_site_has_them_with_their_captions(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "site"
    base = "https://archives.example.org"
    options = ("export", "--format", "static", "--to", out, "--base-url", base)
    first = desk.json(*options)
    assert first["pages"] == 5
    again = desk.json(*options)
    assert (again["written"], again["removed"]) == (0, 0)
    endings = {it.suffix for it in (out / "ark:").rglob("recording/*")}
    assert endings >= {".m4a", ".mp3", ".mp4"}
    for file in (out / "ark:").rglob("manifest.json"):
        document = json.loads(file.read_text("utf-8"))
        Manifest(**document)
        assert "level2" not in json.dumps(document)
        for named in re.findall(
            rf'"({base}/[^"]*\.(?:m4a|mp3|mp4|vtt|jpg|txt))"', file.read_text()
        ):
            assert (out / named.removeprefix(f"{base}/")).is_file(), named
    for page in (out / "ark:").rglob("*.html"):
        for link in re.findall(r'(?:src|poster)="([^"#]+)', page.read_text("utf-8")):
            there = page.parent / link.partition("?")[0]
            assert there.is_file() or there.parent.is_dir(), (page, link)
    assert not any(SECRET.encode() in it.read_bytes() for it in out.rglob("*") if it.is_file())
