"""``archivekit ingest``: a folder of scans and a spreadsheet in."""

HEAD = "cote;cote parente;niveau;intitulé;dates extrêmes;nom de fichier"


def two_records(desk):
    desk.scan("AMB_2J87-30_01.jpg")
    desk.scan("AMB_2J87-30_02.jpg")
    desk.scan("affiche.png")
    return desk.sheet(
        HEAD,
        "2 J;;fonds;Fonds de l'immigration;1851-1980;",
        "2 J 87;2 J;pièce;Affiche sur les étrangers;1851;affiche.png",
        "2 J 87/30;2 J 87;pièce;Déclaration de résidence;15 mars 1888;",
    )


def test_rows_become_records_and_files_their_pages(desk):
    done = desk.json("ingest", desk.scans, "--sheet", two_records(desk))
    assert (done["records_new"], done["files_new"], done["pages"]) == (3, 3, 3)
    records = desk.records()
    assert list(records) == ["2 J", "2 J 87", "2 J 87/30"]
    assert [records[code]["pages"] for code in records] == [0, 1, 2]
    assert [records[code]["depth"] for code in records] == [0, 1, 2]
    assert records["2 J 87"]["title"] == "Affiche sur les étrangers"


def test_the_same_command_again_does_nothing_new(desk):
    sheet = two_records(desk)
    assert desk.run("ingest", desk.scans, "--sheet", sheet).exit_code == 0
    masters = sorted((desk.root / "masters").rglob("*"))
    again = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (again["records_unchanged"], again["files_unchanged"]) == (3, 3)
    assert not again["records_new"] + again["records_changed"] + again["files_new"]
    assert sorted((desk.root / "masters").rglob("*")) == masters


def test_a_dry_run_writes_nothing_and_says_all_that_would_happen(desk):
    sheet = two_records(desk)
    before = desk.state()
    would = desk.json("ingest", desk.scans, "--sheet", sheet, "--dry-run")
    assert desk.state() == before
    assert not (desk.root / "masters").exists()
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    same = ("records_new", "files_new", "files_refused", "pages", "bytes")
    assert {key: would[key] for key in same} == {key: done[key] for key in same}


def test_a_changed_row_updates_its_record_and_no_other(desk):
    sheet = two_records(desk)
    desk.run("ingest", desk.scans, "--sheet", sheet)
    text = sheet.read_text("cp1252").replace("Affiche sur", "Grande affiche sur")
    sheet.write_text(text, "cp1252")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (done["records_changed"], done["records_unchanged"]) == (1, 2)
    assert desk.records()["2 J 87"]["title"] == "Grande affiche sur les étrangers"


def test_a_changed_file_becomes_a_new_version_of_its_master(desk):
    sheet = two_records(desk)
    desk.run("ingest", desk.scans, "--sheet", sheet)
    before = desk.json("show", "2 J 87")["files"][0]
    desk.scan("affiche.png", "better scan", (240, 320))
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    after = desk.json("show", "2J87")["files"][0]
    assert (done["files_changed"], done["files_unchanged"]) == (1, 2)
    assert (before["version"], after["version"]) == ("v1", "v2")
    assert before["sha512"] != after["sha512"]
    assert desk.json("show", "2 J 87")["pages"][0]["width"] == 240
    kept = list((desk.root / "masters").rglob("affiche.png"))
    assert len(kept) == 2, "the first master stays"


