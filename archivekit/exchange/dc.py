"""Dublin Core in one XML file: ``<records>``, and in it one element for each record.

The elements are those that OAI-PMH gives: ``oai_dc:dc`` (the fifteen elements) or
``oai_qdc:qualifieddc`` (all DCMI Metadata Terms). Owns the file; what an element says is the
writers' of :mod:`archivekit.oai`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from archivekit.description import dcmi_terms
from archivekit.description.exposed import Exposed
from archivekit.exchange.outgoing import Institution, Records
from archivekit.exchange.outside import located, shown, tell_no_address
from archivekit.exchange.tally import Tally
from archivekit.oai import oai_dc, oai_qdc
from archivekit.problems import Problems, Severity

# What simple Dublin Core has no element for, not even a broader one.
_BEYOND_SIMPLE = frozenset(
    (
        *("rightsHolder", "audience", "mediator", "educationLevel", "provenance"),
        *("accrualMethod", "accrualPeriodicity", "accrualPolicy", "instructionalMethod"),
    )
)
_SAID_AS_RELATION = "relation"


def write_oai_dc(
    records: Records, institution: Institution, target: Path, problems: Problems
) -> None:
    """Writes simple Dublin Core, as OAI-PMH's default profile says it."""

    def is_said(term: str) -> bool:
        known = dcmi_terms.TERMS.get(term)
        if known is None or term in _BEYOND_SIMPLE:
            return False
        # The relation is the thumbnail's: harvesters make a link or an image of every one.
        return term == "source" or _SAID_AS_RELATION not in (known.name, known.refines)

    _write(records, institution, target, problems, oai_dc.write, is_said)


def write_qdc(records: Records, institution: Institution, target: Path, problems: Problems) -> None:
    """Writes qualified Dublin Core: all terms, with their encoding schemes."""
    _write(
        records, institution, target, problems, oai_qdc.write, lambda term: term in dcmi_terms.TERMS
    )


def _write(
    records: Records,
    institution: Institution,
    target: Path,
    problems: Problems,
    element: Callable[[Exposed], bytes],
    is_said: Callable[[str], bool],
) -> None:
    tell_no_address(institution, problems)
    unsaid = Tally()
    with target.open("wb") as file:
        file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<records>\n')
        for outgoing in records():
            record = shown(outgoing.exposed, institution)
            file.write(located(element(record), institution) + b"\n")
            for term in record.terms:
                if not is_said(term):
                    unsaid.add("exchange.term-not-said", record.code, {"term": term})
        file.write(b"</records>\n")
    unsaid.tell(problems, Severity.NOTE)
