"""The documentation is exact: commands, options, targets, dependencies and links that exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archivekit.cli import main
from archivekit.cli.group import COMMANDS

PROJECT = Path(__file__).resolve().parent.parent
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.M | re.S)
CALL = re.compile(r"(?:^|\s|\$ |bin/)archivekit ([a-z]+)((?:[ \t]+[^\n#|]*)?)")
EXAMPLE = re.compile(r"(?:Example|Exemple)")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None, f"archivekit {name} is no command"
    return found


def code_of(page: Path) -> Iterator[str]:
    """What stands in code blocks and between backquotes."""
    for match in CODE.finditer(page.read_text(encoding="utf-8")):
        yield match[1] or match[2]


def calls_in(page: Path) -> Iterator[tuple[str, str]]:
    """Each ``archivekit NAME …`` with the rest of its line."""
    for code in code_of(page):
        for line in code.splitlines():
            yield from CALL.findall(line)


def words_of(folder: str) -> str:
    return "\n".join(
        page.read_text("utf-8") for page in sorted((PROJECT / "docs" / folder).iterdir())
    )


def test_every_module_of_commands_is_there() -> None:
    assert all(command(name).name == name for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_gives_an_example(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert EXAMPLE.search(done.stdout), f"archivekit {name} --help has no example"
    assert f"archivekit {name}" in done.stdout


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_documentation(name: str, language: str) -> None:
    assert f"archivekit {name}" in words_of(language), f"docs/{language} says nothing of {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_commands_and_options_named_exist(page: Path) -> None:
    for name, rest in calls_in(page):
        options = {option for it in command(name).params for option in it.opts}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in options | {"--help"}, f"archivekit {name} has no {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_targets_of_make_exist(page: Path) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for code in code_of(page):
        for target in re.findall(r"^(?:\$ )?make ([a-z]+)", code, re.M):
            assert re.search(rf"^{target}:", makefile, re.M), f"make {target} does not exist"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_exists_in_both_languages(language: str) -> None:
    index = (PROJECT / "docs" / language / "README.md").read_text(encoding="utf-8")
    for page in (PROJECT / "docs" / language).glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index, f"{page.name} is not listed"
    count = {it: len(list((PROJECT / "docs" / it).glob("*.md"))) for it in ("fr", "en")}
    assert count["fr"] == count["en"]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    said = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = {re.match(r"[A-Za-z0-9_.-]+", it)[0] for it in wanted}  # type: ignore[index]
    assert not {name for name in names if f"`{name}`" not in said}
    listed = set(re.findall(r"^\| `([^`]+)`", said, re.M))
    assert not listed - names, "no longer dependencies"
