"""Finding aids imported: what comes into the catalogue, again, changed, undone, killed."""

import json
import os
import subprocess
import sys

import pytest
from finding_aids import component, finding_aid, written

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue

# Runs the command and kills it at the n-th call of one of the operating system's functions.
KILLED = """
import os, sys
name, at = sys.argv[1], int(sys.argv[2])
real, calls = getattr(os, name), [0]
def faulty(*arguments, **more):
    calls[0] += 1
    if calls[0] == at:
        os._exit(137)
    return real(*arguments, **more)
setattr(os, name, faulty)
sys.argv = ["archivekit", *sys.argv[3:]]
from archivekit.cli import main
main()
"""

THREE = finding_aid(
    component("2 J 1", "Lettres", component("2 J 1/1", "Lettre du maire"), level="file"),
    component("2 J 2", "Affiche", level="item", did="<unitdate>1936</unitdate>"),
)


@pytest.fixture
def imported(desk):
    """Imports a finding aid and gives the result."""

    def do(text, *options, name="2J.xml"):
        return desk.json("import", written(desk.scans.parent, text, name), *options)

    return do


def stored(desk, code):
    """A record with all its fields, as the catalogue has it."""
    archive = Archive.open(desk.root)
    with Catalogue.open(archive.catalogue, archive.settings.oai_domain) as catalogue:
        return catalogue.records.find(code)


def parent_of(desk, code):
    """The code of the record right above one."""
    archive = Archive.open(desk.root)
    with Catalogue.open(archive.catalogue, archive.settings.oai_domain) as catalogue:
        record = catalogue.records.find(code)
        return catalogue.records.get(record.parent_id).code if record.parent_id else None


def lines_kept(desk):
    """The records kept beside the finding aid in the masters, newest version, by code."""
    files = sorted((desk.root / "masters").rglob("records.jsonl"))
    documents = [json.loads(line) for line in files[-1].read_text("utf-8").splitlines()]
    return {document["code"]: document for document in documents}


def edited(desk, code, text):
    file = desk.scans.parent / "edited.txt"
    file.write_text(text, "utf-8")
    assert desk.run("edit", code, "--from", file).exit_code == 0


def test_components_become_records_in_their_order_below_their_parents(desk, imported):
    done = imported(THREE)
    assert (done["files"], done["added"], done["changed"]) == (1, 4, 0)
    assert list(desk.records()) == ["2 J", "2 J 1", "2 J 1/1", "2 J 2"]
    assert desk.json("show", "2 J 1/1")["title"] == "Lettre du maire"
    assert parent_of(desk, "2 J 1/1") == "2 J 1"
    record = stored(desk, "2 J 2")
    assert (record.date_edtf, record.source_file, record.source_line) == ("1936", "2J.xml", 3)
    assert record.source_xml.startswith('<c level="item">')


def test_a_dry_run_says_what_would_come_and_makes_not_even_a_catalogue(desk, imported):
    before = desk.state()
    done = imported(THREE, "--dry-run")
    assert (done["added"], done["batch"]) == (4, 0)
    assert done["changes"][1:3] == ["+ 2 J 1: Lettres", "+ 2 J 1/1: Lettre du maire"]
    assert desk.state() == before
    assert not (desk.root / "catalogue.db").exists()


def test_the_same_finding_aid_again_changes_nothing(desk, imported):
    imported(THREE)
    versions = sorted((desk.root / "masters").rglob("inventory.json"))
    done = imported(THREE)
    assert (done["added"], done["changed"], done["unchanged"]) == (0, 0, 4)
    assert sorted((desk.root / "masters").rglob("inventory.json")) == versions


def test_an_edited_finding_aid_changes_only_its_records(desk, imported):
    imported(THREE)
    untouched = stored(desk, "2 J 1")
    done = imported(THREE.replace("Affiche", "Affiche imprimée"))
    assert (done["changed"], done["unchanged"]) == (1, 3)
    assert done["changes"] == ["~ 2 J 2: Affiche imprimée (title)"]
    assert stored(desk, "2 J 2").title == "Affiche imprimée"
    assert stored(desk, "2 J 1") == untouched


def test_a_component_moved_in_the_finding_aid_moves_in_the_catalogue(desk, imported):
    imported(finding_aid(component("2 J 1", "A"), component("2 J 2", "B")))
    done = imported(finding_aid(component("2 J 2", "B", component("2 J 1", "A"))))
    assert done["changed"] == 2
    assert parent_of(desk, "2 J 1") == "2 J 2"


