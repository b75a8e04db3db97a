"""Finding aids as they come: encodings, slips of the keyboard, and files that would do harm."""

import io

import pytest
from finding_aids import HEAD, TAIL, component, finding_aid, written
from hypothesis import given
from hypothesis import strategies as st

from archivekit.errors import WrongUse
from archivekit.exchange.ead.cleaning import Cleaner, Repair
from archivekit.exchange.ead.component import read_component
from archivekit.exchange.ead.reading import read_finding_aids
from archivekit.exchange.ead.told import Told
from archivekit.problems import Problems


@pytest.fixture
def reading(tmp_path):
    """Reads a finding aid: its components in their order, and what was told."""

    def read(text, name="2J.xml"):
        problems = Problems()
        found = list(read_finding_aids(written(tmp_path, text, name), Told(problems, name)))
        return sorted(found, key=lambda each: each.number), list(problems)

    return read


def titles(components):
    return [each.description.title for each in components]


def keys(problems):
    return [problem.key for problem in problems]


def test_components_come_with_their_parents_their_places_and_their_paths(reading):
    found, _ = reading(
        finding_aid(
            component("2 J 1", "A", component("2 J 1/1", "A1", id="x"), component(None, "A2")),
            component("2 J 2", "B"),
        )
    )
    assert [(each.number, each.parent, each.position) for each in found] == [
        (0, None, 1), (1, 0, 1), (2, 1, 1), (3, 1, 2), (4, 0, 2),
    ]  # fmt: skip
    assert titles(found) == ["Fonds Morel", "A", "A1", "A2", "B"]
    assert found[2].path == "/ead/archdesc/dsc/c[1]/c[1]"
    assert (found[2].id, found[4].line) == ("x", 4)


def test_numbered_components_and_words_after_those_below_are_read(reading):
    found, _ = reading(
        f"{HEAD}<dsc><c01><did><unitid>2 J 1</unitid></did><c02><did><unitid>2 J 1/1</unitid>"
        "</did></c02><scopecontent><p>après</p></scopecontent></c01></dsc>"
        f"<bioghist><p>fin</p></bioghist>{TAIL}"
    )
    assert [each.description.code for each in found] == ["2 J", "2 J 1", "2 J 1/1"]
    assert found[1].description.terms["description"][0].text == "après"
    assert found[0].description.terms["ead:bioghist"][0].text == "fin"


def test_each_component_keeps_its_own_xml_from_which_the_same_description_is_read(reading):
    found, _ = reading(
        finding_aid(
            component("2 J 1", "A &amp; B", component("2 J 1/1", "dedans"), more="<!-- mot -->"),
        ).replace("<ead>", '<ead xmlns="urn:isbn:1-931666-22-9">')
    )
    assert "dedans" not in found[1].description.source_xml
    assert "<!-- mot -->" in found[1].description.source_xml
    assert "<eadid>FR_VALMONT_2J</eadid>" in found[0].description.source_xml
    assert "2 J 1" not in found[0].description.source_xml
    for each in found:
        assert read_component(each.description.source_xml) == each.description


@pytest.mark.parametrize("internal", ["<dsc>", "<ead>"])
def test_components_of_what_is_for_internal_use_are_not_published(reading, internal):
    text = finding_aid(component("2 J 1", "A"))
    found, _ = reading(text.replace(internal, internal.replace(">", ' audience="internal">')))
    closed = {"<dsc>": [None, False], "<ead>": [False, None]}[internal]
    assert [each.description.publish for each in found] == closed


@pytest.mark.parametrize(
    ("declared", "written_in", "told"),
    [
        ("UTF-8", "utf-8", []),
        ("UTF-8", "utf-8-sig", []),
        ("ISO-8859-1", "cp1252", []),
        ("windows-1252", "cp1252", []),
        ("UTF-16", "utf-16", []),
        ("UTF-16", "utf-16-le", []),
        ("UTF-8", "cp1252", ["exchange.ead-bad-bytes"]),
        ("ISO-8859-1", "utf-8", ["exchange.ead-encoding"]),
        ("UTF-16", "utf-8", ["exchange.ead-encoding"]),
        ("x-inconnu", "utf-8", ["exchange.ead-encoding"]),
    ],
)
def test_accents_survive_whatever_the_encoding_and_its_declaration(
    reading, declared, written_in, told
):
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + finding_aid(
        component("2 J 1", "Été à l’écluse : 5 €")
    )
    found, problems = reading(text.encode(written_in))
    assert titles(found) == ["Fonds Morel", "Été à l’écluse : 5 €"]
    assert keys(problems) == told


