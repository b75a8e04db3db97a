"""The sample fonds as FranceArchives takes it in EAD: nothing dropped, no date or image lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from francearchives_ead import Component, Imported, take, years
from harvesting import harvest
from press import Press
from served import served

from archivekit.description.record import Value
from archivekit.edition import Edition, Request
from archivekit.iiif import presentation

CODE = "FRAC25999"
PATH = "/oai/francearchives"


@pytest.fixture(scope="module")
def imported(demo: Path) -> Imported:
    with served(demo / "public" / "public.db") as site:
        return take(_harvest(site), CODE)


def _harvest(site: str, **arguments: str) -> list[Any]:
    return harvest(f"{site}{PATH}", metadataPrefix="oai_ead", **arguments)


@pytest.fixture(scope="module")
def components(imported: Imported) -> list[Component]:
    [finding_aid] = imported.finding_aids.values()
    return finding_aid.all()


def published(demo: Path, columns: str) -> list[Any]:
    edition = Edition.open(demo / "public" / "public.db")
    rows = [tuple(row) for row in edition.db.execute(f"select {columns} from records order by id")]
    edition.close()
    return rows


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("1914/1918", (1914, 1918)),
        ("1936", (1936, 1936)),
        ("1936-05-12", (1936, 1936)),
        ("1914-08-02/1918-11-11", (1914, 1918)),
        ("1936-05", (None, None)),
        ("1936/9999", (None, None)),
        ("XIXe siècle", (None, None)),
    ],
)
def test_the_replica_reads_dates_as_francearchives_does(
    date: str, read: tuple[int | None, int | None]
) -> None:
    assert years(date) == read


def test_the_fonds_is_one_finding_aid_of_the_same_name_as_its_set(imported: Imported) -> None:
    assert list(imported.finding_aids) == [f"{CODE}_7J"]
    assert (imported.skipped, imported.warnings) == ([], [])


def test_nothing_is_dropped(demo: Path, components: list[Component]) -> None:
    shown = [(it.unitid, it.title) for it in components]
    assert shown == published(demo, "code, title")
    assert len(shown) == 13


def test_no_date_is_lost(demo: Path, components: list[Component]) -> None:
    dates = [(it.unitid, it.start, it.stop) for it in components]
    assert dates == published(demo, "code, year_first, year_last")


def test_no_image_is_lost_and_each_permalink_leads_to_a_manifest(
    demo: Path, components: list[Component]
) -> None:
    edition = Edition.open(demo / "public" / "public.db")
    shown = published(demo, "page_count, thumbnail")
    for component, (pages, image) in zip(components, shown, strict=True):
        assert "ark:/" in component.permalink
        assert len(component.thumbnails) == (1 if image else 0)
        assert component.viewers == ([component.permalink] if pages else [])
        path = "/" + component.permalink.partition("//")[2].partition("/")[2]
        named = [*(["manifest"] if pages else []), *(["thumbnail"] if image else [])]
        for below in named:
            found = presentation.respond(Request("HEAD", f"{path}/{below}"), edition)
            assert found.status < 400
    edition.close()


def test_indexes_are_those_of_the_records(components: list[Component]) -> None:
    register = next(it for it in components if it.unitid == "7 J 1/1")
    assert "Italie" in register.indexes["geogname"]
    assert "immigration" in register.indexes["subject"]
    assert register.indexes["genreform"] == ["registre"]


def test_what_changed_since_a_day_is_taken_again_whole_and_what_left_is_deleted(
    press: Press,
) -> None:
    toml = press.archive.root / "archive.toml"
    text = toml.read_text("utf-8")
    toml.write_text(text.replace("[archive]", f'[archive]\nservice_code = "{CODE}"'), "utf-8")
    press = Press(press.archive.root)
    for code in ("2 J", "3 J", "4 J"):
        press.record(code, f"Fonds {code}")
        press.record(f"{code} 1", "Dossier", code, terms={"subject": [Value("police")]})
    press.publish()
    press.now = press.now.replace(day=20)
    press.record("2 J 1", "Dossier décrit de nouveau", "2 J")
    press.withdraw("3 J")
    press.publish()
    with served(press.archive.public_db) as site:
        again = take(_harvest(site, **{"from": "2026-01-20"}), CODE)
    assert list(again.finding_aids) == [f"{CODE}_2J"]
    assert again.deleted == [f"{CODE}_3J"]
    [finding_aid] = again.finding_aids.values()
    assert [it.title for it in finding_aid.all()] == ["Fonds 2 J", "Dossier décrit de nouveau"]
