"""Sound and film taken in: by name, kept as they came, refused with the reason."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
import tapes
from desk import Desk
from tapes import SECRET

HEAD = "cote;intitulé;langue;nom de fichier"


def taken(desk: Desk, *names: str) -> dict:  # type: ignore[type-arg]
    """What an ingest of one record with these files says."""
    sheet = desk.sheet(HEAD, f"2 J 1;Témoignage;français;{' | '.join(names)}")
    return desk.json("ingest", desk.scans, "--sheet", sheet)


def access_copies(desk: Desk) -> list:  # type: ignore[type-arg]
    copies = (it for it in (desk.root / "access").rglob("*") if it.is_file())
    return [it for it in copies if it.suffix != ".tif"]


MAKERS = {
    "a.wav": (lambda path: tapes.wav(path), ".m4a", "aac"),
    "a.mp3": (lambda path: tapes.sound(path, "libmp3lame", "mp3"), ".mp3", "mp3float"),
    "a.m4a": (lambda path: tapes.sound(path, "aac", "mp4"), ".m4a", "aac"),
    "a.flac": (lambda path: tapes.sound(path, "flac", "flac"), ".m4a", "aac"),
    "a.ogg": (lambda path: tapes.sound(path, "libopus", "ogg"), ".m4a", "aac"),
    "a.mp4": (lambda path: tapes.film(path), ".mp4", "h264"),
    "a.mov": (lambda path: tapes.film(path, form="mov", spoken="pcm_s16le"), ".mp4", "h264"),
    "a.webm": (lambda path: tapes.film(path, "libvpx", "webm", spoken="libopus"), ".webm", "vp8"),
}


def test_sound_and_film_are_pages_with_a_copy_that_browsers_play(desk: Desk) -> None:
    masters = {name: make(desk.scans / name).read_bytes() for name, (make, *_) in MAKERS.items()}
    done = taken(desk, *MAKERS)
    assert (done["files_new"], done["pages"], done["problems"]) == (8, 8, [])
    endings = sorted(ending for _, ending, _ in MAKERS.values())
    copies = access_copies(desk)
    assert sorted(it.suffix for it in copies) == endings
    played = [codecs_of(it) for it in copies]
    for _, _, codec in MAKERS.values():
        assert any(codec in codecs for codecs in played)
    for file in desk.json("show", "2 J 1")["files"]:
        film = file["recording"]["media_type"].startswith("video/")
        assert file["recording"]["seconds"] == pytest.approx(2.0 if film else 3.0, abs=0.05)
    for name, master in masters.items():
        kept = [it for it in (desk.root / "masters").rglob(name) if it.is_file()]
        assert [it.read_bytes() for it in kept] == [master]
    assert desk.run("verify").exit_code == 0
    assert "sound or film" in desk.run("show", "2 J 1").output


def codecs_of(copy: Path) -> set[str]:
    with av.open(str(copy)) as opened:
        return {stream.codec_context.name for stream in opened.streams}


def test_the_copy_of_a_wav_is_small_and_what_plays_already_is_not_coded_again(desk: Desk) -> None:
    long = tapes.wav(desk.scans / "a.wav", seconds=30, rate=48_000)
    mp3 = tapes.sound(desk.scans / "b.mp3", "libmp3lame", "mp3")
    taken(desk, long.name, mp3.name)
    copies = {it.suffix: it for it in access_copies(desk)}
    assert copies[".m4a"].stat().st_size < long.stat().st_size / 8
    # Every frame of sound as it was.
    assert mp3.read_bytes()[-8000:-200] in copies[".mp3"].read_bytes()


def test_no_private_word_of_a_master_is_in_its_copy(desk: Desk) -> None:
    said = {"title": SECRET, "comment": f"chez {SECRET}", "artist": SECRET}
    sound = tapes.sound(desk.scans / "a.mp3", "libmp3lame", "mp3", **said)
    # Tags of other kinds, which lie behind the sound.
    lyrics = b"LYRICSBEGIN" + SECRET.encode() + b"000019LYRICS200"
    tag = b"TAG" + SECRET.encode().ljust(125)
    sound.write_bytes(sound.read_bytes() + lyrics + tag)
    film = tapes.film(desk.scans / "b.mp4", location=SECRET, **said)
    web = tapes.film(desk.scans / "c.webm", "libvpx", "webm", spoken="libopus", **said)
    assert all(SECRET.encode() in it.read_bytes() for it in (sound, film, web))
    assert taken(desk, "a.mp3", "b.mp4", "c.webm")["pages"] == 3
    copies = [it for it in (desk.root / "access").rglob("*") if it.is_file()]
    assert len(copies) == 5
    assert not any(SECRET.encode() in it.read_bytes() for it in copies)


def test_a_film_has_a_still_in_its_shape_and_sound_has_none(desk: Desk) -> None:
    tapes.film(desk.scans / "f.mp4", size=(96, 64))
    tapes.wav(desk.scans / "s.wav")
    taken(desk, "f.mp4", "s.wav")
    film, sound = desk.json("show", "2 J 1")["pages"]
    assert (film["width"], film["height"]) == (96, 64)
    assert (sound["width"], sound["height"]) == (None, None)
    assert len(list((desk.root / "access").rglob("*.tif"))) == 1


BAD = {
    "cut.wav": (lambda at, whole: tapes.cut(at, tapes.wav(whole)), "recordings.bytes-missing"),
    "cut.mp3": (
        lambda at, whole: tapes.cut(at, tapes.sound(whole, "libmp3lame", "mp3"), 0.3),
        "recordings.cut-short",
    ),
    "cut.mp4": (lambda at, whole: tapes.cut(at, tapes.film(whole)), "recordings.damaged"),
    "words.mp3": (
        lambda at, _: at.write_text("pas un son " * 4000),
        "recordings.not-accepted",
    ),
    "old.avi": (lambda at, _: tapes.film(at, "mpeg4", "avi"), "recordings.not-accepted"),
    "new.mp4": (lambda at, _: tapes.film(at, "libx265"), "recordings.film-codec"),
    "locked.m4a": (
        lambda at, whole: tapes.encrypted(at, tapes.sound(whole, "aac", "mp4"), b"mp4a", b"drms"),
        "recordings.protected",
    ),
    "locked.mp4": (
        lambda at, whole: tapes.encrypted(at, tapes.film(whole), b"avc1", b"encv"),
        "recordings.protected",
    ),
    "empty.mp3": (lambda at, _: at.touch(), "ingest.empty-file"),
}


def test_what_cannot_be_taken_is_named_with_the_reason_and_stops_no_other(desk: Desk) -> None:
    for name, (make, _) in BAD.items():
        make(desk.scans / name, desk.root.parent / f"whole {name}")
    tapes.wav(desk.scans / "good.wav", seconds=0.5)
    done = taken(desk, *BAD, "good.wav")
    problems = {it["file"]: it["problem"] for it in done["problems"] if it["severity"] == "error"}
    assert problems == {name: key for name, (_, key) in BAD.items()}
    assert (done["files_new"], done["files_refused"], done["pages"]) == (1, len(BAD), 1)


def test_the_name_says_nothing_of_the_content(desk: Desk) -> None:
    """An MP4 called .mp3 is taken for what it is; a picture called .mp3 is a picture."""
    tapes.film(desk.scans / "a.mp3")
    desk.scan("b.png").rename(desk.scans / "b.mp3")
    done = taken(desk, "a.mp3", "b.mp3")
    assert (done["pages"], done["files_refused"]) == (2, 0)
    film, picture = desk.json("show", "2 J 1")["files"]
    assert film["recording"]["media_type"] == "video/mp4"
    assert "recording" not in picture


def test_without_a_sheet_they_are_pages_of_their_folder(desk: Desk) -> None:
    (desk.scans / "entretien").mkdir()
    tapes.wav(desk.scans / "entretien" / "face 1.wav", seconds=0.5)
    tapes.wav(desk.scans / "entretien" / "face 2.wav", seconds=0.6)
    (desk.scans / "entretien" / "face 1.vtt").write_text(
        tapes.captions(("00:00.000", "00:00.400", "Bonjour"))
    )
    done = desk.json("ingest", desk.scans, "--fonds", "9 AV")
    assert (done["files_new"], done["pages"], done["texts"]) == (2, 2, 1)
    assert desk.records()["9 AV/entretien"]["pages"] == 2


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    tapes.wav(desk.scans / "a.wav", seconds=0.5)
    tapes.film(desk.scans / "b.mp4")
    (desk.scans / "b.fr.vtt").write_text(tapes.captions(("00:00.000", "00:01.000", "Bonjour")))
    taken(desk, "a.wav", "b.mp4")
    before = desk.json("show", "2 J 1")
    again = taken(desk, "a.wav", "b.mp4")
    assert (again["files_unchanged"], again["files_new"], again["texts"]) == (2, 0, 0)
    after = desk.json("show", "2 J 1")
    assert (before["files"], before["pages"]) == (after["files"], after["pages"])


def test_captions_are_kept_as_they_came_with_their_languages(desk: Desk) -> None:
    tapes.wav(desk.scans / "a.wav")
    given = {
        "a.vtt": tapes.captions(),
        "a.ar.vtt": tapes.captions(("00:00.000", "00:02.000", "كنا نسكن هنا")),
        "a.wav.en.vtt": tapes.captions(("00:00.000", "00:02.000", "We lived here")),
    }
    for name, content in given.items():
        (desk.scans / name).write_text(content, encoding="utf-8")
    done = taken(desk, "a.wav")
    assert (done["texts"], done["problems"]) == (3, [])
    files = desk.json("show", "2 J 1")["files"]
    texts = {it["name"]: it["language"] for it in files if "text_of" in it}
    assert texts == {"a.vtt": "", "a.ar.vtt": "ar", "a.wav.en.vtt": "en"}
    for name, content in given.items():
        (kept,) = (desk.root / "masters").rglob(name)
        assert kept.read_text(encoding="utf-8") == content


def test_captions_with_a_fault_are_told_with_its_line(desk: Desk, told) -> None:
    tapes.wav(desk.scans / "a.wav")
    (desk.scans / "a.vtt").write_text("WEBVTT\n\n1\n00:00,000 --> 00:01,000\nx\n\nde trop\n")
    done = taken(desk, "a.wav")
    found = told(done, "ingest.captions-unreadable")
    assert [(it["file"], it["line"]) for it in found] == [("a.vtt", 4), ("a.vtt", 7)]
    assert (done["pages"], done["texts"]) == (1, 0)


def test_captions_of_another_recording_or_of_none_are_told_and_left(desk: Desk, told) -> None:
    tapes.wav(desk.scans / "a.wav", seconds=1)
    (desk.scans / "a.vtt").write_text(tapes.captions(("10:00.000", "10:02.000", "fin")))
    (desk.scans / "b.vtt").write_text(tapes.captions())
    done = taken(desk, "a.wav")
    assert told(done, "ingest.captions-of-another")[0]["file"] == "a.vtt"
    assert told(done, "ingest.captions-without-recording")[0]["file"] == "b.vtt"
    assert done["texts"] == 0
