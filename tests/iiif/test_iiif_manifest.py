"""The manifest of a record (Presentation 3.0)."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from typing import Any

import pytest
from iiif_prezi3 import Manifest

from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.iiif.manifest import write
from archivekit.oai import oai_dc
from archivekit.publish.changes import WRITERS

ETALAB = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"


def pages(count: int, width: int = 3000, height: int = 4000) -> tuple[ExposedPage, ...]:
    return tuple(
        ExposedPage(number, str(number), f"{number:064x}", width, height)
        for number in range(1, count + 1)
    )


RECORD = Exposed(
    ark="ark:/99999/b1zzzz",
    oai_identifier="oai:archives.example.org:ark:/99999/b1zzzz",
    code="2 J 87",
    title="Registre",
    full_title="Fonds Léa – Registre",
    level="file",
    terms={
        "title": [Value("Registre", "fr")],
        "description": [Value("Étrangers arrivés", "fr"), Value("سجل", "ar")],
        "creator": [Value("Commissariat")],
    },
    date_text="vers 1936",
    year_first=1936,
    year_last=1936,
    languages=("fre",),
    institution={"fr": "Archives de Valmont", "en": "Archives of Valmont"},
    source="Archives de Valmont, 2 J 87",
    sets=("2J",),
    ancestors=(Ancestor("ark:/99999/b1yyyy", "2 J", "Fonds Léa"),),
    pages=pages(3),
)


def manifest(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write(replace(RECORD, **changes)))
    return document


def with_terms(**terms: list[Value]) -> dict[str, Any]:
    return manifest(terms={**RECORD.terms, **terms})


@pytest.mark.parametrize("count", [1, 2, 300])
def test_prezi3_reads_every_word_of_it_again(count: int) -> None:
    document = manifest(pages=pages(count))
    assert json.loads(Manifest(**document).json()) == document
    assert len(document["items"]) == count


def test_the_same_record_gives_the_same_bytes() -> None:
    assert write(RECORD) == write(replace(RECORD))


def test_the_writers_version_is_raised_when_what_they_write_changes() -> None:
    """Else what is exposed would change without a new datestamp: raise it, then put it here."""
    written = hashlib.sha256(write(RECORD) + oai_dc.write(RECORD)).hexdigest()[:16]
    assert (WRITERS, written) == (1, "5f64a1c44f2013e1")


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


def test_a_thumbnail_is_never_larger_than_its_page() -> None:
    (thumbnail,) = manifest(pages=pages(1, width=200, height=100))["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (200, 100)
    (thumbnail,) = manifest(pages=pages(1))["thumbnail"]
    assert (thumbnail["width"], thumbnail["height"]) == (300, 400)