@pytest.mark.parametrize(
    ("typed", "read", "told"),
    [
        ("&agrave;&nbsp;la", "à la", "exchange.ead-entity"),
        ("a&hellip;", "a…", "exchange.ead-entity"),
        ("Morel & fils", "Morel & fils", "exchange.ead-ampersand"),
        ("o\x1effice", "office", "exchange.ead-control"),
        ("1914&#150;1918", "1914–1918", "exchange.ead-control"),
        ("a&#0;b", "ab", "exchange.ead-control"),
        ("&inconnue;", "&inconnue;", "exchange.ead-entity-unknown"),
        ("a<!-- b -- c --->d", "ad", "exchange.ead-hyphens"),
    ],
)
def test_slips_are_mended_and_told_with_line_character_and_path(reading, typed, read, told):
    found, problems = reading(finding_aid(component("2 J 1", "avant"), component("2 J 2", typed)))
    assert titles(found)[2] == read
    place = problems[0].place
    assert problems[0].key == told
    assert (place.file, place.line, place.path) == ("2J.xml", 3, "/ead/archdesc/dsc/c[2]")
    assert place.character is not None
    assert place.character >= len("<c><did><unitid>2 J 2</unitid><unittitle>") + 1


def test_character_data_sections_are_left_as_they_are(reading):
    found, problems = reading(finding_aid(component("2 J 1", "<![CDATA[a & b &nbsp; <c>]]>")))
    assert titles(found)[1] == "a & b &nbsp; <c>"
    assert problems == []


def test_what_is_told_of_a_component_says_its_code_its_title_and_its_line(reading):
    _, problems = reading(finding_aid(component("2 J 1", "Lettres", "<heritage>x</heritage>")))
    (place,) = (problem.place for problem in problems)
    assert (place.file, place.record, place.title, place.line) == ("2J.xml", "2 J 1", "Lettres", 2)
    assert place.path == "/ead/archdesc/dsc/c[1]"
    assert place.sentence("fr") == "2J.xml, notice 2 J 1, «\xa0Lettres\xa0», ligne 2"


def test_entities_that_the_file_declares_are_read_and_those_elsewhere_are_not(reading, tmp_path):
    secret = written(tmp_path, "SECRET", "secret.txt")
    found, problems = reading(
        '<!DOCTYPE ead SYSTEM "ead.dtd" [<!ENTITY % iso PUBLIC "ISO 8879" "iso.ent"> %iso;'
        f'<!ENTITY ville "Valmont &eacute;"><!ENTITY dehors SYSTEM "{secret.as_uri()}">'
        '<!NOTATION jpeg PUBLIC "jpeg"><!ENTITY photo SYSTEM "p.jpg" NDATA jpeg>]>'
        + finding_aid(component("2 J 1", "&ville;|&dehors;|"))
    )
    assert titles(found)[1] == "Valmont é||"
    assert keys(problems) == ["exchange.ead-entity-declared", "exchange.ead-entity-outside"]


def test_namespaces_written_another_way_are_read_and_told(reading):
    text = finding_aid(component("2 J 1", "A")).replace(
        "<ead>", '<ead xmlns="https://ead3.archivists.org/schema/">'
    )
    found, problems = reading(text)
    assert titles(found) == ["Fonds Morel", "A"]
    assert keys(problems) == ["exchange.ead-namespace"]


def test_links_may_use_a_prefix_that_nothing_declares(reading):
    found, _ = reading(
        finding_aid(component("2 J 1", "A", did='<dao xlink:href="p.jpg"/>'), component(None, "B"))
    )
    assert found[1].description.scans == ["p.jpg"]
    assert 'xmlns:xlink="http://www.w3.org/1999/xlink"' in found[1].description.source_xml
    assert "xmlns" not in found[2].description.source_xml


def test_a_prefix_that_nobody_knows_is_told_and_loses_nothing(reading):
    found, problems = reading(
        finding_aid(component("2 J 1", "A", did='<dao ns2:href="p.jpg"/>'), component("2 J 2", "B"))
    )
    assert titles(found) == ["Fonds Morel", "A", "B"]
    assert found[1].description.scans == ["p.jpg"]
    assert read_component(found[1].description.source_xml) == found[1].description
    assert (keys(problems), problems[0].place.line) == (["exchange.ead-prefix"], 2)


