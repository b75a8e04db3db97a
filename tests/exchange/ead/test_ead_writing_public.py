"""What leaves for the public holds nothing of closed records, and nothing meant for the house."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from exchange.ead.written import breaches, tree
from press import Press

from archivekit.cli import main
from archivekit.exchange.ead.writing_grammar import Dialect

SECRET = "ornithorynque"
SOURCE = f"""<c level="series"><!-- {SECRET} --><did><unitid>7 J 1</unitid>
<unittitle>Police</unittitle>
<note type="mnesysinternal"><p>{SECRET}</p></note></did>
<odd audience="internal"><p>{SECRET}</p></odd>
<scopecontent><p>Registres <emph audience="internal">{SECRET}</emph></p></scopecontent></c>"""
DIALECTS = {"ead": Dialect.EAD2002, "ead3": Dialect.EAD3, "apeead": Dialect.APEEAD}


@pytest.fixture
def press(tmp_path: Path) -> Press:
    press = Press(tmp_path / "data")
    press.record("7 J", "Comité", internal_notes=SECRET, unknown={"Boîte": SECRET})
    press.record(
        "7 J 1", "Police", parent="7 J", source_xml=SOURCE, internal_notes=f"odd: {SECRET}"
    )
    press.record("7 J 1/1", SECRET, parent="7 J 1", publish=False, scans=[f"{SECRET}.jpg"])
    press.record("7 J 1/2", "Registre", parent="7 J 1")
    press.record(
        "7 J 2", SECRET, parent="7 J", access_text="2061", open_from="2061-01-01",
        source_xml=f"<c><did><unitid>7 J 2</unitid><unittitle>{SECRET}</unittitle></did></c>",
    )  # fmt: skip
    press.record("7 J 2/1", SECRET, parent="7 J 2")
    press.record("7 J 3", "Logement", parent="7 J")
    return press


def export(press: Press, name: str, *more: str) -> bytes:
    target = press.archive.root.parent / "out.xml"
    arguments = ["export", "--format", name, "--to", str(target), *more]
    done = CliRunner().invoke(main, [*arguments, "--archive", str(press.archive.root)])
    assert done.exit_code in (0, 1), done.output
    return target.read_bytes()


@pytest.mark.parametrize("name", DIALECTS)
def test_a_public_export_holds_nothing_closed_or_internal(press: Press, name: str) -> None:
    document = export(press, name, "--public")
    assert SECRET.encode() not in document
    assert b"internal" not in document
    root = tree(document)
    assert [it.findtext("did/unitid") for it in root.iter("c")] == ["7 J 1", "7 J 1/2", "7 J 3"]
    assert [it.findtext("did/unitid") for it in root.findall(".//dsc/c")] == ["7 J 1", "7 J 3"]
    assert breaches(document, DIALECTS[name]) == []


def test_archives_portal_europe_is_public_unless_asked(press: Press) -> None:
    assert SECRET.encode() not in export(press, "apeead")


@pytest.mark.parametrize("name", ["ead", "ead3"])
def test_what_leaves_for_the_house_marks_what_is_internal(press: Press, name: str) -> None:
    document = export(press, name)
    root = tree(document)
    assert len(list(root.iter("c"))) == 6
    hidden = [it for it in root.iter("c") if it.get("audience") == "internal"]
    assert [it.findtext("did/unitid") for it in hidden] == ["7 J 1/1"]
    notes = [it for it in root.iter("odd") if it.get("audience") == "internal"]
    assert len(notes) == 3
    assert breaches(document, DIALECTS[name]) == []


def test_several_tops_leave_as_a_folder_of_finding_aids(press: Press) -> None:
    press.record("8 J", "Amicale")
    target = press.archive.root.parent / "all"
    target.write_text("an older export")
    arguments = ["export", "--format", "ead", "--to", str(target)]
    done = CliRunner().invoke(main, [*arguments, "--archive", str(press.archive.root)])
    assert done.exit_code == 0, done.output
    assert sorted(it.name for it in target.iterdir()) == ["7-J.xml", "8-J.xml"]
