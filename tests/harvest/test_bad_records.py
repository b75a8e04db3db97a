"""Records that are no XML, and pages that do not come: one bad record never costs the others."""

from __future__ import annotations

import contextlib
import gzip
from dataclasses import replace

import pytest
from faulty_partner import DC, Answer, Item, titled
from harvester import LIMITS

from archivekit.harvest.fault import PartnerFault

PATIENT = replace(LIMITS, splits=200)


def spoilt(items: list[Item], number: int, old: bytes, new: bytes):
    """Every answer with this record in it has other bytes there."""
    header = f"<identifier>{items[number].identifier}</identifier>".encode()

    def spoil(answer: Answer) -> Answer:
        before, found, after = answer.body.partition(header)
        return replace(
            answer, body=before + found + after.replace(old, new, 1) if found else before
        )

    return spoil


@pytest.mark.parametrize(
    ("bytes_", "title", "told"),
    [
        (b"Registre & cie", "Registre & cie", "ampersands"),
        (b"D&eacute;lib&eacute;ration &bogus;", "Délibération &bogus;", "ampersands"),
        (b"R\xe9fugi\xe9s", "Réfugiés", "encoding"),
        (b"Regi\x01stre", "Registre", "characters"),
        (b"Regi&#x1;stre&#65535;", "Registre", "characters"),
        (b"Regi\xef\xbf\xbestre", "Registre", "characters"),
        (b"R\xe9fugi\xe9s & cie\x0c", "Réfugiés & cie", "encoding"),
    ],
)
def test_what_has_one_meaning_is_mended_and_told(harvester, partner, bytes_, title, told):
    partner.everywhere = spoilt(partner.items, 13, b"Registre", bytes_)
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35
    assert harvester.titles[partner.items[13].identifier] == title
    assert f"mend-{told}" in harvester.problem_keys
    assert partner.items[13].identifier in harvester.sentences
    # Its bytes are kept as they came.
    [(raw,)] = harvester.rows(
        "select raw from harvested join records on id = record_id"
        f" where partner_identifier = '{partner.items[13].identifier}'"
    )
    assert raw == partner.items[13].record().encode().replace(b"Registre", bytes_)


def test_the_same_mended_record_again_is_unchanged(harvester, partner):
    partner.everywhere = spoilt(partner.items, 13, b"Registre", b"Registre & cie")
    harvester.harvest(partner)
    assert harvester.harvest(partner, first="2001-01-01").kept["unchanged"] == 35


@pytest.mark.parametrize(
    "bytes_", [b"<dc:x>Registre", b"</dc:title>", b'<a b="1" b="2"/>', b"<!-- Registre"]
)
def test_a_record_that_cannot_be_read_is_kept_as_it_came_and_asked_for_again(
    harvester, partner, bytes_
):
    bad = partner.items[13]
    partner.everywhere = spoilt(partner.items, 13, b"Registre", bytes_)
    result = harvester.harvest(partner)
    assert (result.complete, result.missing) == (True, 1)
    assert len(harvester.titles) == 34
    assert harvester.problem_keys == ["missing"]
    [problem] = harvester.problems
    assert problem.place.record == bad.identifier
    [(identifier, raw)] = harvester.rows("select identifier, raw from harvest_missing")
    assert identifier == bad.identifier
    assert raw == bad.record().encode().replace(b"Registre", bytes_, 1)
    # Still bad: told again. Mended at the partner's: here with the next harvest.
    assert harvester.harvest(partner).missing == 1
    partner.everywhere = None
    result = harvester.harvest(partner)
    assert (result.missing, len(harvester.titles)) == (0, 35)
    assert harvester.problem_keys == []


def test_a_record_that_the_partner_cannot_write_costs_no_other(harvester, partner):
    """HTTP 500 for every answer with it in: found by asking for shorter spans of time."""
    partner.items = [
        replace(it, datestamp=f"2024-05-01T10:{n:02}:00Z") for n, it in enumerate(partner.items)
    ]
    partner.poison = {"13", "27"}
    result = harvester.harvest(partner, limits=PATIENT)
    assert (result.complete, result.missing) == (True, 2)
    assert len(harvester.titles) == 33
    assert harvester.problem_keys == ["shorter-spans", "missing", "missing"]
    assert "HTTP 500" in harvester.sentences
    partner.poison = {"27"}
    assert harvester.harvest(partner).missing == 1
    assert len(harvester.titles) == 34


