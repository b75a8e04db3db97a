"""Tiles and small sizes sent as they lie: the same answer as ever, and none that is withdrawn."""

import json

import pytest
from site_client import asked
from site_editions import ENTRIES, make_edition

from archivekit.site.app import served

IMAGE = "/iiif/3/ark:/99999/b1registre/f1"


@pytest.fixture
def swapped(tmp_path):
    """A site whose edition may be replaced, and the folder of its edition."""
    make_edition(tmp_path)
    with asked(served(tmp_path / "public.db")) as client:
        yield client, tmp_path


def ready(site) -> list[str]:
    """The addresses of all sizes and tiles that info.json announces."""
    info = json.loads(site.get(f"{IMAGE}/info.json").text)
    paths = [f"{IMAGE}/full/{it['width']},{it['height']}/0/default.jpg" for it in info["sizes"]]
    side = info["tiles"][0]["width"]
    for factor in info["tiles"][0]["scaleFactors"]:
        for x in range(0, info["width"], side * factor):
            for y in range(0, info["height"], side * factor):
                across = min(side * factor, info["width"] - x)
                down = min(side * factor, info["height"] - y)
                size = f"{-(-across // factor)},{-(-down // factor)}"
                paths.append(f"{IMAGE}/{x},{y},{across},{down}/{size}/0/default.jpg")
    return paths


def test_what_lies_ready_is_answered_as_it_was_the_first_time(swapped):
    site, _ = swapped
    for path in ready(site):
        answers = [site.get(path) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {200}, path
        assert len({answer.content for answer in answers}) == 1
        headers = [dict(answer.headers) for answer in answers]
        assert headers[1:] == headers[:-1], path
        assert headers[2]["access-control-allow-origin"] == "*"


def test_conditions_and_head_are_heard_also_then(swapped):
    site, _ = swapped
    path = ready(site)[0]
    site.get(path)
    answer = site.get(path)
    assert site.get(path, if_none_match=answer.headers["etag"]).status_code == 304
    assert site.get(path, if_modified_since=answer.headers["last-modified"]).status_code == 304
    head = site.ask("HEAD", path)
    assert head.content == b""
    assert head.headers["content-length"] == str(len(answer.content))


def test_a_tile_of_a_record_withdrawn_is_not_sent_again(swapped):
    site, folder = swapped
    path = ready(site)[0]
    assert [site.get(path).status_code for _ in range(2)] == [200, 200]
    make_edition(folder, [it for it in ENTRIES if it.name != "b1registre"], serial=2)
    assert site.get(path).status_code in (404, 410)
