"""Questions to the person at the terminal, and what counts as yes and no in each language."""

from __future__ import annotations

import click

from archivekit.texts import text

# Either language is understood, whichever the question was asked in.
_YES = frozenset({"o", "oui", "y", "yes"})
_NO = frozenset({"n", "non", "no"})


def ask(question: str, *, default: str | None = None) -> str:
    """What a person types; the default where they only press Enter."""
    answer: str = click.prompt(
        question,
        default=default,
        show_default=bool(default),
        prompt_suffix=text("cli.prompt-suffix"),
        err=True,
    )
    return answer


def yes_or_no(question: str, *, default: bool = False) -> bool:
    """Whether a person says yes; asked again until the answer is one."""

    def read(typed: str) -> bool:
        said = typed.strip().lower()
        if said not in _YES | _NO | {""}:
            raise click.UsageError(text("cli.yes-or-no"))
        return default if not said else said in _YES

    choice = text("cli.ask-yes" if default else "cli.ask-no")
    answer: bool = click.prompt(
        f"{question} [{choice}]",
        default="",
        show_default=False,
        prompt_suffix=text("cli.prompt-suffix"),
        value_proc=read,
        err=True,
    )
    return answer


def sure(question: str) -> None:
    """Ends the command where the answer is not yes."""
    if not yes_or_no(question):
        raise click.Abort