def test_finding_aids_inside_an_oai_answer_are_each_read(reading):
    one = finding_aid(component("2 J 1", "A"))
    found, _ = reading(
        f"<OAI-PMH><ListRecords><record><metadata>{one}</metadata></record><record><metadata>"
        f"{one.replace('2 J', '3 J')}</metadata></record></ListRecords></OAI-PMH>"
    )
    codes = [each.description.code for each in found]
    assert codes == ["2 J", "2 J 1", "3 J", "3 J 1"]
    assert [each.parent for each in found] == [None, 0, None, 2]


def bomb(levels=9):
    declared = '<!ENTITY a0 "mot mot mot">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, levels)
    )
    return f"<!DOCTYPE ead [{declared}]>" + finding_aid(component("2 J 1", "&a8;"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (bomb(), "exchange.ead-entity-grows"),
        (
            f'<!DOCTYPE ead [<!ENTITY a "{"x" * 900}">]>'
            + finding_aid(component("2 J 1", "&a;" * 5000)),
            "exchange.ead-entity-grows",
        ),
        (
            '<!DOCTYPE ead [<!ENTITY a "&#60;c/>"><!ENTITY b "<c/>">]>'
            + finding_aid(component("2 J 1", "&b;")),
            "exchange.ead-entity-grows",
        ),
        (HEAD + "<dsc>" + "<c>" * 5000, "exchange.ead-not-well-formed"),
        (finding_aid("<c><did></c>"), "exchange.ead-not-well-formed"),
        (finding_aid("<c")[:-20], "exchange.ead-not-well-formed"),
        (HEAD + "<dsc>", "exchange.ead-not-well-formed"),
        (HEAD + "<!-- jamais fermé", "exchange.ead-not-well-formed"),
        ("", "exchange.ead-no-root"),
        ("un mot", "exchange.ead-no-root"),
        ('<?xml version="1.0"?>', "exchange.ead-no-root"),
        ("<mets><div/></mets>", "exchange.ead-none"),
        (
            finding_aid(component("2 J 1", "A")).replace(
                "</ead>", "<archdesc><did/></archdesc></ead>"
            ),
            "exchange.ead-two-archdesc",
        ),
        (
            finding_aid(component("2 J 1", "A", more=("<odd>" + "mot " * 1000 + "</odd>") * 5000)),
            "exchange.ead-large-component",
        ),
    ],
)
def test_what_cannot_be_read_whole_is_refused_by_name(reading, text, key):
    with pytest.raises(WrongUse) as refused:
        reading(text)
    assert refused.value.key == key
    assert "2J.xml" in refused.value.sentence("fr")


def test_a_refusal_says_the_line_and_the_component(reading, monkeypatch):
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    with pytest.raises(WrongUse) as refused:
        reading(finding_aid(component("2 J 1", "A"), "<c><did></c>"))
    assert refused.value.values["line"] == 3
    assert refused.value.values["path"] == "/ead/archdesc/dsc/c[2]"
    assert "<did>, ouvert ligne 3, est fermé par </c>" in refused.value.sentence("fr")


def test_a_file_beyond_the_bound_is_refused_without_being_read(reading, tmp_path):
    file = tmp_path / "énorme.xml"
    with file.open("wb") as out:
        out.truncate(2_000_000_000)  # no block of it is written
    with pytest.raises(WrongUse) as refused:
        list(read_finding_aids(file, Told(Problems(), file.name)))
    assert refused.value.key == "exchange.ead-too-large"


@given(st.text("<>&;!-[]CDAT?xaé\x00\x0b\x1e\x96#1 \n\"'", max_size=60), st.data())
def test_the_same_comes_out_however_the_file_is_cut_into_pieces(words, data):
    text = f"<ead>{words}</ead>"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert cleaned(pieces) == cleaned([text])


def cleaned(pieces):
    out = io.StringIO()
    repairs = []
    for piece in Cleaner(iter(pieces), "x.xml"):
        if isinstance(piece, Repair):
            repairs.append((piece.key, piece.value))
        else:
            out.write(piece)
    in_comments = {"exchange.ead-control", "exchange.ead-hyphens"}
    return out.getvalue(), [each for each in repairs if each[0] not in in_comments]
