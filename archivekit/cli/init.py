"""``archivekit init``: makes an archive folder, asking what it needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.ask import ask
from archivekit.cli.options import archive_option, yes_option
from archivekit.errors import WrongUse
from archivekit.settings import read_settings
from archivekit.texts import LANGUAGES, language_of_the_locale, text

TEST_NAAN = "99999"

_QUESTIONS = ("name", "contact", "place", "oai_domain", "naan", "base_url")


@click.command("init", help=text("cli.init-help"))
@archive_option
@click.option("--name", metavar=text("cli.word-text"), help=text("cli.init-name-help"))
@click.option("--contact", metavar=text("cli.word-e-mail"), help=text("cli.init-contact-help"))
@click.option("--place", metavar=text("cli.word-text"), help=text("cli.init-place-help"))
@click.option(
    "--oai-domain", metavar=text("cli.word-domain"), help=text("cli.init-oai-domain-help")
)
@click.option("--naan", metavar="NAAN", help=text("cli.init-naan-help"))
@click.option("--base-url", metavar="URL", help=text("cli.init-base-url-help"))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=language_of_the_locale,
    help=text("cli.init-language-help"),
)
@yes_option
def init(archive_root: Path, language: str, yes: bool, **given: str | None) -> None:
    """Make an archive folder."""
    if (archive_root / "archive.toml").exists():
        raise WrongUse("settings.already-there", folder=archive_root)
    answers = {question: _answer(question, given[question], yes) for question in _QUESTIONS}
    toml = settings_text(language=language, name={language: answers.pop("name")}, **answers)
    archive = Archive.create(archive_root, toml)
    click.echo(text("cli.init-done", folder=archive.root))
    if archive.settings.naan == TEST_NAAN:
        click.echo(text("cli.init-test-naan", naan=TEST_NAAN), err=True)


def _answer(question: str, given: str | None, yes: bool) -> str:
    default = text(f"cli.init-{question.replace('_', '-')}-default")
    if given is not None or yes:
        return default if given is None else given
    label = text(f"cli.init-{question.replace('_', '-')}-question")
    return ask(label, default=default)


def settings_text(
    *,
    language: str,
    name: Mapping[str, str],
    contact: str,
    place: str,
    oai_domain: str,
    naan: str,
    base_url: str,
) -> str:
    """The text of a new ``archive.toml``, each setting with a word on what it is for."""
    other = next(each for each in LANGUAGES if each != language)
    filled = text(
        "cli.init-settings",
        language,
        name=", ".join(f"{each} = {_quoted(said)}" for each, said in name.items()),
        contact=_quoted(contact),
        place=_quoted(place),
        oai_domain=_quoted(oai_domain),
        naan=_quoted(naan),
        base_url=_quoted(base_url),
        language=language,
        other=other,
        home=_quoted(text("cli.init-home-default", language)),
        home_other=_quoted(text("cli.init-home-default", other)),
    )
    read_settings(filled, "archive.toml")  # nothing is written that could not be read again
    return filled


def _quoted(words: str) -> str:
    """A TOML basic string: a JSON string is one."""
    return json.dumps(words, ensure_ascii=False)
