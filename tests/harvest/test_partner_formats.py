"""What a partner's formats become: Dublin Core, with the link back, the thumbnail, the rights."""

from __future__ import annotations

import json

import pytest
from faulty_partner import Item

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
MODS = f"""<mods xmlns="http://www.loc.gov/mods/v3" {XLINK}>
<titleInfo><nonSort>Le</nonSort><title>Registre</title>
<subTitle>des étrangers</subTitle></titleInfo>
<titleInfo type="alternative"><title>Livre vert</title></titleInfo>
<name><namePart>Ville de Besançon</namePart><role><roleTerm>creator</roleTerm></role></name>
<name><namePart type="family">Martin</namePart><namePart type="given">Jeanne</namePart>
<role><roleTerm>donor</roleTerm></role></name>
<typeOfResource>text</typeOfResource>
<originInfo><dateCreated point="start">1936</dateCreated>
<dateCreated point="end">1940</dateCreated><publisher>Mairie</publisher></originInfo>
<language><languageTerm type="code">fre</languageTerm>
<languageTerm type="text">français</languageTerm></language>
<physicalDescription><extent>120 f.</extent></physicalDescription>
<abstract lang="fr">Entrées et sorties.</abstract>
<subject><topic>Étrangers</topic><geographic>Besançon</geographic>
<temporal>XXe s.</temporal></subject>
<identifier>2 J 87</identifier>
<location><physicalLocation>Archives municipales</physicalLocation>
<shelfLocator>2 J 87</shelfLocator>
<url access="preview">https://a.example/t.jpg</url>
<url access="object in context">https://a.example/87</url></location>
<accessCondition xlink:href="http://rightsstatements.org/vocab/NoC-OKLR/1.0/">Libre</accessCondition>
</mods>"""
EDM = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:ore="http://www.openarchives.org/ore/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<edm:ProvidedCHO rdf:about="https://a.example/cho/87"><dc:title xml:lang="fr">Registre</dc:title>
<dc:creator>Ville de Besançon</dc:creator><dcterms:created>1936/1940</dcterms:created>
<dc:subject rdf:resource="http://vocab.getty.edu/aat/1"/><dcterms:spatial>Besançon</dcterms:spatial>
<dc:description>Entrées.</dc:description><dc:identifier>2 J 87</dc:identifier>
<dc:language>fr</dc:language><edm:type>TEXT</edm:type><dc:rights>Libre</dc:rights></edm:ProvidedCHO>
<ore:Aggregation rdf:about="https://a.example/agg/87"><edm:dataProvider>Archives</edm:dataProvider>
<edm:isShownAt rdf:resource="https://a.example/87"/><edm:object rdf:resource="https://a.example/t.jpg"/>
<edm:rights rdf:resource="http://creativecommons.org/publicdomain/mark/1.0/"/></ore:Aggregation>
</rdf:RDF>"""


def field(tag: str, **subfields: str) -> str:
    inside = "".join(
        f'<marc:subfield code="{code}">{it}</marc:subfield>' for code, it in subfields.items()
    )
    return f'<marc:datafield tag="{tag}" ind1=" " ind2=" ">{inside}</marc:datafield>'


def marc(*fields: str) -> str:
    return (
        '<marc:record xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:leader>00000</marc:leader>'
        '<marc:controlfield tag="008">920730s1936    fr                  fre d</marc:controlfield>'
        f"{''.join(fields)}</marc:record>"
    )


MARC21 = marc(
    field("041", a="fre"),
    field("100", a="Martin, Jeanne,"),
    field("245", a="Registre :", b="des étrangers /", c="par J. Martin"),
    field("260", b="Mairie,", c="1936."),
    field("300", a="120 f."),
    field("520", a="Entrées et sorties."),
    field("540", a="Libre", u="http://a.example/licence"),
    field("650", a="Étrangers", z="France"),
    field("655", a="Registres"),
    field("856", u="https://a.example/87"),
    field("856", u="https://a.example/t.jpg", z="Thumbnail"),
)
UNIMARC = marc(
    field("101", a="fre"),
    field("200", a="Registre", e="des étrangers"),
    field("210", c="Mairie", d="1936"),
    field("330", a="Entrées et sorties."),
    field("371", a="Libre"),
    field("606", a="Étrangers", x="Histoire"),
    field("608", a="Registres"),
    field("700", a="Martin", b="Jeanne"),
    field("856", u="https://a.example/87"),
)
QDC = """<qualifieddc xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"><dc:title xml:lang="fr">Registre</dc:title>
<dcterms:created>1936</dcterms:created><dcterms:spatial>Besançon</dcterms:spatial>
<dcterms:license>http://a.example/licence</dcterms:license></qualifieddc>"""


