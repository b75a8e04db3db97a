"""The pages that readers see, in their languages, whatever words are in the records."""

from __future__ import annotations

import html
import json
import re
from html import escape
from xml.etree import ElementTree

import pytest
from site_client import HOST, attributes, links, words
from site_editions import ARABIC, TOMBSTONE, XSS

RECORD = "/ark:/99999/b1registre"
PAGES = ["/", "/search", "/search?q=registre", RECORD, "/ark:/99999/b1xss", "/nowhere"]


def test_the_home_page_names_the_institution_and_its_fonds(site):
    page = site.get("/", accept_language="fr")
    assert page.status_code == 200
    said = words(page)
    assert "Archives municipales de Besançon" in said
    assert "Fonds du Comité d'accueil des étrangers" in said
    assert "6 notices, 5 images" in said
    assert "memoire" in said
    assert "Lettera alla famiglia" not in said


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "", "fr"),
        ("/", "en-GB,en;q=0.9,fr;q=0.5", "en"),
        ("/", "de, fr;q=0.2", "fr"),
        ("/?lang=en", "fr", "en"),
        ("/?lang=xx", "en", "en"),
        ("/", "fr;q=0, en;q=nonsense, *", "fr"),
    ],
)
def test_a_page_is_in_the_language_that_is_asked_for(site, path, accepted, language):
    page = site.get(path, accept_language=accepted)
    assert f'<html lang="{language}">' in page.text
    assert page.headers["content-language"] == language
    assert "Accept-Language" in page.headers["vary"]


def test_a_chosen_language_stays_in_the_links(site):
    page = site.get("/search?lang=en")
    within = [it for it in links(page) if re.match(r"/(search|ark:|$|\?|public)", it)]
    within = [it for it in within if not it.endswith("/thumbnail") and it != "/search"]
    assert within
    assert all("lang=" in it for it in within)
    assert '<input type="hidden" name="lang" value="en">' in page.text


@pytest.mark.parametrize(
    ("language", "label"),
    [("fr", "Modalités d'entrée"), ("en", "Source of acquisition")],
)
def test_what_has_no_dublin_core_term_is_shown_under_its_name_in_isad(site, language, label):
    said = words(site.get("/ark:/99999/b1fonds", accept_language=language))
    assert f"{label} Don du comité, en 1921." in said


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_a_record_becomes_markup(site, path):
    page = site.get(path)
    assert XSS not in page.text
    assert "<img src=x" not in page.text


@pytest.mark.parametrize("path", [*PAGES, "/public", "/public/records", "/public/terms"])
def test_no_script_stands_in_a_page(site, path):
    page = site.get(path)
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/)[^>]*>", page.text)
    assert not inline
    assert not [name for name in attributes(page) if name.startswith("on")]
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [*PAGES, "/public", "/embed/ark:/99999/b1registre"])
def test_no_page_loads_anything_from_another_host(site, path):
    page = site.get(path)
    loaded = re.findall(r'<(?:script|img|iframe|source)[^>]+src="([^"]*)"', page.text)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]+href="([^"]*)"', page.text)
    assert loaded
    assert all(it.startswith("/") for it in loaded)


def test_a_record_shows_its_description_and_its_place(site):
    said = words(site.get(RECORD, accept_language="fr"))
    for words_ in (
        "2 J Fonds du Comité d'accueil des étrangers",
        "Registre des résidents étrangers de l’École d'horlogerie",
        "Présentation du contenu",
        "Rossi, Giuseppe (1871-1938)",
        "Communicable, reproduction libre (hérité de 2 J)",
        "Texte",
        "français",
        f"http://{HOST}{RECORD}",
        ARABIC,
    ):
        assert words_ in said


def test_a_record_is_described_for_search_engines(site):
    page = site.get("/ark:/99999/b1xss")
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    document = json.loads(written)
    assert document["name"] == f"Affiche {XSS}"
    assert document["@id"] == f"http://{HOST}/ark:/99999/b1xss"
    assert f'<link rel="canonical" href="http://{HOST}/ark:/99999/b1xss">' in page.text


def test_arabic_words_say_their_language_and_find_their_direction(site):
    page = site.get("/ark:/99999/b1arabe")
    assert f'<h1 dir="auto" lang="ar">{ARABIC}</h1>' in page.text


@pytest.mark.parametrize(
    ("written", "status", "to"),
    [
        ("/ark:99999/b1registre", 301, RECORD),
        ("/ark:/99999/b1-regi-stre", 301, RECORD),
        ("/ARK:/99999/b1registre", 301, RECORD),
        ("/ark:/99999/b1registre/", 301, RECORD),
        ("/ark:99999/b1-registre.json", 301, f"{RECORD}.json"),
        ("/ark%3A/99999/b1registre", 200, None),
        ("/embed/ark:99999/b1registre", 301, f"/embed{RECORD}"),
        ("/ark:/99999/b1nothing", 404, None),
        ("/ark:/99999/", 302, "/ark:/99999"),
        ("/ark:/99999", 404, None),
        (f"/{TOMBSTONE}", 410, None),
        (f"/{TOMBSTONE}.json", 410, None),
        ("/ark:/99999/b1-retire", 301, f"/{TOMBSTONE}"),
    ],
)
def test_a_record_has_one_address(site, written, status, to):
    page = site.get(written)
    assert page.status_code == status
    assert page.headers.get("location") == to