def test_a_component_that_vanished_is_told_and_its_record_stays(desk, imported, told):
    imported(THREE)
    done = imported(finding_aid(component("2 J 1", "Lettres", level="file")))
    vanished = [each["message"].partition(" is")[0] for each in told(done, "ingest.ead-vanished")]
    assert vanished == ["2 J 1/1", "2 J 2"]
    assert set(desk.records()) == {"2 J", "2 J 1", "2 J 1/1", "2 J 2"}


def test_components_without_code_or_with_another_s_are_told_apart_for_good(desk, imported, told):
    text = finding_aid(
        component("2 J 1", "A", component("Dossier 1", "a"), component(None, "b", id="x9")),
        component("2 J 2", "B", component("Dossier 1", "c", id="y1"), component(None, "d")),
        component(None, "C", component(None, "e")),
    )
    done = imported(text)
    codes = ["2 J", "2 J 1", "Dossier 1", "2 J 1 §x9", "2 J 2", "Dossier 1 §y1", "2 J 2 §2"]
    assert set(desk.records()) == {*codes, "2 J §3", "2 J §3.1"}
    assert told(done, "ingest.ead-without-code")[0]["severity"] == "note"
    assert len(told(done, "ingest.ead-code-twice")) == 1
    assert imported(text)["unchanged"] == 9


def test_identifiers_given_twice_or_malformed_are_told_and_lose_nothing(desk, imported, told):
    text = finding_aid(
        component("2 J 1", "A", id="x1"),
        component(None, "B", id="x1"),
        component(None, "C", id="12 3"),
        '<c xml:id="x1"><did><unittitle>D</unittitle></did></c>',
    )
    done = imported(text)
    assert set(desk.records()) == {"2 J", "2 J 1", "2 J §x1", "2 J §3", "2 J §4"}
    assert "in XML: 3, as" in told(done, "ingest.ead-bad-ids")[0]["message"]
    assert imported(text)["unchanged"] == 5


def test_a_code_far_too_long_is_cut_and_told(desk, imported, told):
    done = imported(finding_aid(component("mot " * 500, "A")))
    assert len(told(done, "ingest.ead-long-code")) == 1
    assert max(len(code) for code in desk.records()) == 299


def test_two_finding_aids_that_use_one_code_keep_two_records(desk, imported):
    imported(THREE)
    other = finding_aid(component("2 J 2", "Autre")).replace("<unitid>2 J<", "<unitid>3 J<")
    imported(other, name="3J.xml")
    assert stored(desk, "2 J 2").title == "Affiche"
    assert stored(desk, "2 J 2 §2").title == "Autre"
    assert imported(THREE)["unchanged"] == 4
    assert imported(other, name="3J.xml")["unchanged"] == 2


def test_a_top_given_another_code_is_still_that_finding_aid(desk, imported):
    imported(THREE)
    done = imported(THREE.replace("<unitid>2 J</unitid>", "<unitid>2 J 1-9</unitid>"))
    assert (done["added"], done["changed"], done["unchanged"]) == (0, 1, 3)
    assert "2 J" not in desk.records()


def test_what_the_archivist_edited_stays_where_the_finding_aid_did_not_change(desk, imported):
    imported(THREE)
    edited(desk, "2 J 2", "reference code: 2 J 2\ntitle: Corrigé\nlevel: item\ndate: 1936\n")
    assert imported(THREE)["changed"] == 0
    changed = THREE.replace("Affiche</unittitle>", "Affiche</unittitle><physloc>B 3</physloc>")
    done = imported(changed)
    record = stored(desk, "2 J 2")
    assert (record.title, record.terms["ead:physloc"][0].text) == ("Corrigé", "B 3")
    assert not [each for each in done["problems"] if each["severity"] != "note"]


def test_where_both_changed_the_finding_aid_wins_and_says_which_record(desk, imported, told):
    imported(THREE)
    edited(desk, "2 J 2", "reference code: 2 J 2\ntitle: Corrigé\nlevel: item\ndate: 1936\n")
    done = imported(THREE.replace("Affiche", "Placard"))
    assert stored(desk, "2 J 2").title == "Placard"
    warning = told(done, "ingest.ead-both-changed")[0]
    assert (warning["record"], warning["severity"]) == ("2 J 2", "warning")
    assert "title" in warning["message"]


