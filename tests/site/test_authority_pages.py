"""The page of an authority record, what remains of it, and other words of a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from authority_samples import PLACE
from press import Press, Unwatched
from site_client import HOST, asked, words

from archivekit.description.record import Value
from archivekit.edition.authorities import links_of
from archivekit.exchange.eac_cpf.reading import read_text
from archivekit.ingest.importing import Request, run
from archivekit.problems import Problems
from archivekit.site.app import served
from archivekit.site.queries.asked import Asked


@pytest.fixture
def press(tmp_path: Path) -> Press:
    press = Press(tmp_path / "archive")
    press.record("1 M 1", terms={"spatial": [Value("Valmont (Doubs, France)")]})
    press.record("1 M 2", "Plan des rues", terms={"spatial": [Value("Besançon")]})
    file = tmp_path / "lieu.xml"
    file.write_text(PLACE, encoding="utf-8")
    run(Request(archive=press.archive, files=(file,)), Problems(), Unwatched())
    press.publish()
    return press


@pytest.mark.parametrize(
    ("language", "heading"), [("fr", "Qui, quoi, où"), ("en", "Who, what, where")]
)
def test_the_page_of_a_place_has_its_names_and_its_records(
    press: Press, language: str, heading: str
) -> None:
    ark = links_of(press.edition(), 1)["place", "Valmont (Doubs, France)"]
    with asked(served(press.archive.public_db)) as site:
        page = site.get(f"/{ark}", accept_language=language)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert heading in words(page)
    assert "Falmenberg" in words(page)
    assert "1 M 1" in words(page)


def test_an_authority_that_left_is_gone_and_comes_back(press: Press) -> None:
    ark = links_of(press.edition(), 1)["place", "Valmont (Doubs, France)"]
    press.withdraw("1 M 1")
    for _ in range(2):  # it stays so in the edition after
        press.publish()
        with asked(served(press.archive.public_db)) as site:
            gone = site.get(f"/{ark}")
        assert gone.status_code == 410
        assert "2026-01-15" in words(gone)
        assert "Falmenberg" not in gone.text
    press.give_back("1 M 1")
    press.publish()
    with asked(served(press.archive.public_db)) as site:
        assert site.get(f"/{ark}").status_code == 200


@pytest.mark.parametrize(("language", "said"), [("fr", "Aussi cherché"), ("en", "Also searched")])
def test_a_search_says_which_other_words_it_looks_for(
    press: Press, language: str, said: str
) -> None:
    with asked(served(press.archive.public_db)) as site:
        page = site.get("/search?q=Falmenberg", accept_language=language)
    assert said in words(page)
    assert "1 M 1" in words(page)


def test_short_words_of_a_synonym_are_not_marked() -> None:
    search = Asked(words="railway", also=(("railway", "Chemin de fer"),))
    assert search.highlighted == "railway Chemin fer"


def test_an_authority_is_there_for_programs_too(press: Press) -> None:
    ark = links_of(press.edition(), 1)["place", "Valmont (Doubs, France)"]
    with asked(served(press.archive.public_db)) as site:
        page = site.get(f"/{ark}")
        for form in (".json", ".jsonld", ".xml"):
            assert f'href="http://{HOST}/{ark}{form}"' in page.text
        said = site.get(f"/{ark}.json")
        linked = site.get(f"/{ark}.jsonld")
        xml = site.get(f"/{ark}.xml")
        assert site.get(f"/{ark}.pdf").status_code == 404
    assert said.headers["content-type"] == "application/json"
    assert (said.json()["kind"], said.json()["latitude"]) == ("place", 47.25)
    assert [it["code"] for it in said.json()["records"]] == ["1 M 1"]
    assert linked.headers["content-type"] == "application/ld+json"
    assert linked.json()["@type"] == "Place"
    assert linked.json()["geo"]["latitude"] == 47.25
    assert xml.headers["content-type"] == "application/xml; charset=utf-8"
    again = read_text(xml.text)
    assert again.name == "Valmont (Doubs, France)"
    # Who wrote the record, and a relation to what is not shown, stay in the house.
    assert "J. Perrin" not in said.text + linked.text + xml.text
    assert "1 M 2" not in said.text + linked.text + xml.text


def test_the_sitemap_names_authority_pages_after_the_records(press: Press) -> None:
    ark = links_of(press.edition(), 1)["place", "Valmont (Doubs, France)"]
    with asked(served(press.archive.public_db)) as site:
        sitemap = site.get("/sitemap.xml").text
    assert sitemap.count("<loc>") == 3
    assert sitemap.rstrip().endswith(f"/{ark}</loc></url>\n</urlset>")


def test_a_very_long_title_is_set_smaller(press: Press) -> None:
    press.record("1 M 3", "Procès-verbaux " + "des délibérations du comité, " * 5)
    press.publish()
    edition = press.edition()
    short, long = (edition.record_of_id(number) for number in (1, 3))
    assert short is not None
    assert long is not None
    with asked(served(press.archive.public_db)) as site:
        assert '<h1 dir="auto" class="long"' in site.get(f"/{long.ark}").text
        assert 'class="long"' not in site.get(f"/{short.ark}").text


def test_the_home_page_counts_no_images_where_there_are_none(press: Press) -> None:
    with asked(served(press.archive.public_db)) as site:
        for language, counted in (("fr", "2 notices"), ("en", "2 records")):
            page = words(site.get("/", accept_language=language))
            assert counted in page
            assert "0 image" not in page