@pytest.fixture
def described(harvester, partner):
    """Title, date as read and terms, of a record that came in some format."""

    def harvest(metadata: str, prefix: str):
        partner.items = [Item("1", metadata=metadata)]
        assert harvester.harvest(partner, prefix=prefix).complete
        [(title, edtf, terms)] = harvester.rows(
            "select title, date_edtf, terms from records where parent_id is null"
        )
        return (
            title,
            edtf,
            {
                term: [value["text"] for value in values]
                for term, values in json.loads(terms).items()
            },
        )

    return harvest


def test_mods(described):
    title, edtf, terms = described(MODS, "mods")
    assert (title, edtf) == ("Le Registre des étrangers", "1936/1940")
    assert terms["alternative"] == ["Livre vert"]
    assert terms["creator"] == ["Ville de Besançon"]
    assert terms["contributor"] == ["Martin, Jeanne"]
    assert (terms["type"], terms["language"]) == (["text"], ["fre"])
    assert (terms["subject"], terms["spatial"]) == (["Étrangers"], ["Besançon"])
    assert terms["abstract"] == ["Entrées et sorties."]
    assert terms["identifier"][0] == "https://a.example/87"
    assert terms["relation"] == ["https://a.example/t.jpg"]
    assert terms["source"] == ["Archives municipales, 2 J 87"]
    assert terms["rights"] == ["Libre"]
    assert terms["license"] == ["http://rightsstatements.org/vocab/NoC-OKLR/1.0/"]


def test_edm(described):
    title, edtf, terms = described(EDM, "edm")
    assert (title, edtf) == ("Registre", "1936/1940")
    assert terms["creator"] == ["Ville de Besançon"]
    assert terms["subject"] == ["http://vocab.getty.edu/aat/1"]
    assert terms["identifier"][:2] == ["https://a.example/87", "https://a.example/cho/87"]
    assert terms["relation"] == ["https://a.example/t.jpg"]
    assert terms["publisher"] == ["Archives"]
    assert terms["license"] == ["http://creativecommons.org/publicdomain/mark/1.0/"]
    assert (terms["rights"], terms["type"], terms["language"]) == (["Libre"], ["TEXT"], ["fr"])


def test_marc21(described):
    title, edtf, terms = described(MARC21, "marcxml")
    assert (title, edtf) == ("Registre : des étrangers", "1936")
    assert terms["creator"] == ["Martin, Jeanne"]
    assert terms["subject"] == ["Étrangers -- France"]
    assert terms["abstract"] == ["Entrées et sorties."]
    assert (terms["publisher"], terms["language"]) == (["Mairie"], ["fre"])
    assert terms["identifier"] == ["https://a.example/87"]
    assert terms["relation"] == ["https://a.example/t.jpg"]
    assert (terms["rights"], terms["license"]) == (["Libre"], ["http://a.example/licence"])


def test_unimarc(described):
    title, edtf, terms = described(UNIMARC, "unimarc")
    assert (title, edtf) == ("Registre des étrangers", "1936")
    assert terms["creator"] == ["Martin, Jeanne"]
    assert terms["subject"] == ["Étrangers -- Histoire"]
    assert terms["type"] == ["Registres"]
    assert terms["identifier"] == ["https://a.example/87"]
    assert terms["rights"] == ["Libre"]


def test_a_record_in_its_collection_is_read_all_the_same(described):
    inside = (
        f'<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">{MARC21}</marc:collection>'
    )
    assert described(inside, "marcxml")[0] == "Registre : des étrangers"


def test_qualified_dublin_core(described):
    title, edtf, terms = described(QDC, "oai_qdc")
    assert (title, edtf) == ("Registre", "1936")
    assert terms["spatial"] == ["Besançon"]
    assert terms["license"] == ["http://a.example/licence"]


