"""``archivekit harvest``: a partner's records in, by OAI-PMH."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivekit.archive import Archive
from archivekit.cli.opened import command_line
from archivekit.cli.options import archive_option, json_option, yes_option
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.errors import NothingDone, WrongUse
from archivekit.problems import Place, Problems
from archivekit.texts import text

if TYPE_CHECKING:
    from archivekit.harvest.result import Request, Result, Vanished

# Most partners have none of these.
_TOLD_WHERE_SOME = ("vanished", "parts", "missing")


@click.command("harvest", help=text("harvest.help"))
@click.argument("partner", metavar="[NAME|URL]", required=False)
@click.option("--all", "every", is_flag=True, help=text("harvest.all-help"))
@click.option("--set", "set_spec", metavar=text("cli.word-set"), help=text("harvest.set-help"))
@click.option("--from", "first", metavar=text("cli.word-date"), help=text("harvest.from-help"))
@click.option("--until", "last", metavar=text("cli.word-date"), help=text("harvest.until-help"))
@click.option("--prefix", metavar=text("cli.word-prefix"), help=text("harvest.prefix-help"))
@click.option("--full", is_flag=True, help=text("harvest.full-help"))
@click.option("--publish/--no-publish", default=None, help=text("harvest.publish-help"))
@yes_option
@archive_option
@json_option
def harvest(
    partner: str | None,
    every: bool,
    archive_root: Path,
    as_json: bool,
    yes: bool,
    **asked: Any,
) -> None:
    """Bring partners' records into the catalogue."""
    # Loaded here so that the help of all commands answers at once.
    from archivekit.harvest.result import Request

    archive = Archive.open(archive_root)
    names = _names(archive, partner, every)
    problems = Problems()
    results: list[Result] = []
    for name in names:
        request = Request(archive=archive, partner=name, command=command_line(), **asked)
        try:
            results.append(_harvested(request, problems, as_json=as_json, yes=yes))
        except NothingDone as error:
            if not every:
                raise
            # One partner in trouble is no reason to leave out the others.
            problems.add("harvest.partner-failed", place=Place(record=name), why=error.sentence())

    def say() -> None:
        for result in results:
            _print(result, _shown(partner) if partner else result.partner)

    def document() -> dict[str, Any]:
        if every:
            return {"partners": [result.as_json() for result in results]}
        return results[0].as_json()

    end(problems, document, say, as_json=as_json, anything_done=bool(results))


def _names(archive: Archive, partner: str | None, every: bool) -> list[str]:
    """Whom to harvest. Raises WrongUse where nobody is named, or one and all."""
    if (partner is None) != every:
        raise WrongUse("harvest.one-or-all")
    if partner is not None:
        return [partner]
    names = [it.name for it in archive.settings.partners]
    if not names:
        raise WrongUse("harvest.all-of-none", file=archive.root / "archive.toml")
    return names


def _harvested(request: Request, problems: Problems, *, as_json: bool, yes: bool) -> Result:
    from archivekit.harvest.run import run

    label = text("harvest.progress", partner=_shown(request.partner))
    with progress(label, quiet=as_json) as step:

        def ask(vanished: Vanished) -> bool:
            if yes or as_json or not sys.stdin.isatty():
                return yes
            with step.aside():
                return click.confirm(_question(vanished), err=True)

        return run(request, problems, step, ask=ask, say=step.say)


def _question(it: Vanished) -> str:
    return text(
        "harvest.vanished-sure",
        partner=it.partner,
        count=it.count,
        standing=it.standing,
        first=it.first,
    )


def _print(result: Result, partner: str) -> None:
    title = text("harvest.done" if result.complete else "harvest.unfinished", partner=partner)
    figures = [
        (text(f"harvest.figure-{name}"), it)
        for name, it in result.figures().items()
        if it or name not in _TOLD_WHERE_SOME
    ]
    print_figures(title, figures)


def _shown(partner: str) -> str:
    from archivekit.harvest.address import shown

    return shown(partner)
