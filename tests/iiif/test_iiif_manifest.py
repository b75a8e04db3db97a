"""The manifest of a record (Presentation 3.0)."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from typing import Any

import pytest
from manifests import RECORD, pages

from archivekit.description.exposed import Chapter, Exposed, Logo, Point, Presented, Unshown
from archivekit.description.record import Value
from archivekit.iiif.manifest import write
from archivekit.oai import oai_dc
from archivekit.publish.changes import MANIFESTS, WRITERS

ETALAB = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"


def manifest(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write(replace(RECORD, **changes)))
    return document


def with_terms(**terms: list[Value]) -> dict[str, Any]:
    return manifest(terms={**RECORD.terms, **terms})


def test_the_same_record_gives_the_same_bytes() -> None:
    assert write(RECORD) == write(replace(RECORD))


def test_the_writers_versions_are_raised_when_what_they_write_changes() -> None:
    """Else what is exposed would change without a new datestamp: raise it, then put it here."""

    def written(what: bytes) -> str:
        return hashlib.sha256(what).hexdigest()[:16]

    assert (WRITERS, written(oai_dc.write(RECORD))) == (1, "17efcf0790396eec")
    told = replace(RECORD, presented=Presented(unshown=(Unshown(4, "2041-01-01"), Unshown(5))))
    assert (MANIFESTS, written(write(told))) == (4, "a95922a92c4e9109")


def test_time_grows_with_the_pages_and_not_with_their_square() -> None:
    few, many = replace(RECORD, pages=pages(200)), replace(RECORD, pages=pages(1600))

    def cost(record: Exposed) -> float:
        began = time.process_time()
        write(record)
        return time.process_time() - began

    cost(few)
    assert min(cost(many) for _ in range(2)) < 24 * min(cost(few) for _ in range(3))


def test_words_stand_under_their_language() -> None:
    document = manifest()
    assert document["label"] == {"fr": ["Fonds Léa – Registre"]}
    assert document["summary"] == {"fr": ["Étrangers arrivés"], "ar": ["سجل"]}
    code = document["metadata"][0]
    assert code == {
        "label": {"fr": ["Cote"], "en": ["Reference code"]},
        "value": {"none": ["2 J 87"]},
    }


def test_words_that_look_like_markup_are_shown_as_words() -> None:
    document = with_terms(description=[Value("<img src=x onerror=alert(1)>")])
    assert document["summary"] == {"none": ["<span>&lt;img src=x onerror=alert(1)&gt;</span>"]}


def test_rights_takes_the_uris_that_the_standard_allows() -> None:
    assert with_terms(license=[Value(IN_COPYRIGHT)])["rights"] == IN_COPYRIGHT


def test_the_licence_ouverte_stands_in_the_required_statement() -> None:
    document = with_terms(license=[Value(ETALAB)], rights=[Value("Réutilisation libre", "fr")])
    assert "rights" not in document
    assert document["requiredStatement"]["value"] == {
        "fr": ["Archives de Valmont, 2 J 87", "Réutilisation libre", ETALAB]
    }


@pytest.mark.parametrize(
    ("year", "date"),
    [(1936, "1936-01-01T00:00:00Z"), (85, "0085-01-01T00:00:00Z"), (-50, None), (None, None)],
)
def test_nav_date_is_the_first_year(year: int | None, date: str | None) -> None:
    assert manifest(year_first=year).get("navDate") == date


def test_arabic_is_read_from_right_to_left() -> None:
    assert manifest(languages=("ara",))["viewingDirection"] == "right-to-left"
    assert "viewingDirection" not in manifest(languages=("fre", "ara"))


def test_a_bound_volume_of_upright_pages_is_paged() -> None:
    assert manifest()["behavior"] == ["paged"]
    assert manifest(title="Affiche")["behavior"] == ["individuals"]
    assert manifest(pages=pages(3, width=4000, height=3000))["behavior"] == ["individuals"]


def test_a_roll_in_pieces_is_continuous() -> None:
    assert manifest(title="Plan sur rouleau")["behavior"] == ["continuous"]
    assert manifest(title="Plan sur rouleau", pages=pages(1))["behavior"] == ["individuals"]


def test_nav_date_is_the_day_where_it_is_known() -> None:
    assert manifest(date_edtf="1936-05-12")["navDate"] == "1936-05-12T00:00:00Z"


def test_rights_are_said_with_http_as_the_standard_has_them() -> None:
    document = with_terms(license=[Value("https://creativecommons.org/licenses/by/4.0/")])
    assert document["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert "creativecommons" not in str(document["requiredStatement"])


def test_the_institution_has_its_logo_and_website() -> None:
    logo = Logo("http://base.archivekit.invalid/iiif/logo", "image/png", 200, 80, "0" * 64)
    presented = Presented(website="https://valmont.example/", logo=logo)
    (provider,) = manifest(presented=presented)["provider"]
    assert provider["homepage"][0]["id"] == "https://valmont.example/"
    assert provider["logo"][0]["id"].endswith("/iiif/logo")
    assert (provider["logo"][0]["width"], provider["logo"][0]["height"]) == (200, 80)


def test_programs_find_the_record_in_their_formats() -> None:
    found = {it["profile"]: it["id"] for it in manifest()["seeAlso"]}
    assert found["https://schema.org/"].endswith("/ark:/99999/b1zzzz.jsonld")
    finding_aid = found["urn:isbn:1-931666-22-9"]
    assert "metadataPrefix=oai_ead" in finding_aid
    assert finding_aid.endswith("ark%3A/99999/b1yyyy")


def test_a_pdf_of_many_pages_is_in_parts() -> None:
    assert [it["id"].rpartition("/")[2] for it in manifest()["rendering"]] == ["pdf"]
    parts = manifest(pages=pages(201))["rendering"]
    assert [it["id"].rpartition("/")[2] for it in parts] == ["pdf", "pdf?part=2", "pdf?part=3"]
    assert parts[2]["label"]["fr"] == ["Vues 201 à 201 en PDF"]


def test_places_with_coordinates_are_on_the_map() -> None:
    document = manifest(presented=Presented(points=(Point("Valmont", 47.25, 6.05),)))
    (feature,) = document["navPlace"]["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [6.05, 47.25]}
    assert document["@context"][-1] == "http://iiif.io/api/presentation/3/context.json"
    assert "navPlace" not in manifest()


def test_a_page_without_image_keeps_its_place() -> None:
    shown = tuple(page for page in pages(4) if page.number != 2)
    document = manifest(pages=shown, presented=Presented(unshown=(Unshown(2),)))
    ids = [it["id"].rpartition("/")[2] for it in document["items"]]
    assert ids == ["f1", "f2", "f3", "f4"]
    empty = document["items"][1]
    assert empty["items"] == []
    assert empty["label"]["fr"] == ["2 – vue non présentée"]


def test_chapters_of_the_masters_are_ranges_one_in_another() -> None:
    chapters = (Chapter("I", 1), Chapter("I.1", 2, 1), Chapter("I.2", 3, 1), Chapter("II", 5))
    document = manifest(pages=pages(6), presented=Presented(chapters=chapters))
    (contents,) = document["structures"]
    first, second = contents["items"]
    assert [it["id"].rpartition("/")[2] for it in first["items"]] == ["f1", "r2", "r3"]
    assert numbers(first["items"][2]) == ["f3", "f4"]
    assert numbers(second) == ["f5", "f6"]


def test_a_table_of_contents_comes_before_the_outline_of_a_file() -> None:
    table = [Value("vues 1-2 : Naissances ; vue 3 : Décès", "fr")]
    presented = Presented(chapters=(Chapter("Scan", 1),))
    document = manifest(presented=presented, terms={**RECORD.terms, "tableOfContents": table})
    (contents,) = document["structures"]
    assert [it["label"] for it in contents["items"]] == [{"fr": ["Naissances"]}, {"fr": ["Décès"]}]
    assert numbers(contents["items"][0]) == ["f1", "f2"]


def numbers(range_: dict[str, Any]) -> list[str]:
    return [it["id"].rpartition("/")[2] for it in range_["items"]]


def test_a_thumbnail_is_never_larger_than_its_page() -> None:
    (thumbnail,) = manifest(pages=pages(1, width=200, height=100))["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (200, 100)
    (thumbnail,) = manifest(pages=pages(1))["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (300, 400)
