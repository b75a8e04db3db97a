"""Manifests for viewers that know Presentation 2.1 alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from manifests import RECORD, pages
from press import Press

from archivekit.description.exposed import Chapter, Logo, Presented, Unshown
from archivekit.description.record import Value
from archivekit.edition import Request, Response
from archivekit.iiif.manifest import write
from archivekit.iiif.presentation import respond
from archivekit.iiif.version_2 import manifest_2

V2 = 'application/ld+json;profile="http://iiif.io/api/presentation/2/context.json"'
V3 = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'


def old(**changes: Any) -> dict[str, Any]:
    return manifest_2(RECORD.ark, json.loads(write(replace(RECORD, **changes))))


def test_every_page_has_its_image_and_its_service_of_version_2() -> None:
    (sequence,) = old()["sequences"]
    first = sequence["canvases"][0]
    assert [it["label"] for it in sequence["canvases"]] == ["1", "2", "3"]
    (image,) = first["images"]
    assert image["on"] == first["@id"]
    assert image["resource"]["@id"].endswith("/iiif/2/ark:/99999/b1zzzz/f1/full/full/0/default.jpg")
    service = image["resource"]["service"]
    assert service["profile"] == "http://iiif.io/api/image/2/level2.json"
    assert service["@id"].endswith("/iiif/2/ark:/99999/b1zzzz/f1")


def test_words_are_in_their_languages() -> None:
    document = old()
    assert document["label"] == {"@value": "Fonds Léa – Registre", "@language": "fr"}
    assert {"@value": "سجل", "@language": "ar"} in document["description"]
    assert document["attribution"] == "Archives de Valmont, 2 J 87"


def test_rights_logo_dates_and_links_have_their_old_names() -> None:
    logo = Logo("https://valmont.example/logo.png")
    terms = {**RECORD.terms, "license": [Value("http://creativecommons.org/licenses/by/4.0/")]}
    document = old(presented=Presented(logo=logo), terms=terms, languages=("ara",))
    assert document["license"] == "http://creativecommons.org/licenses/by/4.0/"
    assert document["logo"] == logo.address
    assert document["navDate"] == "1936-01-01T00:00:00Z"
    assert document["viewingDirection"] == "right-to-left"
    assert document["viewingHint"] == "paged"
    assert document["rendering"][0]["format"] == "application/pdf"
    assert document["related"][0]["@id"].endswith(RECORD.ark)
    assert document["within"].endswith("/iiif/collection-2/2J")


def test_ranges_name_those_inside_them() -> None:
    chapters = (Chapter("I", 1), Chapter("I.1", 2, 1), Chapter("II", 4))
    ranges = old(pages=pages(5), presented=Presented(chapters=chapters))["structures"]
    top, first, inner, second = ranges
    assert top["viewingHint"] == "top"
    assert top["ranges"] == [first["@id"], second["@id"]]
    assert first["ranges"] == [inner["@id"]]
    assert len(inner["canvases"]) == 2


def test_a_page_without_image_is_an_empty_canvas() -> None:
    document = old(pages=(pages(3)[0], pages(3)[2]), presented=Presented(unshown=(Unshown(2),)))
    canvases = document["sequences"][0]["canvases"]
    assert [len(it["images"]) for it in canvases] == [1, 0, 1]


def ask(press: Press, path: str, accept: str = "") -> Response:
    answer = respond(Request("GET", path, "", {"accept": accept}), press.edition())
    assert isinstance(answer, Response)
    return answer


@pytest.mark.parametrize(
    ("accept", "version"),
    [
        (V2, 2),
        (V3, 3),
        (f"{V2}, {V3}", 3),
        (f"{V3};q=0.5, {V2}", 2),
        (f"{V2};q=0.5, application/json", 3),
        ("", 3),
        ("*/*", 3),
    ],
)
def test_who_asks_for_version_2_gets_it(press: Press, accept: str, version: int) -> None:
    press.record("2 J 1")
    press.pages("2 J 1", b"one")
    press.publish()
    answer = ask(press, f"/{press.ark('2 J 1')}/manifest", accept)
    found = json.loads(answer.body)["@context"]
    assert found == f"http://iiif.io/api/presentation/{version}/context.json"
    if accept:
        assert "Accept" in dict(answer.headers)["Vary"]


def test_it_has_an_address_of_its_own(press: Press) -> None:
    press.record("2 J 1")
    press.pages("2 J 1", b"one")
    press.publish()
    ark = press.ark("2 J 1")
    answer, newer = ask(press, f"/{ark}/manifest/2"), ask(press, f"/{ark}/manifest")
    assert json.loads(answer.body)["@id"].endswith(f"/{ark}/manifest/2")
    assert dict(answer.headers)["ETag"] != dict(newer.headers)["ETag"]
    assert ask(press, "/ark:/99999/b1nothing/manifest/2").status == 404


def test_a_manifest_with_text_leads_to_the_search_of_version_1() -> None:
    assert "service" not in old()
    document = old(pages=tuple(replace(page, text="0" * 32) for page in pages(2)))
    service = document["service"]
    assert service["@context"] == "http://iiif.io/api/search/1/context.json"
    assert service["profile"] == "http://iiif.io/api/search/1/search"
    assert service["@id"].endswith("/iiif/search/1/ark:/99999/b1zzzz")
    assert service["service"]["profile"] == "http://iiif.io/api/search/1/autocomplete"
    assert "@type" not in service


def test_collections_lead_to_manifests_of_version_2(press: Press) -> None:
    press.record("2 J", "Fonds du commissariat")
    press.record("2 J 1", "Registre", "2 J", date_first="1936-01-01", date_last="1936-12-31")
    press.pages("2 J 1", b"one")
    press.publish()
    top = json.loads(ask(press, "/iiif/collection-2").body)
    assert top["@type"] == "sc:Collection"
    (named,) = top["collections"]
    assert named["@id"].endswith("/iiif/collection-2/2J")
    assert named == {**named, "label": {"@value": "Fonds du commissariat", "@language": "fr"}}
    of_set = json.loads(ask(press, "/iiif/collection-2/2J").body)
    assert of_set["within"] == top["@id"]
    assert of_set["related"][0]["@id"].endswith(press.ark("2 J"))
    (manifest,) = of_set["manifests"]
    path = manifest["@id"].removeprefix("http://base.archivekit.invalid")
    assert json.loads(ask(press, path).body)["within"] == of_set["@id"]
    assert manifest["navDate"] == "1936-01-01T00:00:00Z"
    negotiated = ask(press, "/iiif/collection/2J", V2)
    assert json.loads(negotiated.body) == of_set
    assert (
        dict(negotiated.headers)["ETag"] != dict(ask(press, "/iiif/collection/2J").headers)["ETag"]
    )
    assert ask(press, "/iiif/collection-2/nothing").status == 404
