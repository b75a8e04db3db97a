"""A sheet taken in as an edit: only what differs changes, told before it does."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from desk import Desk

HEAD = (
    "cote;cote parente;niveau;intitulé;intitulé (ar);dates extrêmes;communicabilité;"
    "mots-matière;présentation du contenu;salle"
)
ROWS = [
    "F 1;;fonds;Fonds;;1936;libre;;;",
    'F 1/1;F 1;dossier;Dossier;رسالة;vers 1936;50 ans;"étranger ; ""lois ; décrets""";=1+1;bleue',
    "F 1/2;F 1;pièce;Lettre;;janv-16;non communicable;;;",
]


@pytest.fixture
def house(desk: Desk) -> Desk:
    desk.scan("F1-1_001.png")
    sheet = desk.sheet(HEAD, *ROWS, encoding="utf-8")
    desk.json("ingest", desk.scans, "--sheet", sheet)
    return desk


def export(desk: Desk, form: str = "csv") -> Path:
    file = desk.root.parent / f"export.{'xlsx' if form == 'sheet' else form}"
    assert desk.run("export", "--format", form, "--to", file).exit_code == 0
    return file


def edit(file: Path, code: str, **cells: str | None) -> Path:
    """Changes cells of the row of a code, as in a spreadsheet; None takes the column away."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    for row in rows:
        if row["reference code"] == code:
            row.update({name.replace("_", " "): cell or "" for name, cell in cells.items()})
    gone = {name.replace("_", " ") for name, cell in cells.items() if cell is None}
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        names = [name for name in rows[0] if name not in gone]
        writer = csv.DictWriter(opened, names, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


def add(file: Path, **cells: str) -> Path:
    """A row more."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        names = next(csv.reader(opened, delimiter=";"))
    row = {name.replace("_", " "): cell for name, cell in cells.items()}
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, names, delimiter=";").writerow(row)
    return file


def described(desk: Desk, code: str) -> dict[str, object]:
    """The record as its masters describe it."""
    uid = desk.json("show", code)["uid"]
    for inventory in (desk.root / "masters").rglob("inventory.json"):
        if json.loads(inventory.read_text())["id"] == f"urn:uuid:{uid}":
            newest = sorted(inventory.parent.glob("v*/content/record.json"))[-1]
            return dict(json.loads(newest.read_text("utf-8")))
    raise AssertionError(code)


