"""``archivekit check --oai``: what it prints, and what it tells the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from faults import FAULTS
from faulty_repository import Fault, Repository

from archivekit.cli import main


@pytest.fixture
def command(monkeypatch, edition, tmp_path):
    """Runs the command on a repository with a fault."""

    def run(fault: Fault, *options: str, language: str = "en"):
        monkeypatch.setenv("ARCHIVEKIT_LANG", language)
        with Repository(edition, fault).served() as repository:
            arguments = ["--oai", repository.url, "--archive", str(tmp_path), *options]
            return CliRunner().invoke(main, ["check", *arguments]), repository

    return run


def test_a_repository_without_fault_ends_with_0(command):
    result, repository = command(Fault())
    assert result.exit_code == 0
    assert f"Archives de Valmont, {repository.url}" in result.stdout
    assert "Nothing is wrong." in result.stdout


def test_a_fault_is_told_with_its_rule_its_request_and_what_came(command):
    result, repository = command(FAULTS["date-grammar"], language="fr")
    assert result.exit_code == 1
    assert "Erreurs (1)" in result.stdout
    assert "est refusée par badArgument. (OAI-PMH 2.0, section 3.3.1)" in result.stdout
    asked = f"{repository.url}?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2015-1-1"
    assert f"demandé\u00a0: {asked}" in result.stdout
    assert "reçu\u00a0: une liste de 100 notice(s)" in result.stdout


def test_what_is_only_good_to_know_ends_with_0(command):
    result, _ = command(FAULTS["deletions-kept"])
    assert result.exit_code == 0
    assert "Good to know (1)" in result.stdout


def test_programs_are_told_all(command):
    result, repository = command(FAULTS["post"], "--json")
    told = json.loads(result.stdout)
    assert (told["url"], told["errors"], told["warnings"]) == (repository.url, 1, 0)
    [finding] = told["findings"]
    assert (finding["check"], finding["shown"][0]["method"]) == ("post", "POST")
    assert finding["shown"][0]["form"] == "verb=Identify"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/oai", "ftp://archives.example.org", "x"])
def test_where_no_repository_answers_it_ends_with_2(address, tmp_path):
    result = CliRunner().invoke(main, ["check", "--oai", address, "--archive", str(tmp_path)])
    assert result.exit_code == 2
    assert address in result.stderr


def test_one_thing_is_checked_at_a_time():
    result = CliRunner().invoke(main, ["check", "sheet.csv", "--oai", "http://127.0.0.1:9/oai"])
    assert result.exit_code == 2
    assert "--oai" in result.stderr
