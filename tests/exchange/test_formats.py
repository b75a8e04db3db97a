"""Records written in the formats of partners: what each one reads there."""

from __future__ import annotations

import json
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from europeana import faults
from francearchives_folder import as_francearchives
from hypothesis import HealthCheck, given, settings
from lxml import etree
from outgoings import RECORD, SITE, exposed_records, outgoing, written

from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.description.rights import europeana_takes
from archivekit.errors import NothingDone
from archivekit.exchange import dc, edm, francearchives_csv, mets, schema_org
from archivekit.exchange.outgoing import Writer
from archivekit.oai import edm as edm_record
from archivekit.oai.edm import NAMESPACES as NS
from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.needs import Loss, Need
from archivekit.problems import Problems

PAGE = f"{SITE}/ark:/99999/b1x"
TERMS = "{http://purl.org/dc/terms/}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROFILES = Path(__file__).resolve().parents[2] / "schemas" / "profiles"
METS = {"m": "http://www.loc.gov/METS/", "p": "http://www.loc.gov/premis/v3"}
HREF = "{http://www.w3.org/1999/xlink}href"


def keys(problems: Problems) -> list[str]:
    return [problem.key.removeprefix("exchange.") for problem in problems]


def qualified(folder: Path, record: Exposed = RECORD) -> list[tuple[str, str | None, str | None]]:
    file, _ = written(dc.write_qdc, folder, outgoing(record))
    element = etree.parse(file).getroot()[0]
    return [(it.tag.removeprefix(TERMS), it.get(XSI_TYPE), it.text) for it in element]


def test_simple_dublin_core_lists_the_records_and_counts_what_it_cannot_say(tmp_path):
    second = outgoing(replace(RECORD, code="2 J 88", ark="ark:/99999/b1y"))
    file, problems = written(dc.write_oai_dc, tmp_path, outgoing(), second)
    root = etree.parse(file).getroot()
    assert root.tag == "records"
    identifiers = [it.text for it in root.iter("{http://purl.org/dc/elements/1.1/}identifier")]
    assert identifiers == [PAGE, f"{SITE}/ark:/99999/b1y"]
    told = {str(it.values["term"]): it.values["count"] for it in problems}
    assert told == {"provenance": 2, "audience": 2, "ead:bioghist": 2}


def test_without_an_address_of_the_site_arks_stay_and_images_do_not(tmp_path):
    file, problems = written(dc.write_oai_dc, tmp_path, outgoing(), base_url="")
    text = file.read_text("utf-8")
    assert "<dc:identifier>ark:/99999/b1x</dc:identifier>" in text
    assert "thumbnail" not in text
    assert "invalid" not in text
    assert "no-base-url" in keys(problems)


def test_a_record_never_published_is_known_by_its_code(tmp_path):
    file, _ = written(dc.write_oai_dc, tmp_path, outgoing(replace(RECORD, ark="", pages=())))
    assert "<dc:identifier>2 J 87</dc:identifier>" in file.read_text("utf-8")


def test_qualified_dublin_core_says_the_scheme_where_the_value_is_of_it(tmp_path):
    said = qualified(tmp_path)
    assert ("date", "dcterms:W3CDTF", "1936-05-12") in said
    assert ("date", None, "12 mai 1936") in said
    assert ("type", "dcterms:DCMIType", "StillImage") in said
    assert ("type", None, "affiche") in said
    assert ("language", "dcterms:ISO639-2", "fre") in said
    assert ("identifier", "dcterms:URI", PAGE) in said
    assert ("isPartOf", "dcterms:URI", f"{SITE}/ark:/99999/b1f") in said
    assert ("audience", None, "chercheurs") in said


@pytest.mark.parametrize(
    ("edtf", "words", "expected"),
    [
        ("1914/1918", "1914-1918", ("dcterms:Period", "start=1914; end=1918; scheme=W3C-DTF;")),
        ("1936-05", "mai 1936", ("dcterms:W3CDTF", "1936-05")),
        ("1936~", "vers 1936", (None, "vers 1936")),
        ("1936-21", "printemps 1936", (None, "printemps 1936")),
        (None, "sans date", (None, "sans date")),
    ],
)
def test_a_date_has_a_scheme_only_where_it_is_certain(tmp_path, edtf, words, expected):
    said = qualified(tmp_path, replace(RECORD, date_edtf=edtf, date_text=words))
    assert next((kind, text) for term, kind, text in said if term == "date") == expected


