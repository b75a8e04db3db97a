"""``archivekit list --search``: records found by their words before any publication."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from archivekit.catalogue import hold
from archivekit.cli import main


@pytest.fixture
def taken_in(desk):
    sheet = desk.sheet(
        "cote;cote parente;niveau;intitulé;dates extrêmes;communicabilité;publié",
        "2 J;;fonds;Fonds du comité;1936;;",
        "2 J 10;2 J;pièce;Affiche pour les étrangers;1936;;",
        "2 J 9;2 J;pièce;L'affiche des travailleurs étrangers;1937;100 ans;",
        "7 J 1;;pièce;Affiche de l'école des étrangers;1938;;non",
        "7 J 2;;pièce;Registre;1938;;",
    )
    desk.json("ingest", desk.scans, "--sheet", sheet)
    return desk


def codes(desk, *arguments):
    return [row["code"] for row in desk.json("list", *arguments)["records"]]


def test_records_are_found_closed_ones_too_in_the_order_of_their_codes(taken_in):
    assert codes(taken_in, "--search", "affiche étrangers") == ["2 J 9", "2 J 10", "7 J 1"]
    assert codes(taken_in, "--search", "affiche -travailleurs") == ["2 J 10", "7 J 1"]


def test_a_branch_may_be_asked_for(taken_in):
    assert codes(taken_in, "--search", "etrangers", "2j") == ["2 J 9", "2 J 10"]
    assert codes(taken_in, "--search", "comité", "2 J") == ["2 J"]
    unknown = taken_in.run("list", "--search", "affiche", "99 Z")
    assert unknown.exit_code == 2
    assert "99 Z" in unknown.stderr


def test_what_is_found_is_shown_as_the_list_shows_records(taken_in):
    listed = taken_in.records()
    rows = taken_in.json("list", "--search", "travailleurs")["records"]
    assert rows == [listed["2 J 9"] | {"depth": 0}]
    shown = taken_in.run("list", "--search", "travailleurs").stdout
    assert "2 J 9" in shown
    assert "2038" in shown  # closed until then
    assert "2 J 10" not in shown


def test_an_edit_and_an_undo_are_seen_by_the_next_search(taken_in):
    sheet = taken_in.sheet("cote;intitulé", "7 J 2;Registre des passeports", name="again.csv")
    assert codes(taken_in, "--search", "passeports") == []
    taken_in.json("ingest", taken_in.scans, "--sheet", sheet)
    assert codes(taken_in, "--search", "passeports") == ["7 J 2"]
    taken_in.run("undo", "--yes")
    assert codes(taken_in, "--search", "passeports") == []


def test_nothing_found_is_said_plainly(taken_in):
    done = taken_in.run("list", "--search", "zeppelin")
    assert (done.exit_code, done.stdout.strip()) == (0, "No record has all these words.")


@pytest.mark.parametrize("typed", ["", "-affiche", "…", '"', "*"])
def test_a_search_without_a_word_to_look_for_is_refused(taken_in, typed):
    done = taken_in.run("list", f"--search={typed}")
    assert done.exit_code == 2
    assert "no word to look for" in done.stderr


@pytest.mark.parametrize("other", ["--batches", "--closed", "--identifiers"])
def test_a_search_goes_with_no_other_list(taken_in, other):
    done = taken_in.run("list", "--search", "affiche", other)
    assert done.exit_code == 2
    assert "--search" in done.stderr


def test_a_search_does_not_wait_for_a_command_that_changes_the_archive(taken_in):
    with hold(taken_in.root, "archivekit harvest"):
        done = CliRunner().invoke(
            main, ["list", "--search", "registre", "--archive", str(taken_in.root)]
        )
    assert "7 J 2" in done.stdout
