"""``archivekit harvest``: what it prints, and what it tells the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from faulty_partner import Answer

from archivekit.cli import main


@pytest.fixture
def command(harvester):
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(
            main, ["harvest", *arguments, "--archive", str(harvester.archive.root)]
        )

    return run


def test_a_harvest_is_told_in_figures(command, partner):
    result = command(partner.url)
    assert result.exit_code == 0
    assert f"Harvested from {partner.url}" in result.stdout
    assert result.stderr == ""


def test_a_harvest_is_told_to_programs(command, partner):
    told = json.loads(command(partner.url, "--json", "--publish").stdout)
    assert (told["received"], told["new"], told["pages"]) == (35, 35, 4)
    assert (told["complete"], told["published"], told["from"]) == (True, True, None)
    assert told["problems"] == []


def test_an_unfinished_harvest_ends_with_1_and_says_why(command, partner):
    partner.habit = lambda answer: (
        Answer(b"", 404) if "resumptionToken" in partner.asked[-1] else answer
    )
    result = command(partner.url)
    assert result.exit_code == 1
    assert "unfinished" in result.stdout
    assert "Stopped after 10 records" in result.stderr
    # The next run gets no further: of itself it did nothing.
    assert command(partner.url).exit_code == 2


def test_where_nothing_came_it_ends_with_2(command, partner):
    partner.habit = lambda _: Answer(b"", 404)
    result = command(partner.url)
    assert result.exit_code == 2
    assert "HTTP 404" in result.stderr


def test_a_partner_of_the_settings_is_called_by_its_name(command, harvester, partner):
    settings = harvester.archive.root / "archive.toml"
    table = (
        f'\n[[partners]]\nname = "generiques"\nurl = "{partner.url}"\nset = "s"\npublish = true\n'
    )
    settings.write_text(settings.read_text() + table)
    told = json.loads(command("generiques", "--json").stdout)
    assert (told["partner"], told["published"]) == ("generiques", True)
    assert partner.lists_asked[0]["set"] == "s"
