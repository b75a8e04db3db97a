"""All checks on one repository, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing

from archivekit.errors import NothingDone
from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.asking import Asking, Bounds
from archivekit.harvest.conformance.finding import Finding, NotSeen, Report
from archivekit.harvest.conformance.table import CHECKS
from archivekit.progress import Step

_SHOWN = 3


def run(
    url: str,
    contact: str,
    step: Step,
    *,
    bounds: Bounds | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Report:
    """What is wrong with a repository. Raises NothingDone where none answers at the address."""
    with closing(Asking(url, contact, bounds or Bounds(), wait)) as asking:
        first = asking.ask(known.IDENTIFY)
        if not first.is_oai:
            why = known.came(first).sentence()
            raise NothingDone("conformance.no-repository", url=url, why=why)
        report = Report(url, known.identity(asking, "repositoryName"))
        step.total(len(CHECKS))
        for check in CHECKS:
            try:
                shown = tuple(check.look(asking))[:_SHOWN]
            except NotSeen as why:
                report.not_seen.append((check, why))
            else:
                report.looked_at += 1
                if shown:
                    report.findings.append(Finding(check, shown))
            step.advance()
        report.requests = len(asking.answers)
    return report
