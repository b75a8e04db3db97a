"""The search: what it finds, how it is narrowed, sorted and turned over."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from site_client import asked, words
from site_editions import ENTRIES, XSS, make_edition, many

from archivekit.site.app import served


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site over an edition with some more records."""
    public_db = make_edition(tmp_path_factory.mktemp("large"), [*ENTRIES, *many(90)])
    with asked(served(public_db)) as client:
        yield client


def found(page):
    """The reference codes of the results, in order."""
    import re

    return re.findall(r'<article.*?<span class="code">(.*?)</span>', page.text, re.S)


@pytest.mark.parametrize(
    "asked",
    ["ecole", "L'ÉCOLE", "écoles", "horlogeries", '"école d’horlogerie"', "regist*", "2 J 87"],
)
def test_accents_plurals_and_elision_make_no_difference(site, asked):
    assert "2 J 87" in found(site.get(f"/search?q={quote(asked)}"))


@pytest.mark.parametrize("asked", ['"', "(", "AND", "a OR", "*", "-", "NEAR(", "^a", "x:y", "''"])
def test_nothing_typed_is_an_error(site, asked):
    assert site.get(f"/search?q={quote(asked)}").status_code == 200


def test_words_asked_for_are_marked_as_they_are_written(site):
    page = site.get("/search?q=eglise")
    assert "<mark>Églises</mark>" in page.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("subject=Immigration", ["2 J 87"]),
        ("fonds=2+J&century=19", ["2 J", "2 J 1-99", "2 J 87"]),
        ("language=ara", ["2 J 88"]),
        ("images=1", ["2 J 87", "2 J 88"]),
        ("from=1900&to=1925", ["2 J 89", "Fi 12"]),
        ("from=1900&to=1925&fonds=2+J", ["2 J 89"]),
        ("q=registre&from=1900", []),
        ("person=Rossi%2C+Giuseppe+(1871-1938)", ["2 J 87"]),
        (f"subject={quote(XSS)}", ["2 J 89"]),
        ("subject=Nothing", []),
        ("level=item&sort=date-desc", ["2 J 88", "2 J 89", "Fi 12"]),
        ("sort=date", ["2 J", "2 J 1-99", "2 J 87", "Fi 12", "2 J 89", "2 J 88"]),
        ("from=x&to=99999", ["2 J", "2 J 1-99", "2 J 87", "2 J 88", "2 J 89", "Fi 12"]),
    ],
)
def test_filters_narrow_with_or_without_words(site, query, codes):
    page = site.get(f"/search?{query}")
    assert page.status_code == 200
    assert found(page) == codes


def test_facets_count_what_was_found(large):
    said = words(large.get("/search?q=lettre&lang=fr"))
    assert "90 notices" in said
    assert "Logement 90" in said
    assert "2 J – Fonds du Comité d'accueil des étrangers 90" in said
    assert "XXe siècle 89" in said


def test_a_chosen_filter_can_be_taken_away(site):
    page = site.get("/search?subject=Immigration&q=registre&lang=fr")
    assert '<a href="/search?q=registre&amp;lang=fr">' in page.text
    assert "Retirer Sujet : Immigration" in words(page)


def test_pages_of_results_hold_every_record_once(large):
    codes = [
        code for page in range(1, 6) for code in found(large.get(f"/search?q=lettre&page={page}"))
    ]
    assert len(codes) == len(set(codes)) == 90


@pytest.mark.parametrize("page", ["6", "99999", "0", "-1", "x", "9" * 40])
def test_a_page_of_results_that_is_not_there_is_no_error(large, page):
    assert large.get(f"/search?q=lettre&page={page}").status_code == 200


def test_long_contents_are_turned_over(large):
    first, last = (large.get(f"/ark:/99999/b1serie?children={page}") for page in (1, 2))
    assert "2 J 101" in first.text
    assert "2 J 190" not in first.text
    assert "2 J 190" in last.text
    assert "Lettre n° 90 sur le logement" in words(last)
