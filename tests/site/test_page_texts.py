"""Words in pages: found by the site's search and by IIIF Content Search, shown, and taken away."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk
from drawn_page import LINES, SIZE, WHOLE, alto, draw
from iiif_prezi3 import AnnotationPage, Manifest
from lxml import etree
from site_client import HOST, Client, asked, words

from archivekit.site.app import served

HEAD = "cote;intitulé;nom de fichier;conditions d'accès"
CANARY = "zzkanari"
BOXES = {word: ",".join(map(str, box)) for line in LINES for word, *box in line}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two pages with a text, one without; a closed record whose text nobody may see."""
    folder = tmp_path_factory.mktemp("texts")
    desk = Desk(folder / "archive", folder / "scans")
    assert desk.run("init", "--yes").exit_code == 0
    for name in ("p1.png", "p2.png", "p3.png", "closed.png"):
        draw(desk.scans / name)
    (desk.scans / "p1.xml").write_text(alto(), encoding="utf-8")
    (desk.scans / "p2.xml").write_text(alto(words=LINES[:1]), encoding="utf-8")
    secret = alto().replace("Valmont", CANARY)
    (desk.scans / "closed.xml").write_text(secret, encoding="utf-8")
    sheet = desk.sheet(
        HEAD,
        "2 J 1;Dossier;p1.png | p2.png | p3.png;",
        "2 J 2;Dossier fermé;closed.png;non communicable",
    )
    assert desk.json("ingest", desk.scans, "--sheet", sheet)["texts"] == 3
    assert desk.run("publish").exit_code == 0
    return desk


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[Client]:
    with asked(served(desk.root / "public" / "public.db")) as client:
        yield client


@pytest.fixture(scope="module")
def ark(desk: Desk) -> str:
    with closing(sqlite3.connect(desk.root / "public" / "public.db")) as db:
        return str(db.execute("select ark from records where code = '2 J 1'").fetchone()[0])


def targets(answer: dict) -> list[str]:
    """Page and place of each hit, as ``f1#xywh=…``."""
    items = answer.get("items") or answer.get("resources") or []
    found = [it.get("target") or it.get("on") for it in items]
    return [it.rpartition("/")[2] for it in found]


def test_no_word_of_a_closed_page_is_in_any_byte_of_the_edition(desk: Desk) -> None:
    public = desk.root / "public"
    assert CANARY.encode() not in b"".join(it.read_bytes() for it in public.rglob("*.db"))
    with closing(sqlite3.connect(public / "public.db")) as db:
        assert db.execute("select count(*) from page_texts").fetchone() == (2,)
        (found,) = db.execute(
            "select count(*) from page_search where page_search match ?", (CANARY,)
        ).fetchone()
    assert found == 0


def test_what_closes_later_leaves_no_word_behind(desk: Desk, tmp_path: Path) -> None:
    copy = Desk(tmp_path / "archive", desk.scans)
    shutil.copytree(desk.root, copy.root)
    assert copy.run("withdraw", "2 J 1", "--yes", "--why", "test").exit_code == 0
    assert copy.run("publish").exit_code == 0
    with closing(sqlite3.connect(copy.root / "public" / "public.db")) as db:
        assert db.execute("select count(*) from page_texts").fetchone() == (0,)
    assert b"etranger" not in (copy.root / "public" / "public.db").read_bytes()


@pytest.mark.parametrize("version", ["", "1/"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("valmont", [f"f1#xywh={BOXES['Valmont']}"]),
        ("ÉTRANGERS", [f"f1#xywh={BOXES['étrangers']}", f"f2#xywh={BOXES['étrangers']}"]),
        ("valm*", [f"f1#xywh={BOXES['Valmont']}"]),
        ('"des etrangers"', ["f1#xywh=200,40,240,30", "f2#xywh=200,40,240,30"]),
        (WHOLE, [f"f1#xywh={BOXES['natura-']}", f"f1#xywh={BOXES['lisés']}"]),
        ("registre valmont", [f"f1#xywh={BOXES['Registre']}", f"f1#xywh={BOXES['Valmont']}"]),
        ("absent", []),
        ("", []),
        ('"', []),
    ],
)
def test_content_search_says_where_words_stand(
    site: Client, ark: str, version: str, query: str, found: list[str]
) -> None:
    answer = site.ask("GET", f"/iiif/search/{version}{ark}", params={"q": query})
    assert answer.status_code == 200
    assert targets(answer.json()) == found
    assert answer.headers["access-control-allow-origin"] == "*"


def test_search_2_gives_annotations_and_what_is_around_them(site: Client, ark: str) -> None:
    answer = site.get(f"/iiif/search/{ark}?q=valmont&user=x").json()
    assert answer["@context"] == "http://iiif.io/api/search/2/context.json"
    assert answer["ignored"] == ["user"]
    AnnotationPage(id=answer["id"], items=answer["items"])
    (context,) = answer["annotations"][0]["items"]
    assert context["target"]["source"] == answer["items"][0]["id"]
    (quote,) = context["target"]["selector"]
    assert (quote["exact"], quote["prefix"]) == ("Valmont", "Registre des étrangers de")


