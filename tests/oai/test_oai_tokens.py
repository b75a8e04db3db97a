"""Resumption tokens: no page lost or doubled, no altered token taken, whatever changes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oai_editions import DOMAIN, Row, make_edition

from archivekit.oai.provider.token import ListRequest, Position, decode, encode
from archivekit.oai.provider.window import Window

LIST = "verb=ListRecords&metadataPrefix=oai_dc"
REQUEST = ListRequest("ListRecords", "oai_dc", "2-J", Window("", "2024-05-01T23:59:59Z"))
POSITION = Position(("2024-05-01T10:00:00Z", "oai:a.b:é"), 100, 250, 7)


def rows(count: int) -> list[Row]:
    """Records of which many share a datestamp."""
    return [Row(f"b{number:04}", f"2024-05-01T10:{number // 70:02}:00Z") for number in range(count)]


def identifiers(pages) -> list[str]:
    return [identifier for page in pages for identifier in page.texts("identifier")]


@pytest.mark.parametrize(
    ("count", "pages"), [(1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (250, 3)]
)
def test_a_list_has_as_many_pages_as_it_needs_and_none_more(provide, count, pages):
    provider = provide(rows(count))
    for verb in ("ListRecords", "ListIdentifiers"):
        answers = list(provider.pages(f"verb={verb}&metadataPrefix=oai_dc&set=2-J"))
        assert identifiers(answers) == [row.identifier for row in rows(count)]
        assert len(answers) == pages
        expected = None if pages == 1 else ""
        assert answers[-1].token == expected


def test_each_token_tells_the_size_of_the_list_and_what_was_delivered(provide):
    for query in (LIST, f"{LIST}&set=2-J", f"{LIST}&from=2024-05-01", f"{LIST}&until=2024-05-01"):
        told = [page.root.find(".//{*}resumptionToken") for page in provide(rows(250)).pages(query)]
        assert [it.get("completeListSize") for it in told] == ["250"] * 3
        assert [it.get("cursor") for it in told] == ["0", "100", "200"]


def test_sets_have_pages_too(provide):
    provider = provide([Row(f"b{n}", sets=(f"s{n:03}",)) for n in range(150)])
    specs = [spec for page in provider.pages("verb=ListSets") for spec in page.texts("setSpec")]
    assert specs == [f"s{n:03}" for n in range(150)]


def test_the_same_token_gives_the_same_page(provide):
    provider = provide(rows(250))
    again = f"verb=ListRecords&resumptionToken={provider.ask(LIST).token}"
    first, second = provider.ask(again), provider.ask(again)
    assert first.texts("identifier") == second.texts("identifier")
    assert first.token == second.token


def test_a_token_keeps_its_set_and_dates(provide):
    there = [replace(row, sets=("a",)) for row in rows(150)]
    provider = provide([*there, Row("c", sets=("b",)), Row("d", "2025-01-01T00:00:00Z", ("a",))])
    answers = provider.pages(f"{LIST}&set=a&until=2024-12-31")
    assert identifiers(answers) == [row.identifier for row in there]


def test_a_token_is_for_the_verb_that_gave_it(provide):
    provider = provide(rows(150))
    token = provider.ask(LIST).token
    answer = provider.ask(f"verb=ListIdentifiers&resumptionToken={token}")
    assert answer.errors == ["badResumptionToken"]


def test_a_token_of_another_repository_is_refused():
    assert decode("elsewhere.example.org", encode(DOMAIN, REQUEST, POSITION)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "Identify"},
        {"prefix": "oai_dc, (select 1)"},
        {"prefix": ""},
        {"prefix": 1},
        {"set_spec": None},
        {"window": ("",)},
    ],
)
def test_a_forged_token_is_refused_though_its_sum_is_right(provide, fields):
    """Anyone can make the sum: what a token asks for must be what a request may ask for."""
    provider = provide(rows(150))
    token = encode(DOMAIN, replace(ListRequest("ListRecords", "oai_dc"), **fields), POSITION)
    answer = provider.ask(f"verb=ListRecords&resumptionToken={token}")
    assert answer.errors == ["badResumptionToken"]


@pytest.mark.parametrize("cursor", [-1, 2**60, 1.5, True, "1", None])
def test_a_forged_position_is_refused(cursor):
    assert decode(DOMAIN, encode(DOMAIN, REQUEST, replace(POSITION, cursor=cursor))) is None


def test_a_list_whose_end_has_changed_meanwhile_ends_without_an_error(provide):
    """What changed is past ``until``: the harvest that follows has it."""
    there = rows(150)
    provider = provide(there)
    pages = provider.pages(f"{LIST}&until=2024-05-01")
    first = next(pages)
    moved = [*there[:100], *(replace(it, datestamp="2024-06-01T00:00:00Z") for it in there[100:])]
    make_edition(provider.file, moved, serial=2)
    (last,) = pages
    assert first.token
    assert (last.errors, last.token) == ([], "")


KEYS = st.tuples(st.text(max_size=20), st.text(max_size=60))


@given(key=KEYS, spec=st.text(max_size=20), numbers=st.tuples(*[st.integers(0, 10**9)] * 3))
def test_a_token_says_what_was_put_in(key, spec, numbers):
    request, position = replace(REQUEST, set_spec=spec), Position(key, *numbers)
    assert decode(DOMAIN, encode(DOMAIN, request, position)) == (request, position)


def test_one_bit_changed_anywhere_and_the_token_is_refused():
    token = encode(DOMAIN, REQUEST, POSITION).encode()
    for index in range(len(token)):
        for bit in range(8):
            altered = bytearray(token)
            altered[index] ^= 1 << bit
            assert decode(DOMAIN, altered.decode("latin-1")) is None


@given(st.text(max_size=300))
def test_any_text_is_no_token(text):
    assert decode(DOMAIN, text) is None


def test_a_token_cut_or_lengthened_is_refused():
    token = encode(DOMAIN, REQUEST, POSITION)
    assert decode(DOMAIN, token) is not None
    others = [token[:end] for end in range(len(token))]
    others += [token + "A", token + "=", token + "\n", " " + token, token * 50]
    assert [decode(DOMAIN, other) for other in others] == [None] * len(others)


def test_records_that_change_during_a_harvest_are_all_met(provide):
    """Editions follow each other under a harvest: nothing is lost, everything as it is now."""
    chance, there = random.Random(4), {row.name: row for row in rows(1000)}
    provider, met, serial = provide(list(there.values())), {}, 1
    for page in provider.pages(LIST):
        for record in page.root.iter("{*}record"):
            met[record.findtext(".//{*}identifier")] = record.findtext(".//{*}title")
        serial += 1
        for name in chance.sample(sorted(there), 5):
            datestamp = f"2024-05-01T11:{serial // 60:02}:{serial % 60:02}Z"
            there[name] = replace(there[name], datestamp=datestamp, words=f"changed {serial}")
        make_edition(provider.file, there.values(), serial=serial)
    assert set(met) == {row.identifier for row in there.values()}
    # What changed after its page was read is in the usual incremental harvest that follows.
    for page in provider.pages(f"{LIST}&from=2024-05-01T11:00:00Z"):
        for record in page.root.iter("{*}record"):
            met[record.findtext(".//{*}identifier")] = record.findtext(".//{*}title")
    assert met == {row.identifier: row.words for row in there.values()}