def test_broken_files_are_named_and_the_rest_goes_on(desk, told):
    sheet = two_records(desk)
    whole = desk.scan("AMB_2J87-30_03.jpg", size=(900, 900)).read_bytes()
    (desk.scans / "AMB_2J87-30_03.jpg").write_bytes(whole[: len(whole) // 2])
    (desk.scans / "AMB_2J87-30_04.tif").write_bytes(b"")
    (desk.scans / "AMB_2J87-30_05.tif").write_text("Bonjour, ceci est un texte.")
    run = desk.run("ingest", desk.scans, "--sheet", sheet)
    assert run.exit_code == 1
    assert "Traceback" not in run.output
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    errors = {p["file"] for p in done["problems"] if p["severity"] == "error"}
    assert errors == {
        f"AMB_2J87-30_0{n}" + end for n, end in [(3, ".jpg"), (4, ".tif"), (5, ".tif")]
    }
    assert [f["file"] for f in told(done, "ingest.empty-file")] == ["AMB_2J87-30_04.tif"]
    assert desk.records()["2 J 87/30"]["pages"] == 2


def test_a_page_keeps_the_number_of_its_name_and_gaps_are_told(desk, told):
    desk.scan("AMB_2J87-30_05.jpg")
    sheet = desk.sheet(HEAD, "2 J 87;;pièce;Affiche;1851;")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert told(done, "ingest.missing-pages")[0]["message"].endswith("1-4.")
    assert [page["number"] for page in desk.json("show", "2 J 87")["pages"]] == [5]


def test_pages_that_share_a_number_are_told_and_both_kept(desk, told):
    desk.scan("AMB_2J87_01.jpg")
    desk.scan("AMB_2J87_01.png", "other")
    sheet = desk.sheet(HEAD, "2 J 87;;pièce;Affiche;1851;")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert len(told(done, "ingest.duplicate-page")) == 1
    assert [page["number"] for page in desk.json("show", "2 J 87")["pages"]] == [1, 2]


def test_natural_order_numbers_pages_without_numbers_of_their_own(desk):
    for name in ("recto 10.jpg", "recto 9.jpg", "verso.jpg"):
        desk.scan(f"dossier/{name}")
    sheet = desk.sheet("cote;intitulé;dossier", "3 W 1;Dossier;dossier")
    desk.run("ingest", desk.scans, "--sheet", sheet)
    assert [page["file"] for page in desk.json("show", "3 W 1")["pages"]] == [
        "recto 9.jpg",
        "recto 10.jpg",
        "verso.jpg",
    ]


def test_files_without_a_row_and_rows_without_files_are_told(desk, told):
    desk.scan("orpheline.jpg")
    rows = ("2 J 87;;pièce;Affiche;1851;absente.jpg", "2 J 88;;pièce;Lettre;1852;")
    sheet = desk.sheet(HEAD, *rows)
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert told(done, "ingest.file-without-row")[0]["file"] == "orpheline.jpg"
    missing = told(done, "ingest.file-not-there")[0]
    assert (missing["file"], missing["line"]) == ("fonds.csv", 2)
    assert [it["line"] for it in told(done, "ingest.row-without-files")] == [3]


def test_a_parent_that_does_not_exist_leaves_its_children_out(desk, told):
    sheet = desk.sheet(
        HEAD,
        "2 J 87;9 Z;pièce;Affiche;1851;",
        "2 J 87/1;2 J 87;pièce;Page;1851;",
        "3 W;;fonds;Logement;1954;",
    )
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert told(done, "ingest.parent-not-there")[0]["line"] == 2
    assert told(done, "ingest.parent-left-out")[0]["line"] == 3
    assert list(desk.records()) == ["3 W"]


def test_a_loop_of_parents_is_told_and_left_out(desk, told):
    sheet = desk.sheet(
        HEAD,
        "1 A;1 B;;Un;;",
        "1 B;1 C;;Deux;;",
        "1 C;1 A;;Trois;;",
        "2 A;1 A;;Sous;;",
        "3 A;;;Seul;;",
    )
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert sorted(p["line"] for p in told(done, "ingest.loop-of-parents")) == [2, 3, 4]
    assert list(desk.records()) == ["3 A"]


def test_a_loop_through_the_catalogue_is_seen(desk, told):
    desk.run("ingest", desk.scans, "--sheet", desk.sheet(HEAD, "1 A;;;Un;;", "1 B;1 A;;Deux;;"))
    done = desk.json("ingest", desk.scans, "--sheet", desk.sheet(HEAD, "1 A;1 B;;Un;;"))
    assert told(done, "ingest.loop-of-parents")
    assert desk.records()["1 A"]["depth"] == 0


def test_rows_without_a_parent_belong_to_the_fonds_asked_for(desk, told):
    sheet = desk.sheet(HEAD, "2 J 87;;pièce;Affiche;1851;")
    done = desk.json("ingest", desk.scans, "--sheet", sheet, "--fonds", "2 J")
    assert told(done, "ingest.fonds-made")
    assert desk.records()["2 J 87"]["depth"] == 1
    again = desk.json("ingest", desk.scans, "--sheet", sheet, "--fonds", "2J")
    assert not told(again, "ingest.fonds-made")
    assert again["records_unchanged"] == 1


def test_without_a_sheet_each_folder_becomes_a_record(desk):
    desk.scan("loose.jpg")
    desk.scan("registre/p1.jpg")
    desk.scan("registre/p2.jpg")
    (desk.scans / "registre" / "notes.xml").write_text("<notes/>")
    done = desk.json("ingest", desk.scans)
    assert (done["records_new"], done["files_new"]) == (2, 3)
    records = desk.records()
    assert {code: record["pages"] for code, record in records.items()} == {
        "scans": 1,
        "scans/registre": 2,
    }


def test_an_image_of_ten_thousand_million_pixels_is_refused_by_its_header(desk, told):
    import struct

    tags = [(256, 4, 1, 100_000), (257, 4, 1, 100_000), (258, 3, 1, 8), (259, 3, 1, 1)]
    tags += [(262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 100_000), (279, 4, 1, 1)]
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    tiff = b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0\0\0\0"
    (desk.scans / "bombe.tif").write_bytes(tiff)
    done = desk.json("ingest", desk.scans)
    assert [p["file"] for p in done["problems"] if p["severity"] == "error"] == ["bombe.tif"]


def test_a_missing_sheet_or_folder_says_so(desk):
    missing = desk.run("ingest", desk.scans, "--sheet", desk.scans / "rien.csv")
    assert missing.exit_code == 2
    assert "rien.csv" in missing.output
    nowhere = desk.run("ingest", desk.scans / "nulle-part")
    assert nowhere.exit_code == 2
    assert "nulle-part" in nowhere.output


def test_undo_takes_an_ingest_back_whole_and_masters_stay(desk):
    sheet = two_records(desk)
    desk.run("ingest", desk.scans, "--sheet", sheet)
    assert desk.run("undo", "--yes").exit_code == 0
    assert desk.json("list")["records"] == []
    assert len(list((desk.root / "masters").rglob("affiche.png"))) == 1
    assert desk.run("verify").exit_code == 0
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert done["records_new"] == 3
    assert len(list((desk.root / "masters").rglob("affiche.png"))) == 1, "not doubled"


def test_the_same_scan_under_two_names_is_told_and_both_kept(desk, told):
    scan = desk.scan("page_1.jpg")
    (desk.scans / "page_2.jpg").write_bytes(scan.read_bytes())
    sheet = desk.sheet(HEAD, "2 J 87;;pièce;Lettre;1851;page_1.jpg|page_2.jpg")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    double = told(done, "ingest.same-scan-twice")[0]
    assert (double["file"], "page_1.jpg" in double["message"]) == ("page_2.jpg", True)
    assert desk.records()["2 J 87"]["pages"] == 2
