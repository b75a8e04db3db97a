"""The commands in French: nothing of click's own English is left, and yes is ``o``."""

import ast
import gettext
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archivekit.cli import main
from archivekit.cli.group import COMMANDS

PROJECT = Path(__file__).resolve().parents[2]
WORDS = PROJECT / "archivekit" / "texts" / "click"
CATALOGUE = WORDS / "fr" / "LC_MESSAGES" / "messages"
# What only a program's author is told.
FOR_AUTHORS = re.compile(
    r"declaration|No options defined|defined twice|same flag|^Choice\(|color|standard stream"
    r"|Windows error"
)
# All commands' help and some wrong uses, with the texts loaded in French.
IN_FRENCH = """
import json, sys
from click.testing import CliRunner
from archivekit.cli import main
said = [CliRunner().invoke(main, words, prog_name="archivekit") for words in json.load(sys.stdin)]
print(json.dumps([[done.exit_code, done.output] for done in said]))
"""
ENGLISH = re.compile(
    r"Usage:|Options:|Commands:|\[default|\[required|\b(?:Try|Error|Missing|No such|Invalid|Got)\b"
    r"|INTEGER|TEXT\b|FILE\b|\bDIR\b|\bCODE\b|COMMAND\b|\bARGS\b|<=|[a-zé]\.\.\.$",
    re.M,
)


def ids_of_click():
    """Each of click's own sentences, in its singular."""
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                said = node.args[0]
                if isinstance(said, ast.Constant) and not FOR_AUTHORS.search(said.value):
                    yield said.value


def entries(po):
    """The words of a .po file: English, or English and a number, then French."""
    quoted = r'((?:"(?:\\.|[^"\\])*"\n?)+)'
    pattern = rf"^msgid {quoted}(?:msgid_plural {quoted})?((?:msgstr(?:\[\d\])? {quoted})+)"
    for entry in re.finditer(pattern, po, re.M):
        english = ast.literal_eval(entry[1])
        said = re.findall(r"^msgstr(?:\[\d\])? (.*)$", entry[3], re.M)
        for number, french in enumerate(said):
            key = (english, number) if entry[2] else english
            yield key, ast.literal_eval(french)


def in_french(*commands):
    # LANG is as a French system has it; ARCHIVEKIT_LANG would be too easy.
    kept = {
        name: it for name, it in os.environ.items() if not re.match("ARCHIVEKIT|LC_|LANG", name)
    }
    done = subprocess.run(
        [sys.executable, "-c", IN_FRENCH],
        input=json.dumps(commands),
        env=kept | {"LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_every_sentence_of_click_has_its_french():
    ours = gettext.translation("messages", WORDS, ["fr"])
    ids = set(ids_of_click())
    assert len(ids) > 40
    unsaid = {it for it in ids if ours.gettext(it) == it and ours.ngettext(it, it, 1) == it}
    # The same in both languages.
    assert unsaid <= {"%(prog)s, version %(version)s"}


def test_the_words_that_are_loaded_are_those_that_are_written():
    ours = gettext.translation("messages", WORDS, ["fr"])
    written = dict(entries(CATALOGUE.with_suffix(".po").read_text(encoding="utf-8")))
    assert len(written) > 60
    for english, french in written.items():
        if english == "":
            continue
        if isinstance(english, tuple):
            assert ours.ngettext(english[0], "", english[1] + 1) == french
        else:
            assert ours.gettext(english) == french


def test_the_help_of_every_command_is_in_french():
    helps = in_french(["--help"], *([name, "--help"] for name in COMMANDS))
    for code, said in helps:
        assert code == 0, said
        assert said.startswith("Usage\u00a0: archivekit ")
        assert "Affiche cette aide." in said
        assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["list", "--nope"], "L'option «\u00a0--nope\u00a0» n'existe pas."),
        (["lisst"], "La commande «\u00a0lisst\u00a0» n'existe pas."),
        (["export"], "Il manque l'option '--format'."),
        (["show"], "Il manque l'argument 'COTE'."),
        (["serve", "--port", "x"], "x n'est pas un nombre entier de 1 à 65535."),
        (["serve", "--port", "0"], "0 n'est pas un nombre entier de 1 à 65535."),
        (
            ["init", "--language", "de"],
            "n'est pas dans la liste\u00a0: 'fr', 'en'.",
        ),
        (["list", "--json=3"], "L'option «\u00a0--json\u00a0» ne prend pas de valeur."),
        (["list", "--archive"], "L'option «\u00a0--archive\u00a0» demande une valeur."),
        (["show", "a", "b", "c"], "Arguments de trop\u00a0: b c"),
    ],
)
def test_a_wrong_use_is_told_in_french(monkeypatch, command, said):
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert said in done.output.replace("CODE", "COTE")  # the texts were loaded in English
    assert not re.search(r"\b(?:Error|Usage:|Try|Missing|Invalid)\b", done.output)


def test_click_speaks_english_again_once_a_french_command_is_done(monkeypatch):
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    monkeypatch.setenv("LANGUAGE", "de")
    CliRunner().invoke(main, ["show"])
    assert os.environ["LANGUAGE"] == "de"
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")
    assert "Missing argument" in CliRunner().invoke(main, ["show"]).output


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("answer", ["o", "OUI", "y", "yes"])
def test_yes_is_understood_in_either_language(desk, monkeypatch, language, answer):
    desk.json("ingest", desk.scans, "--sheet", desk.sheet("cote;intitulé", "2 J;Fonds"))
    monkeypatch.setenv("ARCHIVEKIT_LANG", language)
    # What is no answer is asked again; Enter alone would mean no.
    done = CliRunner().invoke(
        main, ["undo", "--archive", str(desk.root)], input=f"peut-être\n{answer}\n"
    )
    assert done.exit_code == 0, done.output
    assert done.output.count("[o/N]" if language == "fr" else "[y/N]") == 2
    assert desk.records() == {}


@pytest.mark.parametrize("answer", ["", "n", "Non", "no"])
def test_what_is_not_yes_changes_nothing(desk, monkeypatch, answer):
    desk.json("ingest", desk.scans, "--sheet", desk.sheet("cote;intitulé", "2 J;Fonds"))
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    done = CliRunner().invoke(main, ["undo", "--archive", str(desk.root)], input=f"{answer}\n")
    assert done.exit_code == 1
    assert "Abandonné." in done.output
    monkeypatch.setenv("ARCHIVEKIT_LANG", "en")
    assert list(desk.records()) == ["2 J"]
