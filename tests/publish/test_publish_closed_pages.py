"""Pages that are closed while their record is open: they keep their place, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from press import Press

from archivekit.description.record import Value
from archivekit.edition import Request, Response
from archivekit.iiif.presentation import respond

CANARY = "zzkanari"


def register(press: Press, closed_pages: str, **said: Any) -> list[str]:
    """A register of four pages, the second and third of which hold canaries."""
    press.record("2 J 1", closed_pages=closed_pages, **said)
    keys = press.pages("2 J 1", *(f"picture {n} {CANARY}{n}z".encode() for n in range(1, 5)))
    with press.catalogue() as (catalogue, batch):
        record = catalogue.records.find("2 J 1")
        assert record is not None
        pages = [
            replace(page, label=f"{CANARY}{page.number}z", width=1000 * page.number)
            for page in catalogue.pages.of(record.id)
        ]
        catalogue.pages.replace(batch, record.id, pages)
    return keys


def shown(press: Press) -> list[int]:
    """The pages that the edition has any byte of."""
    there = press.public_bytes()
    return [number for number in range(1, 5) if f"{CANARY}{number}z".encode() in there]


def manifest(press: Press) -> dict[str, Any]:
    answer = respond(Request("GET", f"/{press.ark('2 J 1')}/manifest"), press.edition())
    assert isinstance(answer, Response)
    found: dict[str, Any] = json.loads(answer.body)
    return found


def test_a_closed_page_keeps_its_place_and_says_when_it_opens(press: Press) -> None:
    keys = register(press, "vues 2-3 : communicable en 2041")
    published = press.publish()
    assert (published.pages, published.pages_closed) == (2, 2)
    canvases = manifest(press)["items"]
    assert [len(it["items"]) for it in canvases] == [1, 0, 0, 1]
    assert canvases[1]["label"] == {
        "fr": ["2 – vue consultable à partir du 1er janvier 2041"],
        "en": ["2 – page open from 1 January 2041"],
    }
    assert set(canvases[1]) == {"id", "type", "label", "height", "width", "thumbnail", "items"}
    picture = canvases[1]["thumbnail"][0]["id"].removeprefix("http://base.archivekit.invalid")
    answer = respond(Request("GET", picture), press.edition())
    assert isinstance(answer, Response)
    assert answer.body.startswith(b"<svg")
    assert canvases[1]["width"] == 2000
    assert shown(press) == [1, 4]
    assert [press.public_image(key).exists() for key in keys] == [True, False, False, True]


@pytest.mark.parametrize(
    ("today", "pages"),
    [("2040-12-31", [1, 4]), ("2041-01-01", [1, 2, 4]), ("2051-01-01", [1, 2, 3, 4])],
)
def test_each_page_appears_on_its_day(press: Press, today: str, pages: list[int]) -> None:
    register(press, "vue 2 : 2041\nvue 3 : 2051")
    press.publish(today)
    assert shown(press) == pages


def test_a_page_closed_again_leaves_the_edition(press: Press) -> None:
    register(press, "")
    press.publish()
    assert shown(press) == [1, 2, 3, 4]
    register(press, "vue 2")
    press.publish()
    assert shown(press) == [1, 3, 4]
    assert manifest(press)["items"][1]["label"]["en"] == ["2 – page not open"]


@pytest.mark.parametrize("words", ["vues 3-40", "vue 3 : plus tard", "celles du fond"])
def test_what_closes_pages_and_is_not_understood_closes_all(press: Press, words: str) -> None:
    register(press, words)
    press.publish()
    assert shown(press) == []
    assert [it.key for it in press.problems] == ["publish.closed-pages-unread"]


def test_a_record_all_pages_of_which_are_closed_is_shown_without_them(press: Press) -> None:
    register(press, "toutes : en ligne en 2041")
    press.publish()
    ark = press.ark("2 J 1")
    edition = press.edition()
    answer = respond(Request("GET", f"/{ark}/manifest"), edition)
    assert isinstance(answer, Response)
    assert answer.status == 404
    row = edition.record(ark)
    assert row is not None
    assert row.page_count == 0
    (closed,) = edition.closed_pages(row.id)
    assert (closed.first, closed.last, closed.opens) == (1, 4, "2041-01-01")
    assert shown(press) == []


def test_its_table_of_contents_goes_on_over_closed_pages(press: Press) -> None:
    table = [Value("vue 1 : Début\nvues 2-3 : Milieu\nvue 4 : Fin")]
    register(press, "vue 2 : 2041", terms={"tableOfContents": table})
    press.publish()
    (contents,) = manifest(press)["structures"]
    assert [len(it["items"]) for it in contents["items"]] == [1, 2, 1]


def test_a_page_that_opens_is_a_change_and_one_that_stays_closed_is_none(press: Press) -> None:
    register(press, "vue 2 : 2041")
    press.publish()
    assert press.publish("2030-01-01").unchanged == 1
    assert press.publish("2041-01-01").unchanged == 0
