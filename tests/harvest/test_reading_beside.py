"""Pages are read by a process beside the harvest: it may die, and what it reads is the same."""

from __future__ import annotations

import multiprocessing
import os

import pytest
from faulty_partner import DC, Answer, Item, titled

from archivekit.catalogue import Catalogue

EAD = (
    '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>2J</eadid></eadheader>'
    '<archdesc level="fonds"><did><unittitle>Affiches</unittitle></did>'
    "<dsc><c><did><unitid>2 J 87</unitid><unittitle>Affiche de police</unittitle></did></c></dsc>"
    "</archdesc></ead>"
)
ITEMS = [
    *(titled(f"{number:02}", f"Déclaration de résidence nº {number}") for number in range(12)),
    Item("13", metadata=EAD),
    Item("14", deleted=True),
    Item("15", metadata=None),
    Item("16", metadata=DC.format('<dc:title xml:lang="fr"> L’œuvre\n d’un "maçon" </dc:title>')),
    Item(
        "17",
        metadata=DC.format("<dc:date>1851-03-12T00:00:00Z</dc:date><dc:type>affiche</dc:type>"),
    ),
    *(titled(f"{number}", "Registre") for number in range(20, 45)),
]
KEPT = """
select code, title, terms, date_text, date_first, partner_identifier, raw, sha512, namespaces, sets
from records left join harvested on record_id = id order by partner_identifier
"""


def killing(answer: Answer) -> Answer:
    """An answer during which the process that reads pages is killed."""
    [reading] = multiprocessing.active_children()
    reading.kill()
    reading.join()
    return answer


def test_it_reads_as_the_harvest_itself_does(harvester, another, monkeypatch, tmp_path):
    with another(ITEMS) as partner:
        harvester.harvest(partner)
        beside = harvester.rows(KEPT)
        alone = type(harvester)(tmp_path / "alone")
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
        alone.harvest(partner)
    assert len(beside) == len(ITEMS)  # a deleted record is not kept, a component is
    assert beside == alone.rows(KEPT)


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_where_it_dies_nothing_is_lost(harvester, partner, page):
    partner.faults[page] = killing
    result = harvester.harvest(partner)
    assert (result.complete, result.received) == (True, 35)
    assert len(harvester.titles) == 35
    assert not list(harvester.problems)


def test_where_it_cannot_begin_the_harvest_reads_by_itself(harvester, partner, monkeypatch):
    def no_more() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", no_more)
    assert harvester.harvest(partner).received == 35


def test_it_ends_with_the_harvest(harvester, partner):
    harvester.harvest(partner)
    assert multiprocessing.active_children() == []


def test_harvested_records_are_found_by_their_words_at_once(harvester, another):
    with another(ITEMS) as partner:
        harvester.harvest(partner)
    with Catalogue.open(harvester.archive.catalogue) as catalogue:
        found = {
            asked: [
                record.partner_identifier.rpartition(":")[2]
                for number in catalogue.search.find(asked)
                if (record := catalogue.records.get(number))
            ]
            for asked in ("oeuvre maçon", "déclaration 7", "affiche -police", "affiche police")
        }
    assert found == {
        "oeuvre maçon": ["16"],
        "déclaration 7": ["07"],
        "affiche -police": ["17"],
        "affiche police": ["13#2 J 87"],
    }


def test_a_record_that_changed_is_found_by_what_it_says_now(harvester, another):
    with another([titled("1", "Affiche"), titled("2", "Registre")]) as partner:
        harvester.harvest(partner)
        partner.items[0] = titled("1", "Carte postale", datestamp="2030-01-01T00:00:00Z")
        harvester.harvest(partner)
    with Catalogue.open(harvester.archive.catalogue) as catalogue:
        assert catalogue.search.find("affiche") == []
        assert len(catalogue.search.find("carte postale")) == 1
