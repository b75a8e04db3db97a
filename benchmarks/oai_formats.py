"""Every format that OAI-PMH gives, against its official schema; and how fast each is made.

    python benchmarks/oai_formats.py ARCHIVE [--schemas DIR] [--examples N] [--components N]

``ARCHIVE`` is an archive folder that was published (``archivekit demo --no-serve``). ``--schemas``
as for ``formats.py``, with ``ead_2002.xsd`` beside them. All that is listed is checked, then random
records; then a finding aid of N components is written, and as many records in each other format.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from formats import CORPUS, ROOT, Schemas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "exchange")]

from ead_round_trip import schema  # noqa: E402
from europeana import faults  # noqa: E402
from outgoings import INSTITUTION, RECORD, exposed_records  # noqa: E402

from archivekit.description.exposed import Exposed  # noqa: E402
from archivekit.edition import Edition, Request  # noqa: E402
from archivekit.oai import edm, mets, oai_dc, oai_ead, oai_qdc  # noqa: E402
from archivekit.oai.ead_component import House, Part  # noqa: E402
from archivekit.oai.provider import respond  # noqa: E402

HOUSE = House(name=INSTITUTION.name["fr"], service_code=INSTITUTION.service_code)
WRITERS: dict[str, Callable[[Exposed], bytes]] = {
    "oai_dc": oai_dc.write,
    "oai_qdc": oai_qdc.write,
    "edm": edm.document,
    "mets": mets.write,
}
OF_SCHEMAS = {"oai_qdc": "qdc"}


class Checks:
    """The official schemas, by prefix."""

    def __init__(self, folder: Path) -> None:
        self._others = Schemas(folder)
        file = folder / "ead_2002.xsd"
        self._ead = schema(file) if file.exists() else None
        if self._ead is None:
            print(f"{file}: not there, not checked", file=sys.stderr)

    def errors(self, prefix: str, metadata: bytes) -> list[str]:
        """What a schema has against an element."""
        alone = etree.fromstring(metadata)
        wanted = (
            self._ead if prefix == "oai_ead" else self._others.of(OF_SCHEMAS.get(prefix, prefix))
        )
        if wanted is None or wanted.validate(alone):
            return faults(alone) if prefix == "edm" else []
        return [str(error) for error in wanted.error_log]


def listed(edition: Edition, prefix: str) -> Iterator[bytes]:
    """The metadata of all records in a format, from page to page."""
    query = f"verb=ListRecords&metadataPrefix={prefix}"
    while query:
        root = etree.fromstring(respond(Request("GET", "/oai", query), edition).body)
        for metadata in root.iter("{*}metadata"):
            yield etree.tostring(metadata[0])
        token = root.findtext(".//{*}resumptionToken")
        query = f"verb=ListRecords&resumptionToken={token}" if token else ""


def published(archive: Path, checks: Checks) -> int:
    """All that an archive gives; how many faults."""
    edition = Edition.open(archive / "public" / "public.db")
    wrong = 0
    for prefix in (*WRITERS, "oai_ead"):
        found = [checks.errors(prefix, it) for it in listed(edition, prefix)]
        errors = [error for errors in found for error in errors]
        wrong += len(errors)
        print(f"{prefix:8} {len(found)} records, {len(errors)} faults", *errors[:5], sep="\n  ")
    edition.close()
    return wrong


def trees(draw: st.DrawFn) -> list[Part]:
    """Random records on any levels, each below one that came before."""
    records = draw(st.lists(exposed_records(), min_size=1, max_size=6))
    parts: list[Part] = []
    for number, record in enumerate(records):
        depth = draw(st.integers(1, parts[-1].depth + 1)) if parts else 0
        inherited = frozenset(draw(st.sets(st.sampled_from(["creator", "rights", "language"]))))
        record = replace(record, ark=f"ark:/99999/b{number}", inherited=inherited)
        parts.append(Part(record, depth, bool(record.pages)))
    return parts


def random_records(checks: Checks, examples: int) -> None:
    """Any record at all, in each format. Raises at the first fault."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(exposed_records(), st.composite(trees)())
    def check(record: Exposed, parts: list[Part]) -> None:
        for prefix, write in WRITERS.items():
            can = {"mets": bool(record.pages and record.ark), "edm": edm.is_taken(record)}
            if can.get(prefix, True):
                assert checks.errors(prefix, write(record)) == [], prefix
        assert checks.errors("oai_ead", oai_ead.write(parts, "2J", HOUSE)) == []

    check()
    print(f"{examples} random records and finding aids: no fault")


def timed(components: int) -> None:
    """Processor seconds of each format."""
    began = time.process_time()
    parts = (
        Part(replace(RECORD, ark=f"ark:/99999/b{number}"), min(number, 1 + number % 3), True)
        for number in range(components + 1)
    )
    size = len(oai_ead.write(parts, "2J", HOUSE))
    took = time.process_time() - began
    print(f"oai_ead  {components} components: {took:.2f} s, {size / 1e6:.1f} MB")
    for prefix, write in WRITERS.items():
        began = time.process_time()
        for number in range(components):
            write(replace(RECORD, ark=f"ark:/99999/b{number}"))
        print(f"{prefix:8} {components} records: {time.process_time() - began:.2f} s")


def main() -> int:
    """Runs all; 1 where anything is not valid."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", type=Path)
    options.add_argument("--schemas", type=Path, default=CORPUS / "schemas")
    options.add_argument("--examples", type=int, default=500)
    options.add_argument("--components", type=int, default=12_000)
    given = options.parse_args()
    checks = Checks(given.schemas)
    wrong = published(given.archive, checks)
    random_records(checks, given.examples)
    timed(given.components)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