def test_europeana_gets_object_images_aggregation_and_services(tmp_path):
    file, problems = written(edm.write, tmp_path, outgoing(), name="edm.xml")
    rdf = etree.parse(file).getroot()
    assert faults(rdf) == []
    assert [it.text for it in rdf.iterfind(".//edm:type", NS)] == ["IMAGE"]
    mark = "http://creativecommons.org/publicdomain/mark/1.0/"
    resource = "{" + NS["rdf"] + "}resource"
    assert [it.get(resource) for it in rdf.iterfind(".//edm:rights", NS)] == [mark]
    assert [it.get(resource) for it in rdf.iterfind(".//edm:isShownAt", NS)] == [PAGE]
    manifests = {it.get(resource) for it in rdf.iterfind(".//dcterms:isReferencedBy", NS)}
    assert manifests == {f"{PAGE}/manifest"}
    assert len(rdf.findall("svcs:Service", NS)) == len(rdf.findall(".//edm:WebResource", NS)) == 2
    assert "term-not-said" in keys(problems)


def test_europeana_gets_a_file_a_record_in_a_folder(tmp_path):
    folder, _ = written(edm.write, tmp_path, outgoing(), name="edm")
    files = sorted(folder.rglob("*.xml"))
    assert [file.relative_to(folder).as_posix() for file in files] == ["0001/99999_b1x.xml"]
    assert len(etree.parse(files[0]).getroot().findall("edm:ProvidedCHO", NS)) == 1


@pytest.mark.parametrize(
    ("changed", "obligation"),
    [
        ({"type": []}, "edm-no-type"),
        ({"license": [Value("Licence Ouverte")]}, "edm-no-rights"),
        ({"license": [Value("http://creativecommons.org/licenses/by/9.0/")]}, "edm-no-rights"),
    ],
)
def test_a_record_that_europeana_would_refuse_is_left_out_and_told(tmp_path, changed, obligation):
    record = replace(RECORD, terms={**RECORD.terms, **changed})
    file, problems = written(edm.write, tmp_path, outgoing(record), name="edm.xml")
    assert keys(problems) == [obligation]
    assert [problem.place.record for problem in problems] == ["2 J 87"]
    assert len(etree.parse(file).getroot()) == 0


def test_europeana_wants_the_language_of_a_text_and_something_digitised(tmp_path):
    text = replace(RECORD, terms={**RECORD.terms, "type": [Value("registre")]}, languages=())
    _, problems = written(edm.write, tmp_path, outgoing(text), name="text.xml")
    assert keys(problems) == ["edm-no-language"]
    bare = replace(RECORD, pages=())
    _, problems = written(edm.write, tmp_path, outgoing(bare), name="bare.xml")
    assert keys(problems) == ["edm-no-image"]


def test_europeana_is_told_what_the_public_gave():
    def said(provenance: str) -> bool:
        terms = {**RECORD.terms, "provenance": [Value(provenance)]}
        return b"<edm:ugc>true</edm:ugc>" in edm_record.write(replace(RECORD, terms=terms))

    assert said("Témoignage d'un habitant, recueilli en 2024")
    assert said("Contribution du public")
    assert said("User-generated content")
    assert not said("Versement de 1950")
    assert not said("Don de la famille Morel ; aucun témoignage d'habitant")
    assert not said("Dons d'usagersx")


def test_europeana_has_one_table_of_types_whichever_way_records_go() -> None:
    profile = tomllib.loads((PROFILES / "europeana.toml").read_text("utf-8"))
    assert profile["tables"]["edm"] == edm_record.EDM_TYPES


@pytest.mark.parametrize(
    ("uri", "taken"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", True),
        ("http://rightsstatements.org/vocab/CNE/1.0/", True),
        ("http://creativecommons.org/licenses/by/9.9/", False),
        ("http://creativecommons.org/licenses/bx/4.0/", False),
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence", False),
    ],
)
def test_europeana_has_one_rule_of_rights_whichever_way_records_go(uri: str, taken: bool) -> None:
    need = Need(("rights",), Loss.RECORD, {}, form="edm-rights")
    assert need.is_met(Material.of(RECORD), {"rights": [uri]}) is taken
    assert europeana_takes(uri) is taken


def test_edm_without_an_address_of_the_site_is_refused(tmp_path):
    with pytest.raises(NothingDone):
        written(edm.write, tmp_path, outgoing(), base_url="")


