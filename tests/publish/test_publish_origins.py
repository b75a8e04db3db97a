"""What stands beside records that came from a partner: where from, and under which rights."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from lxml import etree
from press import Press

from archivekit.edition import Request
from archivekit.oai.provider import respond
from archivekit.schemas_folder import schema_path

GRAMMAR = etree.RelaxNG(etree.parse(schema_path("oai-pmh.rng")))
OAI = "http://www.openarchives.org/OAI/2.0/"
PROVENANCE = "{http://www.openarchives.org/OAI/2.0/provenance}"
ORIGIN = "oai:elsewhere.example.org:7"
METADATA = '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"/>'
RIGHTS = '<rights xmlns="http://www.openarchives.org/OAI/2.0/rights/">{}</rights>'
EARLIER = f"""
<about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">
  <originDescription harvestDate="2019-01-01T00:00:00Z" altered="false">
    <baseURL>https://first.example.org/oai?a&amp;b</baseURL>
    <identifier>oai:first.example.org:1</identifier>
    <datestamp>2018-01-01</datestamp>
    <metadataNamespace>http://www.loc.gov/mods/v3</metadataNamespace>
  </originDescription>
</provenance></about>
<about>{RIGHTS.format('<rightsReference ref="https://licence.example.org/"/>')}</about>
<about><other xmlns="urn:other">not told further</other></about>
"""


def harvested(press: Press, raw: str, *, at: str = "2026-01-02T03:04:05Z", title="Lettre") -> None:
    """Puts a partner's record in the catalogue, as a harvest does."""
    press.record(
        "", title, partner="voisins", partner_identifier=ORIGIN, partner_datestamp="2020-02-03"
    )
    keep(press, raw, at)


def keep(press: Press, raw: str, at: str) -> None:
    with press.catalogue() as (catalogue, _):
        db = catalogue.database
        db.execute(
            "insert or replace into harvested (record_id, raw, namespaces, sha512, prefix, sets,"
            " harvested_at) select id, ?, ?, '', 'oai_dc', '[]', ? from records"
            " where partner_identifier = ?",
            (raw.encode(), json.dumps({"": OAI}), at, ORIGIN),
        )


def listed(press: Press) -> list[etree._Element]:
    query = "verb=ListRecords&metadataPrefix=oai_dc"
    root = etree.fromstring(respond(Request("GET", "/oai", query), press.edition()).body)
    GRAMMAR.assertValid(root)
    return root.findall(f".//{{{OAI}}}record")


@pytest.fixture
def neighbours(press: Press) -> Press:
    with press.catalogue() as (catalogue, _):
        catalogue.database.execute(
            "insert into partners (name, url, publish)"
            " values ('voisins', 'https://elsewhere.example.org/oai?x&y', 1)"
        )
    return press


def test_a_partners_record_says_where_it_came_from_and_where_it_was_before(neighbours: Press):
    harvested(neighbours, f"<record><metadata>{METADATA}</metadata>{EARLIER}</record>")
    neighbours.publish()
    (record,) = listed(neighbours)
    (ours,) = record.findall(f".//{PROVENANCE}provenance/{PROVENANCE}originDescription")
    assert dict(ours.attrib) == {"harvestDate": "2026-01-02T03:04:05Z", "altered": "true"}
    assert [it.text for it in ours][:4] == [
        "https://elsewhere.example.org/oai?x&y",
        ORIGIN,
        "2020-02-03",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ]
    (first,) = ours.findall(f"{PROVENANCE}originDescription")
    assert dict(first.attrib) == {"harvestDate": "2019-01-01T00:00:00Z", "altered": "false"}
    assert first.findtext(f"{PROVENANCE}baseURL") == "https://first.example.org/oai?a&b"
    (rights,) = record.findall(".//{*}rightsReference")
    assert rights.get("ref") == "https://licence.example.org/"
    assert b"not told further" not in etree.tostring(record)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "<record>",
        "no XML at all \x01 <",
        "<record><header/><metadata/></record>",
        f"<record><metadata>{METADATA}</metadata><about>&unknown;</about></record>",
        '<!DOCTYPE x [<!ENTITY e "boom">]><record><about>&e;</about></record>',
    ],
)
def test_what_is_unreadable_is_not_told_and_stops_nothing(neighbours: Press, raw: str):
    harvested(neighbours, raw)
    neighbours.publish()
    (record,) = listed(neighbours)
    (origin,) = record.iter(f"{PROVENANCE}originDescription")
    assert origin.findtext(f"{PROVENANCE}identifier") == ORIGIN


def test_fetched_again_without_change_it_keeps_its_datestamp(neighbours: Press):
    raw = f"<record><metadata>{METADATA}</metadata></record>"
    harvested(neighbours, raw)
    neighbours.publish()
    before = neighbours.headers()
    keep(neighbours, raw, "2026-01-05T00:00:00Z")
    neighbours.publish()
    assert neighbours.headers() == before
    keep(neighbours, raw.replace("</record>", f"{EARLIER}</record>"), "2026-01-06T00:00:00Z")
    assert len(neighbours.publish().changes["changed"]) == 1


def test_our_own_licence_is_not_said_of_a_partners_words(neighbours: Press):
    toml = neighbours.archive.root / "archive.toml"
    toml.write_text(toml.read_text() + '[rights]\nmetadata_license = "https://ours.example.org/"\n')
    press = Press(neighbours.archive.root)
    press.record("2 J", "Fonds")
    harvested(press, f"<record><metadata>{METADATA}</metadata></record>")
    press.publish()
    said = {
        it.findtext(".//{*}source"): [r.get("ref") for r in it.iter("{*}rightsReference")]
        for it in listed(press)
    }
    assert said == {"Archives de Valmont, 2 J": ["https://ours.example.org/"], None: []}
    toml.write_text(toml.read_text().replace("ours.example.org", "other.example.org"))
    again = Press(neighbours.archive.root)
    again.now += dt.timedelta(days=1)
    assert [it.code for it in again.publish().changes["changed"]] == ["2 J"], "told to harvesters"
