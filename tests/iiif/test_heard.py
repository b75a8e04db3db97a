"""Manifests of sound and film: canvases that last, captions, stills."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from iiif_prezi3 import Manifest
from manifests import RECORD, pages

from archivekit.description.exposed import ExposedPage, Recording
from archivekit.iiif.manifest import write
from archivekit.iiif.version_2 import manifest_2

SOUND = ExposedPage(
    *(4, "Face A", "", 0, 0, "digest"), Recording("k" * 64, "audio/mpeg", 61.5, ("fr", "ar", ""))
)
FILM = ExposedPage(5, "", "f" * 64, 640, 480, recording=Recording("v" * 64, "video/mp4", 12.25))


def manifest(*shown: ExposedPage) -> dict[str, Any]:
    written = write(replace(RECORD, pages=shown))
    document: dict[str, Any] = json.loads(written)
    Manifest(**document)
    return document


def painted(canvas: dict[str, Any]) -> dict[str, Any]:
    (page,) = canvas["items"]
    (annotation,) = page["items"]
    assert annotation["motivation"] == "painting"
    assert annotation["target"] == canvas["id"]
    body: dict[str, Any] = annotation["body"]
    return body


def test_a_film_lasts_and_has_its_size_and_its_still() -> None:
    (canvas,) = manifest(FILM)["items"]
    assert (canvas["width"], canvas["height"], canvas["duration"]) == (640, 480, 12.25)
    body = painted(canvas)
    assert (body["type"], body["format"], body["duration"]) == ("Video", "video/mp4", 12.25)
    assert body["id"].endswith("/ark:/99999/b1zzzz/recording/f5.mp4")
    assert painted(canvas["placeholderCanvas"])["id"].endswith("/f5/full/max/0/default.jpg")
    assert "annotations" not in canvas


def test_sound_lasts_has_no_size_and_an_image_of_its_record_beside_it() -> None:
    *images, canvas = manifest(*pages(3), SOUND)["items"]
    assert len(images) == 3
    assert canvas["duration"] == 61.5
    assert not {"width", "height", "thumbnail", "placeholderCanvas"} & set(canvas)
    assert painted(canvas)["type"] == "Sound"
    assert painted(canvas["accompanyingCanvas"])["id"].endswith("/f1/full/max/0/default.jpg")


def test_captions_are_annotations_in_their_languages() -> None:
    document = manifest(SOUND)
    (canvas,) = document["items"]
    (page,) = canvas["annotations"]
    bodies = [it["body"] for it in page["items"]]
    assert {it["motivation"] for it in page["items"]} == {"supplementing"}
    assert {it["target"] for it in page["items"]} == {canvas["id"]}
    assert [it.get("language") for it in bodies] == ["fr", "ar", None]
    assert {(it["type"], it["format"]) for it in bodies} == {("Text", "text/vtt")}
    assert bodies[1]["label"] == {"fr": ["Sous-titres (arabe)"], "en": ["Captions (Arabic)"]}
    assert [it["id"].rpartition("/")[2] for it in bodies] == [
        *("text-1.vtt", "text-2.vtt", "text-3.vtt")
    ]
    assert canvas["rendering"][0]["format"] == "text/plain"
    assert "seeAlso" not in canvas
    assert document["service"][0]["type"] == "SearchService2"


def test_what_only_images_have_is_not_said_of_sound() -> None:
    document = manifest(SOUND)
    assert "thumbnail" not in document
    assert "behavior" not in document
    assert not [it for it in document["rendering"] if it["format"] == "application/pdf"]
    assert manifest(FILM)["thumbnail"][0]["id"].endswith("/f5/full/!400,400/0/default.jpg")
    assert manifest(FILM, *pages(1))["thumbnail"][0]["service"][0]["id"].endswith("/f1")


def test_a_record_without_recordings_says_what_it_said() -> None:
    plain = write(RECORD)
    assert b"duration" not in plain
    assert (
        json.loads(write(replace(RECORD, pages=(*RECORD.pages, SOUND))))["items"][:3]
        == (json.loads(plain)["items"])
    )


def test_in_2_1_they_stand_beside_an_empty_canvas_or_their_still() -> None:
    document = manifest_2(RECORD.ark, manifest(*pages(1), SOUND, FILM))
    image, sound, film = document["sequences"][0]["canvases"]
    assert "rendering" not in image
    assert sound["images"] == []
    assert sound["width"] > 0
    assert sound["rendering"][0]["@id"].endswith("/recording/f4.mp3")
    assert sound["rendering"][0]["format"] == "audio/mpeg"
    (still,) = film["images"]
    assert still["resource"]["service"]["@id"].endswith("/iiif/2/ark:/99999/b1zzzz/f5")
    assert film["rendering"][0]["format"] == "video/mp4"
    assert "thumbnail" not in manifest_2(RECORD.ark, manifest(SOUND))
