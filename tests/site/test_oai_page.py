"""OAI-PMH in a browser: a page with links to everything; XML for everyone else."""

from __future__ import annotations

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from site_client import links, words

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PROGRAMS = [
    "",
    "*/*",
    "text/xml",
    "application/xml, text/xml;q=0.9",
    # What Java sends by itself, and a harvester that takes whatever comes.
    "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
    "text/html, */*",
    "text/xml, text/html, application/xhtml+xml",
]
RECORD = "oai:archives.example.org:ark:/99999/b1registre"
LISTS = ("ListRecords", "ListIdentifiers")
VERBS = [
    "verb=Identify",
    "verb=ListSets",
    "verb=ListMetadataFormats",
    f"verb=ListMetadataFormats&identifier={RECORD}",
    "verb=ListRecords&metadataPrefix=oai_dc",
    "verb=ListIdentifiers&metadataPrefix=oai_dc",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={RECORD}",
    "verb=ListRecords&metadataPrefix=no",
    "verb=No&x=%00%FF",
    "",
]


def page(site, query: str = "", path: str = "/oai", **headers: str):
    return site.get(f"{path}?{query}", accept=CHROMIUM, **headers)


@pytest.mark.parametrize("accept", PROGRAMS)
def test_programs_get_xml(site, accept):
    answer = site.ask("GET", "/oai?verb=Identify", headers={"accept": accept})
    assert answer.headers["content-type"].startswith("text/xml")
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize("query", VERBS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_browsers_get_a_page_of_every_answer(site, query, language):
    answer = page(site, query, accept_language=language)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-language"] == language
    assert "Accept" in answer.headers["vary"]
    assert "base.archivekit.invalid" not in answer.text
    (xml,) = {link for link in links(answer) if link.startswith("/oai.xml")}
    raw = site.get(xml, accept=CHROMIUM)
    assert etree.fromstring(raw.content).tag.endswith("OAI-PMH")


def test_a_harvester_that_posts_gets_xml_whatever_it_accepts(site):
    answer = site.ask("POST", "/oai", data={"verb": "Identify"}, headers={"accept": CHROMIUM})
    assert answer.headers["content-type"].startswith("text/xml")


def test_links_lead_from_page_to_page_and_never_to_an_error(site):
    """Of each verb the first few are followed: there are many records and sets."""
    seen, waiting, followed = set(), ["/oai"], Counter()
    while waiting:
        address = waiting.pop(0)
        (verb,) = parse_qs(urlsplit(address).query).get("verb", [""])
        if address in seen or followed[verb] == 3:
            continue
        seen.add(address)
        followed[verb] += 1
        answer = site.get(address, accept=CHROMIUM)
        assert answer.status_code == 200, address
        assert 'role="alert"' not in answer.text, address
        waiting += [link for link in links(answer) if link.startswith("/oai?")]
    assert set(followed) > {"Identify", "ListSets", "ListMetadataFormats", *LISTS, "GetRecord"}


def test_errors_are_told_in_the_language_of_the_visit(site):
    query = "verb=ListRecords&metadataPrefix=oai_dc&from=2015-1-1"
    assert "n'est pas une date" in words(page(site, query, accept_language="fr"))
    assert "is no date" in words(page(site, query, accept_language="en"))
    assert "is no date" in site.get(f"/oai?{query}", accept_language="fr").text


def test_a_form_that_is_partly_filled_asks_for_what_was_filled(site):
    answer = page(site, "verb=ListRecords&metadataPrefix=oai_dc&from=&until=&set=")
    assert RECORD in words(answer)
    assert "is no date" not in words(answer)


def test_the_language_chosen_stays_and_is_no_argument(site):
    answer = page(site, "verb=Identify&lang=en")
    assert "For harvesters" in words(answer)
    assert all("lang=" in link for link in links(answer) if link.startswith("/oai?"))
    assert not any("lang" in link for link in links(answer) if link.startswith("/oai.xml"))


def test_words_of_records_do_no_harm(site):
    query = (
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archives.example.org:ark:/99999/b1xss"
    )
    answer = page(site, query)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_what_is_not_served_is_not_found(site):
    assert page(site, path="/oai/nobody").status_code == 404
    assert site.get("/oai/nobody?verb=Identify").status_code == 404


def test_head_and_what_is_held_already(site):
    first = page(site, "verb=Identify")
    headers = {"accept": CHROMIUM}
    head = site.ask("HEAD", "/oai?verb=Identify", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == first.headers["content-type"]
