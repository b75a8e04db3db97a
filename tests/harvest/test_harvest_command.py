"""``archivekit harvest``: what it prints, and what it tells the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from faulty_partner import Answer, Item

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


def configure(harvester, *tables: str) -> None:
    settings = harvester.archive.root / "archive.toml"
    settings.write_text(settings.read_text() + "".join(f"\n[[partners]]\n{it}\n" for it in tables))


def test_all_partners_are_harvested_and_one_that_fails_stops_no_other(
    command, harvester, partner, another
):
    with another([Item("x")]) as other:
        other.habit = lambda _: Answer(b"", 404)
        configure(
            harvester,
            f'name = "broken"\nurl = "{other.url}"',
            f'name = "whole"\nurl = "{partner.url}"',
        )
        result = command("--all", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(it["partner"], it["received"]) for it in told["partners"]] == [("whole", 35)]
    [problem] = told["problems"]
    assert (problem["record"], "HTTP 404" in problem["message"]) == ("broken", True)


def test_where_all_partners_fail_nothing_is_done(command, harvester, partner):
    partner.everywhere = lambda _: Answer(b"", 404)
    configure(harvester, f'name = "broken"\nurl = "{partner.url}"')
    result = command("--all")
    assert result.exit_code == 2
    assert "broken" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("--all", "generiques")])
def test_one_partner_is_named_or_all(command, arguments):
    result = command(*arguments)
    assert result.exit_code == 2
    assert "--all" in result.stderr


def test_all_of_no_partners_says_where_to_name_them(command):
    result = command("--all")
    assert (result.exit_code, "archive.toml" in result.stderr) == (2, True)


def test_what_vanished_is_withdrawn_with_yes(command, harvester, partner):
    partner.deleted_record = "no"
    assert command(partner.url).exit_code == 0
    del partner.items[3]
    result = command(partner.url, "--full")
    assert (result.exit_code, len(harvester.titles)) == (1, 35)
    assert "--full --yes" in result.stderr
    told = json.loads(command(partner.url, "--full", "--yes", "--json").stdout)
    assert (told["vanished"], len(harvester.titles)) == (1, 34)


def test_a_wait_is_told_while_it_is_waited(command, partner):
    partner.faults[1] = lambda _: Answer(b"", 503, {"Retry-After": "0"})
    result = command(partner.url)
    assert result.exit_code == 0
    assert "HTTP 503" in result.stderr
    assert "trying again (1 of 5)" in result.stderr


def test_a_password_in_the_address_is_printed_nowhere(command, partner):
    url = partner.url.replace("http://", "http://me:s3cret@")
    result = command(url)
    assert result.exit_code == 0
    assert "s3cret" not in result.stdout + result.stderr
