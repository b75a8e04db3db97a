"""A sheet or a folder taken in again, changed: nothing opens, moves or vanishes by accident."""

import os

import pytest

HEAD = "cote;intitulé;communicabilité;notes internes;mots-matière"


@pytest.fixture
def closed(desk):
    sheet = desk.sheet(HEAD, "F 1;Fonds;libre;;", "F 2;Dossier;non communicable;attention;police")
    desk.json("ingest", desk.scans, "--sheet", sheet)
    return desk


def test_a_sheet_without_the_access_column_opens_nothing_and_erases_nothing(closed):
    sheet = closed.sheet("cote;intitulé", "F 1;Fonds;", "F 2;Dossier retitré")
    closed.json("ingest", closed.scans, "--sheet", sheet)
    record = closed.json("show", "F 2")
    assert record["title"] == "Dossier retitré"
    assert record["open_from"] == "9999-12-31"
    assert (record["internal_notes"], record["terms"]["subject"]) == ("attention", ["police"])
    again = closed.json("ingest", closed.scans, "--sheet", sheet)
    assert again["records_unchanged"] == 2


def test_a_row_that_opens_what_was_closed_is_told(closed, told):
    sheet = closed.sheet(HEAD, "F 2;Dossier;libre;attention;police")
    done = closed.json("ingest", closed.scans, "--sheet", sheet)
    assert told(done, "ingest.opens-a-record")[0]["line"] == 2


def test_what_was_closed_by_hand_stays_closed_when_another_cell_changes(closed):
    text = "reference code: F 1\ntitle: Fonds\naccess conditions: libre\npublished: no\n"
    file = closed.scans.parent / "f1.txt"
    file.write_text(text, "utf-8")
    assert closed.run("edit", "F 1", "--from", file).exit_code == 0
    sheet = closed.sheet(HEAD, "F 1;Fonds;libre;;immigration")
    closed.json("ingest", closed.scans, "--sheet", sheet)
    record = closed.json("show", "F 1")
    assert (record["publish"], record["terms"]["subject"]) == (False, ["immigration"])


def test_a_record_given_another_code_by_hand_is_still_that_of_its_row(closed):
    file = closed.scans.parent / "f1.txt"
    file.write_text("reference code: F 9\ntitle: Fonds\naccess conditions: libre\n", "utf-8")
    assert closed.run("edit", "F 1", "--from", file).exit_code == 0
    closed.json("ingest", closed.scans, "--sheet", closed.sheet(HEAD, "F 1;Fonds;libre;;"))
    assert set(closed.records()) == {"F 2", "F 9"}


def test_the_children_of_a_record_given_another_code_stay_below_it(desk):
    sheet = desk.sheet(
        "cote;cote parente;intitulé;communicabilité",
        "G 1;;Dossier;non communicable",
        "G 1/1;G 1;Lettre;",
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    file = desk.scans.parent / "g1.txt"
    text = "reference code: G 9\ntitle: Dossier\naccess conditions: non communicable\n"
    file.write_text(text, "utf-8")
    assert desk.run("edit", "G 1", "--from", file).exit_code == 0
    desk.json("ingest", desk.scans, "--sheet", sheet)
    assert {code: record["depth"] for code, record in desk.records().items()} == {
        "G 9": 0,
        "G 1/1": 1,
    }


def test_a_row_that_publishes_what_was_held_back_is_told(desk, told):
    head = "cote;intitulé;communicabilité;publié"
    desk.json("ingest", desk.scans, "--sheet", desk.sheet(head, "H 1;Lettre;libre;non"))
    done = desk.json("ingest", desk.scans, "--sheet", desk.sheet(head, "H 1;Lettre;libre;oui"))
    assert told(done, "ingest.opens-a-record")


def test_a_scan_given_to_another_record_leaves_the_first(desk, told):
    desk.scan("a.png")
    desk.scan("b.png")
    head = "cote;intitulé;communicabilité;nom de fichier"
    first = desk.sheet(head, "C 1;Ouvert;libre;a.png|b.png")
    desk.json("ingest", desk.scans, "--sheet", first)
    moved = desk.sheet(head, "C 1;Ouvert;libre;a.png", "C 2;Fermé;non communicable;b.png")
    done = desk.json("ingest", desk.scans, "--sheet", moved)
    assert told(done, "ingest.moved-page")
    pages = {code: record["pages"] for code, record in desk.records().items()}
    assert pages == {"C 1": 1, "C 2": 1}


def test_a_folder_inside_another_is_for_the_row_that_names_it(desk):
    desk.scan("serie/p1.png")
    desk.scan("serie/ferme/q1.png")
    sheet = desk.sheet(
        "cote;intitulé;communicabilité;dossier",
        "D 1;Série;libre;serie",
        "D 1/1;Fermé;non communicable;serie/ferme",
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    assert [p["file"] for p in desk.json("show", "D 1/1")["pages"]] == ["q1.png"]
    assert [p["file"] for p in desk.json("show", "D 1")["pages"]] == ["p1.png"]


def test_a_folder_name_that_stands_in_two_places_is_told_and_nothing_taken(desk, told):
    desk.scan("x/lettres/p1.png")
    desk.scan("y/lettres/p2.png")
    sheet = desk.sheet("cote;intitulé;dossier", "E 1;Lettres;lettres", "E 2;Autre;y/lettres")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert told(done, "ingest.folder-in-two-places")[0]["line"] == 2
    assert desk.records()["E 2"]["pages"] == 1


@pytest.mark.parametrize("name", [b"caf\xe9.png", b"a\x1b[31mb.png", b"a\nb.png"])
def test_a_file_name_that_is_no_text_leaves_out_that_file_only(desk, told, name):
    good = desk.scan("a.png")
    os.link(good, os.fsencode(desk.scans) + b"/" + name)
    done = desk.json("ingest", desk.scans)
    assert len(told(done, "ingest.unusable-name")) == 1
    assert done["files_new"] == 1


@pytest.mark.parametrize(
    "rows",
    [
        ("cote;intitulé;communicabilité;date de communicabilité", "A 1;Un;;01/01/2061"),
        ("cote;intitulé;communicabilité", 'A 1;"Lettre;libre', "A 2;secret;non communicable"),
    ],
)
def test_a_sheet_in_which_access_is_in_doubt_is_refused(desk, rows):
    done = desk.run("ingest", desk.scans, "--sheet", desk.sheet(*rows))
    assert done.exit_code == 2
    assert "fonds.csv" in done.output


def test_undo_of_a_batch_that_is_none_undoes_nothing(closed):
    assert closed.run("undo", "0", "--yes").exit_code == 2
    assert len(closed.records()) == 2


def test_a_renamed_scan_is_not_taken_twice(desk, told):
    scan = desk.scan("a.png")
    sheet = desk.sheet("cote;intitulé;nom de fichier", "V 1;Lettre;a*.png")
    desk.json("ingest", desk.scans, "--sheet", sheet)
    scan.rename(desk.scans / "a_0001.png")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert told(done, "ingest.renamed-scan")
    assert (done["files_unchanged"], desk.records()["V 1"]["pages"]) == (1, 1)
