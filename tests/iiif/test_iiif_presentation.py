"""Manifests, thumbnails and collections, asked for by their addresses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from iiif_prezi3 import Collection
from press import Press

from archivekit.edition import Request, Response
from archivekit.iiif.presentation import respond


@pytest.fixture
def published(press: Press) -> Press:
    press.record("2 J", "Fonds du commissariat")
    press.record("2 J 1", "Registre des étrangers", "2 J")
    press.record("2 J 2", "Dossier de Rosa", "2 J")
    press.pages("2 J 1", b"one", b"two")
    press.pages("2 J 2", b"three")
    press.publish()
    return press


def ask(press: Press, path: str, query: str = "", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = respond(Request("GET", path, query, named), press.edition())
    assert isinstance(answer, Response)
    return answer


def document(answer: Response) -> dict[str, Any]:
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body)
    return found


def test_a_manifest_is_json_with_a_strong_tag(published: Press) -> None:
    answer = ask(published, f"/{published.ark('2 J 1')}/manifest")
    headers = dict(answer.headers)
    assert headers["Content-Type"] == "application/json"
    assert headers["ETag"].startswith('"')
    assert headers["Last-Modified"].endswith("GMT")
    assert len(document(answer)["items"]) == 2


@pytest.mark.parametrize(
    ("accept", "linked"),
    [
        ("application/ld+json", True),
        ('application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"', True),
        ("application/ld+json;q=0.5, application/json", False),
        ("application/ld+json;q=0", False),
        ("text/html, */*", False),
        ("application/ld+json;q=much", False),
    ],
)
def test_json_ld_is_for_who_asks_for_it(published: Press, accept: str, linked: bool) -> None:
    answer = ask(published, f"/{published.ark('2 J 1')}/manifest", accept=accept)
    assert dict(answer.headers)["Content-Type"].startswith("application/ld+json") is linked


def test_slashes_of_an_ark_may_be_encoded(published: Press) -> None:
    encoded = published.ark("2 J 1").replace("/", "%2F")
    assert ask(published, f"/{encoded}/manifest").status == 200


def test_an_ark_in_another_form_is_sent_on_to_its_own(published: Press) -> None:
    ark = published.ark("2 J 1")
    answer = ask(published, f"/{ark.replace('ark:/', 'ark:')}/manifest")
    assert answer.status == 301
    assert dict(answer.headers)["Location"].endswith(f"/{ark}/manifest")


def test_a_thumbnail_is_the_first_page_made_small(published: Press) -> None:
    ark = published.ark("2 J 1")
    answer = ask(published, f"/{ark}/thumbnail")
    assert answer.status == 303
    location = dict(answer.headers)["Location"]
    assert location.endswith(f"/iiif/3/{ark}/f1/full/!400,400/0/default.jpg")


def test_what_is_gone_is_said_to_be_gone(published: Press) -> None:
    ark = published.ark("2 J 1")
    published.withdraw("2 J 1")
    published.publish()
    for what in ("manifest", "thumbnail"):
        answer = ask(published, f"/{ark}/{what}", accept_language="fr-FR,fr")
        assert answer.status == 410
        assert json.loads(answer.body)["message"] == "Cette notice n'est plus publiée."


@pytest.mark.parametrize(
    "path",
    [
        "/ark:/99999/b1nothing/manifest",
        "/ark:/99999/..%2f..%2fcatalogue.db/manifest",
        "/ark:/99999/%00/manifest",
        "/ark:/99999/%ff/thumbnail",
        "/iiif/collection/nothing",
        "/iiif/collection/2J/more",
        "/somewhere",
        "/ark:/" + "9" * 5000 + "/manifest",
    ],
)
def test_what_was_never_there_is_not_found(published: Press, path: str) -> None:
    assert ask(published, path).status == 404


def test_a_record_without_pages_has_no_manifest(published: Press) -> None:
    assert ask(published, f"/{published.ark('2 J')}/manifest").status == 404


def test_only_reading_is_allowed(published: Press) -> None:
    answer = respond(Request("POST", "/iiif/collection"), published.edition())
    assert answer.status == 405
    assert "GET" in dict(answer.headers)["Allow"]


def test_the_top_collection_lists_the_sets_and_a_set_its_manifests(published: Press) -> None:
    top = document(ask(published, "/iiif/collection"))
    assert [item["id"].rpartition("/")[2] for item in top["items"]] == ["2J"]
    of_set = document(ask(published, "/iiif/collection/2J"))
    labels = [item["label"] for item in of_set["items"]]
    assert labels == [{"fr": ["Registre des étrangers"]}, {"fr": ["Dossier de Rosa"]}]
    for found in (top, of_set):
        assert json.loads(Collection(**found).json()) == found


def test_a_fonds_collection_leads_to_its_page_and_shows_its_documents(published: Press) -> None:
    of_set = document(ask(published, "/iiif/collection/2J"))
    assert of_set["homepage"][0]["id"].endswith(f"/{published.ark('2 J')}")
    assert of_set["partOf"][0]["id"].endswith("/iiif/collection")
    thumbnails = [item["thumbnail"][0]["id"] for item in of_set["items"]]
    assert thumbnails[0].endswith(f"/{published.ark('2 J 1')}/thumbnail")


@pytest.mark.parametrize("asked", ["", "0", "start", "99999/b1nothing", "x" * 500])
def test_a_collection_that_is_whole_has_no_parts(published: Press, asked: str) -> None:
    assert ask(published, "/iiif/collection/2J", f"part={asked}").status == 404