@pytest.mark.parametrize("namespace", ["http://purl.org/dc/elements/1.1", "", "dc"])
def test_dublin_core_in_a_wrong_namespace_is_read_by_its_names(described, namespace):
    metadata = (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">'
        f'<title xmlns="{namespace}">Registre</title><date xmlns="{namespace}">1936</date>'
        "</oai_dc:dc>"
    )
    assert described(metadata, "oai_dc")[:2] == ("Registre", "1936")


def test_of_an_unknown_format_what_is_called_so_is_taken(described):
    metadata = (
        '<lido xmlns="http://www.lido-schema.org"><a><title>Registre</title></a>'
        "<date>1936</date><rights>Libre</rights></lido>"
    )
    title, edtf, terms = described(metadata, "lido")
    assert (title, edtf, terms["rights"]) == ("Registre", "1936", ["Libre"])


EAD = """<ead xmlns="urn:isbn:1-931666-22-9"><eadheader>
<eadid url="https://a.example/ir/2J">FRAD025_2J</eadid></eadheader>
<archdesc level="fonds"><did><unitid>2 J</unitid><unittitle>Fonds de la ville</unittitle>
<unitdate>1936-1940</unitdate><origination>Ville de Besançon</origination></did>
<userestrict><p>Libre</p></userestrict>
<dsc><c level="series" id="s1"><did><unitid>2 J 1-9</unitid><unittitle>Étrangers</unittitle></did>
{below}</c></dsc></archdesc></ead>"""
FILE = """<c level="file" id="f{n}"><did><unitid>2 J {n}</unitid>
<unittitle>{title}</unittitle></did></c>"""


def ead(**files: str) -> str:
    below = "".join(FILE.format(n=name[1:], title=title) for name, title in files.items())
    return EAD.format(below=below)


def test_a_finding_aid_comes_with_its_components(described, harvester):
    title, edtf, terms = described(ead(f1="Registre", f2="Lettres"), "oai_ead")
    assert (title, edtf) == ("Fonds de la ville", "1936/1940")
    assert terms["creator"] == ["Ville de Besançon"]
    assert terms["identifier"] == ["https://a.example/ir/2J"]
    tree = harvester.rows(
        "select r.code, r.level, p.code, r.partner_identifier from records r"
        " left join records p on p.id = r.parent_id order by r.id"
    )
    top = "oai:partner.example:1"
    assert tree == [
        ("2 J", "fonds", None, top),
        ("2 J 1-9", "series", "2 J", f"{top}#s1"),
        ("2 J 1", "file", "2 J 1-9", f"{top}#f1"),
        ("2 J 2", "file", "2 J 1-9", f"{top}#f2"),
    ]


def test_components_change_and_go_with_their_finding_aid(harvester, partner):
    partner.items = [Item("1", metadata=ead(f1="Registre", f2="Lettres"))]
    assert harvester.harvest(partner, prefix="oai_ead").kept["parts"] == 3
    partner.items = [Item("1", metadata=ead(f1="Registre vert"), datestamp="2024-06-02T00:00:00Z")]
    harvester.harvest(partner, prefix="oai_ead")
    assert sorted(harvester.titles.values()) == ["Fonds de la ville", "Registre vert", "Étrangers"]
    # The series is as it was: it is not told on as changed.
    stamps = dict(harvester.rows("select title, partner_datestamp from records"))
    assert stamps["Étrangers"] == "2024-05-01T10:00:00Z"
    assert stamps["Registre vert"] == "2024-06-02T00:00:00Z"


def test_all_of_a_records_own_parts_are_kept_for_whoever_sends_it_on(harvester, partner):
    about = (
        '<about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">'
        "<originDescription/></provenance></about>"
    )
    partner.items = [Item("1", about=about)]
    harvester.harvest(partner)
    [(raw, base_url, prefix, namespace, sets)] = harvester.rows(
        "select raw, base_url, prefix, metadata_namespace, sets from harvested"
    )
    assert about.encode() in raw
    assert (base_url, prefix) == (partner.url, "oai_dc")
    assert namespace == "http://www.openarchives.org/OAI/2.0/oai_dc/"
    assert json.loads(sets) == ["s"]