def test_search_1_gives_hits_of_its_resources(site: Client, ark: str) -> None:
    answer = site.get(f"/iiif/search/1/{ark}?q={WHOLE}").json()
    assert (answer["@type"], answer["within"]["total"]) == ("sc:AnnotationList", 1)
    (hit,) = answer["hits"]
    assert hit["annotations"] == [it["@id"] for it in answer["resources"]]
    assert hit["match"] == "natura- lisés"


def test_annotations_of_another_kind_are_none(site: Client, ark: str) -> None:
    assert targets(site.get(f"/iiif/search/{ark}?q=valmont&motivation=commenting").json()) == []


def test_autocomplete_gives_the_words_that_begin_so(site: Client, ark: str) -> None:
    second = site.get(f"/iiif/search/{ark}/autocomplete?q=etr").json()
    assert [(it["value"], it["total"]) for it in second["items"]] == [("étrangers", 2)]
    first = site.get(f"/iiif/search/1/{ark}/autocomplete?q=reg").json()
    (term,) = first["terms"]
    assert (term["match"], term["count"]) == ("registre", 2)
    assert targets(site.get(term["url"].removeprefix(f"http://{HOST}")).json())


def test_the_manifest_names_searches_and_texts_and_they_answer(site: Client, ark: str) -> None:
    manifest = site.get(f"/{ark}/manifest").json()
    Manifest(**manifest)
    second, first = manifest["service"]
    assert (second["type"], first["@type"]) == ("SearchService2", "SearchService1")
    named = [second["id"], second["service"][0]["id"], first["@id"], first["service"][0]["@id"]]
    canvas, _, without = manifest["items"]
    named += [canvas[key][0]["id"] for key in ("annotations", "seeAlso", "rendering")]
    named.append(manifest["rendering"][-1]["id"])
    for address in named:
        assert site.get(address.removeprefix(f"http://{HOST}")).status_code == 200, address
    assert not {"annotations", "seeAlso", "rendering"} & without.keys()


def test_the_text_of_a_page_is_given_in_three_forms(site: Client, ark: str) -> None:
    page = site.get(f"/{ark}/canvas/f1/text").json()
    assert page["items"][0]["body"]["value"] == "Registre des étrangers"
    assert page["items"][0]["target"].startswith(f"http://{HOST}/{ark}/canvas/f1#xywh=40,40,")
    plain = site.get(f"/{ark}/canvas/f1/text.txt")
    assert plain.text.splitlines()[1] == "de Valmont natura-"
    document = etree.fromstring(site.get(f"/{ark}/canvas/f1/text.alto.xml").content)
    assert document.find(".//{*}Page").get("WIDTH") == str(SIZE[0])
    assert "Registre des étrangers" in site.get(f"/{ark}.txt").text


@pytest.mark.parametrize("path", ["canvas/f3/text", "canvas/f9/text.txt", "canvas/f0/text"])
def test_a_page_without_text_answers_404(site: Client, ark: str, path: str) -> None:
    assert site.get(f"/{ark}/{path}").status_code == 404


def test_the_sites_search_finds_words_in_pages_and_shows_the_line(site: Client, ark: str) -> None:
    page = site.get("/search?q=valmont&lang=fr")
    assert "Dans le texte des pages" in words(page)
    (image,) = re.findall(r'src="([^"]*/f1/[^"]*)"', page.text)
    x, y, width, height = map(int, image.split("/f1/")[1].split("/")[0].split(","))
    assert x <= 40 <= x + width
    assert y <= 100
    assert y + height >= 130
    assert site.get(image).status_code == 200
    assert f"/{ark}?f=1&amp;q=valmont&amp;lang=fr#viewer" in page.text
    assert "<mark>Valmont</mark>" in page.text
    everywhere = site.get("/search?q=etrangers&in=pages&lang=fr")
    assert everywhere.text.count("<mark>étrangers</mark>") == 2


def test_filters_of_the_search_hold_for_pages_too(site: Client) -> None:
    assert "In the text of pages" in words(site.get("/search?q=valmont&images=1&lang=en"))
    assert "In the text of pages" not in words(site.get("/search?q=valmont&from=1900&lang=en"))


def test_the_page_of_a_record_shows_the_text_and_searches_it(site: Client, ark: str) -> None:
    page = site.get(f"/{ark}?f=1&q=valmont&lang=fr")
    assert "de Valmont natura-" in words(page)
    assert "Pages trouvées : 1." in words(page)
    assert f'data-search="/iiif/search/{ark}"' in page.text
    none = site.get(f"/{ark}?q=absent&lang=fr")
    assert "Ces mots ne figurent sur aucune page" in words(none)
    without = site.get(f"/{ark}?f=3&lang=fr")
    assert "Cette page n'a pas de texte." in words(without)


def test_a_second_edition_carries_the_texts_over(desk: Desk, site: Client, ark: str) -> None:
    before = site.get(f"/{ark}/canvas/f1/text.alto.xml").content
    assert desk.json("publish")["unchanged"] == 1
    assert site.get(f"/{ark}/canvas/f1/text.alto.xml").content == before
    assert targets(site.get(f"/iiif/search/{ark}?q=valmont").json())
