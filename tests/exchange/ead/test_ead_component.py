"""What one component of a finding aid says, as a description."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Level, Value
from archivekit.exchange.ead.component import read_component
from archivekit.problems import Problems

EAD3 = ' xmlns="http://ead3.archivists.org/schema/"'


def read(inside="", did="", attributes="", problems=None):
    xml = f"<c{attributes}><did><unitid>2 J 87</unitid>{did}</did>{inside}</c>"
    return read_component(xml, problems=problems)


def keys(problems):
    return [problem.key for problem in problems]


def problems_values(problems):
    return dict(next(iter(problems)).values)


def texts(description, term):
    return [value.text for value in description.terms.get(term, [])]


def test_the_elements_of_a_description_go_to_their_terms():
    found = read(
        did="<unittitle>Affiche</unittitle><unitdate normal='1936'>1936</unitdate>"
        "<origination><persname>Morel, Jeanne</persname><corpname>Ville</corpname></origination>"
        "<physdesc><extent>1 pièce</extent><physfacet>papier</physfacet>"
        "<genreform>affiche</genreform></physdesc><abstract>Placard</abstract>"
        "<langmaterial><language langcode='fre'>français</language></langmaterial>",
        inside="<scopecontent><p>Imprimé.</p></scopecontent>"
        "<controlaccess><subject>étrangers</subject><geogname>Valmont (Doubs, France)</geogname>"
        "<famname>Morel</famname><genreform>placard</genreform><function>police</function>"
        "</controlaccess><bioghist><p>Vie.</p></bioghist><custodhist><p>Don.</p></custodhist>",
        attributes=' level="item"',
    )
    assert (found.code, found.title, found.level) == ("2 J 87", "Affiche", Level.ITEM)
    assert (found.date_text, found.date_edtf) == ("1936", "1936")
    assert {term: [value.text for value in values] for term, values in found.terms.items()} == {
        "creator": ["Morel, Jeanne", "Ville"],
        "extent": ["1 pièce"],
        "medium": ["papier"],
        "type": ["affiche", "placard"],
        "abstract": ["Placard"],
        "language": ["français"],
        "description": ["Imprimé."],
        "subject": ["étrangers", "police"],
        "spatial": ["Valmont (Doubs, France)"],
        "contributor": ["Morel"],
        "ead:bioghist": ["Vie."],
        "ead:custodhist": ["Don."],
    }


def test_ead3_is_read_by_the_same_rules():
    found = read_component(
        f'<c{EAD3} level="file"><did><unitid>2 J 3</unitid><unittitle>Lettres</unittitle>'
        "<unitdatestructured><daterange><fromdate standarddate='1914'>1914</fromdate>"
        "<todate standarddate='1918'>1918</todate></daterange></unitdatestructured>"
        "<physdescstructured><quantity>3</quantity><unittype>boîtes</unittype>"
        "</physdescstructured><langmaterial><language langcode='ara'/></langmaterial>"
        "<didnote>à trier</didnote></did><controlaccess><persname><part>Morel</part>"
        "<part>1897-1956</part></persname><subject><part>Travail</part><part>Usine</part></subject>"
        "</controlaccess></c>"
    )
    assert (found.date_text, found.date_edtf) == ("1914 - 1918", "1914/1918")
    assert texts(found, "extent") == ["3 boîtes"]
    assert texts(found, "language") == ["ara"]
    assert texts(found, "contributor") == ["Morel, 1897-1956"]
    assert texts(found, "subject") == ["Travail -- Usine"]
    assert texts(found, "ead:note") == ["à trier"]


def test_mixed_content_keeps_its_paragraphs_lists_and_line_breaks():
    found = read(
        "<scopecontent><head>Contenu</head><p>Deux <emph render='italic'>mots</emph> ici.</p>"
        "<list><item>un</item><item>deux</item></list><p>fin<lb/>suite <title>Titre</title>.</p>"
        "<!-- rien --></scopecontent>"
    )
    assert texts(found, "description") == ["Deux mots ici.\n\nun\ndeux\n\nfin\nsuite Titre."]


def test_the_language_of_words_is_kept_where_it_is_said():
    found = read(
        did='<unittitle xml:lang="fre">Registre</unittitle>'
        '<unittitle xml:lang="ar">سجل</unittitle>',
        inside='<scopecontent xml:lang="en"><p>Poster.</p></scopecontent>',
    )
    assert found.terms["title"] == [Value("Registre", "fr"), Value("سجل", "ar")]
    assert found.terms["description"] == [Value("Poster.", "en")]


def test_words_and_normal_form_of_a_date_that_differ_are_told_with_both():
    problems = Problems()
    found = read(did="<unitdate normal='1968/1980'>1969-1980</unitdate>", problems=problems)
    assert found.date_edtf == "1969/1980"
    assert keys(problems) == ["exchange.ead-date-contradicted"]
    assert problems_values(problems) == {"words": "1969-1980", "normal": "1968/1980"}


@pytest.mark.parametrize(
    ("date", "normal"),
    [
        ("1936", "1936"), ("1936", "1936-01-01/1936-12-31"), ("vers 1936", "1931/1941"),
        ("12 mai 1936", "19360512"), ("1921-1922", "1921/1922"),
    ],
)  # fmt: skip
def test_a_normal_form_that_says_the_same_is_not_told(date, normal):
    problems = Problems()
    read(did=f"<unitdate normal='{normal}'>{date}</unitdate>", problems=problems)
    assert keys(problems) == []


def test_a_date_in_words_of_another_language_is_read_from_its_normal_form():
    problems = Problems()
    found = read(did="<unitdate normal='15810619'>1581 juni 19</unitdate>", problems=problems)
    assert (found.date_text, found.date_first) == ("1581 juni 19", "1581-06-19")
    assert keys(problems) == ["exchange.ead-date-from-normal"]


def test_a_date_inside_the_title_is_the_record_s_and_stays_in_the_title():
    found = read(did="<unittitle>Classe <unitdate normal='1868'>1868</unitdate></unittitle>")
    assert (found.title, found.date_text) == ("Classe 1868", "1868")


def test_access_conditions_open_the_record_and_unread_ones_close_it():
    delay = "<accessrestrict><head>Accès</head><p>50 ans à compter de 1986</p></accessrestrict>"
    assert read(delay).open_from == "2037-01-01"
    assert read("<accessrestrict><p>Librement communicable</p></accessrestrict>").open_from == (
        AT_ONCE
    )
    problems = Problems()
    found = read("<accessrestrict><p>Voir le président.</p></accessrestrict>", problems=problems)
    assert (found.open_from, found.access_text) == (NEVER, "Voir le président.")
    assert keys(problems) == ["description.access-unknown"]


def test_of_two_access_conditions_the_later_opening_holds():
    found = read(
        "<accessrestrict><accessrestrict><p>libre</p></accessrestrict>"
        "<accessrestrict><p>communicable en 2041</p></accessrestrict>"
        "<legalstatus>Archives privées</legalstatus></accessrestrict>"
    )
    assert found.open_from == "2041-01-01"
    assert texts(found, "ead:legalstatus") == ["Archives privées"]


def test_paragraphs_of_access_conditions_are_read_one_by_one():
    found = read(
        "<accessrestrict><p>Statut juridique</p><p>Archives  privées</p>"
        "<p>Communicabilité</p><p>Librement communicable</p></accessrestrict>"
    )
    assert found.access_text == (
        "Statut juridique\nArchives privées\nCommunicabilité\nLibrement communicable"
    )
    assert found.open_from == AT_ONCE
    later = read("<accessrestrict><p>Communicable</p><p>En 2041</p></accessrestrict>")
    assert later.open_from == "2041-01-01"


def test_a_text_of_several_delays_is_told_and_one_on_the_state_of_documents_is_not():
    problems = Problems()
    kinds = "<p>Dossiers de personnel : 50 ans.</p><p>Le reste est librement communicable.</p>"
    found = read(
        f"<accessrestrict>{kinds}</accessrestrict>",
        did="<unitdate normal='1960'>1960</unitdate>",
        problems=problems,
    )
    assert found.open_from == "2011-01-01"
    assert keys(problems) == ["description.access-latest"]
    problems = Problems()
    lost = read("<accessrestrict><p>Document manquant</p></accessrestrict>", problems=problems)
    assert (lost.open_from, keys(problems)) == (None, [])


def test_a_licence_that_a_use_note_names_or_links_to_becomes_its_uri():
    found = read("<userestrict><p>Licence ouverte</p></userestrict>")
    assert texts(found, "license") == ["https://www.etalab.gouv.fr/licence-ouverte-open-licence"]
    linked = read(
        "<userestrict><p>Voir <extref href='https://creativecommons.org/licenses/by/4.0/'>la"
        " licence</extref>.</p></userestrict>"
    )
    assert texts(linked, "license") == ["http://creativecommons.org/licenses/by/4.0/"]
    assert "la licence" in texts(linked, "rights")[0]


def test_what_is_for_internal_use_never_stands_among_the_public_terms():
    found = read(
        did="<physloc audience='internal'>Cave 3</physloc>",
        inside="<scopecontent><p>Public.</p><p audience='internal'>Secret.</p></scopecontent>"
        "<note type='mnesysinternal'><p>À revoir</p></note>"
        "<controlaccess audience='internal'><subject>caché</subject></controlaccess>",
    )
    assert texts(found, "description") == ["Public."]
    everything = str(found.terms)
    for word in ("Cave", "Secret", "revoir", "caché"):
        assert word not in everything
        assert word in found.internal_notes


def test_a_component_for_internal_use_is_not_published():
    assert read(attributes=' audience="internal"').publish is False
    assert read(attributes=' audience="external"').publish is None


def test_the_reference_code_is_told_from_the_other_identifiers():
    found = read_component(
        "<c id='ark--99999-b1abc'><did><unitid type='ancienne-cote'>GG 1</unitid>"
        "<unitid type='cote-de-consultation'>2 J 5</unitid>"
        "<unitid type='permalink'><extptr href='https://x.example/ark:/99999/b1'/></unitid>"
        "<unitid>https://x.example/2</unitid></did></c>"
    )
    assert found.code == "2 J 5"
    assert texts(found, "ead:unitid") == ["GG 1"]
    assert set(texts(found, "identifier")) == {
        "ark:/99999/b1abc", "https://x.example/ark:/99999/b1", "https://x.example/2",
    }  # fmt: skip


def test_an_element_that_ead_does_not_know_is_kept_privately_and_told():
    problems = Problems()
    found = read("<hérité><p>mot</p></hérité>", problems=problems)
    assert found.unknown == {"hérité": "mot"}
    assert keys(problems) == ["exchange.ead-unknown-element"]


IN_PARTS = (
    "<daogrp><daoloc role='dossier' href='/J/2J87'/><daoloc role='prefixe' href='p_'/>"
    "<daoloc role='extension' href='.jpg'/><daoloc role='premier' href='009'/>"
    "<daoloc role='dernier' href='011'/></daogrp>"
)
IN_A_GROUP = (
    "<daogrp><daoloc role='first_image' href='/J/2J87/p_009.jpg'/>"
    "<daoloc role='last_image' href='/J/2J87/p_011.jpg'/></daogrp>"
)
SIDE_BY_SIDE = (
    "<dao role='image:first' href='/J/2J87/p_009.jpg'/>"
    "<dao role='image:last' href='/J/2J87/p_011.jpg'/>"
)


@pytest.mark.parametrize("objects", [IN_PARTS, IN_A_GROUP, SIDE_BY_SIDE])
def test_a_range_of_images_becomes_the_list_of_its_pages(objects):
    found = read(objects)
    assert found.scans == ["/J/2J87/p_009.jpg", "/J/2J87/p_010.jpg", "/J/2J87/p_011.jpg"]


def test_a_folder_and_a_count_become_that_many_pages():
    found = read(
        "<daogrp><daoloc href='FR\\Ad25\\2J87' role='répertoire'/>"
        "<daoloc href='3' role='nombre'/></daogrp>"
    )
    assert found.scans == ["FR/Ad25/2J87/1", "FR/Ad25/2J87/2", "FR/Ad25/2J87/3"]


@pytest.mark.parametrize(
    ("first", "last"), [("001", "999999999"), ("9", "1"), ("a", "b"), ("1", "1" * 30)]
)
def test_a_range_that_cannot_be_told_apart_is_told_and_invents_no_page(first, last):
    problems = Problems()
    found = read(
        "<daogrp><daoloc role='dossier' href='d'/><daoloc role='prefixe' href='p'/>"
        f"<daoloc role='extension' href='jpg'/><daoloc role='premier' href='{first}'/>"
        f"<daoloc role='dernier' href='{last}'/></daogrp>",
        problems=problems,
    )
    assert found.scans == []
    assert keys(problems) == ["exchange.ead-images-unread"]


def test_addresses_of_viewers_are_links_and_small_pictures_no_pages():
    found = read(
        "<dao href='https://x.example/ark:/99999/b1'/>"
        "<dao role='thumbnail' href='t.jpg'/><dao href='p1.jpg'/>"
    )
    assert texts(found, "ead:dao") == ["https://x.example/ark:/99999/b1"]
    assert found.scans == ["p1.jpg"]


def test_the_top_of_a_finding_aid_is_called_by_its_eadid_where_it_has_no_code():
    found = read_component(
        "<ead><eadheader><eadid>FR_X</eadid></eadheader><archdesc level='fonds'><did>"
        "<unittitle>Fonds</unittitle></did></archdesc></ead>"
    )
    assert (found.code, found.title, found.level) == ("FR_X", "Fonds", Level.FONDS)


def test_what_is_no_xml_of_a_component_is_refused():
    with pytest.raises(ValueError, match="Premature end"):
        read_component("<c><did>")


_WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"),
    max_size=40,
)


@given(st.lists(_WORDS, max_size=5))
def test_no_word_of_a_text_is_lost_whatever_it_is(paragraphs):
    inside = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    found = read(f"<scopecontent>{inside}</scopecontent>")
    said = [" ".join(each.split()) for each in paragraphs if each.split()]
    assert "\n\n".join(texts(found, "description")) == "\n\n".join(said)


@pytest.mark.parametrize(
    ("inside", "day"),
    [
        ("<head>Restrictions d'accès</head><p>oui</p>", NEVER),
        ("<head>Restrictions d'accès</head><p>non</p>", AT_ONCE),
        ("<head>Communicabilité</head><p>oui</p>", AT_ONCE),
        ("<head>Communicabilité</head><p>non</p>", NEVER),
        ("<p>Oui.</p>", NEVER),
        ("<p>yes</p>", NEVER),
        ("<p>Néant</p>", AT_ONCE),
    ],
)
def test_yes_opens_only_what_is_asked_whether_it_is_open(inside: str, day: str):
    assert read(f"<accessrestrict>{inside}</accessrestrict>").open_from == day
