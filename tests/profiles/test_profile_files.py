"""The files of profiles: what they can say, and their mistakes named by key and line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivekit.description import dcmi_terms
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.errors import NothingDone, WrongUse
from archivekit.oai import oai_dc
from archivekit.oai.profiles import Profile, write
from archivekit.oai.profiles.files import all_profiles, built_in, one_profile, read
from archivekit.oai.profiles.material import MADE_FIELDS, Material
from archivekit.schemas_folder import shipped_path

DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "http://base.archivekit.invalid"
PUBLIC_DOMAIN = "http://creativecommons.org/publicdomain/mark/1.0/"

RECORD = Exposed(
    ark="ark:/99999/b1x",
    oai_identifier="oai:archives.example.org:ark:/99999/b1x",
    code="2 J 87",
    title="1 registre",
    full_title="Étrangers. 1 registre",
    level="item",
    terms={
        "title": [Value("1 registre", "fr"), Value("سجل", "ar")],
        "creator": [Value("Ville de Valmont"), Value("Préfecture")],
        "type": [Value("registre", "fr"), Value("photographie", "fr")],
        "spatial": [Value("Valmont (Doubs, France)")],
        "license": [Value(PUBLIC_DOMAIN)],
        "rights": [Value("Sauf les photographies", "fr")],
        "ead:bioghist": [Value("Né en 1929")],
    },
    date_text="vers 1936",
    year_first=1936,
    year_last=1940,
    languages=("fre", "ita"),
    institution={"fr": "Archives municipales", "en": "City archives"},
    source="Archives municipales, 2 J 87",
    sets=("2J",),
    pages=(ExposedPage(1, "1", "key", 10, 10), ExposedPage(2, "2", "key", 10, 10)),
)


def given_by(profile: Profile, element: str, record: Exposed = RECORD) -> list[tuple[str, str]]:
    """The values of an element with their languages."""
    root = etree.fromstring(write(profile, Material.of(record)))
    return [(it.text, it.get(LANG, "")) for it in root.iter(DC + element)]


def profile_of(folder: Path, *lines: str) -> Profile:
    """The profile of a file with these lines in ``[dc]``, and whatever follows."""
    file = folder / "mine.toml"
    head = ['title = { fr = "À", en = "A" }', "[dc]", 'identifier = ["{record_url}"]']
    if not any(line.startswith("title") for line in lines):
        lines = ('title = ["{full_title}"]', *lines)
    file.write_text("\n".join([*head, *lines]), "utf-8")
    return read(file)


VALUES = st.lists(
    st.builds(Value, st.text(max_size=12), st.sampled_from([None, "fr", "en", "not a tag"])),
    max_size=3,
)


@given(
    terms=st.dictionaries(st.sampled_from(sorted(dcmi_terms.TERMS)), VALUES, max_size=8),
    years=st.tuples(*[st.one_of(st.none(), st.integers(-400, 2100))] * 2),
    date=st.text(max_size=10),
    partner=st.sampled_from([None, "voisins"]),
    pages=st.sampled_from([(), RECORD.pages]),
)
def test_the_default_profile_says_what_oai_says(terms, years, date, partner, pages):
    record = replace(
        RECORD,
        terms=terms,
        year_first=years[0],
        year_last=years[1],
        date_text=date,
        partner=partner,
        source="" if partner else RECORD.source,
        pages=pages,
    )
    assert write(built_in("default"), Material.of(record)) == oai_dc.write(record)


def test_gallica_gets_types_and_rights_in_french_and_english():
    gallica = built_in("gallica")
    assert given_by(gallica, "type") == [
        *(("texte", "fr"), ("text", "en")),
        *(("image fixe", "fr"), ("still image", "en")),
    ]
    assert given_by(gallica, "rights") == [
        *(("domaine public", "fr"), ("public domain", "en")),
        ("Sauf les photographies", "fr"),
    ]
    assert given_by(gallica, "format") == [("Nombre total de vues : 2", "")]
    assert given_by(gallica, "source") == [("Archives municipales, 2 J 87", "")]
    assert given_by(gallica, "relation") == [(f"Notice du catalogue : {SITE}/ark:/99999/b1x", "")]


def test_francearchives_gets_call_number_years_and_thumbnail_alone():
    profile = built_in("francearchives")
    assert given_by(profile, "source") == [("2 J 87", "")]
    assert given_by(profile, "date") == [("1936-1940", "")]
    assert given_by(profile, "identifier") == [(f"{SITE}/ark:/99999/b1x", "")]
    assert given_by(profile, "relation") == [(f"{SITE}/ark:/99999/b1x/thumbnail", "")]
    assert given_by(profile, "title") == [("Étrangers. 1 registre", "fr")]
    without = replace(RECORD, pages=(), year_first=None)
    assert given_by(profile, "relation", without) == given_by(profile, "date", without) == []


def test_a_template_is_said_once_for_each_value_of_its_field(tmp_path):
    profile = profile_of(tmp_path, 'creator = ["Producteur : {creator} ({code})"]')
    assert given_by(profile, "creator") == [
        ("Producteur : Ville de Valmont (2 J 87)", ""),
        ("Producteur : Préfecture (2 J 87)", ""),
    ]


def test_a_template_is_left_out_where_one_of_its_fields_has_nothing(tmp_path):
    profile = profile_of(tmp_path, 'format = ["{extent}, {page_count} vues", "{page_count} vues"]')
    assert given_by(profile, "format") == [("2 vues", "")]


def test_words_in_two_languages_say_which_and_name_the_house_in_each(tmp_path):
    profile = profile_of(
        tmp_path, 'publisher = [{ fr = "Fonds : {institution}", en = "Held by {institution}" }]'
    )
    assert given_by(profile, "publisher") == [
        ("Fonds : Archives municipales", "fr"),
        ("Held by City archives", "en"),
    ]


def test_the_first_that_says_anything_is_taken(tmp_path):
    profile = profile_of(tmp_path, 'date = [{ first = ["{issued}", "{years}", "{date_text}"] }]')
    assert given_by(profile, "date") == [("1936-1940", "")]
    assert given_by(profile, "date", replace(RECORD, year_first=None)) == [("vers 1936", "")]


def test_what_has_no_dublin_core_term_can_be_named_too(tmp_path):
    profile = profile_of(tmp_path, 'description = ["{ead:bioghist}"]')
    assert given_by(profile, "description") == [("Né en 1929", "")]


def test_a_partners_record_never_bears_the_name_of_the_house():
    theirs = replace(RECORD, partner="voisins", source="")
    assert given_by(built_in("gallica"), "source", theirs) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['title = ["{titel}"]'], "dc.title (line 4): there is no field {titel} (perhaps {title})"),
        (["", 'title = ["{code"]'], "dc.title (line 5): braces hold the name"),
        (['title = ["{creator} {subject}"]'], "dc.title (line 4): creator, subject may each"),
        (['titel = ["{code}"]'], "dc.titel (line 5): there is no such setting"),
        (["title = []"], "dc.title (line 4)"),
        (["title = [1]"], "dc.title.[1] (line 4): 1 is of none of the forms"),
        (['title = [{ value = "{code}", table = "t" }]'], "there is no table [tables.t]"),
        (['title = ["a"]', "[tables.t]", 'k = "{nope}"'], "there is no field {nope}"),
        (['title = ["a"]', "[[needs]]", 'elements = ["titre"]'], "needs.[1].loses (line 5)"),
        (['title = ["a"]', "[records]", 'levels = ["dossier"]'], "records.levels.[1] (line 6)"),
        (['title = ["a"]', "[sets]", 'prefix = "a b"'], "sets.prefix (line 6)"),
        (['title = ["a'], "mine.toml is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_line(tmp_path, lines, told):
    with pytest.raises(NothingDone) as refused:
        profile_of(tmp_path, *lines)
    assert told in refused.value.sentence("en")
    assert "mine.toml" in refused.value.sentence("fr")


def test_all_mistakes_are_named_at_once(tmp_path):
    with pytest.raises(NothingDone) as refused:
        profile_of(tmp_path, 'title = ["{a}"]', 'date = ["{b}"]')
    assert {"{a}", "{b}"} <= set(refused.value.sentence("en").replace(";", " ").split())


def test_an_archives_own_file_goes_before_the_one_that_came_with_archivekit(tmp_path):
    toml = 'title = { fr = "G", en = "G" }\n[dc]\ntitle = ["{code}"]\nidentifier = ["{ark}"]\n'
    (tmp_path / "gallica.toml").write_text(toml, "utf-8-sig")
    assert given_by(one_profile("gallica", tmp_path, ""), "title") == [("2 J 87", "")]
    assert set(all_profiles(tmp_path, "")) == {
        *("default", "francearchives", "gallica", "europeana", "generiques"),
    }


def test_a_profile_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(WrongUse) as refused:
        one_profile("galica", tmp_path, "")
    assert "gallica" in refused.value.sentence("en")


@pytest.mark.parametrize("name", ["Gallica.toml", "é.toml", "a b.toml", f"{'a' * 41}.toml"])
def test_a_name_that_is_no_address_is_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(NothingDone) as refused:
        all_profiles(tmp_path, "")
    assert name in refused.value.sentence("fr")


def test_a_file_that_is_no_profile_is_refused_before_it_is_read_whole(tmp_path):
    (tmp_path / "big.toml").write_bytes(b"#" * 1_000_000)
    with pytest.raises(NothingDone, match="200000"):
        all_profiles(tmp_path, "")


def test_sets_bear_the_service_code_where_there_is_one(tmp_path):
    assert one_profile("francearchives", tmp_path, "FRAC25999").set_prefix == "FRAC25999_"
    assert one_profile("francearchives", tmp_path, "").set_prefix == ""


@pytest.mark.parametrize("page", ["docs/fr/partenaire.md", "docs/en/partner.md"])
def test_every_field_that_is_made_is_in_the_documentation(page):
    words = (shipped_path("docs").parent / page).read_text("utf-8")
    assert [name for name in MADE_FIELDS if f"`{name}`" not in words] == []


@pytest.mark.parametrize("page", ["docs/fr/partenaire.md", "docs/en/partner.md"])
def test_the_example_of_the_documentation_is_a_profile(tmp_path, page):
    words = (shipped_path("docs").parent / page).read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", words, re.S)
    # The others are parts of archive.toml.
    profile, needs = (it for it in examples if "[dc]" in it or "[[needs]]" in it)
    (tmp_path / "museum.toml").write_text(f"{profile}\n{needs}", "utf-8")
    museum = one_profile("museum", tmp_path, "FRAC25999")
    assert given_by(museum, "type")[0] == ("texte", "fr")
    assert museum.set_prefix == "FRAC25999_"
    assert [need.form for need in museum.needs] == ["years"]
