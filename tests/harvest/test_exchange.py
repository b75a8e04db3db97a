"""Two archives exchange: A publishes, B harvests, B publishes again; what A withdraws leaves B."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from harvester import Harvester
from press import Press
from served import served
from sickle import Sickle

from archivekit.description.record import Value

CODES = [f"2 J {number}" for number in range(25)]
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


class House:
    """An archive that publishes and harvests."""

    def __init__(self, root: Path, name: str) -> None:
        self.harvester = Harvester(root)
        settings = root / "archive.toml"
        text = settings.read_text().replace("archives.example.org", f"{name}.example.org")
        settings.write_text(text.replace("Archives municipales", f"Archives {name}"))
        self.press = Press(root)
        self.harvester.archive = self.press.archive

    def publish(self) -> None:
        self.press.now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self.press.publish(self.press.now.date().isoformat())

    def harvest(self, url: str):
        return self.harvester.harvest(f"{url}/oai", publish=True)


@pytest.fixture
def a(tmp_path: Path) -> House:
    house = House(tmp_path / "a", "besancon")
    for number, code in enumerate(CODES):
        house.press.record(
            code,
            f"Registre {number}",
            date_text="1936",
            date_edtf="1936",
            date_first="1936-01-01",
            date_last="1936-12-31",
            terms={
                "creator": [Value("Ville")],
                "rights": [Value("Libre")],
                "license": [Value(LICENCE)],
                "subject": [Value("Étrangers", "fr")],
            },
        )
    house.publish()
    return house


@pytest.fixture
def b(tmp_path: Path) -> House:
    return House(tmp_path / "b", "dole")


def told(url: str) -> dict[str, dict[str, list[str]]]:
    """What a harvester of an archive gets, by title."""
    records = Sickle(f"{url}/oai").ListRecords(metadataPrefix="oai_dc")
    return {
        record.metadata["title"][0]: record.metadata for record in records if not record.deleted
    }


def test_what_one_archive_publishes_another_publishes_again_whole(a, b):
    with served(a.press.archive.public_db) as at_a:
        first = told(at_a)
        result = b.harvest(at_a)
    assert (result.complete, result.received) == (True, len(first))
    assert b.harvester.problem_keys == []
    b.publish()
    with served(b.press.archive.public_db) as at_b:
        again = told(at_b)
    assert set(again) == set(first)
    for title, of_b in again.items():
        of_a = first[title]
        # Its own address first, then the one where A shows it.
        assert of_b["identifier"][1:] == of_a["identifier"]
        for element in ("creator", "subject", "date", "rights", "source", "publisher"):
            assert of_b[element] == of_a[element], element


def test_where_a_record_came_from_is_kept_for_its_provenance(a, b):
    with served(a.press.archive.public_db) as at_a:
        b.harvest(at_a)
        headers = {
            it.identifier: it
            for it in Sickle(f"{at_a}/oai").ListIdentifiers(metadataPrefix="oai_dc")
        }
    kept = b.harvester.rows(
        "select partner_identifier, partner_datestamp, base_url, metadata_namespace, harvested_at"
        " from records join harvested on record_id = id"
    )
    assert {identifier for identifier, *_ in kept} == set(headers)
    for identifier, datestamp, base_url, namespace, harvested_at in kept:
        assert datestamp == headers[identifier].datestamp
        assert base_url == f"{at_a}/oai"
        assert namespace == "http://www.openarchives.org/OAI/2.0/oai_dc/"
        assert dt.datetime.fromisoformat(harvested_at).tzinfo is dt.UTC


def test_a_withdrawal_in_one_archive_is_a_tombstone_in_the_other(a, b):
    with served(a.press.archive.public_db) as at_a:
        b.harvest(at_a)
        b.publish()
        a.press.withdraw("2 J 7")
        a.publish()
        result = b.harvest(at_a)
    assert result.kept["withdrawn"] == 1
    b.publish()
    with served(b.press.archive.public_db) as at_b:
        headers = list(Sickle(f"{at_b}/oai").ListIdentifiers(metadataPrefix="oai_dc"))
        assert "Registre 7" not in told(at_b)
    assert sum(it.deleted for it in headers) == 1
    assert len(headers) == len(CODES)


def test_what_changes_in_one_archive_changes_in_the_other_and_nothing_else(a, b):
    with served(a.press.archive.public_db) as at_a:
        b.harvest(at_a)
        a.press.record("2 J 7", "Registre vert")
        a.publish()
        result = b.harvest(at_a)
    assert (result.kept["new"], result.kept["changed"]) == (0, 1)
    assert "Registre vert" in b.harvester.titles.values()
