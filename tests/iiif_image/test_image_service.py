"""The Image API answered: addresses, documents, pictures, headers and refusals."""

import io
import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from archivekit.description.addresses import image_path
from archivekit.edition import Edition, Request, Response
from archivekit.iiif.image import respond
from archivekit.images.tiles import AccessCopy

ARK = "ark:/99999/b1a2c3d4"
ID = f"http://base.archivekit.invalid/iiif/3/{ARK}/f1"


def header(response: Response, name: str) -> str:
    return dict(response.headers)[name]


def size(response: Response) -> tuple[int, int]:
    assert response.status == 200
    return Image.open(io.BytesIO(response.body)).size


@pytest.mark.parametrize(
    "identifier",
    [
        "ark:/99999/b1a2c3d4/f1",
        "ark:%2F99999%2Fb1a2c3d4%2Ff1",
        "ark:%2f99999%2fb1a2c3d4/f1",
        "ark%3A%2F99999%2Fb1a2c3d4%2Ff1",
        "ark:99999/b1a2c3d4/f1",
    ],
)
def test_an_identifier_may_have_its_slashes_plain_or_encoded(ask, identifier: str) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(ask(f"/iiif/3/{identifier}/info.json").body)["id"] == ID
    assert size(ask(f"/iiif/3/{identifier}/full/130,200/0/default.jpg")) == (130, 200)
    redirect = ask(f"/iiif/3/{identifier}")
    assert (redirect.status, header(redirect, "Location")) == (303, f"{ID}/info.json")


def test_info_says_what_the_image_is(ask) -> None:  # type: ignore[no-untyped-def]
    info = json.loads(ask("info.json").body)
    assert info["@context"] == "http://iiif.io/api/image/3/context.json"
    assert (info["type"], info["profile"]) == ("ImageService3", "level2")
    assert (info["width"], info["height"]) == (1300, 2000)
    assert info["tiles"] == [{"width": 512, "height": 512, "scaleFactors": [1, 2, 4]}]
    assert [(it["width"], it["height"]) for it in info["sizes"]] == [
        *((90, 138), (96, 148), (200, 308), (260, 400), (325, 500), (400, 615), (650, 1000)),
        (1300, 2000),
    ]
    assert info["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert info["extraQualities"] == ["color", "gray", "bitonal"]
    assert {"maxWidth", "maxHeight", "maxArea"} <= set(info)


def test_colour_is_not_announced_where_there_is_none(ask) -> None:  # type: ignore[no-untyped-def]
    info = json.loads(ask(f"/iiif/3/{ARK}/f2/info.json").body)
    assert info["extraQualities"] == ["gray", "bitonal"]
    assert ask(f"/iiif/3/{ARK}/f2/full/max/0/color.jpg").status == 200


def test_every_announced_size_and_tile_is_answered(ask) -> None:  # type: ignore[no-untyped-def]
    info = json.loads(ask("info.json").body)
    for each in info["sizes"]:
        pair = each["width"], each["height"]
        assert size(ask(f"full/{pair[0]},{pair[1]}/0/default.jpg")) == pair
    side = info["tiles"][0]["width"]
    for factor in info["tiles"][0]["scaleFactors"]:
        step = side * factor
        for x in range(0, info["width"], step):
            for y in range(0, info["height"], step):
                width, height = min(step, info["width"] - x), min(step, info["height"] - y)
                pair = -(-width // factor), -(-height // factor)
                path = f"{x},{y},{width},{height}/{pair[0]},{pair[1]}/0/default.jpg"
                assert size(ask(path)) == pair


def test_a_whole_tile_is_the_stored_one(ask, edition: Edition) -> None:  # type: ignore[no-untyped-def]
    page = edition.page(ARK, 1)
    assert page is not None
    copy = AccessCopy.open(edition.image_path(page))
    assert ask("512,1024,512,512/512,512/0/default.jpg").body == copy.tile(0, 1, 2)
    assert ask("512,1024,512,512/max/0/color.jpg").body == copy.tile(0, 1, 2)
    assert ask("0,0,1024,1024/512,/0/default.jpg").body == copy.tile(1, 0, 0)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("full/max/0/default.jpg", (1300, 2000)),
        ("square/max/0/default.png", (1300, 1300)),
        ("0,0,100,100/pct:50/0/default.jpg", (50, 50)),
        ("1200,1900,500,500/max/0/default.jpg", (100, 100)),
        ("pct:50,50,50,50/max/90/default.jpg", (1000, 650)),
        ("full/!200,200/0/gray.jpg", (130, 200)),
        ("full/!9000,9000/0/default.jpg", (1300, 2000)),
        ("full/,100/!180/default.webp", (65, 100)),
        ("full/130,/45/default.png", (233, 233)),
        ("full/pct%3A10/0/bitonal.png", (130, 200)),
        ("full/^130,/0/default.jpg", (130, 200)),
    ],
)
def test_the_grammar_gives_the_sizes_of_the_specification(ask, path: str, expected) -> None:  # type: ignore[no-untyped-def]
    assert size(ask(path)) == pytest.approx(expected, abs=1 if "/45/" in path else 0)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("full/1301,/0/default.jpg", 400),
        ("full/,2001/0/default.jpg", 400),
        ("full/1301,10/0/default.jpg", 400),
        ("full/pct:101/0/default.jpg", 400),
        ("full/pct:0/0/default.jpg", 400),
        ("full/0,/0/default.jpg", 400),
        ("full/!0,10/0/default.jpg", 400),
        ("full/!10,/0/default.jpg", 400),
        ("full/,/0/default.jpg", 400),
        ("full/full/0/default.jpg", 400),
        ("full/^1301,/0/default.jpg", 501),
        ("full/^pct:120/0/default.jpg", 501),
        ("full/^max/0/default.jpg", 501),
        ("full/^nothing/0/default.jpg", 400),
        ("1300,0,10,10/max/0/default.jpg", 400),
        ("0,0,0,10/max/0/default.jpg", 400),
        ("-1,0,10,10/max/0/default.jpg", 400),
        ("0,0,10/max/0/default.jpg", 400),
        ("pct:100,0,10,10/max/0/default.jpg", 400),
        ("full/max/361/default.jpg", 400),
        ("full/max/-90/default.jpg", 400),
        ("full/max/1e2/default.jpg", 400),
        ("full/max/0/native.jpg", 400),
        ("full/max/0/default.gif", 400),
        ("full/max/0/default", 400),
        ("full/max/0", 400),
        ("full/max/0/0/default.jpg", 400),
    ],
)
def test_what_is_not_offered_is_refused_with_its_status(ask, path: str, status: int) -> None:  # type: ignore[no-untyped-def]
    refused = ask(path, accept_language="fr-FR,fr")
    assert refused.status == status
    assert header(refused, "Content-Type") == "text/plain; charset=utf-8"


