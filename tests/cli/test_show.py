"""``archivekit show``: all that the catalogue knows of a record, in words and as JSON."""

import hashlib
import re
from pathlib import Path

import pytest
from authority_samples import PLACE

HEAD = "cote;cote parente;niveau;intitulé;dates extrêmes;lieu;communicabilité;n° de film;fichiers"
PLACE_NAME = "Valmont (Doubs, France)"


@pytest.fixture
def catalogue(desk, tmp_path):
    desk.scan("2 J 87_01.png")
    desk.scan("2 J 87_02.png")
    sheet = desk.sheet(
        HEAD,
        "2 J;;fonds;Fonds de l'immigration;1851-1990;;50 ans;;",
        f'2 J 87;2 J;pièce;Affiche sur les étrangers;vers 1990;"{PLACE_NAME}";;F 12;',
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    place = tmp_path / "place.xml"
    place.write_text(PLACE, encoding="utf-8")
    desk.json("import", place)
    return desk


def in_french(catalogue, monkeypatch, called):
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    done = catalogue.run("show", called)
    assert done.exit_code == 0, done.output
    return done.output.replace("\u00a0", " ").replace("\u202f", " ")


def test_json_says_where_each_master_lies_and_its_checksum(catalogue):
    files = catalogue.json("show", "2 J 87")["files"]
    assert [file["name"] for file in files] == ["2 J 87_01.png", "2 J 87_02.png"]
    for file in files:
        assert hashlib.sha512(Path(file["path"]).read_bytes()).hexdigest() == file["sha512"]


def test_a_master_that_is_gone_is_told(catalogue, monkeypatch):
    Path(catalogue.json("show", "2 J 87")["files"][0]["path"]).unlink()
    assert catalogue.json("show", "2 J 87")["files"][0]["path"] is None
    assert "introuvable dans masters/" in in_french(catalogue, monkeypatch, "2 J 87")


def test_json_says_when_it_opens_and_by_whose_conditions(catalogue):
    opening = catalogue.json("show", "2 J 87")["opening"]
    assert opening["hidden"] == "not-yet-open"
    room = opening["reading_room"]
    assert (room["words"], room["from"]) == ("50 ans", "2 J")
    assert room["day"] > "2040"
    assert opening["online"]["day"] >= room["day"]


def test_json_names_the_authority_records_and_the_batches(catalogue):
    found = catalogue.json("show", "2 J 87")
    assert [(it["name"], it["code"]) for it in found["authorities"]] == [(PLACE_NAME, "LIEU_1")]
    assert [it["kind"] for it in found["batches"]] == ["ingest"]
    assert [it["kind"] for it in catalogue.json("show", "LIEU_1")["batches"]] == ["import"]


def test_in_french_all_of_it_is_in_the_words_of_archivists(catalogue, monkeypatch):
    catalogue.run("withdraw", "2 J 87", "--why", "erreur", "--yes")
    said = in_french(catalogue, monkeypatch, "2 J 87")
    for line in (
        "niveau : pièce",
        f"  Lieu : {PLACE_NAME}",
        "date, comme saisie : vers 1990",
        "motif du retrait : erreur",
        f"  {PLACE_NAME} : lieu, LIEU_1",
        "  n° de film : F 12",
        "  1 : 2 J 87_01.png, 120 × 160",
    ):
        assert line in said.splitlines()
    assert re.search(
        r"^  en salle de lecture : .*20\d\d, motif : « 50 ans ».*, d'après 2 J$", said, re.M
    )
    assert re.search(r"^  lot 1, .* : versement, terminé \(archivekit", said, re.M)
    assert re.search(r"^  lot 3, .* : retrait, terminé \(archivekit", said, re.M)
    assert not re.search(r"\b(?:True|False|None|item|done|withdrawn)\b", said)


def test_an_authority_record_is_in_french_too(catalogue, monkeypatch):
    said = in_french(catalogue, monkeypatch, PLACE_NAME)
    assert "niveau : lieu" in said.splitlines()
    assert "  producteur de : 1 M 1" in said.splitlines()


def test_an_authority_record_comes_in_by_the_command_with_its_dates_and_languages(desk, tmp_path):
    file = tmp_path / "personne.xml"
    file.write_text(
        PLACE.replace('localType="place"', "")
        .replace("corporateBody", "person")
        .replace(
            "<places>",
            "<existDates><dateRange><fromDate>vers 1851</fromDate><toDate>1923</toDate>"
            "</dateRange></existDates><languageUsed><language>occitan</language>"
            '<script scriptCode="Latn"/></languageUsed><places>',
        ),
        encoding="utf-8",
    )
    desk.json("ingest", desk.scans, "--sheet", desk.sheet("cote;intitulé", "1 M 1;Plan"))
    came = desk.run("import", file)
    assert came.exit_code == 0, came.output
    shown = desk.json("show", "LIEU_1")
    assert (shown["level"], shown["date"], shown["edtf"]) == (
        "person",
        "vers 1851 – 1923",
        "1851~/1923",
    )
    assert shown["languages"] == ["occitan"]
    assert desk.json("import", file)["unchanged"] == 1
    assert desk.run("undo", "--yes").exit_code == 0
    assert desk.run("show", "LIEU_1").exit_code == 2
