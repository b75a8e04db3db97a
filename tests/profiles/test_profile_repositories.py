"""Each profile is a repository of its own: base URL, tokens, sets, what it gives."""

from __future__ import annotations

import datetime as dt

import pytest
from harvesting import metadata_of
from hypothesis import given, settings
from hypothesis import strategies as st
from own_profiles import BASE, FIRST, LIST, MINE, SECOND, WHOLE, at, codes, own
from press import Press

from archivekit.catalogue import new_record
from archivekit.description.record import Description, Level, Value
from archivekit.edition import Edition, Request
from archivekit.errors import NothingDone
from archivekit.oai.profiles import write
from archivekit.oai.profiles.files import built_in, read
from archivekit.oai.profiles.material import Material
from archivekit.oai.provider import respond
from archivekit.publish import exposing


def test_identify_says_the_address_and_the_name_of_its_own(published):
    answer = at(published, "/oai/francearchives", "verb=Identify")
    assert answer.texts("baseURL") == [f"{BASE}/francearchives"]
    assert answer.texts("request") == [f"{BASE}/francearchives"]
    assert answer.texts("repositoryName") == ["Archives de Valmont (FranceArchives)"]
    assert answer.texts("earliestDatestamp") == [FIRST]
    assert at(published, "/oai", "verb=Identify").texts("baseURL") == [BASE]


@pytest.mark.parametrize("path", ["/oai/none", "/oai/default", "/oai/"])
def test_where_there_is_no_profile_there_is_no_repository(published, path):
    edition = published.edition()
    response = respond(Request("GET", path, "verb=Identify"), edition)
    edition.close()
    assert (response.status == 404) == (path != "/oai/")


def test_the_same_record_is_told_as_each_partner_wants_it(published):
    ark = published.ark("2 J 1")
    sources = {
        name: metadata_of(published.archive.public_db, f"/oai/{name}", ark)["source"]
        for name in ("francearchives", "gallica", "generiques")
    }
    assert sources == {
        "francearchives": ["2 J 1"],
        "gallica": ["Archives de Valmont, 2 J 1"],
        "generiques": ["2 J 1", "Archives de Valmont, 2 J 1"],
    }


def test_what_is_made_of_an_edition_is_what_would_be_made_of_the_catalogue(press, monkeypatch):
    """The material of a record is the same from both sides, to the last byte."""
    said: dict[str, bytes] = {}
    own(press, "whole", WHOLE)
    whole = read(press.archive.profiles / "whole.toml")
    made = exposing.Exposing._exposed

    def watched(*given):
        record = made(*given)
        for name in PROFILES:
            said[f"{name} {record.ark}"] = write(built_in(name), Material.of(record))
        said[f"whole {record.ark}"] = write(whole, Material.of(record))
        return record

    monkeypatch.setattr(exposing.Exposing, "_exposed", watched)
    press.record(
        "2 J",
        "Fonds <du> « commissariat »",
        date_text="vers 1936",
        date_first="1936-01-01",
        date_last="1940-12-31",
        terms={
            "title": [Value("Fonds <du> « commissariat »"), Value("سجل", "ar")],
            "date": [Value("1936"), Value("1940")],
            "language": [Value("français"), Value("arabe")],
            "type": [Value("registre")],
        },
    )
    press.record("4 J", "Sans date", terms={"date": [Value("s.d."), Value("v. 1920")]})
    with press.catalogue() as (catalogue, _):
        catalogue.database.execute(
            "insert into partners (name, url, publish) values ('voisins', 'http://p', 1)"
        )
    urls = {"identifier": [Value("http://x.example/1"), Value("1 J")]}
    press.record("", "Album", partner="voisins", partner_identifier="oai:x:1", terms=urls)
    press.pages("2 J", b"one")
    press.publish()
    edition, compared = press.edition(), 0
    for record in edition.db.execute("select ark, oai_identifier from records"):
        for name in (*PROFILES, "whole"):
            query = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={record['oai_identifier']}"
            response = respond(Request("GET", f"/oai/{name}", query), edition)
            expected = said[f"{name} {record['ark']}"]
            assert expected in response.body or b"idDoesNotExist" in response.body
            compared += expected in response.body
    edition.close()
    # The house's two records by two profiles, the one with a page by the two others; and all three
    # by one that leaves nothing out.
    assert compared == 9


PROFILES = ("francearchives", "gallica", "europeana", "generiques")


def test_a_profile_gives_only_the_records_it_says(published):
    assert codes(published, at(published, "/oai/mine")) == ["2 J 1", "2 J 2", "3 J"]
    own(published, "mine", MINE.replace("with_pages = true", 'levels = ["file"]'))
    own(published, "other", MINE.replace("with_pages = true", 'sets = ["2J"]'))
    published.publish()
    assert codes(published, at(published, "/oai/mine")) == ["2 J 1"]
    assert codes(published, at(published, "/oai/other")) == ["2 J", "2 J 1", "2 J 2"]
    assert at(published, "/oai/other", "verb=ListSets").texts("setSpec") == ["2J"]
    everywhere = at(published, "/oai", "verb=ListSets").texts("setSpec")
    assert [spec for spec in everywhere if spec[0].isdigit()] == ["2J", "3J"]


def test_a_record_that_a_profile_never_gave_does_not_exist_there(published):
    identifier = f"oai:archives.valmont.example:{published.ark('2 J')}"
    query = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}"
    assert at(published, "/oai/mine", query).errors == ["idDoesNotExist"]
    assert at(published, "/oai", query).errors == []