def test_records_of_one_moment_are_then_had_one_by_one(harvester, partner):
    partner.granularity = "YYYY-MM-DD"
    partner.poison = {"13"}
    result = harvester.harvest(partner, limits=PATIENT)
    assert (result.complete, result.missing, len(harvester.titles)) == (True, 1, 34)


def test_a_search_for_the_bad_record_that_is_stopped_goes_on(harvester, partner):
    partner.items = [
        replace(it, datestamp=f"2024-05-01T10:{n:02}:00Z") for n, it in enumerate(partner.items)
    ]
    partner.poison = {"13"}
    runs, few = 0, replace(LIMITS, splits=5)
    complete = False
    while not complete:
        with contextlib.suppress(PartnerFault):  # a run in which not a page came
            complete = harvester.harvest(partner, limits=few).complete
        runs += 1
    assert runs > 1
    assert len(harvester.titles) == 34


def test_a_list_that_is_shorter_than_announced_is_completed_from_the_identifiers(
    harvester, partner
):
    partner.habit = lambda answer: replace(
        answer, body=answer.body.replace(partner.items[7].record().encode(), b"")
    )
    result = harvester.harvest(partner)
    assert (result.complete, len(harvester.titles)) == (True, 35)
    assert harvester.problem_keys == []


def test_a_partner_that_counts_wrongly_twice_is_believed_its_list(harvester, partner):
    partner.announced = 40
    assert not harvester.harvest(partner).complete
    assert harvester.problem_keys == ["list-short"]
    assert harvester.harvest(partner).complete
    assert harvester.problem_keys == ["list-miscounted"]
    harvester.harvest(partner)
    assert "from" in partner.lists_asked[-1]


def test_a_text_of_eleven_megabytes_is_taken(harvester, partner):
    words = "mot " * (11 * 1024 * 1024 // 4)
    partner.items[13] = replace(
        titled("13", "Long"),
        metadata=DC.format(f"<dc:title>Long</dc:title><dc:description>{words}</dc:description>"),
    )
    roomy = replace(LIMITS, received_bytes=64 << 20, page_bytes=64 << 20)
    assert harvester.harvest(partner, limits=roomy).complete
    assert len(harvester.titles) == 35
    [(terms,)] = harvester.rows("select length(terms) from records where title = 'Long'")
    assert terms > 11_000_000


def test_an_answer_in_another_namespace_is_read_and_told(harvester, partner):
    partner.everywhere = lambda answer: replace(
        answer, body=answer.body.replace(b"OAI/2.0/", b"OAI/2.0")
    )
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35
    assert harvester.problem_keys == ["other-namespace"]


@pytest.mark.parametrize("declared", [b"ISO-8859-1", b"UTF-16", b"windows-1252"])
def test_utf_8_that_declares_another_encoding_is_read_as_utf_8(harvester, partner, declared):
    partner.items[13] = titled("13", "Étrangers réfugiés")
    partner.everywhere = lambda answer: replace(
        answer, body=answer.body.replace(b"UTF-8", declared)
    )
    assert harvester.harvest(partner).complete
    assert harvester.titles[partner.items[13].identifier] == "Étrangers réfugiés"


def test_latin_1_that_says_so_is_read_as_it_says(harvester, partner):
    partner.items[13] = titled("13", "Réfugiés")

    def latin(answer: Answer) -> Answer:
        text = answer.body.decode().replace("UTF-8", "ISO-8859-1")
        return replace(answer, body=text.encode("iso-8859-1"))

    partner.everywhere = latin
    assert harvester.harvest(partner).complete
    assert harvester.titles[partner.items[13].identifier] == "Réfugiés"


def test_gzip_that_does_not_say_so_is_unpacked(harvester, partner):
    partner.everywhere = lambda answer: replace(answer, body=gzip.compress(answer.body))
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


def test_a_record_that_comes_twice_is_one(harvester, partner):
    partner.items.insert(20, partner.items[4])
    partner.announced = 35
    assert harvester.harvest(partner).complete
    assert len(harvester.titles) == 35


def test_datestamps_of_the_future_lose_nothing(harvester, partner):
    partner.items[3] = replace(partner.items[3], datestamp="2999-01-01T00:00:00Z")
    assert harvester.harvest(partner).complete
    partner.items[9] = titled("09", "Nouveau", datestamp="2024-06-01T12:30:00Z")
    harvester.harvest(partner)
    assert harvester.titles[partner.items[9].identifier] == "Nouveau"
    assert len(harvester.titles) == 35
