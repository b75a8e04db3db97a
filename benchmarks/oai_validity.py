"""Holds every OAI-PMH answer over an edition against the official schemas: all pages of all lists.

    python benchmarks/oai_validity.py PUBLIC_DB SCHEMAS [--requests 5000] [--seed 1]

PUBLIC_DB is one that benchmarks/edition.py --keep FOLDER leaves in FOLDER/public/public.db, or the
demo's. SCHEMAS is a folder of XSD files: OAI-PMH.xsd and one for each namespace that answers hold;
of a format without one only the envelope is held. Then so many malformed requests are made: each
must get an error or an answer that is valid too.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1]))

from archivekit.edition import Edition, Request
from archivekit.oai.provider import respond

XSD = "http://www.w3.org/2001/XMLSchema"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
SIMPLE_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SIMPLE_DC_ELEMENT = f"{{{SIMPLE_DC}}}dc"
# Imported by others, or of no use in answers.
NOT_IMPORTED = {"XMLSchema.xsd", "xml.xsd", "all.xsd", "toolkit.xsd"}
SAMPLE = 500


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("public_db", type=Path)
    options.add_argument("schemas", type=Path)
    options.add_argument("--requests", type=int, default=5000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    checker = Checker(Edition.open(given.public_db), given.schemas)
    names = [name for (name,) in checker.edition.db.execute("select name from profiles")]
    for path in sorted("/oai" if name == "default" else f"/oai/{name}" for name in names or [""]):
        began = time.perf_counter()
        checker.walk(path)
        checker.tell(path, began)
    began = time.perf_counter()
    for query in malformed(random.Random(given.seed), given.requests):
        checker.ask("/oai", query)
    checker.tell(f"{given.requests} malformed requests", began)
    sys.exit(1 if checker.faults else 0)


class Checker:
    """Asks the provider, and counts what is valid and what is not."""

    def __init__(self, edition: Edition, schemas: Path) -> None:
        self.edition = edition
        self.schema, self.namespaces = schema_of(schemas)
        self.answers: Counter[str] = Counter()
        self.envelopes: set[str] = set()
        self.records = 0
        self.faults = 0

    def walk(self, path: str) -> None:
        """Every verb and every page of every list; a sample of the records one by one."""
        for query in ("verb=Identify", "verb=ListMetadataFormats"):
            self.ask(path, query)
        self.pages(path, "verb=ListSets")
        formats = self.ask(path, "verb=ListMetadataFormats")
        for prefix in [it.text for it in formats.iter(f"{OAI}metadataPrefix")]:
            self.pages(path, f"verb=ListIdentifiers&metadataPrefix={prefix}")
            identifiers = self.pages(path, f"verb=ListRecords&metadataPrefix={prefix}")
            chosen = random.Random(1).sample(identifiers, min(SAMPLE, len(identifiers)))
            for identifier in map(quote, chosen):
                self.ask(path, f"verb=GetRecord&metadataPrefix={prefix}&identifier={identifier}")
                self.ask(path, f"verb=ListMetadataFormats&identifier={identifier}")

    def pages(self, path: str, query: str) -> list[str]:
        """All pages of a list, whose number and size must be as it says; the identifiers."""
        found: list[str] = []
        verb, count, size = query.partition("&")[0], 0, None
        while query:
            root = self.ask(path, query)
            found += [it.text or "" for it in root.iter(f"{OAI}identifier")]
            count += sum(1 for _ in root.iter(f"{OAI}header", f"{OAI}set"))
            token = next(root.iter(f"{OAI}resumptionToken"), None)
            size = size if token is None else int(token.get("completeListSize"))
            query = (
                f"{verb}&resumptionToken={token.text}" if token is not None and token.text else ""
            )
        if size is not None and size != count:
            self.fault(path, verb, f"{count} in a list of {size}")
        if len(set(found)) != len(found):
            self.fault(path, verb, "a record twice")
        return found

    def ask(self, path: str, query: str) -> etree._Element:
        """One answer, held against the schemas."""
        answer = respond(Request("GET", path, query), self.edition)
        root = etree.fromstring(answer.body)
        kind = etree.QName(root[2]).localname if answer.status == 200 else str(answer.status)
        self.answers[root[2].get("code") or kind] += 1
        self.records += len(root.findall(f"{OAI}ListRecords/{OAI}record"))
        self.leave_out_formats_without_schema(root)
        if not self.schema.validate(root):
            self.fault(path, query, str(self.schema.error_log.last_error))
        return root

    def leave_out_formats_without_schema(self, root: etree._Element) -> None:
        """Puts simple Dublin Core in the place of what no schema is at hand for."""
        for metadata in root.iter(f"{OAI}metadata"):
            namespace = etree.QName(metadata[0]).namespace or ""
            if namespace not in self.namespaces:
                self.envelopes.add(namespace)
                metadata[:] = [etree.Element(SIMPLE_DC_ELEMENT)]

    def fault(self, path: str, query: str, why: str) -> None:
        self.faults += 1
        if self.faults <= 20:
            print(f"FAULT {path}?{query[:200]}: {why}")

    def tell(self, what: str, began: float) -> None:
        took = time.perf_counter() - began
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.answers.items()))
        print(
            f"{what}: {self.records} records listed; {counts}; {took:.0f} s; {self.faults} faults"
        )
        if self.envelopes:
            print(f"  no schema at hand: {', '.join(sorted(self.envelopes))}")
        self.answers.clear()
        self.records = 0


def schema_of(folder: Path) -> tuple[etree.XMLSchema, set[str]]:
    """One schema that imports all of a folder, and the namespaces that it knows."""
    wrapper = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD})
    known: set[str] = set()
    for file in sorted(folder.glob("*.xsd")):
        namespace = etree.parse(file).getroot().get("targetNamespace")
        if namespace and file.name not in NOT_IMPORTED and namespace not in known:
            known.add(namespace)
            location = file.resolve().as_uri()
            etree.SubElement(
                wrapper, f"{{{XSD}}}import", namespace=namespace, schemaLocation=location
            )
    return etree.XMLSchema(etree.ElementTree(wrapper)), known


WORDS = [
    *("verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"),
    *("Identify", "ListRecords", "ListSets", "GetRecord", "ListIdentifiers", "ListMetadataFormats"),
    *("oai_dc", "marc", "2J", "type", "place:France", "oai:a.b:c", "urn:x", "no&uri"),
    *("2024-05-01", "2024-05-01T00:00:00Z", "2024-5-1", "2024-05-01T00:00:00.5Z", "9999-99-99"),
    *("%00", "%01", "%0A", "%FF", "%EF%BF%BF", "%ED%A0%80", "%F0%9F%92%A5", "%%%", "%zz"),
    *("+", "&", "=", ";", "#", "?", "/", '"', "'", "<", ">", "]]>", "<!--"),
]


def malformed(chance: random.Random, count: int) -> Iterator[str]:
    """Requests of words that belong there and of others, in any order and number."""
    for _ in range(count):
        pairs = []
        for _ in range(chance.randint(0, 6)):
            name = chance.choice(WORDS[:13]) if chance.random() < 0.8 else noise(chance)
            value = chance.choice(WORDS) if chance.random() < 0.7 else noise(chance)
            pairs.append(f"{name}={value}" if chance.random() < 0.9 else name)
        if chance.random() < 0.7:
            pairs.append(f"verb={chance.choice(WORDS[7:13])}")
        yield "&".join(pairs)


def noise(chance: random.Random) -> str:
    """Any bytes, percent-encoded or as they are."""
    raw = bytes(chance.randrange(256) for _ in range(chance.randint(0, 12)))
    return quote(raw) if chance.random() < 0.5 else raw.decode("latin-1")


if __name__ == "__main__":
    main()
