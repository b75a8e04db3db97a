"""What an import tells, of any kind of file: grouped, by code and title; nothing for nothing."""

import json
import shutil
from pathlib import Path

import pytest
from authority_samples import PLACE
from finding_aids import component, finding_aid, written

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue

REFUSED = {
    "vide.csv": b"",
    "modele.csv": "Cote;Intitulé\r\n".encode(),
    "sans-cote.csv": "Cote;Intitulé\r\n;Lettre\r\n;Autre\r\n".encode(),
    "image.csv": b"\xff\xd8\xff\xe0" + bytes(range(32)) * 100,
    "coupe.xml": b"<ead><archdesc><did><unitid>2 J</unitid></did>",
    "mets.xml": b"<mets/>",
    "autorite.xml": b"<eac-cpf><control/></eac-cpf>",
    "vide.rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "commentaire.xml": b"<!--" + b"x" * 100_000 + b"--><ead/>",
}


def batches(desk):
    archive = Archive.open(desk.root)
    with Catalogue.open(archive.catalogue, archive.settings.oai_domain) as catalogue:
        return catalogue.batches.list()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_which_nothing_can_be_taken_makes_no_batch(desk, tmp_path, name):
    done = desk.run("import", written(tmp_path, REFUSED[name], name), "--json")
    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert (told["batch"], told["added"]) == (0, 0)
    assert told["problems"]
    assert batches(desk) == []


def test_a_file_that_cannot_be_taken_does_not_stop_the_others(desk, tmp_path):
    good = written(tmp_path, finding_aid(component("2 J 1", "Lettres")))
    done = desk.json("import", written(tmp_path, b"", "vide.csv"), good)
    assert (done["files"], done["added"]) == (1, 2)
    assert [batch.id for batch in batches(desk)] == [done["batch"]]


def test_what_is_imported_again_makes_no_second_batch(desk, tmp_path):
    files = (
        written(tmp_path, finding_aid(component("2 J 1", "Lettres"))),
        written(tmp_path, PLACE, "lieu.xml"),
        desk.sheet("Cote;Intitulé", "3 J;Autre fonds"),
    )
    assert desk.json("import", *files)["added"] == 4
    again = desk.json("import", *files)
    assert (again["unchanged"], again["batch"]) == (4, 0)
    assert len(batches(desk)) == 1


def test_problems_of_one_kind_are_one_paragraph_and_all_in_json(desk, tmp_path):
    slips = [
        component(f"2 J {number}", f"Lettre {number}", did=f"<unitdate>{number} lunes</unitdate>")
        for number in range(1, 43)
    ]
    file = written(tmp_path, finding_aid(*slips))
    done = desk.run("import", file, "--dry-run")
    told = done.stderr.strip().splitlines()
    assert told[0].endswith("in 2J.xml (42):")
    assert told[1].startswith("  42 times: the date “1 lunes” is not understood")
    assert told[2] == "      record 2 J 1, “Lettre 1”, line 2: “1 lunes”"
    assert told[7] == "      … and 37 more (--json gives them all)"
    assert "/ead/" not in done.stderr
    dates = [it for it in desk.json("import", file)["problems"] if "date" in it["problem"]]
    assert [it["record"] for it in dates] == [f"2 J {number}" for number in range(1, 43)]
    assert dates[41]["path"] == "/ead/archdesc/dsc/c[42]"


def test_unknown_elements_are_a_list_by_name_with_counts(desk, tmp_path):
    marked = [
        component(f"2 J {number}", "Lettre", more="<herited>x</herited>") for number in range(9)
    ]
    more = component("2 J 9", "Lettre", more="<herited>x</herited><vu>y</vu>")
    done = desk.run("import", written(tmp_path, finding_aid(*marked, more)))
    (line,) = [line for line in done.stderr.splitlines() if "herited" in line]
    assert line.endswith("never published: “herited” ×10, “vu”.")


def test_a_finding_aid_without_a_code_is_told_to_go_by_its_file(desk, tmp_path):
    text = finding_aid(component("2 J 1", "A")).replace("<unitid>2 J</unitid>", "", 1)
    text = text.replace("<eadid>FR_VALMONT_2J</eadid>", "<eadid/>")
    problems = desk.json("import", written(tmp_path, text, "morel.xml"))["problems"]
    assert [it["problem"] for it in problems] == ["ingest.ead-top-without-code"]
    assert "morel" in desk.records()


def test_a_folder_of_authority_records_is_taken_in_as_it_was_exported(desk, tmp_path):
    folder = tmp_path / "autorites"
    folder.mkdir()
    for number in range(1, 4):
        text = PLACE.replace("LIEU_1", f"LIEU_{number}").replace("Valmont (", f"Valmont {number} (")
        written(folder, text, f"lieu-{number}.xml")
    written(folder, "<eac-cpf><control/></eac-cpf>", "coupe.xml")
    done = desk.run("import", folder, "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["files"], told["added"]) == (3, 3)
    assert [it["problem"] for it in told["problems"]] == ["exchange.eac-incomplete"]
    away = tmp_path / "export"
    assert desk.run("export", "--format", "eac-cpf", "--to", away).exit_code == 0
    before = {file.name: file.read_bytes() for file in exported(away)}
    assert len(before) == 3
    assert desk.json("import", away)["unchanged"] == 3
    shutil.rmtree(away)
    assert desk.run("export", "--format", "eac-cpf", "--to", away).exit_code == 0
    assert {file.name: file.read_bytes() for file in exported(away)} == before


def exported(folder: Path):
    return [file for file in folder.rglob("*") if file.is_file()]


def test_an_empty_folder_is_told(desk, tmp_path):
    (tmp_path / "rien").mkdir()
    done = desk.run("import", tmp_path / "rien")
    assert done.exit_code == 2
    assert "holds no file" in done.stderr
