"""Authority records on the site, and their identifiers at the desk."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from press import Press
from test_authorities import published

from archivekit.cli import main
from archivekit.edition.authorities import links_of


def ark_of_place(press: Press) -> str:
    return links_of(press.edition(), 1)["place", "Valmont (Doubs, France)"]


def asked(press: Press, *words: str) -> Result:
    root = str(press.archive.root)
    return CliRunner().invoke(main, [*words, "--archive", root])


def states(press: Press) -> dict[str, str]:
    said = json.loads(asked(press, "list", "--identifiers", "--json").stdout)
    return {row["code"]: row["state"] for row in said["identifiers"]}


def test_each_identifier_is_listed_with_what_became_of_it(tmp_path: Path) -> None:
    press = published(tmp_path)
    assert states(press) == {"1 M 1": "public", "LIEU_1": "public"}
    press.withdraw("1 M 1")
    press.publish()
    assert states(press) == {"1 M 1": "withdrawn", "LIEU_1": "closed"}
    press.give_back("1 M 1")
    press.publish()
    assert states(press) == {"1 M 1": "public", "LIEU_1": "public"}


def test_the_list_of_identifiers_is_a_table_with_a_heading(tmp_path: Path) -> None:
    press = published(tmp_path)
    rows = list(csv.reader(io.StringIO(asked(press, "list", "--identifiers").stdout)))
    assert len(rows) == 3
    assert {len(row) for row in rows} == {5}
    assert {row[0] for row in rows[1:]} == {press.ark("1 M 1"), ark_of_place(press)}


@pytest.mark.parametrize(
    "written",
    [
        "{ark}",
        "ark:{naan}/{name}",
        "ark:/{naan}/{hyphens}",
        "https://archives.valmont.example/{ark}",
    ],
)
def test_an_ark_is_shown_however_it_is_written(tmp_path: Path, written: str) -> None:
    press = published(tmp_path)
    ark = ark_of_place(press)
    _, naan, name = ark.split("/")
    called = written.format(ark=ark, naan=naan, name=name, hyphens="-".join((name[:4], name[4:])))
    shown = asked(press, "show", called, "--json")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["code"] == "LIEU_1"


@pytest.mark.parametrize("slip", ["wrong", "long"])
def test_a_slip_in_an_ark_is_told_with_the_one_it_may_be(tmp_path: Path, slip: str) -> None:
    press = published(tmp_path)
    ark = press.ark("1 M 1")
    wrong = ark[:-1] + ("b" if ark[-1] != "b" else "c")
    # A "0" counts for nothing in the sum: another character is one too many.
    called = wrong if slip == "wrong" else f"{ark[:-1]}z{ark[-1]}"
    told = asked(press, "show", called)
    assert told.exit_code == 2
    assert ark in told.output


def test_an_ark_whose_record_was_withdrawn_is_still_shown(tmp_path: Path) -> None:
    press = published(tmp_path)
    ark = press.ark("1 M 1")
    press.withdraw("1 M 1")
    press.publish()
    shown = asked(press, "show", ark)
    assert shown.exit_code == 0
    assert ark in shown.stdout