@pytest.mark.parametrize("form", ["csv", "sheet"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_untouched_it_changes_nothing(
    house: Desk, form: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = export(house, form)
    monkeypatch.setenv("ARCHIVEKIT_LANG", language)
    before = house.state()
    done = house.json("import", file, "--dry-run")
    assert (done["added"], done["changed"], done["unchanged"]) == (0, 0, 3)
    assert done["problems"] == []
    assert house.state() == before
    assert house.json("import", file)["changed"] == 0


def test_what_changes_is_said_field_by_field_before_it_does(house: Desk) -> None:
    file = edit(export(house), "F 1/1", title="Dossier retitré", subjects="")
    before = house.state()
    done = house.run("import", file, "--dry-run")
    assert "F 1/1: title: “Dossier” → “Dossier retitré”" in done.stdout
    assert "F 1/1: subjects:" in done.stdout
    assert house.state() == before
    result = house.json("import", file)
    assert (result["changed"], result["unchanged"]) == (1, 2)
    assert result["edits"][0]["now"] in ("Dossier retitré", "")
    record = house.json("show", "F 1/1")
    assert record["title"] == "Dossier retitré"
    assert "subject" not in record["terms"]
    assert described(house, "F 1/1")["title"] == "Dossier retitré"


def test_undo_takes_a_whole_import_back(house: Desk) -> None:
    file = edit(export(house), "F 1/1", title="Dossier retitré")
    house.json("import", add(file, reference_code="F 1/3", parent_code="F 1", title="Neuf"))
    assert set(house.records()) == {"F 1", "F 1/1", "F 1/2", "F 1/3"}
    assert house.run("undo", "--yes").exit_code == 0
    assert set(house.records()) == {"F 1", "F 1/1", "F 1/2"}
    assert described(house, "F 1/1")["title"] == "Dossier"


def test_a_column_that_is_not_there_changes_nothing(house: Desk) -> None:
    file = edit(export(house), "F 1/2", title="Lettre retitrée", access_conditions=None)
    assert house.json("import", file)["changed"] == 1
    assert house.json("show", "F 1/2")["open_from"] == "9999-12-31"


def test_a_row_that_is_not_there_leaves_its_record(house: Desk) -> None:
    file = house.sheet("cote;intitulé", "F 1/1;Dossier seul")
    assert house.json("import", file)["changed"] == 1
    assert len(house.records()) == 3


def test_a_record_given_another_code_is_still_itself(house: Desk) -> None:
    before = house.json("show", "F 1")["uid"]
    done = house.json("import", edit(export(house), "F 1", reference_code="G 1"))
    assert (done["added"], done["changed"]) == (0, 1)
    assert house.json("show", "G 1")["uid"] == before
    assert {code: it["depth"] for code, it in house.records().items()} == {
        "G 1": 0,
        "F 1/1": 1,
        "F 1/2": 1,
    }
    assert described(house, "F 1/1")["parent"] == "G 1"


def test_a_row_copied_to_begin_another_is_a_new_record(house: Desk, told) -> None:
    file = export(house)
    uid = house.json("show", "F 1/1")["uid"]
    add(
        file,
        reference_code="F 1/9",
        parent_code="F 1",
        title="Copie",
        archivekit_identifier=uid,
    )
    done = house.json("import", file)
    assert (done["added"], done["changed"]) == (1, 0)
    assert told(done, "ingest.copied-row")
    assert house.json("show", "F 1/9")["uid"] != uid


def test_a_new_code_without_its_parent_is_left_out_and_told(house: Desk, told) -> None:
    file = add(export(house), reference_code="X 1", parent_code="X", title="Orpheline")
    done = house.json("import", file)
    assert (done["added"], done["left-out"]) == (0, 1)
    assert told(done, "ingest.parent-not-there")[0]["line"] == 5


def test_a_code_that_another_record_has_is_left_out_and_told(house: Desk, told) -> None:
    file = edit(export(house), "F 1/2", reference_code="F 1/1")
    done = house.json("import", file)
    assert done["changed"] == 0
    assert told(done, "exchange.code-twice") or told(done, "catalogue.code-taken")
    assert len(house.records()) == 3


def test_what_opens_is_told(house: Desk, told) -> None:
    file = edit(export(house), "F 1/2", access_conditions="libre")
    assert told(house.json("import", file, "--dry-run"), "ingest.opens-a-record")
    assert house.json("show", "F 1/2")["open_from"] == "9999-12-31"
    assert told(house.json("import", file), "ingest.opens-a-record")
    assert house.json("show", "F 1/2")["open_from"] == "at once"


def test_a_later_date_closes_for_as_long_as_the_delay_says(house: Desk) -> None:
    assert house.json("show", "F 1/1")["open_from"] == "1987-01-01"
    house.json("import", edit(export(house), "F 1/1", dates="1999"))
    assert house.json("show", "F 1/1")["open_from"] == "2050-01-01"


def test_an_unread_level_is_told_and_the_level_stays(house: Desk, told) -> None:
    done = house.json("import", edit(export(house), "F 1/1", level="étagère"))
    assert told(done, "description.level-unknown")
    assert house.json("show", "F 1/1")["level"] == "file"


def test_many_changes_are_few_lines_and_all_in_json(desk: Desk) -> None:
    rows = [f"K {number};Lettre {number}" for number in range(250)]
    new = desk.sheet("cote;intitulé", *rows, name="new.csv")
    assert desk.json("import", new)["added"] == 250
    longer = desk.sheet("cote;intitulé", *[f"{row} bis" for row in rows], name="longer.csv")
    done = desk.run("import", longer, "--dry-run")
    assert "50 more" in done.stdout
    assert len(desk.json("import", longer, "--dry-run")["edits"]) == 250


def test_a_column_of_ones_own_is_told_once_and_no_news_when_it_comes_back(desk: Desk, told) -> None:
    sheet = desk.sheet("Cote;Intitulé;Salle", "2 J 1;Lettre;bleue")
    assert told(desk.json("import", sheet), "exchange.unknown-columns")
    assert not told(desk.json("import", sheet), "exchange.unknown-columns")
    assert not told(desk.json("import", export(desk)), "exchange.unknown-columns")


@pytest.mark.parametrize("cell", ["F1-1_002.png", ""])
def test_a_cell_of_file_names_that_says_otherwise_is_told(house: Desk, told, cell: str) -> None:
    file = edit(export(house), "F 1/1", file_name=cell)
    (problem,) = told(house.json("import", file), "ingest.files-not-taken")
    assert (problem["line"], problem["column"]) == (3, "file name")
    assert len(house.json("show", "F 1/1")["pages"]) == 1


def test_two_columns_for_one_term_are_one_list(desk: Desk) -> None:
    head = "cote;intitulé;personnes;collectivités;historique;provenance"
    sheet = desk.sheet(head, "L 1;Lettre;Hugo, Léa;Mairie;versé;trouvé")
    assert desk.json("import", sheet)["added"] == 1
    assert desk.json("import", sheet)["unchanged"] == 1
    sheet = desk.sheet(head, "L 1;Lettre;Hugo, Léa;Préfecture;versé;trouvé")
    assert desk.json("import", sheet)["changed"] == 1
    record = desk.json("show", "L 1")
    assert record["terms"]["contributor"] == ["Hugo, Léa", "Préfecture"]


def test_a_later_date_is_counted_with_the_death_that_the_catalogue_knows(house: Desk) -> None:
    cells = {"access_conditions": "75 ans ou 25 ans après le décès", "dates": "1890"}
    file = add(export(house), reference_code="F 1/9", title="Dossier", **cells)
    house.json("import", file)
    died = house.sheet("reference code;title;date of death", "F 1/9;Dossier;1990", name="d.csv")
    house.json("import", died)
    assert house.json("show", "F 1/9")["open_from"] == "1966-01-01"
    later = house.sheet("reference code;title;dates", "F 1/9;Dossier;1950", name="later.csv")
    house.json("import", later)
    assert house.json("show", "F 1/9")["open_from"] == "2016-01-01"
