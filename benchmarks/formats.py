"""Formats for partners against their official schemas, and their memory.

    python benchmarks/formats.py ARCHIVE [--schemas DIR] [--many N]

``ARCHIVE`` is an archive folder (made by ``archivekit demo --no-serve``, with a ``base_url``).
``--schemas``: a folder with ``edm/xsd`` and ``oai`` (as in the corpus), ``dcterms``
(DCMI's dcterms.xsd, dc.xsd, dcmitype.xsd) and ``mets`` (mets.xsd, xlink.xsd). What is not there is
said and left out. Then the same for random records, and N records through each writer.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "exchange")]

from europeana import faults  # noqa: E402
from outgoings import INSTITUTION, RECORD, exposed_records, outgoing, written  # noqa: E402

from archivekit.description.exposed import Exposed  # noqa: E402
from archivekit.exchange.formats import FORMATS  # noqa: E402
from archivekit.exchange.outgoing import Outgoing  # noqa: E402
from archivekit.problems import Problems  # noqa: E402

CORPUS = Path(os.environ.get("ARCHIVEKIT_CORPUS", ROOT.parent / "shared" / "corpus"))
NAMES = {
    "oai_dc": "oai_dc.xml",
    "qdc": "qdc.xml",
    "edm": "edm.xml",
    "jsonld": "records.jsonld",
    "mets": "mets",
    "francearchives-csv": "csv",
}
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
# DCMI has a type for a container and leaves its element to each application.
QUALIFIED = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dcterms="http://purl.org/dc/terms/"
  targetNamespace="http://worldcat.org/xmlschemas/qdc-1.0/" elementFormDefault="qualified">
  <xs:import namespace="http://purl.org/dc/terms/" schemaLocation="dcterms.xsd"/>
  <xs:element name="qualifieddc" type="dcterms:elementOrRefinementContainer"/>
</xs:schema>"""


class Schemas:
    """The official schemas that are there."""

    def __init__(self, folder: Path) -> None:
        self._of = {
            "oai_dc": self._load(folder / "oai" / "oai_dc.xsd"),
            "edm": self._load(folder / "edm" / "xsd" / "EDM.xsd"),
            "qdc": self._load(folder / "dcterms" / "dcterms.xsd", QUALIFIED),
            "mets": self._load(folder / "mets" / "mets.xsd"),
        }

    def _load(self, file: Path, text: str = "") -> etree.XMLSchema | None:
        if not file.exists():
            print(f"{file}: not there, not checked", file=sys.stderr)
            return None
        parser = etree.XMLParser(no_network=True)
        beside = str(file.with_name("qualifieddc.xsd"))
        document = etree.fromstring(text, base_url=beside) if text else etree.parse(file, parser)
        return etree.XMLSchema(document)

    def of(self, name: str) -> etree.XMLSchema | None:
        """The schema of a format; None where it is not there."""
        return self._of[name]

    def errors(self, name: str, target: Path) -> list[str]:
        """What is not valid in a file or folder."""
        schema = self._of.get(name)
        files = sorted(target.rglob("*.xml")) if target.is_dir() else [target]
        found = []
        for file in files if name in self._of else ():
            root = etree.parse(file).getroot()
            for element in root if name in ("oai_dc", "qdc") else [root]:
                alone = etree.fromstring(etree.tostring(element))
                # Of PREMIS the schema of METS knows nothing: its xsi:type would be an error.
                for premis in alone.iter("{http://www.loc.gov/premis/v3}object"):
                    etree.strip_attributes(premis, XSI_TYPE)
                if schema is not None and not schema.validate(alone):
                    found += [f"{file.name}: {error}" for error in schema.error_log]
            found += faults(root) if name == "edm" else []
        return found


def demo(archive: Path, schemas: Schemas, folder: Path) -> int:
    """Exports an archive in each format by the command, and checks it."""
    from click.testing import CliRunner

    from archivekit.cli import main

    wrong = 0
    for name, file in NAMES.items():
        target = folder / file
        arguments = ["export", "--format", name, "--to", str(target), "--archive", str(archive)]
        done = CliRunner().invoke(main, arguments)
        errors = schemas.errors(name, target)
        wrong += len(errors)
        print(f"{name:20} exit {done.exit_code}, {len(errors)} faults", *errors[:5], sep="\n  ")
    return wrong


def random_records(schemas: Schemas, examples: int) -> None:
    """Any record at all, in each format that has a schema. Raises at the first fault."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(exposed_records())
    def check(record: Exposed) -> None:
        for name in ("oai_dc", "qdc", "edm", "mets"):
            with tempfile.TemporaryDirectory() as folder:
                writer = FORMATS[name].load()
                target, _ = written(writer, Path(folder), outgoing(record), name=NAMES[name])
                assert schemas.errors(name, target) == []

    check()
    print(f"{examples} random records: no fault")


def many(number: int, folder: Path) -> None:
    """Seconds and peak memory of each format."""

    def records() -> Iterator[Outgoing]:
        for place in range(number):
            code = f"2 J {place}"
            yield outgoing(replace(RECORD, code=code, ark=f"ark:/99999/b{place}"), depth=place > 0)

    for name, file in NAMES.items():
        start = time.perf_counter()
        FORMATS[name].load()(records, INSTITUTION, folder / f"many-{file}", Problems())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:20} {number} records {time.perf_counter() - start:6.1f} s, peak {peak} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--schemas", type=Path, default=CORPUS / "schemas")
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--many", type=int, default=0)
    asked = parser.parse_args()
    schemas = Schemas(asked.schemas)
    with tempfile.TemporaryDirectory() as folder:
        wrong = demo(asked.archive, schemas, Path(folder))
        random_records(schemas, asked.examples)
        if asked.many:
            many(asked.many, Path(folder))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
