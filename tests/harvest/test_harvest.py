"""A partner that behaves: its records, its changes, its deletions."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from faulty_partner import DC, Answer, Item, titled
from lxml import etree

from archivekit.errors import WrongUse
from archivekit.harvest.fault import PartnerFault
from archivekit.harvest.limits import Limits


def test_all_records_come_with_their_bytes(harvester, partner):
    result = harvester.harvest(partner)
    assert (result.received, result.pages, result.complete) == (35, 4, True)
    assert harvester.titles == {item.identifier: "Registre" for item in partner.items}
    kept = harvester.rows(
        "select raw, sha512, sets, namespaces from harvested join records on id = record_id"
        " order by partner_identifier"
    )
    assert [raw for raw, *_ in kept] == [item.record().encode() for item in partner.items]
    raw, sha512, sets, namespaces = kept[0]
    assert hashlib.sha512(raw).hexdigest() == sha512
    assert json.loads(sets) == ["s"]
    assert json.loads(namespaces) == {"": "http://www.openarchives.org/OAI/2.0/"}


def test_pages_of_hundreds_of_records_are_stored_together_as_they_came(harvester, partner):
    partner.items = [titled(f"{n:03}", f"Registre {n}", sets=(f"s{n % 7}",)) for n in range(523)]
    partner.page_size = 250
    result = harvester.harvest(partner, limits=Limits())
    assert (result.received, result.pages, result.complete) == (523, 3, True)
    kept = harvester.rows(
        "select partner_identifier, title, sets, raw from harvested join records on id = record_id"
        " order by partner_identifier"
    )
    assert kept == [
        (item.identifier, f"Registre {n}", f'["s{n % 7}"]', item.record().encode())
        for n, item in enumerate(partner.items)
    ]
    assert harvester.rows("select count(distinct row_id) from changes") == [(523,)]
    again = harvester.harvest(partner, limits=Limits(), full=True)
    assert (again.received, again.kept["unchanged"]) == (523, 523)


def test_dublin_core_becomes_terms(harvester, partner):
    metadata = DC.format(
        '<dc:title xml:lang="fr">Étrangers &amp; réfugiés</dc:title><dc:title>Other</dc:title>'
        "<dc:creator>Ville</dc:creator><dc:date>1936</dc:date><dc:date>1940</dc:date>"
        "<dc:coverage>Besançon</dc:coverage><dc:subject> a\n b </dc:subject><dc:subject/>"
        "<dc:identifier>https://example.org/1</dc:identifier><error>no error</error>"
    )
    partner.items = [Item("1", metadata=metadata)]
    harvester.harvest(partner)
    [(title, terms, date, edtf)] = harvester.rows(
        "select title, terms, date_text, date_edtf from records"
    )
    assert (title, date, edtf) == ("Étrangers & réfugiés", "1936", "1936")
    assert json.loads(terms) == {
        "title": [{"text": "Étrangers & réfugiés", "language": "fr"}, {"text": "Other"}],
        "creator": [{"text": "Ville"}],
        "date": [{"text": "1936"}, {"text": "1940"}],
        "coverage": [{"text": "Besançon"}],
        "subject": [{"text": "a b"}],
        "identifier": [{"text": "https://example.org/1"}],
    }


def test_a_date_with_its_time_is_read_as_a_day_and_kept_to_the_letter(harvester, partner):
    metadata = DC.format("<dc:title>A</dc:title><dc:date>2013-09-24T14:15:17Z</dc:date>")
    partner.items = [Item("1", metadata=metadata)]
    harvester.harvest(partner)
    dates = harvester.rows("select date_text, date_edtf, date_first, date_last from records")
    assert dates == [("2013-09-24T14:15:17Z", *["2013-09-24"] * 3)]


@pytest.mark.parametrize("metadata", [None, ""])
def test_a_record_without_metadata_is_kept_and_told(harvester, partner, metadata):
    partner.items = [Item("1", metadata=metadata), Item("2")]
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["without-metadata"]
    assert harvester.titles[partner.items[0].identifier] == partner.items[0].identifier


def test_a_record_without_an_identifier_is_left_out_and_told(harvester, partner):
    partner.habit = lambda answer: replace(
        answer, body=answer.body.replace(b"oai:partner.example:07", b" ")
    )
    harvester.harvest(partner)
    assert harvester.problem_keys == ["without-identifier"]
    assert len(harvester.titles) == 34


def test_the_second_harvest_asks_only_for_what_changed_by_the_partners_clock(harvester, partner):
    partner.clock = "2024-06-01T12:00:00.123Z"
    harvester.harvest(partner)
    partner.items[3] = titled("03", "Registre vert", datestamp="2024-06-02T00:00:00Z")
    result = harvester.harvest(partner)
    assert partner.lists_asked[-1]["from"] == "2024-06-01T11:00:00Z"
    assert (result.received, result.kept["changed"]) == (1, 1)
    assert harvester.titles[partner.items[3].identifier] == "Registre vert"


def test_a_partner_that_knows_days_is_asked_by_days(harvester, partner):
    partner.granularity = "YYYY-MM-DD"
    harvester.harvest(partner)
    harvester.harvest(partner)
    assert partner.lists_asked[-1]["from"] == "2024-05-31"
    with pytest.raises(PartnerFault, match="YYYY-MM-DD"):
        harvester.harvest(partner, first="2024-05-31T00:00:00Z")


def test_nothing_new_is_nothing_wrong(harvester, partner):
    harvester.harvest(partner)
    result = harvester.harvest(partner)
    assert (result.received, result.complete) == (0, True)
    assert harvester.problem_keys == []


def test_the_same_records_again_change_nothing(harvester, partner):
    harvester.harvest(partner)
    result = harvester.harvest(partner, first="2001-01-01")
    assert (result.kept["new"], result.kept["changed"], result.kept["unchanged"]) == (0, 0, 35)
    assert harvester.rows("select count(*) from changes") == [(35,)]


def test_deletions_are_followed_and_taken_back(harvester, partner):
    whole = partner.items[5]
    partner.items.append(Item("never-seen", deleted=True))
    harvester.harvest(partner)
    partner.items[5] = replace(whole, deleted=True, datestamp="2024-06-02T00:00:00Z")
    assert harvester.harvest(partner).kept["withdrawn"] == 1
    assert whole.identifier not in harvester.titles
    assert len(harvester.titles) == 34
    partner.items[5] = replace(whole, datestamp="2024-06-03T00:00:00Z")
    harvester.harvest(partner)
    assert whole.identifier in harvester.titles


def test_a_partner_that_does_not_tell_deletions_is_noted(harvester, partner):
    partner.deleted_record = "no"
    harvester.harvest(partner)
    assert harvester.problem_keys == ["no-deletions"]


def test_set_and_dates_are_asked_for(harvester, partner):
    partner.items[0] = replace(partner.items[0], sets=("a:b",), datestamp="2020-01-02T00:00:00Z")
    result = harvester.harvest(partner, set_spec="a:b", first="2020-01-01", last="2020-01-03")
    asked = partner.lists_asked[0]
    assert (asked["set"], asked["from"], asked["until"]) == ("a:b", "2020-01-01", "2020-01-03")
    assert result.received == 1


def test_a_harvest_of_part_of_the_dates_is_no_reason_to_leave_out_the_rest(harvester, partner):
    harvester.harvest(partner, first="2024-05-01")
    harvester.harvest(partner, last="2024-05-02")
    harvester.harvest(partner)
    assert "from" not in partner.lists_asked[-1]


def test_sets_are_harvested_each_by_its_own_clock(harvester, partner):
    harvester.harvest(partner, set_spec="s")
    harvester.harvest(partner)
    assert "from" not in partner.lists_asked[-1]


@pytest.mark.parametrize("option", ["first", "last"])
@pytest.mark.parametrize("value", ["2024", "2024-1-1", "2024-02-30", "2024-01-01T00:00:00+01:00"])
def test_a_date_that_is_none_is_refused_before_anyone_is_asked(harvester, partner, option, value):
    with pytest.raises(WrongUse):
        harvester.harvest(partner, **{option: value})
    assert partner.asked == []


def test_what_is_no_address_and_no_partners_name_is_refused(harvester, partner):
    with pytest.raises(WrongUse, match=r"archive\.toml"):
        harvester.harvest("nobody")


def test_publishing_is_remembered(harvester, partner):
    for option, published in [(None, 0), (True, 1), (None, 1), (False, 0)]:
        assert harvester.harvest(partner, publish=option).published == bool(published)
        assert harvester.rows("select publish from partners") == [(published,)]


def test_the_bytes_are_well_formed_once_their_namespaces_are_back(harvester, partner):
    dc = b' xmlns:dc="http://purl.org/dc/elements/1.1/"'

    def declared_outside(answer: Answer) -> Answer:
        body = answer.body.replace(dc, b"").replace(b"<OAI-PMH", b"<OAI-PMH" + dc)
        return replace(answer, body=body.replace(b"<record>", b"<!-- <record> --><record>"))

    partner.habit = declared_outside
    harvester.harvest(partner)
    raw, namespaces = harvester.rows("select raw, namespaces from harvested")[0]
    outside = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{uri}"'
        for prefix, uri in json.loads(namespaces).items()
    )
    assert len(etree.fromstring(f"<a{outside}>".encode() + raw + b"</a>")) == 1