def test_a_record_that_left_says_so_and_nothing_else(site):
    page = site.get(f"/{TOMBSTONE}", accept_language="fr")
    assert "n'est plus publiée" in words(page)
    assert "2024-02-03" in words(page)


def test_a_record_has_other_forms_for_programs(site):
    as_json = site.get(f"{RECORD}.json")
    assert as_json.headers["content-type"] == "application/json"
    document = as_json.json()
    assert document["url"] == f"http://{HOST}{RECORD}"
    assert [it["code"] for it in document["ancestors"]] == ["2 J", "2 J 1-99"]
    assert len(document["pages"]) == 4
    assert document["terms"]["rights"][0]["from"] == "2 J"
    as_xml = site.get(f"{RECORD}.xml")
    assert as_xml.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<oai_dc:dc')
    assert f"<dc:identifier>http://{HOST}{RECORD}</dc:identifier>" in as_xml.text
    as_json_ld = site.get(f"{RECORD}.jsonld").json()
    assert as_json_ld["@type"] == "ArchiveComponent"
    assert as_json_ld["isPartOf"]["@id"] == f"http://{HOST}/ark:/99999/b1serie"


def test_without_script_the_viewer_is_an_image_with_links(site):
    page = site.get(f"{RECORD}?f=2")
    image = "/iiif/3/ark:/99999/b1registre/f2/full/!1200,1200/0/default.jpg"
    assert f'src="{image}"' in page.text
    assert 'href="?f=1"' in page.text
    assert 'href="?f=3"' in page.text
    assert site.get(image).headers["content-type"] == "image/jpeg"


def test_only_the_viewer_may_stand_in_a_frame(site):
    embedded = site.get(f"/embed{RECORD}")
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in site.get(RECORD).headers["content-security-policy"]


def test_oembed_gives_the_viewer_of_a_record(site):
    given = site.get(f"/oembed?url=http://{HOST}{RECORD}&maxwidth=300").json()
    assert f'src="http://{HOST}/embed{RECORD}"' in given["html"]
    assert given["width"] == 300
    assert given["type"] == "rich"


def test_oembed_in_xml_says_what_it_says_in_json(site):
    asked = f"/oembed?url=http://{HOST}{RECORD}&maxwidth=300&maxheight=200"
    answer = site.get(f"{asked}&format=xml")
    assert answer.headers["content-type"].startswith("text/xml")
    said = {it.tag: it.text for it in ElementTree.fromstring(answer.content)}
    given = site.get(f"{asked}&format=json").json()
    assert said == {name: str(value) for name, value in given.items()}
    assert (given["width"], given["height"]) == (300, 200)
    assert max(given["thumbnail_width"], given["thumbnail_height"]) <= 400


def test_a_page_says_where_its_oembed_is_and_what_to_paste(site):
    page = site.get(RECORD).text
    for form in ("application/json+oembed", "text/xml+oembed"):
        href = re.search(rf'type="{re.escape(form)}"[^>]* href="([^"]+)"', page)[1]
        answer = site.get(html.unescape(href).removeprefix(f"http://{HOST}"))
        assert answer.status_code == 200
    snippet = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1])
    assert site.get(f"/oembed?url=http://{HOST}{RECORD}").json()["html"] == snippet


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("url=http://elsewhere.example/ark:/99999/b1registre", 404),
        (f"url=http://{HOST}/ark:/99999/b1serie", 404),
        (f"url=http://{HOST}{RECORD}&format=csv", 501),
        ("url=http://[", 404),
        ("", 404),
    ],
)
def test_oembed_has_nothing_for_other_addresses(site, query, status):
    assert site.get(f"/oembed?{query}").status_code == status


def test_robots_and_sitemap_lead_to_records_alone(site):
    robots = site.get("/robots.txt").text
    assert "Disallow: /public/" in robots
    assert f"Sitemap: http://{HOST}/sitemap.xml" in robots
    sitemap = site.get("/sitemap.xml").text
    assert sitemap.count("<loc>") == 6
    assert f"<loc>http://{HOST}{RECORD}</loc><lastmod>2024-05-01T10:00:01Z</lastmod>" in sitemap
    assert site.get("/sitemap-2.xml").status_code == 404


def test_an_address_that_is_not_there_is_told_in_plain_words(site):
    page = site.get("/nowhere", accept_language="fr")
    assert page.status_code == 404
    assert "Il n'y a rien à cette adresse" in words(page)
    assert site.get("/nowhere.json").json()["ok"] is False


def test_titles_in_results_are_escaped_around_their_marks(site):
    page = site.get("/search?q=affiche")
    assert f"<mark>Affiche</mark> {escape(XSS)}".replace("&quot;", "&#34;") in page.text


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example", "/\\evil.example/", "/%2F/x"]
)
def test_no_address_leads_to_another_host(site, path):
    page = site.ask("GET", f"http://{HOST}{path}")
    assert not page.headers.get("location", "/").startswith(("//", "/\\", "http"))
    assert not [it for it in links(page) if it.startswith(("//", "/\\"))]
