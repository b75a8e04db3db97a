"""``archivekit check --oai``: what is wrong with a repository, in words to send to its keeper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archivekit.archive import SETTINGS_FILE, Archive
from archivekit.cli.progress import progress
from archivekit.cli.report import print_json
from archivekit.errors import ExitCode
from archivekit.problems import Severity
from archivekit.texts import text

if TYPE_CHECKING:
    from archivekit.harvest.conformance import Finding, Report
    from archivekit.harvest.conformance.answer import Answer

_GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def check_oai(url: str, archive_root: Path, *, as_json: bool) -> ExitCode:
    """Checks a repository and tells; 1 where something is more than a note.

    Raises NothingDone where no repository answers.
    """
    from archivekit.harvest.conformance import run

    with progress(text("cli.check-oai-progress", url=url), quiet=as_json) as step:
        report = run(url, _contact(archive_root), step)
    if as_json:
        print_json(report.as_json())
    else:
        click.echo("\n".join(_lines(report)))
    return ExitCode.DONE_WITH_PROBLEMS if report.needs_a_person else ExitCode.DONE


def _contact(archive_root: Path) -> str:
    """Whom the repository's keeper may write to: a repository is checked without an archive too."""
    if not (archive_root / SETTINGS_FILE).is_file():
        return ""
    return Archive.open(archive_root).settings.contact


def _lines(report: Report) -> Iterator[str]:
    yield text("cli.check-oai-title", repository=report.repository or "OAI-PMH", url=report.url)
    yield text("cli.check-oai-made", rules=report.looked_at, requests=report.requests)
    for severity in _GRAVEST_FIRST:
        of_it = [it for it in report.findings if it.check.severity is severity]
        if of_it:
            yield ""
            yield text(f"cli.check-oai-heading-{severity}", count=len(of_it))
            yield from _groups(of_it)
    if not report.needs_a_person:
        yield ""
        yield text("cli.check-oai-clean")
    if report.not_seen:
        yield ""
        yield text("cli.check-oai-not-seen", count=len(report.not_seen))
        yield from _not_seen(report)


def _groups(findings: list[Finding]) -> Iterator[str]:
    from archivekit.harvest.conformance.table import GROUPS

    for group in GROUPS:
        of_it = [it for it in findings if it.check.group == group]
        if of_it:
            yield ""
            yield f"  {text(f'conformance.group-{group}')}"
            for finding in of_it:
                yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  - {finding.check.rule()} ({finding.check.source()})"
    for came in finding.shown:
        yield "      " + text("cli.check-oai-request", request=_request(came.answer))
        yield "      " + text("cli.check-oai-came", came=came.sentence())


def _request(answer: Answer) -> str:
    if answer.method == "POST":
        return text("cli.check-oai-post", url=answer.url, form=answer.arguments)
    return answer.url


def _not_seen(report: Report) -> Iterator[str]:
    by_reason: dict[str, int] = defaultdict(int)
    for _, why in report.not_seen:
        by_reason[why.sentence()] += 1
    for reason, count in by_reason.items():
        yield "  " + text("cli.check-oai-not-seen-why", count=count, why=reason)