@pytest.mark.parametrize("page", ["f3", "f4", "f0", "f", "g1", "f1x", "f99999999999"])
def test_there_is_no_image_where_there_is_no_page(ask, page: str) -> None:  # type: ignore[no-untyped-def]
    assert ask(f"/iiif/3/{ARK}/{page}/info.json").status == 404
    assert ask(f"/iiif/3/ark:/99999/other/{page}/full/max/0/default.jpg").status == 404


def test_only_reading_is_allowed(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("info.json", method="HEAD").status == 200
    refused = ask("info.json", method="POST")
    assert (refused.status, header(refused, "Allow")) == (405, "GET, HEAD, OPTIONS")


def test_json_ld_is_given_to_who_asks_for_it(ask) -> None:  # type: ignore[no-untyped-def]
    plain, linked = ask("info.json"), ask("info.json", accept="application/ld+json")
    assert header(plain, "Content-Type") == "application/json"
    profile = '"http://iiif.io/api/image/3/context.json"'
    assert header(linked, "Content-Type") == f"application/ld+json;profile={profile}"
    assert header(plain, "ETag") != header(linked, "ETag")
    assert header(plain, "Vary") == "Accept"


def test_links_name_the_canonical_address_and_the_profile(ask) -> None:  # type: ignore[no-untyped-def]
    link = header(ask("0,0,1300,2000/pct:50/360/color.jpg"), "Link")
    assert f'<{ID}/full/650,1000/0/default.jpg>;rel="canonical"' in link
    assert '<http://iiif.io/api/image/3/level2.json>;rel="profile"' in link


def test_one_picture_has_one_entity_tag_and_is_not_drawn_again_for_who_holds_it(ask) -> None:  # type: ignore[no-untyped-def]
    first = ask("full/650,/0/default.jpg")
    tag = header(first, "ETag")
    assert tag.startswith('"')
    assert header(ask("full/,1000/0/color.jpg"), "ETag") == tag
    assert header(ask("full/,999/0/color.jpg"), "ETag") != tag
    held = ask("full/650,/0/default.jpg", if_none_match=f'"other", {tag}')
    assert (held.status, held.body, header(held, "ETag")) == (304, b"", tag)
    assert "Last-Modified" in dict(first.headers)


def test_version_2_is_answered_in_its_own_words(ask) -> None:  # type: ignore[no-untyped-def]
    info = json.loads(ask("info.json", version=2).body)
    assert info["@id"] == ID.replace("/iiif/3/", "/iiif/2/")
    assert info["@context"] == "http://iiif.io/api/image/2/context.json"
    assert info["profile"][0] == "http://iiif.io/api/image/2/level2.json"
    whole = ask("full/full/0/default.jpg", version=2)
    assert size(whole) == (1300, 2000)
    assert "/full/full/0/default.jpg>" in header(whole, "Link")
    assert "/full/650,/0/default.jpg>" in header(
        ask("full/pct:50/0/default.jpg", version=2), "Link"
    )
    assert ask("full/^650,/0/default.jpg", version=2).status == 400


_WORDS = st.one_of(
    st.sampled_from(
        ["full", "square", "max", "^max", "0", "!0", "default.jpg", "999999999,999999999",
         "^999999999,", "999999999,999999999,999999999,999999999", "pct:1e9,0,1,1", "..", "%2e%2e",
         "0,0,1300,2000", "default.jp2", "native.tif", "!1,1", "default.webp", "1,", "7.5"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(_WORDS, min_size=1, max_size=6), st.sampled_from([2, 3]))
def test_no_words_bring_a_mistake_of_ours(ask, words: list[str], version: int) -> None:  # type: ignore[no-untyped-def]
    assert ask("/".join(words), version=version).status in (200, 303, 400, 404, 501)


def test_a_pyramid_cut_short_is_logged_by_name_and_harms_no_other(  # type: ignore[no-untyped-def]
    public_db: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(public_db.parent, tmp_path / "public")
    with closing(Edition.open(tmp_path / "public" / "public.db")) as edition:
        page = edition.page(ARK, 1)
        assert page is not None
        copy = image_path(edition.images, page.image)
        data = copy.read_bytes()
        copy.write_bytes(data[: len(data) // 2])
        cut = f"/iiif/3/{ARK}/f1/full/max/0/default.jpg"
        assert respond(Request("GET", cut), edition).status == 500
        assert f"{ARK}/f1" in caplog.text
        whole = f"/iiif/3/{ARK}/f2/full/max/0/default.jpg"
        assert respond(Request("GET", whole), edition).status == 200
