"""The six verbs over a small edition."""

from __future__ import annotations

import pytest
from lxml import etree
from oai_answers import OAI
from oai_editions import Row, make_edition

ROWS = [
    Row("b1", "2024-05-01T00:00:00Z", ("2-J",), words="Étrangers & <réfugiés>"),
    Row("b2", "2024-05-01T23:59:59Z", ("2-J", "2-J:1")),
    Row("b3", "2024-05-02T00:00:00Z", ("2-J",), deleted=True),
    Row("b4", "2024-05-02T12:00:00Z", ("4-E",)),
]
LIST = "verb=ListRecords&metadataPrefix=oai_dc"


@pytest.fixture
def provider(provide):
    return provide(ROWS)


def names(answer) -> list[str]:
    return [identifier.rpartition("/")[2] for identifier in answer.texts("identifier")]


def test_identify_tells_who_and_what_is_promised(provider):
    answer = provider.ask("verb=Identify")
    assert answer.texts("repositoryName") == ["Archives municipales & Cie"]
    assert answer.texts("baseURL") == ["http://base.archivekit.invalid/oai"]
    assert answer.texts("earliestDatestamp") == ["2024-05-01T00:00:00Z"]
    assert answer.texts("deletedRecord") == ["persistent"]
    assert b"<sampleIdentifier>oai:archives.example.org:ark:/99999/b1<" in answer.body


def test_identify_tells_what_else_the_settings_say(provide):
    answer = provide(
        ROWS,
        metadata_license="https://www.etalab.gouv.fr/licence-ouverte-open-licence?a&b",
        logo="https://archives.example.org/logo.svg",
        friends=["https://voisins.example.org/oai", "https://amis.example.org/oai?x=1&y=2"],
    ).ask("verb=Identify")
    said = [etree.QName(it[0]).localname for it in answer.root.iter(OAI + "description")]
    assert said == ["oai-identifier", "rightsManifest", "branding", "friends"]
    friends = answer.root.iterfind(".//{http://www.openarchives.org/OAI/2.0/friends/}baseURL")
    assert [it.text for it in friends][1] == "https://amis.example.org/oai?x=1&y=2"


def test_the_rights_of_descriptions_stand_beside_each_record(provide):
    provider = provide(ROWS, metadata_license="https://licence.example.org/")
    one = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ROWS[0].identifier}"
    for query, count in ((LIST, 3), (one, 1)):
        said = provider.ask(query).root.findall(f".//{OAI}about/{{*}}rights/{{*}}rightsReference")
        assert [it.get("ref") for it in said] == ["https://licence.example.org/"] * count
    assert provide(ROWS).ask(LIST).texts("about") == []


def test_every_record_is_listed_with_its_header_and_metadata(provider):
    answer = provider.ask(LIST)
    assert names(answer) == ["b1", "b2", "b3", "b4"]
    assert answer.texts("setSpec") == ["2-J", "2-J", "2-J:1", "2-J", "4-E"]
    assert answer.token is None


def test_a_deleted_record_keeps_its_sets_in_all_three_verbs(provider):
    one = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={ROWS[2].identifier}"
    listed = "verb=ListIdentifiers&metadataPrefix=oai_dc"
    for query in (one, f"{LIST}&from=2024-05-02&until=2024-05-02", listed):
        headers = provider.ask(query).root.iter(OAI + "header")
        gone = [it for it in headers if it.get("status") == "deleted"]
        assert [it.findtext(OAI + "setSpec") for it in gone] == ["2-J"]


def test_headers_are_the_same_in_both_lists(provider):
    headers = provider.ask("verb=ListIdentifiers&metadataPrefix=oai_dc").body
    records = provider.ask(LIST).body
    cut = [part.partition(b"</header>")[0] for part in headers.split(b"<header")[1:]]
    assert cut == [part.partition(b"</header>")[0] for part in records.split(b"<header")[1:]]


def test_get_record_gives_the_prepared_metadata(provider):
    row = ROWS[0]
    answer = provider.ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={row.identifier}")
    assert b"<metadata>" + row.metadata() + b"</metadata>" in answer.body


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("from=2024-05-02", ["b3", "b4"]),
        ("until=2024-05-01", ["b1", "b2"]),
        ("from=2024-05-01&until=2024-05-01", ["b1", "b2"]),
        ("from=2024-05-01T23:59:59Z&until=2024-05-02T00:00:00Z", ["b2", "b3"]),
        ("from=2024-05-02T00:00:01Z", ["b4"]),
        ("set=2-J&from=2024-05-01T00:00:01Z", ["b2", "b3"]),
        ("set=2-J:1", ["b2"]),
        ("set=4-E", ["b4"]),
    ],
)
def test_a_list_holds_the_records_of_its_dates_and_set(provider, window, expected):
    assert names(provider.ask(f"{LIST}&{window}")) == expected


def test_sets_are_listed_by_spec_with_their_names(provider):
    answer = provider.ask("verb=ListSets")
    assert answer.texts("setSpec") == ["2-J", "2-J:1", "4-E"]
    assert answer.texts("setName")[0] == "Ensemble « 2-J » & <suite>"


def test_the_formats_of_a_record_are_told(provider):
    for query in ("", f"&identifier={ROWS[0].identifier}", f"&identifier={ROWS[2].identifier}"):
        answer = provider.ask("verb=ListMetadataFormats" + query)
        of_all, of_some = ["oai_dc", "oai_qdc"], ["oai_ead", "edm", "mets"]
        assert answer.texts("metadataPrefix") == (of_all if query else of_all + of_some)


def test_blanks_around_an_ampersand_and_encodings_do_not_matter(provider):
    assert names(provider.ask("&&verb=ListRecords&metadata%50refix=oai%5Fdc&set=4%2DE&")) == ["b4"]


def test_an_answer_has_the_same_tag_until_the_next_edition(provider):
    identify = provider.respond("verb=Identify")
    assert provider.respond("verb=Identify").headers == identify.headers
    assert provider.respond("verb=ListSets").headers != identify.headers
    make_edition(provider.file, ROWS, serial=2)
    assert provider.respond("verb=Identify").headers != identify.headers
    assert dict(identify.headers)["Last-Modified"] == "Sat, 01 Jun 2024 00:00:00 GMT"