def test_an_edit_keeps_what_its_text_does_not_show(desk, imported):
    scans = '<dao href="p1.jpg"/><physloc>B 3</physloc>'
    imported(finding_aid(component("2 J 1", "A", did=scans)))
    before = stored(desk, "2 J 1")
    edited(desk, "2 J 1", "reference code: 2 J 1\ntitle: Corrigé\n")
    after = stored(desk, "2 J 1")
    assert after.title == "Corrigé"
    assert (after.scans, after.source_xml) == (["p1.jpg"], before.source_xml)
    assert after.terms == before.terms


def test_a_record_that_came_from_a_sheet_keeps_what_the_finding_aid_does_not_say(desk, imported):
    sheet = desk.sheet(
        "cote;intitulé;communicabilité;notes internes", "2 J 2;Affiche;non communicable;à trier"
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    imported(THREE)
    record = stored(desk, "2 J 2")
    assert (record.open_from, record.internal_notes) == ("9999-12-31", "à trier")
    assert (record.date_text, parent_of(desk, "2 J 2")) == ("1936", "2 J")


def test_a_record_given_another_code_in_the_catalogue_keeps_it(desk, imported):
    imported(THREE)
    edited(desk, "2 J 2", "reference code: 2 J 22\ntitle: Affiche\nlevel: item\ndate: 1936\n")
    assert imported(THREE)["added"] == 0
    assert "2 J 22" in desk.records()
    assert "2 J 2" not in desk.records()


def test_a_record_put_elsewhere_by_hand_stays_there(desk, imported):
    imported(THREE)
    edited(desk, "2 J 1/1", "reference code: 2 J 1/1\nparent code: 2 J 2\ntitle: Lettre du maire\n")
    assert parent_of(desk, "2 J 1/1") == "2 J 2"
    imported(THREE.replace("Lettre du maire", "Lettre du préfet"))
    assert stored(desk, "2 J 1/1").title == "Lettre du préfet"
    assert parent_of(desk, "2 J 1/1") == "2 J 2"


def test_what_opens_a_closed_record_is_told(desk, imported, told):
    closed = finding_aid(
        component("2 J 1", "A", more="<accessrestrict><p>non communicable</p></accessrestrict>")
    )
    imported(closed)
    done = imported(closed.replace("non communicable", "communicable"))
    assert told(done, "ingest.opens-a-record")[0]["record"] == "2 J 1"


def test_an_opening_day_stated_by_hand_outlives_a_new_date_in_the_finding_aid(desk, imported):
    access = "<accessrestrict><p>25 ans</p></accessrestrict>"
    aid = finding_aid(component("2 J 1", "A", did="<unitdate>1936</unitdate>", more=access))
    imported(aid)
    sheet = desk.sheet("reference code;title;open from", "2 J 1;A;2061-01-01")
    assert desk.json("import", sheet)["changed"] == 1
    imported(aid.replace("1936", "1938"))
    record = stored(desk, "2 J 1")
    assert (record.date_text, record.open_from) == ("1938", "2061-01-01")
    imported(aid.replace("1936", "1938").replace("25 ans", "50 ans"))
    assert stored(desk, "2 J 1").open_from == "2061-01-01"


def test_an_import_can_be_taken_back_whole(desk, imported):
    first = imported(THREE)
    second = imported(THREE.replace("Affiche", "Placard"))
    assert desk.run("undo", second["batch"], "--yes").exit_code == 0
    assert stored(desk, "2 J 2").title == "Affiche"
    assert desk.run("undo", first["batch"], "--yes").exit_code == 0
    assert desk.records() == {}
    assert imported(THREE)["added"] == 4


def test_what_is_undone_of_a_finding_aid_below_another_record_stays_in_one_object(desk, imported):
    sheet = desk.sheet("cote;intitulé", "CADRE;Cadre de classement")
    desk.json("ingest", desk.scans, "--sheet", sheet)
    many = finding_aid(*(component(f"2 J {number}", "A") for number in range(1, 40)))
    imported(many)
    edited(desk, "2 J", "reference code: 2 J\nparent code: CADRE\ntitle: Fonds Morel\n")
    second = imported(many.replace("<unittitle>A<", "<unittitle>B<"))
    assert desk.run("undo", second["batch"], "--yes").exit_code == 0
    assert stored(desk, "2 J 7").title == "A"
    folders = {file.parents[3] for file in (desk.root / "masters").rglob("records.jsonl")}
    assert len(folders) == 1
    assert lines_kept(desk)["2 J 7"]["title"] == "A"
    assert desk.run("verify").exit_code == 0


def test_the_masters_hold_the_finding_aid_and_all_its_records_in_one_object(desk, imported):
    imported(THREE)
    objects = list((desk.root / "masters").rglob("0=ocfl_object_*"))
    assert len(objects) == 1
    kept = lines_kept(desk)
    assert list(kept) == ["2 J", "2 J 1", "2 J 1/1", "2 J 2"]
    assert (kept["2 J 1/1"]["parent"], kept["2 J 2"]["date"]["edtf"]) == ("2 J 1", "1936")
    assert next((desk.root / "masters").rglob("2J.xml")).read_text("utf-8") == THREE
    assert desk.run("verify").exit_code == 0


def test_an_edit_of_an_imported_record_is_in_the_masters_too(desk, imported):
    imported(THREE)
    edited(desk, "2 J 2", "reference code: 2 J 2\ntitle: Corrigé\n")
    uid = stored(desk, "2 J 2").uid
    own = [
        json.loads(file.read_text("utf-8")) for file in (desk.root / "masters").rglob("record.json")
    ]
    assert {record["title"] for record in own if record["uid"] == uid} == {"Corrigé"}
    imported(THREE.replace("Affiche", "Placard"))
    assert lines_kept(desk)["2 J 2"]["title"] == "Placard"
    newest = sorted(
        file for file in (desk.root / "masters").rglob("record.json") if uid in str(file)
    )
    assert json.loads(newest[-1].read_text("utf-8"))["title"] == "Placard"


@pytest.mark.parametrize(("call", "at"), [("rename", 1), ("rename", 2), ("fsync", 2), ("fsync", 8)])
def test_killed_anywhere_the_same_command_finishes_the_work(desk, imported, call, at):
    file = written(desk.scans.parent, THREE)
    command = ["import", str(file), "--archive", str(desk.root)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, call, str(at), *command],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "ARCHIVEKIT_LANG": "en"},
        check=False,
    )
    assert killed.returncode == 137, killed.stderr
    imported(THREE)
    assert set(desk.records()) == {"2 J", "2 J 1", "2 J 1/1", "2 J 2"}
    assert desk.run("verify").exit_code == 0
    assert len(list((desk.root / "masters").rglob("records.jsonl"))) == 1


