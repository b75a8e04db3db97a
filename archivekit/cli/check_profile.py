"""``archivekit check --profile``: what a partner would drop or lose of our records, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archivekit.archive import Archive
from archivekit.cli.progress import progress
from archivekit.cli.report import print_json
from archivekit.errors import ExitCode
from archivekit.oai.profiles.files import file_of, read
from archivekit.texts import language_of_the_locale, text

if TYPE_CHECKING:
    from archivekit.publish.partner_check import Checked, Finding, Lost

_NAMED = 10
_NAMED_WHERE_NOTHING_IS_LOST = 3
_LONGEST_VALUE = 60


def check_profile(profile: str, archive_root: Path, *, as_json: bool) -> ExitCode:
    """Checks what would be published today by a partner's rules; 1 where something is lost.

    Raises WrongUse where there is no such profile, NothingDone where its file has mistakes.
    """
    from archivekit.publish.partner_check import check

    archive = Archive.open(archive_root)
    rules = file_of(profile, archive.profiles)
    asked = read(rules, archive.settings.service_code)
    with progress(text("cli.check-progress"), quiet=as_json) as step:
        checked = check(
            archive,
            asked,
            today=dt.date.today(),
            step=step,
            most=None if as_json else _NAMED,
        )
    has_code = bool(archive.settings.service_code)
    if as_json:
        print_json({"profile": profile, "rules": str(rules), **_document(checked)})
    else:
        click.echo("\n".join(_lines(checked, wants_code=asked.wants_service_code and not has_code)))
        click.echo(text("cli.check-rules", file=rules))
    if not checked.records:
        return ExitCode.NOTHING_DONE
    return ExitCode.DONE_WITH_PROBLEMS if checked.loses_something else ExitCode.DONE


def _document(checked: Checked) -> dict[str, Any]:
    language = language_of_the_locale()
    return {
        "records": checked.records,
        "hidden": checked.hidden,
        "offered": checked.offered,
        "left_out": dict(checked.left_out),
        "findings": [
            {
                "loses": str(finding.loses),
                "why": finding.why[language],
                "count": finding.count,
                "records": [record._asdict() for record in finding.records],
            }
            for finding in checked.findings
        ],
    }


def _lines(checked: Checked, *, wants_code: bool) -> Iterator[str]:
    title = checked.profile.title[language_of_the_locale()]
    yield text("cli.check-offered", title=title, records=checked.records, offered=checked.offered)
    if checked.hidden:
        yield "  " + text("cli.check-hidden", count=checked.hidden)
    for condition, count in checked.left_out.items():
        yield "  " + text(f"cli.check-left-out-{condition}", count=count)
    for loss, findings in groupby(checked.findings, key=lambda it: it.loses):
        yield ""
        yield text(f"cli.check-loses-{loss}")
        for finding in findings:
            yield from _finding(finding)
    if wants_code:
        yield ""
        yield text("cli.check-no-service-code")
    if checked.offered and not checked.loses_something:
        yield ""
        yield text("cli.check-nothing-lost")


def _finding(finding: Finding) -> Iterator[str]:
    why = finding.why[language_of_the_locale()]
    yield "  " + text("cli.check-finding", count=finding.count, why=why)
    most = _NAMED if finding.loses.is_loss else _NAMED_WHERE_NOTHING_IS_LOST
    for record in finding.records[:most]:
        yield f"    {_named(record)}"
    if more := finding.count - len(finding.records[:most]):
        yield "    " + text("cli.check-more", count=more)


def _named(record: Lost) -> str:
    title = record.title if len(record.title) <= _LONGEST_VALUE else f"{record.title[:59]}…"
    found = " ".join(record.found.split())
    found = found if len(found) <= _LONGEST_VALUE else f"{found[:59]}…"
    named = f"{record.code}  {title}" if record.code else title
    return text("cli.check-found", record=named, found=found) if found else named
