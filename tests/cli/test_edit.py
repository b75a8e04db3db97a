"""``archivekit edit``, ``show``, ``withdraw``, ``undo``: the catalogue by hand."""

import pytest
from click.testing import CliRunner

from archivekit.cli import main

HEAD = "cote;cote parente;niveau;intitulé;dates extrêmes;mots-matière;communicabilité;salle"


@pytest.fixture
def catalogue(desk):
    sheet = desk.sheet(
        HEAD,
        "2 J;;fonds;Fonds de l'immigration;1851-1980;;;",
        '2 J 87;2 J;pièce;Affiche sur les étrangers;1851;"étranger ; police";libre;B',
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    return desk


def edit(desk, code, text):
    return CliRunner().invoke(
        main, ["edit", code, "--from", "-", "--archive", str(desk.root)], input=text
    )


def as_text(desk, code):
    from archivekit.catalogue import Catalogue
    from archivekit.exchange.record_text import record_text

    with Catalogue.open(desk.root / "catalogue.db") as catalogue:
        record = catalogue.records.find(code)
        parent = catalogue.records.get(record.parent_id) if record.parent_id else None
        return record_text(record.description(parent.code if parent else None), "en", "")


def test_a_record_left_as_it_is_changes_nothing(catalogue):
    done = edit(catalogue, "2 J 87", as_text(catalogue, "2 J 87"))
    assert done.exit_code == 0, done.output
    assert "nothing was changed" in done.output


def test_an_edit_is_saved_and_leaves_the_rest_to_the_letter(catalogue):
    before = catalogue.json("show", "2 J 87")
    text = as_text(catalogue, "2 J 87").replace("Affiche sur", "Placard sur")
    done = edit(catalogue, "2J87", text)
    assert done.exit_code == 0, done.output
    after = catalogue.json("show", "2 J 87")
    assert after["title"] == "Placard sur les étrangers"
    assert [batch["kind"] for batch in after.pop("batches")] == ["ingest", "edit"]
    assert {**after, "title": before["title"], "batches": before["batches"]} == before


def test_an_edit_is_undone(catalogue):
    edit(catalogue, "2 J 87", as_text(catalogue, "2 J 87").replace("Affiche", "Placard"))
    assert catalogue.run("undo", "--yes").exit_code == 0
    assert catalogue.json("show", "2 J 87")["title"] == "Affiche sur les étrangers"


def test_a_text_that_is_wrong_is_not_saved_and_says_where(catalogue):
    text = as_text(catalogue, "2 J 87") + "une ligne sans rien\n"
    done = edit(catalogue, "2 J 87", text)
    assert done.exit_code == 2
    assert f"line {len(text.splitlines())}" in done.output
    assert catalogue.json("show", "2 J 87")["title"] == "Affiche sur les étrangers"


def test_an_edited_record_cannot_become_its_own_ancestor(catalogue):
    text = as_text(catalogue, "2 J").replace("parent code:", "parent code: 2 J 87")
    done = edit(catalogue, "2 J", text)
    assert done.exit_code == 2
    assert "2 J 87" in done.output


def test_a_withdrawn_record_says_so_and_comes_back_with_undo(catalogue):
    done = catalogue.run("withdraw", "2 J 87", "--why", "demande de la famille", "--yes")
    assert done.exit_code == 0, done.output
    assert catalogue.records()["2 J 87"]["state"] == "withdrawn"
    assert catalogue.run("withdraw", "2 J 87", "--why", "encore", "--yes").exit_code == 2
    catalogue.run("undo", "--yes")
    assert catalogue.records()["2 J 87"]["state"] == ""


def test_an_unknown_code_says_how_to_find_the_right_one(catalogue):
    done = catalogue.run("show", "9 Z 9")
    assert done.exit_code == 2
    assert "archivekit list" in done.output


def test_the_batches_tell_who_did_what(catalogue):
    batches = catalogue.json("list", "--batches")["batches"]
    assert [batch["kind"] for batch in batches] == ["ingest"]
    assert batches[0]["changes"] == 2


def stated(desk, code, day, **cells):
    """Gives a record an opening day of its own, as a sheet does."""
    heading = "reference code;title;open from" + "".join(f";{name}" for name in cells)
    row = f"{code};Affiche;{day}" + "".join(f";{cell}" for cell in cells.values())
    assert desk.json("import", desk.sheet(heading, row, name="days.csv"))["changed"] == 1


def test_an_opening_day_that_was_stated_stays_through_an_edit(catalogue):
    stated(catalogue, "2 J 87", "2061-01-01")
    text = as_text(catalogue, "2 J 87")
    assert "open from: 2061-01-01" in text
    edit(catalogue, "2 J 87", text.replace("title: Affiche", "title: Placard"))
    assert catalogue.json("show", "2 J 87")["open_from"] == "2061-01-01"
    without = text.replace("open from: 2061-01-01\n", "").replace("title: Affiche", "title: Avis")
    edit(catalogue, "2 J 87", without)
    assert catalogue.json("show", "2 J 87")["open_from"] == "2061-01-01"
    edit(catalogue, "2 J 87", text.replace("2061", "2031"))
    assert catalogue.json("show", "2 J 87")["open_from"] == "2031-01-01"