def test_a_file_that_cannot_be_read_leaves_nothing_and_the_others_go_in(desk, told):
    bad = written(desk.scans.parent, THREE.replace("</c>", "", 1), "abîmé.xml")
    good = written(desk.scans.parent, THREE)
    done = desk.json("import", bad, good)
    assert (done["files"], done["added"]) == (1, 4)
    assert "abîmé.xml, line" in told(done, "exchange.ead-not-well-formed")[0]["message"]
    alone = desk.run("import", bad)
    assert alone.exit_code == 2
    assert "Traceback" not in alone.output


def test_imported_records_are_published_but_for_what_is_closed_or_internal(desk, imported):
    imported(
        finding_aid(
            component("2 J 1", "Lettre ouverte", more="<bioghist><p>Une vie</p></bioghist>"),
            component(
                "2 J 2", "Mot interdit",
                more="<accessrestrict><p>Voir le président</p></accessrestrict>",
            ),
            component("2 J 3", "Mot caché", audience="internal"),
            component("2 J 4", "D", more='<odd audience="internal"><p>Mot intime</p></odd>'),
        )
    )  # fmt: skip
    assert desk.run("publish").exit_code == 1  # one whose access could not be read
    edition = (desk.root / "public" / "public.db").read_bytes()
    for word in ("Lettre ouverte", "Une vie"):
        assert word.encode() in edition
    for word in ("Mot interdit", "Mot caché", "Mot intime", "eadheader", "<unittitle>"):
        assert word.encode() not in edition


def test_components_far_more_than_are_named_are_counted(desk, imported):
    text = finding_aid(*(component(f"2 J {number}", "A") for number in range(1, 700)))
    done = imported(text, "--dry-run")
    assert done["added"] == 700
    assert len(done["changes"]) == 501
    assert done["changes"][-1] == "… and 200 more."


def test_the_same_records_in_other_xml_are_no_change(desk, imported):
    text = finding_aid(component("2 J 1", "Lettre"), component("2 J 2", "Carte"))
    imported(text)
    file = desk.scans.parent / "sorti.xml"
    assert desk.run("export", "--format", "ead", "--to", str(file)).exit_code == 0
    done = desk.json("import", str(file))
    assert (done["added"], done["changed"], done["unchanged"]) == (0, 0, 3)
    assert done["changes"] == []


def test_a_code_that_was_made_is_not_shown_to_the_public(desk, imported):
    imported(finding_aid(component("", "Sans cote")))
    assert desk.run("publish").exit_code == 0
    assert "§".encode() not in (desk.root / "public" / "public.db").read_bytes()