def test_sets_bear_the_prefix_of_the_profile_everywhere(published):
    own(published, "mine", MINE + '[sets]\nprefix = "FRAC_"\n')
    published.publish()
    assert at(published, "/oai/mine", "verb=ListSets").texts("setSpec") == ["FRAC_2J", "FRAC_3J"]
    answer = at(published, "/oai/mine", f"{LIST}&set=FRAC_2J")
    assert codes(published, answer) == ["2 J 1", "2 J 2"]
    assert set(answer.texts("setSpec")) == {"FRAC_2J"}
    assert at(published, "/oai/mine", f"{LIST}&set=2J").errors == ["noRecordsMatch"]


def many(press: Press, count: int) -> None:
    """So many records, every second one a file, all in one batch."""
    with press.catalogue() as (catalogue, batch):
        for number in range(count):
            level = Level.FILE if number % 2 else Level.ITEM
            description = Description(code=f"2 J {number}", title="Registre", level=level)
            catalogue.records.save(batch, new_record(description))


def test_a_token_is_good_at_the_base_url_that_gave_it_and_at_no_other(press):
    many(press, 130)
    press.publish()
    tokens = {path: at(press, path).token for path in ("/oai", "/oai/francearchives")}
    for path, other in (("/oai", "/oai/francearchives"), ("/oai/francearchives", "/oai")):
        following = f"verb=ListRecords&resumptionToken={tokens[path]}"
        assert len(at(press, path, following).headers) == 30
        assert at(press, other, following).errors == ["badResumptionToken"]


def test_lists_of_some_records_have_whole_pages_and_the_right_size(press):
    many(press, 250)
    own(press, "mine", MINE.replace("with_pages = true", 'levels = ["file"]'))
    press.publish()
    for query in (LIST, f"{LIST}&from=2026-01-15"):
        answer = at(press, "/oai/mine", query)
        token = answer.root.find(".//{*}resumptionToken")
        assert (len(answer.headers), token.get("completeListSize")) == (100, "125")
        rest = at(press, "/oai/mine", f"verb=ListRecords&resumptionToken={token.text}")
        assert len(rest.headers.keys() - answer.headers.keys()) == 25
        assert rest.token == ""


def test_lists_say_their_size_whatever_was_withdrawn_harvested_or_left_out(press):
    many(press, 260)
    with press.catalogue() as (catalogue, _):
        catalogue.database.execute(
            "insert into partners (name, url, publish) values ('seen', 'http://p', 1)"
        )
    for number in range(5):
        press.record("", "Notice", partner="seen", partner_identifier=f"oai:seen:{number}")
    own(press, "mine", MINE.replace("with_pages = true", "harvested = true"))
    own(press, "other", MINE.replace("with_pages = true", "harvested = true"))
    press.publish()
    own(press, "mine", MINE.replace("with_pages = true", "harvested = false"))
    own(press, "other", MINE.replace("with_pages = true", 'levels = ["file"]'))
    for code in ("2 J 0", "2 J 1", "2 J 3"):
        press.withdraw(code)
    press.now += dt.timedelta(days=1)
    press.publish()
    for path in ("/oai", "/oai/mine", "/oai/other", "/oai/francearchives"):
        for query in (LIST, f"{LIST}&from=2026-01-15", f"{LIST}&until=2026-01-16"):
            count, answer = 0, at(press, path, query)
            said = answer.root.find(".//{*}resumptionToken").get("completeListSize")
            while True:
                count += len(answer.headers)
                if not answer.token:
                    break
                answer = at(press, path, f"verb=ListRecords&resumptionToken={answer.token}")
            assert count == int(said), (path, query)


def test_an_archives_own_default_is_what_oai_gives(published):
    own(published, "default", MINE.replace("with_pages = true", "").replace("{full", "+{full"))
    published.publish()
    answer = at(published, "/oai")
    assert answer.texts("request") == [BASE]
    assert set(answer.dc("title")) >= {"+Fonds du commissariat", "+Album"}
    assert {stamp for stamp, _ in answer.headers.values()} == {SECOND}
    (published.archive.profiles / "default.toml").unlink()
    published.now += dt.timedelta(days=1)
    published.publish()
    assert {stamp for stamp, _ in at(published, "/oai").headers.values()} == {
        "2026-01-17T12:00:02Z"
    }


def test_a_profile_with_a_mistake_stops_the_publication_and_leaves_the_last_one(published):
    own(published, "mine", MINE.replace("{full_title}", "{titel}"))
    with pytest.raises(NothingDone) as refused:
        published.publish()
    assert "{titel}" in refused.value.sentence("en")
    assert codes(published, at(published, "/oai/mine")) == ["2 J 1", "2 J 2", "3 J"]


ARGUMENTS = (
    *("verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"),
    *("Identify", "ListRecords", "ListSets", "GetRecord", "ListIdentifiers", "oai_dc", "2J"),
    *("FRAC_2J", "2026-01-15", "%00", "%FF", "=", "&", "+", "?"),
)
WORDS = st.one_of(st.sampled_from(ARGUMENTS), st.text(max_size=8))


def test_any_request_at_all_gets_an_answer_that_fits_the_grammar(published):
    own(published, "mine", MINE + '[sets]\nprefix = "FRAC_"\n')
    published.publish()

    @settings(max_examples=150, deadline=None)
    @given(parts=st.lists(st.tuples(WORDS, WORDS), max_size=5))
    def asked(parts):
        at(published, "/oai/mine", "&".join(f"{name}={value}" for name, value in parts))

    asked()


def test_nothing_closed_is_told_under_any_profile(press):
    press.record("2 J", "Fonds ouvert")
    press.record("2 J 1", "Dossier zzkanari", "2 J", open_from="2040-01-01")
    press.publish()
    edition = Edition.open(press.archive.public_db)
    for name in PROFILES:
        assert b"zzkanari" not in respond(Request("GET", f"/oai/{name}", LIST), edition).body
    edition.close()
