"""The formats of records: which each can be had in, since when, and what is told of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from harvesting import Answer, ask, harvest
from lxml import etree
from press import Press
from served import served

from archivekit.catalogue import new_record
from archivekit.description.record import Description, Level, Value
from archivekit.edition import Edition, Request
from archivekit.oai import edm, mets, oai_qdc
from archivekit.oai.provider import queries, respond
from archivekit.publish import exposing, formats

FIRST = "2026-01-15T12:00:02Z"
SECOND = "2026-01-16T12:00:02Z"
ALL = ["oai_dc", "oai_qdc", "oai_ead", "edm", "mets"]
MARK = "http://creativecommons.org/publicdomain/mark/1.0/"
POSTER = {"type": [Value("affiche")], "license": [Value(MARK)]}
EAD = "{urn:isbn:1-931666-22-9}"


@pytest.fixture
def published(press: Press) -> Press:
    """A fonds of two files, of which one is digitised, and a poster that Europeana takes."""
    press.record("2 J", "Fonds du commissariat", level=Level.FONDS)
    press.record("2 J 1", "Registre", "2 J", level=Level.FILE, date_text="1936")
    press.record("2 J 2", "Photographies", "2 J", terms={"type": [Value("photographie")]})
    press.record("3 J", "Affiche", terms=POSTER)
    for code in ("2 J 2", "3 J"):
        press.pages(code, code.encode())
    press.publish()
    press.now += dt.timedelta(days=1)
    return press


def at(press: Press, query: str, path: str = "/oai") -> Answer:
    return ask(press.archive.public_db, path, query)


def identifier(press: Press, code: str) -> str:
    return f"oai:archives.valmont.example:{press.ark(code)}"


def prefixes(press: Press, code: str = "", path: str = "/oai") -> list[str]:
    of = f"&identifier={identifier(press, code)}" if code else ""
    return at(press, f"verb=ListMetadataFormats{of}", path).texts("metadataPrefix")


def listed(press: Press, prefix: str, rest: str = "", path: str = "/oai") -> dict[str, object]:
    """Datestamp and deletion of all that a format is told of, by code where it has one."""
    arks = {press.ark(code).partition("/")[2]: code for code in press.shown()}
    query = f"verb=ListRecords&metadataPrefix={prefix}{rest}"
    return {arks.get(it, it): stamp for it, stamp in at(press, query, path).headers.items()}


def get(press: Press, code: str, prefix: str) -> Answer:
    query = f"verb=GetRecord&metadataPrefix={prefix}&identifier={identifier(press, code)}"
    return at(press, query)


def test_a_repository_offers_what_its_profile_says(published):
    assert prefixes(published) == ALL
    assert prefixes(published, path="/oai/francearchives") == ["oai_dc", "oai_ead"]
    assert prefixes(published, path="/oai/europeana") == ["oai_dc", "edm"]
    answer = at(published, "verb=ListRecords&metadataPrefix=mets", "/oai/francearchives")
    assert answer.errors == ["cannotDisseminateFormat"]


def test_an_own_profile_that_names_no_format_offers_oai_dc_alone(published):
    published.archive.profiles.mkdir()
    toml = 'title = { fr = "M", en = "M" }\n[dc]\ntitle = ["{title}"]\nidentifier = ["{ark}"]\n'
    (published.archive.profiles / "mine.toml").write_text(toml.replace("{title}", "{full_title}"))
    published.publish()
    assert prefixes(published, path="/oai/mine") == ["oai_dc"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2 J", ["oai_dc", "oai_qdc", "oai_ead"]),
        ("2 J 1", ["oai_dc", "oai_qdc"]),
        ("2 J 2", ["oai_dc", "oai_qdc", "mets"]),
        ("3 J", ALL),
    ],
)
def test_a_record_names_the_formats_it_can_be_had_in_and_no_other(published, code, expected):
    assert prefixes(published, code) == expected
    for prefix in ALL:
        answer = get(published, code, prefix)
        assert answer.errors == ([] if prefix in expected else ["cannotDisseminateFormat"])
        assert (code in listed(published, prefix)) == (prefix in expected)


def test_a_list_in_a_format_has_the_records_that_can_be_had_in_it_and_says_how_many(press):
    press.record("2 J", "Fonds")
    with press.catalogue() as (catalogue, batch):
        for number in range(230):
            description = Description(code=f"2 J {number}", title="Affiche")
            catalogue.records.save(batch, new_record(description))
    for number in range(0, 230, 2):
        press.pages(f"2 J {number}", b"one")
    press.publish()
    answer = at(press, "verb=ListRecords&metadataPrefix=mets")
    token = answer.root.find(".//{*}resumptionToken")
    assert (len(answer.headers), token.get("completeListSize")) == (100, "115")
    rest = at(press, f"verb=ListRecords&resumptionToken={token.text}")
    assert len(rest.headers.keys() - answer.headers.keys()) == 15
    assert rest.token == ""


def test_a_page_ends_where_its_records_hold_much_and_misses_none(press, monkeypatch):
    monkeypatch.setattr(queries, "_HELD_BY_A_PAGE", 3)
    for code, pages in (("1 J", 2), ("2 J", 1), ("3 J", 7), ("4 J", 1), ("5 J", 3)):
        press.record(code)
        press.pages(code, *(f"{code} {number}".encode() for number in range(pages)))
    press.publish()
    cursors, names = [], []
    answer = at(press, "verb=ListRecords&metadataPrefix=mets")
    while True:
        token = answer.root.find(".//{*}resumptionToken")
        assert token.get("completeListSize") == "5"
        cursors.append(int(token.get("cursor")))
        names += answer.headers
        if not token.text:
            break
        answer = at(press, f"verb=ListRecords&resumptionToken={token.text}")
    assert cursors[0] == 0
    assert len(names) == len(set(names)) == 5
    assert len(cursors) > 2


@pytest.mark.parametrize("prefix", ALL)
def test_headers_are_the_same_in_all_three_verbs(published: Press, prefix: str) -> None:
    published.record("2 J 1", "Registre corrigé", "2 J")
    published.record("3 J", "Affiche", terms={**POSTER, "license": [Value("Licence Ouverte")]})
    published.publish()
    headers = at(published, f"verb=ListRecords&metadataPrefix={prefix}").headers
    assert at(published, f"verb=ListIdentifiers&metadataPrefix={prefix}").headers == headers
    for name, header in headers.items():
        of = f"&identifier=oai:archives.valmont.example:ark:/{name}"
        assert at(published, f"verb=GetRecord&metadataPrefix={prefix}{of}").headers == {
            name: header
        }


def test_what_a_format_can_say_no_more_is_deleted_in_it_and_nowhere_else(published):
    published.record("3 J", "Affiche", terms={**POSTER, "license": [Value("Licence Ouverte")]})
    published.publish()
    assert listed(published, "edm") == {"3 J": (SECOND, True)}
    assert listed(published, "edm", "&from=2026-01-16") == {"3 J": (SECOND, True)}
    assert listed(published, "mets", "&from=2026-01-16") == {"3 J": (SECOND, False)}
    assert prefixes(published, "3 J") == ["oai_dc", "oai_qdc", "oai_ead", "mets"]
    answer = get(published, "3 J", "edm")
    assert (answer.errors, list(answer.headers.values())) == ([], [(SECOND, True)])
    published.now += dt.timedelta(days=1)
    published.archive.public_db.unlink()
    published.publish()
    assert listed(published, "edm") == {"3 J": (SECOND, True)}, "and stays so"
    published.record("3 J", "Affiche", terms=POSTER)
    published.publish()
    assert listed(published, "edm") == {"3 J": ("2026-01-17T12:00:02Z", False)}


def test_a_withdrawn_record_is_deleted_in_the_formats_that_it_was_in(published):
    name = published.ark("2 J 2").partition("/")[2]
    published.withdraw("2 J 2")
    published.publish()
    for prefix in ("oai_dc", "oai_qdc", "mets"):
        assert listed(published, prefix)[name] == (SECOND, True)
    for prefix in ("oai_ead", "edm"):
        assert name not in listed(published, prefix)
    gone = f"&identifier=oai:archives.valmont.example:ark:/{name}"
    told = at(published, f"verb=ListMetadataFormats{gone}").texts("metadataPrefix")
    assert told == ["oai_dc", "oai_qdc", "mets"]
    answer = at(published, f"verb=GetRecord&metadataPrefix=edm{gone}")
    assert answer.errors == ["cannotDisseminateFormat"]


def test_a_finding_aid_has_all_that_stands_below_its_fonds_in_order(published):
    ead = get(published, "2 J", "oai_ead").root.find(f".//{EAD}ead")
    assert ead.findtext(f"{EAD}eadheader/{EAD}eadid") == "2J"
    assert ead.find(f"{EAD}archdesc").get("level") == "fonds"
    components = ead.findall(f".//{EAD}dsc/{EAD}c")
    codes = [it.findtext(f"{EAD}did/{EAD}unitid") for it in components]
    assert codes == ["2 J 1", "2 J 2"]
    assert ead.findtext(f".//{EAD}unitdate") == "1936"
    hrefs = [it.get("{http://www.w3.org/1999/xlink}href") for it in ead.iter(f"{EAD}daoloc")]
    page = f"http://base.archivekit.invalid/{published.ark('2 J 2')}"
    assert hrefs == [f"{page}/thumbnail", page]


def test_levels_of_any_depth_are_nested_as_they_stand(press):
    for code, above in (("A", ""), ("A 1", "A"), ("A 1/1", "A 1"), ("A 1/1/1", "A 1/1")):
        press.record(code, code, above)
    press.record("A 2", "A 2", "A")
    press.publish()
    ead = get(press, "A", "oai_ead").root.find(f".//{EAD}ead")

    def tree(element: etree._Element) -> dict[str, object]:
        return {
            it.findtext(f"{EAD}did/{EAD}unitid"): tree(it) for it in element.iterfind(f"{EAD}c")
        }

    assert tree(ead.find(f".//{EAD}dsc")) == {"A 1": {"A 1/1": {"A 1/1/1": {}}}, "A 2": {}}


@pytest.mark.parametrize(
    "change",
    [
        lambda press: press.record("2 J 1", "Registre corrigé", "2 J"),
        lambda press: press.withdraw("2 J 1"),
        lambda press: press.record("2 J 3", "Nouveau", "2 J"),
    ],
)
def test_a_finding_aid_changes_with_anything_in_it_and_the_fonds_alone_does_not(
    published: Press, change: Callable[[Press], None]
) -> None:
    change(published)
    published.publish()
    assert listed(published, "oai_ead") == {"2 J": (SECOND, False), "3 J": (FIRST, False)}
    assert listed(published, "oai_dc")["2 J"] == (FIRST, False)
    assert list(get(published, "2 J", "oai_ead").headers.values()) == [(SECOND, False)]
    assert listed(published, "oai_ead", "&from=2026-01-16").keys() == {"2 J"}


def test_what_did_not_change_keeps_its_date_in_every_format_even_without_the_last_edition(
    published,
):
    before = {prefix: listed(published, prefix) for prefix in ALL}
    published.publish()
    assert {prefix: listed(published, prefix) for prefix in ALL} == before
    published.archive.public_db.unlink()
    published.publish()
    assert {prefix: listed(published, prefix) for prefix in ALL} == before


def test_a_fonds_that_becomes_part_of_another_has_no_finding_aid_any_more(published):
    published.record("3 J", "Affiche", "2 J", terms=POSTER)
    published.publish()
    assert listed(published, "oai_ead") == {"2 J": (SECOND, False), "3 J": (SECOND, True)}


def test_a_finding_aid_that_is_too_large_is_named_and_its_records_are_given_one_by_one(
    published, monkeypatch
):
    monkeypatch.setattr(formats, "MOST_COMPONENTS", 1)
    published.publish()
    assert "publish.finding-aid-too-large" in {it.key for it in published.problems}
    assert listed(published, "oai_ead") == {"2 J": (SECOND, True), "3 J": (FIRST, False)}
    assert "oai_ead" not in prefixes(published, "2 J")
    assert len(listed(published, "oai_dc")) == 4


def test_sets_and_dates_hold_in_every_format(published):
    assert listed(published, "oai_ead", "&set=2J").keys() == {"2 J"}
    assert listed(published, "mets", "&set=2J").keys() == {"2 J 2"}
    assert listed(published, "oai_qdc", "&set=2J").keys() == {"2 J", "2 J 1", "2 J 2"}
    for prefix in ALL:
        query = f"verb=ListRecords&metadataPrefix={prefix}&from=2026-01-17"
        assert at(published, query).errors == ["noRecordsMatch"]


def test_a_profile_gives_of_a_format_only_what_it_selects(published):
    published.record("9 J", "Sans images")
    published.publish()
    assert listed(published, "oai_ead").keys() == {"2 J", "3 J", "9 J"}
    assert listed(published, "mets", path="/oai/gallica").keys() == {"2 J 2", "3 J"}
    published.pages("3 J")
    published.publish()
    assert listed(published, "mets", path="/oai/gallica")["3 J"][1] is True


def test_nothing_closed_stands_in_any_format(press):
    press.record("2 J", "Fonds ouvert", terms=POSTER)
    press.record("2 J 1", "Dossier zzkanari", "2 J", open_from="2040-01-01")
    press.record("2 J 2", "Note", "2 J", internal_notes="zzkanari")
    press.pages("2 J", b"one")
    press.publish()
    edition = Edition.open(press.archive.public_db)
    for prefix in ALL:
        query = f"verb=ListRecords&metadataPrefix={prefix}"
        assert b"zzkanari" not in respond(Request("GET", "/oai", query), edition).body
    edition.close()


def test_what_is_made_as_asked_for_is_what_the_catalogue_would_have_made(published, monkeypatch):
    """The same record from both sides, to the last byte."""
    made: dict[str, bytes] = {}
    ready = exposing.Exposing._exposed

    def watched(*given):
        record = ready(*given)
        made[f"oai_qdc {record.ark}"] = oai_qdc.write(record)
        if record.pages:
            made[f"mets {record.ark}"] = mets.write(record)
        if edm.is_taken(record):
            made[f"edm {record.ark}"] = edm.document(record)
        return record

    monkeypatch.setattr(exposing.Exposing, "_exposed", watched)
    published.record(
        "2 J 3",
        "Fonds <du> « commissariat »",
        "2 J",
        date_text="vers 1936",
        date_first="1936-01-01",
        date_last="1940-12-31",
        terms={
            **POSTER,
            "title": [Value("Fonds <du> « commissariat »"), Value("سجل", "ar")],
            "date": [Value("1936")],
            "language": [Value("français"), Value("arabe")],
        },
    )
    published.pages("2 J 3", b"recto", b"verso")
    published.publish()
    assert {it.partition(" ")[0] for it in made} == {"oai_qdc", "mets", "edm"}
    for it, expected in made.items():
        prefix, _, ark = it.partition(" ")
        query = f"verb=GetRecord&metadataPrefix={prefix}"
        query += f"&identifier=oai:archives.valmont.example:{ark}"
        edition = Edition.open(published.archive.public_db)
        assert expected in respond(Request("GET", "/oai", query), edition).body
        edition.close()


def test_a_harvester_takes_every_format(published):
    with served(published.archive.public_db) as site:
        counts = {it: len(harvest(f"{site}/oai", metadataPrefix=it)) for it in ALL}
    assert counts == {"oai_dc": 4, "oai_qdc": 4, "oai_ead": 2, "edm": 1, "mets": 2}
