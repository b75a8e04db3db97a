"""The page of an authority record, what remains of it, and other words of a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from authority_samples import PLACE
from press import Press, Unwatched
from site_client import asked, words

from archivekit.description.record import Value
from archivekit.edition.authorities import links_of
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