def test_schema_org_is_one_graph_of_archive_components(tmp_path):
    file, _ = written(schema_org.write, tmp_path, outgoing(), outgoing())
    document = json.loads(file.read_text("utf-8"))
    assert document["@context"] == "https://schema.org"
    first, second = document["@graph"]
    assert first == second
    assert first["@type"] == "ArchiveComponent"
    assert first["@id"] == PAGE
    assert first["identifier"] == ["ark:/99999/b1x", "2 J 87"]
    assert first["inLanguage"] == ["fr", "ar"]
    assert first["temporalCoverage"] == "1936-05-12"
    assert first["isPartOf"]["name"] == "Fonds de la police"
    assert first["holdingArchive"]["@type"] == "ArchiveOrganization"
    assert first["name"][1] == {"@value": "إعلان", "@language": "ar"}
    assert first["license"] == "http://creativecommons.org/publicdomain/mark/1.0/"


def test_mets_has_masters_with_checksums_images_and_pages_in_order(tmp_path):
    folder, _ = written(mets.write, tmp_path, outgoing(), outgoing(replace(RECORD, pages=())))
    (file,) = folder.rglob("*.xml")
    root = etree.parse(file).getroot()
    masters = root.findall(".//m:fileGrp[@USE='master']/m:file", METS)
    assert [it.get("CHECKSUMTYPE") for it in masters] == ["SHA-512", "SHA-512"]
    assert masters[0][0].get(HREF) == "2J87%20001.tif"
    digests = [it.text for it in root.iterfind(".//p:messageDigest", METS)]
    assert digests == [it.get("CHECKSUM") for it in masters]
    assert [it.get("LABEL") for it in root.iterfind(".//m:div[@TYPE='page']", METS)] == [
        "recto",
        "verso",
    ]
    images = root.findall(".//m:fileGrp[@USE='access']/m:file/m:FLocat", METS)
    assert images[0].get(HREF) == f"{SITE}/iiif/3/ark:/99999/b1x/f1/full/max/0/default.jpg"
    known = {it.get("ID") for it in root.iterfind(".//m:file", METS)}
    assert {it.get("FILEID") for it in root.iterfind(".//m:fptr", METS)} == known
    assert root.find(".//m:area", METS) is None  # each page has its own master


def test_mets_of_a_closed_record_has_no_address_of_images(tmp_path):
    folder, _ = written(mets.write, tmp_path, outgoing(is_open=False))
    (file,) = folder.rglob("*.xml")
    assert "/iiif/" not in file.read_text("utf-8")


def test_a_master_of_several_pages_is_one_file_in_mets(tmp_path):
    given = outgoing()
    first = given.pages[0]
    pages = (first, replace(first, number=2, frame=1, label="2"))
    folder, _ = written(mets.write, tmp_path, replace(given, pages=pages))
    (file,) = folder.rglob("*.xml")
    root = etree.parse(file)
    masters = root.findall(".//m:fileGrp[@USE='master']/m:file", METS)
    assert [it.get("ID") for it in masters] == ["M1"]
    areas = root.findall(".//m:div[@TYPE='page']/m:fptr/m:area", METS)
    assert [(it.get("FILEID"), it.get("BEGIN")) for it in areas] == [
        ("M1", "page=1"),
        ("M1", "page=2"),
    ]


WRITERS = {
    "oai_dc.xml": dc.write_oai_dc,
    "qdc.xml": dc.write_qdc,
    "edm.xml": edm.write,
    "mets": mets.write,
    "records.jsonld": schema_org.write,
    "csv": francearchives_csv.write,
}


def contents(target: Path) -> dict[str, bytes]:
    files = [target] if target.is_file() else [it for it in target.rglob("*") if it.is_file()]
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=exposed_records())
def test_any_record_gives_a_readable_file_and_always_the_same(name: str, record: Exposed) -> None:
    writer: Writer = WRITERS[name]
    with tempfile.TemporaryDirectory() as folder:
        target, _ = written(writer, Path(folder), outgoing(record), name=name)
        first = contents(target)
        again, _ = written(writer, Path(folder), outgoing(record), name=f"again-{name}")
        assert sorted(first.values()) == sorted(contents(again).values())
        for file, data in first.items():
            if name.endswith(".jsonld"):
                assert len(json.loads(data)["@graph"]) == 1
            elif not file.endswith(".csv"):
                root = etree.fromstring(data)
                assert name != "edm.xml" or faults(root) == []
        if name == "csv":
            as_francearchives(target)
