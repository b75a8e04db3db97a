"""Languages, levels, kinds of documents, licences: words in, codes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description import dcmi_types, languages, levels, rights
from archivekit.description.languages import Language
from archivekit.description.record import Level


@pytest.mark.parametrize(
    ("typed", "tag", "code"),
    [
        ("arabe", "ar", "ara"),
        ("Français", "fr", "fre"),
        ("fr", "fr", "fre"),
        ("fre", "fr", "fre"),
        ("fra", "fr", "fre"),
        ("Italian", "it", "ita"),
        ("allemand", "de", "ger"),
        ("kabyle", "kab", "kab"),
        ("berbère", "ber", "ber"),
        ("franco-provençal", "frp", "frp"),
        ("ancien français", "fro", "fro"),
        ("zxx", "zxx", "zxx"),
    ],
)
def test_a_language_is_known_by_its_name_or_code(typed: str, tag: str, code: str) -> None:
    assert languages.read(typed) == Language(tag, code)


@pytest.mark.parametrize("typed", ["", "martien", "roman", "langue des signes de Mars", "xyz"])
def test_an_unknown_language_is_not_guessed(typed: str) -> None:
    assert languages.read(typed) is None


@pytest.mark.parametrize(
    ("typed", "codes", "unknown"),
    [
        ("Italien ; français", ["ita", "fre"], []),
        ("français et arabe (dialectal)", ["fre", "ara"], []),
        ("Anglais/Français", ["eng", "fre"], []),
        ("français, martien", ["fre"], ["martien"]),
        ("français ; fre ; fr", ["fre"], []),
        ("", [], []),
    ],
)
def test_several_languages_in_a_cell(typed: str, codes: list[str], unknown: list[str]) -> None:
    found, rest = languages.read_all(typed)
    assert [language.code for language in found] == codes
    assert rest == unknown


@given(st.text(max_size=30))
def test_any_words_are_read_as_a_language_or_not(typed: str) -> None:
    found, unknown = languages.read_all(typed)
    assert all(2 <= len(language.code) <= 8 for language in found)
    assert all(unknown)


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("Fonds", Level.FONDS),
        ("sous-fonds", Level.SUBFONDS),
        ("Sous série", Level.SUBSERIES),
        ("série", Level.SERIES),
        ("Dossiers", Level.FILE),
        ("pièce", Level.ITEM),
        ("Item", Level.ITEM),
        ("subfonds", Level.SUBFONDS),
        ("otherlevel", Level.OTHER),
        ("truc", None),
        ("", None),
    ],
)
def test_a_level_is_known_by_its_word(typed: str, level: Level | None) -> None:
    assert levels.read(typed) is level


@pytest.mark.parametrize(
    ("typed", "dcmi_type"),
    [
        ("Photographies", "StillImage"),
        ("photographie (noir et blanc)", "StillImage"),
        ("AFFICHE", "StillImage"),
        ("carte de séjour", "Text"),
        ("témoignage oral", "Sound"),
        ("http://purl.org/dc/dcmitype/StillImage", "StillImage"),
        ("carte", None),
        ("truc", None),
    ],
)
def test_a_kind_of_document_has_a_dcmi_type_where_certain(
    typed: str, dcmi_type: str | None
) -> None:
    assert dcmi_types.read(typed) == dcmi_type


@pytest.mark.parametrize(
    ("typed", "uri"),
    [
        ("Licence Ouverte", rights.LICENCE_OUVERTE),
        ("Licence Ouverte / Open Licence (Etalab) version 2.0", rights.LICENCE_OUVERTE),
        ("Domaine public", rights.PUBLIC_DOMAIN_MARK),
        ("CC0", rights.CC0),
        ("CC BY", "http://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA 3.0 FR", "http://creativecommons.org/licenses/by-nc-sa/3.0/fr/"),
        (
            "Creative Commons Attribution - Pas d’Utilisation Commerciale 4.0 International",
            "http://creativecommons.org/licenses/by-nc/4.0/",
        ),
        (
            "https://creativecommons.org/licenses/by/4.0/deed.fr",
            "http://creativecommons.org/licenses/by/4.0/",
        ),
        (
            "https://rightsstatements.org/page/InC/1.0/",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
    ],
)
def test_a_licence_is_known_by_its_name(typed: str, uri: str) -> None:
    assert rights.license_uri(typed) == uri


@pytest.mark.parametrize(
    "typed",
    ["Libre de droit", "Tous droits réservés", "CC BY, mention obligatoire", "", "by", "CC NC ND"],
)
def test_a_sentence_on_rights_stays_a_sentence(typed: str) -> None:
    assert rights.license_uri(typed) is None
