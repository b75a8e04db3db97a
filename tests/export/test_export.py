"""What leaves the catalogue in any format: which records, below which, and what is never said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from exchange.ead.written import tree
from press import Press

from archivekit.cli import main
from archivekit.description.record import Value


@pytest.fixture
def press(tmp_path: Path) -> Press:
    press = Press(tmp_path / "data")
    press.record("7 J", "Comité")
    press.record("7 J 1", "Police", parent="7 J")
    press.record("7 J 1/1", "Registre", parent="7 J 1")
    press.record("7 J 1/2", "Lettres", parent="7 J 1")
    press.record("7 J 2", "Logement", parent="7 J")
    return press


def export(press: Press, name: str, *more: str) -> Path:
    target = press.archive.root.parent / "out"
    arguments = ["export", "--format", name, "--to", str(target), *more]
    done = CliRunner().invoke(main, [*arguments, "--archive", str(press.archive.root)])
    assert done.exit_code in (0, 1), done.output
    return target


def test_records_below_a_withdrawn_one_stand_side_by_side_below_the_next_above(
    press: Press,
) -> None:
    press.withdraw("7 J 1")
    root = tree(export(press, "ead").read_bytes())
    codes = [it.findtext("did/unitid") for it in root.findall(".//dsc/c")]
    assert codes == ["7 J 1/1", "7 J 1/2", "7 J 2"]
    assert root.findall(".//c/c") == []


def test_records_below_a_withdrawn_top_are_finding_aids_of_their_own(press: Press) -> None:
    press.withdraw("7 J")
    found = sorted(it.name for it in export(press, "ead").iterdir())
    assert found == ["7-J-1.xml", "7-J-2.xml"]


def test_a_public_sheet_says_nothing_meant_for_the_house(press: Press) -> None:
    press.record(
        "7 J 2", "Logement", internal_notes="ornithorynque", unknown={"Salle": "ornithorynque"},
        typed={"Salle": "ornithorynque"}, birth_text="1901", death_text="1987",
    )  # fmt: skip
    house = export(press, "csv").read_text("utf-8-sig")
    assert "ornithorynque" in house
    public = export(press, "csv", "--public").read_text("utf-8-sig")
    assert "ornithorynque" not in public
    assert "1901" not in public
    assert len(list(csv.reader(public.splitlines(), delimiter=";"))) == 6


def test_a_branch_leaves_in_its_order_with_what_it_inherits_from_above(press: Press) -> None:
    press.record("7 J", "Comité", terms={"creator": [Value("Comité d'accueil")]})
    press.record("9 J", "Autre fonds", terms={"creator": [Value("Mairie")]})
    text = export(press, "csv", "7 J 1").read_text("utf-8-sig")
    codes = [row["reference code"] for row in csv.DictReader(text.splitlines(), delimiter=";")]
    assert codes == ["7 J 1", "7 J 1/1", "7 J 1/2"]
    said = export(press, "oai_dc", "7 J 1", "--all").read_text("utf-8")
    assert said.count("Comité d'accueil") == 3
    assert "Mairie" not in said


@pytest.mark.parametrize("name", ["csv", "ead", "apeead", "jsonld", "francearchives-csv"])
def test_nothing_of_a_closed_page_leaves_for_the_public(press: Press, name: str) -> None:
    press.record(
        "7 J 2", "Logement", closed_pages="vues 1 : à M. ornithorynque\nvue 2",
        scans=["ornithorynque_1.jpg"],
    )  # fmt: skip
    press.pages("7 J 2", b"one", b"two", name="ornithorynque.tif")
    out = export(press, name, "--public")
    files = [out] if out.is_file() else [it for it in out.rglob("*") if it.is_file()]
    assert files
    assert not [it for it in files if b"ornithorynque" in it.read_bytes()]
