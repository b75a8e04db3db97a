from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.words import fold, highlight, query, stem_text


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute(
        "create virtual table search using fts5"
        " (body, content = '', tokenize = 'unicode61 remove_diacritics 2')"
    )
    yield db
    db.close()


def _finds(index: sqlite3.Connection, asked: str, document: str) -> bool:
    index.execute("insert into search (search) values ('delete-all')")
    index.execute("insert into search (rowid, body) values (1, ?)", [stem_text(document)])
    found = index.execute("select rowid from search where search match ?", [query(asked)])
    return found.fetchone() is not None


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        ("eglise", "Plan de l’église Saint-Pierre"),
        ("l'église", "Églises et presbytères"),
        ("OEUVRE", "Bureau des œuvres"),
        ("œuvres", "L'Oeuvre sociale"),
        ("immigré", "Les immigrés italiens"),
        ("étranger", "Registre des étrangers"),
        ("étrangers", "Une ouvrière étrangère"),
        ("ouvrier", "Logement des ouvrières"),
        ("italienne", "Italiens de Besançon"),
        ("registre", "Registres d’écrou"),
        ("ecole", "construction d'écoles"),
        ("aujourd’hui", "hier et aujourd'hui"),
        ("Besancon", "BESANÇON"),
        ("14-18", "Guerre de 14-18"),
        ("2J87", "voir 2J87/30"),
        ('"carte de séjour"', "Demandes de cartes de séjour"),
        ("registre*", "Registres"),
        ("immig*", "immigration"),
        ("carte -identité", "carte de séjour"),
        ("الاجانب", "تسجيل الأجانب"),
        ("العربية", "اللغة العَرَبِيّة"),
    ],
)
def test_a_search_finds_the_word_in_its_other_forms(
    index: sqlite3.Connection, asked: str, document: str
) -> None:
    assert _finds(index, asked, document)


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        ('"séjour carte"', "carte de séjour"),
        ("carte -séjour", "carte de séjour"),
        ("carte visa", "carte de séjour"),
        ("près", "prêt"),
    ],
)
def test_a_search_leaves_the_others(index: sqlite3.Connection, asked: str, document: str) -> None:
    assert not _finds(index, asked, document)


@pytest.mark.parametrize("asked", ["", "*", "-", '"', "- -", "«»", "-carte", "()", "^", "♥"])
def test_a_search_without_a_word_is_empty(asked: str) -> None:
    assert query(asked) == ""


_TYPED = st.text(
    alphabet=st.one_of(
        st.sampled_from("\"'*-()^:+{}[]\\«»“”’ \x00,.;%_#$@!?/=<>&|~`aébNOTARDE0"),
        st.characters(),
    ),
    max_size=40,
)


@given(_TYPED)
def test_nothing_a_person_types_is_a_syntax_error(index: sqlite3.Connection, asked: str) -> None:
    if expression := query(asked):
        index.execute("select rowid from search where search match ?", [expression]).fetchall()


def test_folding_leaves_elided_words_out() -> None:
    assert fold("L’Œuvre d’assistance").split() == ["oeuvre", "assistance"]


@given(_TYPED, _TYPED)
def test_highlighting_loses_no_letter(text: str, asked: str) -> None:
    assert "".join(piece for piece, _ in highlight(text, asked)) == text


def test_highlighting_shows_the_text_as_written() -> None:
    assert highlight("Les Églises d’ici", "église") == [
        ("Les ", False),
        ("Églises", True),
        (" d’ici", False),
    ]


def test_highlighting_marks_arabic_with_its_vowels() -> None:
    assert ("العَرَبِيّة", True) in highlight("اللغة العَرَبِيّة هنا", "العربية")


def test_a_window_shows_where_the_hits_are() -> None:
    text = "mot " * 300 + "le registre des immigrés italiens " + "mot " * 300
    pieces = highlight(text, "immigré italien", around=120)
    assert sum(len(piece) for piece, _ in pieces) < 140
    assert [piece for piece, is_hit in pieces if is_hit] == ["immigrés", "italiens"]
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
