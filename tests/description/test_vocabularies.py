"""Languages, levels, kinds of documents, licences: words in, codes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description import dcmi_terms, dcmi_types, languages, levels, media_types, rights
from archivekit.description.languages import Language
from archivekit.description.record import Level
from archivekit.description.uris import is_url

CC = "http://creativecommons.org/"
RS = "http://rightsstatements.org/vocab/"


@pytest.mark.parametrize(
    ("typed", "tag", "code"),
    [
        ("arabe", "ar", "ara"),
        ("Français", "fr", "fre"),
        ("fr", "fr", "fre"),
        ("fre", "fr", "fre"),
        ("fra", "fr", "fre"),
        ("Italian", "it", "ita"),
        ("francais", "fr", "fre"),
        ("HEBREU", "he", "heb"),
        ("Neerlandais", "nl", "dut"),
        ("ancien francais", "fro", "fro"),
        ("allemand", "de", "ger"),
        ("kabyle", "kab", "kab"),
        ("berbère", "ber", "ber"),
        ("franco-provençal", "frp", "frp"),
        ("ancien français", "fro", "fro"),
        ("zxx", "zxx", "zxx"),
        ("mandarin", "zh", "chi"),
        ("turc osmanli", "ota", "ota"),
        ("judéo-espagnol", "lad", "lad"),
        ("langue des signes française", "fsl", "fsl"),
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
        ("franco-provençal et berbère", ["frp", "ber"], []),
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
        ("manuscrits", "Text"),
        ("registres paroissiaux", "Text"),
        ("film 16 mm", "MovingImage"),
        ("image fixe", "StillImage"),
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
        ("Etalab 1.0", rights.LICENCE_OUVERTE_1),
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", rights.LICENCE_OUVERTE),
        ("http://creativecommons.org/licenses/BY-SA/3.0/fr", CC + "licenses/by-sa/3.0/fr/"),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", CC + "licenses/by-nd-nc/1.0/"),
        ("https://creativecommons.org/licenses/by/2.1/jp/legalcode", CC + "licenses/by/2.1/jp/"),
        ("CC BY-SA 3.0 France", CC + "licenses/by-sa/3.0/fr/"),
        ("https://creativecommons.org/publicdomain/zero/1.0", rights.CC0),
        ("Marque du domaine public 1.0", rights.PUBLIC_DOMAIN_MARK),
        ("http://rightsstatements.org/vocab/inc-edu/1.0", RS + "InC-EDU/1.0/"),
        ("No Copyright - Other Known Legal Restrictions", RS + "NoC-OKLR/1.0/"),
        ("Pas de droit d’auteur connu", RS + "NKC/1.0/"),
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
    [
        "Libre de droit",
        "CC BY 9.0",
        "CC BY 4.0 FR",
        "CC BY 2.1",
        "Tous droits réservés",
        "CC BY, mention obligatoire",
        "",
        "by",
        "CC NC ND",
    ],
)
def test_a_sentence_on_rights_stays_a_sentence(typed: str) -> None:
    assert rights.license_uri(typed) is None


@pytest.mark.parametrize(
    ("uri", "taken"),
    [
        (CC + "licenses/by/4.0/", True),
        (CC + "licenses/by/3.0/fr/", True),
        (CC + "publicdomain/mark/1.0/", True),
        (RS + "InC/1.0/", True),
        (RS + "UND/1.0/", False),
        (CC + "licenses/by/4.0", False),
        ("https://creativecommons.org/licenses/by/4.0/", False),
        (CC + "licenses/by/4.0/fr/", False),
        (rights.LICENCE_OUVERTE, False),
    ],
)
def test_europeana_takes_creative_commons_and_six_statements(uri: str, taken: bool) -> None:
    assert rights.europeana_takes(uri) is taken


@given(st.text(max_size=60))
def test_a_licence_is_read_once_and_for_all(typed: str) -> None:
    uri = rights.license_uri(typed)
    assert uri is None or rights.license_uri(uri) == uri


def test_dublin_core_has_55_terms_with_labels_and_what_they_refine() -> None:
    assert len(dcmi_terms.TERMS) == 55
    for name, term in dcmi_terms.TERMS.items():
        assert term.uri == f"http://purl.org/dc/terms/{name}"
        assert term.label("fr")
        assert term.label("en")
        assert not term.refines or term.refines in dcmi_terms.TERMS


@pytest.mark.parametrize(
    ("typed", "media_type"),
    [
        ("image/TIFF", "image/tiff"),
        ("JPEG", "image/jpeg"),
        (".pdf", "application/pdf"),
        ("format TIFF", "image/tiff"),
        ("papier", None),
        ("image", None),
        ("et/ou", None),
        ("", None),
    ],
)
def test_a_format_has_a_media_type_where_it_names_one(typed: str, media_type: str | None) -> None:
    assert media_types.read(typed) == media_type


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("https://valmont.example/a?b=c#d", True),
        ("http://valmont.example", True),
        ("https://valmont.example/a b", False),
        ("https://valmont.example/%zz", False),
        ("ftp://valmont.example/", False),
        ("voir https://valmont.example/", False),
    ],
)
def test_an_address_is_one_and_nothing_else(text: str, known: bool) -> None:
    assert is_url(text) is known
