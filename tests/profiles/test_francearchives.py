"""The sample fonds as FranceArchives takes it: nothing dropped, no date or image lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from francearchives import Imported, take, years
from harvesting import harvest
from served import served

from archivekit.edition import Edition, Request
from archivekit.iiif import presentation

CODE = "FRAC25999"


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("1914-1918", (1914, 1918)),
        ("1936", (1936, None)),
        ("02/02/1865", (1865, None)),
        ("1914/1918", (1914, None)),
        ("1936-05-12", (None, None)),
        ("1914-08-02/1918-11-11", (None, None)),
        ("XIXe siècle", (None, None)),
    ],
)
def test_the_replica_reads_dates_as_francearchives_does(
    date: str, read: tuple[int | None, int | None]
) -> None:
    assert years(date) == read


@pytest.fixture(scope="module", params=["/oai/francearchives", "/oai"])
def imported(demo: Path, request: pytest.FixtureRequest) -> Imported:
    with served(demo / "public" / "public.db") as site:
        return take(harvest(f"{site}{request.param}"), CODE)


def published(demo: Path) -> list[tuple[str, int | None, int | None, str | None]]:
    edition = Edition.open(demo / "public" / "public.db")
    query = "select oai_identifier, year_first, year_last, thumbnail from records"
    rows = [tuple(row) for row in edition.db.execute(query)]
    edition.close()
    return rows


def test_nothing_is_dropped(demo: Path, imported: Imported) -> None:
    taken = {component.identifier for component in imported.components}
    assert imported.dropped == []
    assert taken == {identifier for identifier, *_ in published(demo)}
    assert len(taken) == len(imported.components) == 13


def test_no_date_is_lost(demo: Path, imported: Imported) -> None:
    taken = {it.identifier: (it.start, it.stop or it.start) for it in imported.components}
    assert taken == {identifier: (first, last) for identifier, first, last, _ in published(demo)}


def test_no_image_is_lost(demo: Path, imported: Imported) -> None:
    thumbnails = {it.identifier: it.thumbnails for it in imported.components}
    edition = Edition.open(demo / "public" / "public.db")
    for identifier, _, _, image in published(demo):
        assert len(thumbnails[identifier]) == (1 if image else 0)
        for url in thumbnails[identifier]:
            path = "/" + url.partition("//")[2].partition("/")[2]
            found = presentation.respond(Request("GET", path), edition)
            assert 300 <= found.status < 400, "a thumbnail redirects to its image"
    edition.close()


def test_each_digitised_version_leads_to_a_manifest(demo: Path, imported: Imported) -> None:
    edition = Edition.open(demo / "public" / "public.db")
    for component in imported.components:
        [permalink] = component.digitised
        assert "ark:/" in permalink
        path = "/" + permalink.partition("//")[2].partition("/")[2]
        if component.thumbnails:
            found = presentation.respond(Request("HEAD", f"{path}/manifest"), edition)
            assert found.status < 400
            assert "json" in dict(found.headers)["Content-Type"]
    edition.close()


def test_by_its_own_profile_sets_call_numbers_and_places_are_as_it_wants_them(demo: Path) -> None:
    with served(demo / "public" / "public.db") as site:
        imported = take(harvest(f"{site}/oai/francearchives"), CODE)
        again = harvest(f"{site}/oai/francearchives", set=f"{CODE}_7J")
    assert imported.warnings == []
    assert len(again) == 13
    assert {it.eadid for it in imported.components} == {f"{CODE}_7J"}
    assert {it.unitid for it in imported.components} >= {"7 J", "7 J 1/1", "7 J 2/6"}
    assert all(" ; " not in it.unittitle for it in imported.components)
    register = next(it for it in imported.components if it.unitid == "7 J 1/1")
    assert "Italie" in register.indexes["coverage"]
    assert "immigration" in register.indexes["subject"]
    assert register.language == "fre"
