"""The closed record of the demo is nowhere on the running site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import requests
from demo_site import Demo
from sickle import Sickle

WORDS = ("chrysob", "zanzibar", "hippocampe", "ornithorynque", "quetzalcoatl", "tombouctou",
         "kirghize", "2 mi 14")  # fmt: skip
TABLES = ("records", "terms", "facet_counts", "vocabulary_words", "pages", "sets", "tombstones")


def records(demo: Demo) -> list[str]:
    """The addresses of all records, as the sitemap gives them."""
    sitemap = requests.get(f"{demo.url}/sitemap.xml", timeout=30).text
    locations = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    return [it for it in locations if "/ark:/" in it]


def addresses(demo: Demo) -> Iterator[str]:
    """Every address that tells something."""
    yield from (
        f"{demo.url}{path}" for path in ("/", "/search", "/iiif/collection", "/sitemap.xml")
    )
    yield f"{demo.url}/iiif/collection/7J"
    yield f"{demo.url}/oai?verb=ListRecords&metadataPrefix=oai_dc"
    yield f"{demo.url}/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    yield from (f"{demo.url}/public/{table}.json?_size=max&_shape=array" for table in TABLES)
    for record in records(demo):
        yield from (record + part for part in ("", ".json", ".jsonld", ".xml"))


def test_its_words_are_at_no_address(demo: Demo) -> None:
    with requests.Session() as session:
        for address in addresses(demo):
            answer = session.get(address, timeout=30)
            assert answer.status_code == 200, address
            said = answer.text.lower()
            assert not [word for word in WORDS if word in said], address


def test_manifests_do_not_name_it(demo: Demo) -> None:
    with requests.Session() as session:
        answers = [session.get(f"{record}/manifest", timeout=30) for record in records(demo)]
    told = [answer.text.lower() for answer in answers if answer.status_code == 200]
    assert len(told) == 10
    assert not [word for word in WORDS if any(word in manifest for manifest in told)]


@pytest.mark.parametrize("word", ["chrysobéryl", "zanzibar", "ornithorynque", "hippocampe"])
def test_search_does_not_find_it(demo: Demo, word: str) -> None:
    asked = {"sql": "select count(*) as found from search where search match :q", "q": f'"{word}"'}
    answer = requests.get(f"{demo.url}/public.json", {**asked, "_shape": "array"}, timeout=30)
    assert answer.json() == [{"found": 0}]


def test_a_harvester_gets_the_open_records_and_no_other(demo: Demo) -> None:
    harvested = list(Sickle(f"{demo.url}/oai", timeout=30).ListRecords(metadataPrefix="oai_dc"))
    assert len(harvested) == len(records(demo)) == 13
    for record in harvested:
        ElementTree.fromstring(record.raw)
        assert not [word for word in WORDS if word in record.raw.lower()]
