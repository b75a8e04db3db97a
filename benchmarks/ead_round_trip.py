"""Finding aids imported, exported in each dialect, imported again: what differs, what is valid.

    python benchmarks/ead_round_trip.py [--corpus FOLDER] [--differences N] [FILE ...]

Reads the finding aids of the corpus beside the checkout (``../shared/corpus``, or the environment
variable ARCHIVEKIT_CORPUS), writes each as EAD 2002, EAD3 and apeEAD, checks each against the
official schemas of the corpus, and reads it again. Prints a line for each file: components,
records, and for each dialect the records that came back, the values that came back otherwise, and
whether it is valid. What differs is listed below, field by field.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from archivekit.description.codes import fold
from archivekit.description.exposed import Exposed
from archivekit.description.record import Description
from archivekit.errors import ArchivekitError
from archivekit.exchange.ead.codes import Named, candidates
from archivekit.exchange.ead.reading import Component, read_finding_aids
from archivekit.exchange.ead.told import Told
from archivekit.exchange.formats import FORMATS
from archivekit.exchange.outgoing import Institution, Outgoing
from archivekit.problems import Problems, Severity

SCHEMAS = {"ead": "ead_2002.xsd", "ead3": "ead3.xsd", "apeead": "apeEAD.xsd"}
FIELDS = (
    *("code", "title", "level", "parent_code", "date_text", "date_edtf", "date_first"),
    *("date_last", "access_text", "open_from", "publish", "scans", "internal_notes", "unknown"),
)
# The attribute groups of XLink 1.0 that the schemas of EAD 2002 and apeEAD refer to.
_XLINK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:x="http://www.w3.org/1999/xlink" targetNamespace="http://www.w3.org/1999/xlink">
 {attributes}{groups}</xs:schema>"""
_ATTRIBUTES = {
    "href": "anyURI", "role": "string", "arcrole": "string", "title": "string", "label": "string",
    "from": "string", "to": "string",
    "show": ("new", "replace", "embed", "other", "none"),
    "actuate": ("onLoad", "onRequest", "other", "none"),
}  # fmt: skip
_GROUPS = {
    "simple": "href role arcrole title show actuate",
    "extended": "role title",
    "locator": "href! role title label",
    "arc": "arcrole title show actuate from to",
    "resource": "role title label",
}


def main() -> int:
    """Runs over all files; gives 1 where anything came back otherwise or is not valid."""
    given = arguments()
    corpus = given.corpus
    schemas = {name: schema(corpus / "schemas" / file) for name, file in SCHEMAS.items()}
    files = given.files or sorted([*corpus.glob("ead/**/*.xml"), *corpus.glob("ead3/**/*.xml")])
    print(f"{'file':44} {'read':>6} {'ead':>16} {'ead3':>16} {'apeead':>16} seconds")
    kinds: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    bad = 0
    for file in files:
        started = time.perf_counter()
        try:
            records = outgoings(file)
        except ArchivekitError as error:
            print(f"{file.name:44} not imported: {error}")
            continue
        cells = []
        for name, wanted in schemas.items():
            cell, found, complaints = round_trip(records, name, wanted)
            cells.append(cell)
            bad += bool(complaints) or (bool(found) and name != "apeead")
            for field, example in found:
                kinds[name, field] += 1
                examples.setdefault((name, field), []).append(f"{file.name}: {example}")
            for complaint in complaints:
                kinds[name, "not valid"] += 1
                examples.setdefault((name, "not valid"), []).append(f"{file.name}: {complaint}")
        seconds = time.perf_counter() - started
        print(f"{file.name:44} {len(records):6} {' '.join(cells)} {seconds:7.1f}", flush=True)
    for (name, field), count in sorted(kinds.items()):
        print(f"\n{name} {field}: {count}")
        for example in examples[name, field][: given.differences]:
            print(f"    {example[:400]}")
    return 1 if bad else 0


def arguments() -> argparse.Namespace:
    """What is asked."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    corpus = os.environ.get("ARCHIVEKIT_CORPUS", beside)
    parser.add_argument("--corpus", type=Path, default=Path(corpus))
    parser.add_argument("--differences", type=int, default=5)
    parser.add_argument("files", type=Path, nargs="*")
    return parser.parse_args()


def outgoings(file: Path) -> list[Outgoing]:
    """The records of a file's finding aids as an export is given them, parents first."""
    told = Told(Problems(), file.name)
    components = sorted(read_finding_aids(file, told), key=lambda each: each.number)
    taken: set[str] = set()
    named: dict[int, tuple[Named, int]] = {}
    found = []
    for each in components:
        above, depth = named[each.parent] if each.parent is not None else (None, -1)
        name = called(each, above, taken, file.stem)
        named[each.number] = name, depth + 1
        parent = above.code if above else None
        described = replace(each.description, code=name.code, parent_code=parent)
        found.append(outgoing(described, depth + 1))
    return found


def called(each: Component, above: Named | None, taken: set[str], stem: str) -> Named:
    """The code a component goes by, as the import gives it."""
    own = each.description.code if fold(each.description.code) else ""
    if above is None:
        own = own or stem
    for name in candidates(own, each.id, each.position, above):
        if fold(name.code) not in taken:
            taken.add(fold(name.code))
            return name
    raise AssertionError


def outgoing(described: Description, depth: int) -> Outgoing:
    """A record on its way out that has no pages and no ARK."""
    return Outgoing(
        uid="",
        depth=depth,
        description=described,
        exposed=Exposed(
            ark="", oai_identifier="", code=described.code, title=described.title,
            full_title=described.title, level=described.level, terms=described.terms,
        ),
        pages=(),
        is_open=True,
    )  # fmt: skip


def institution(*, public: bool) -> Institution:
    """An institution of no town."""
    return Institution(
        name={"fr": "Archives municipales de Valmont"}, contact="", place="", license="", rights="",
        service_code="FRAC25000", language="fr", base_url="", reader="fr", today="2026-01-02",
        public=public,
    )  # fmt: skip


def round_trip(
    records: list[Outgoing], name: str, wanted: etree.XMLSchema
) -> tuple[str, list[tuple[str, str]], list[str]]:
    """One dialect of one file: a cell of the table, what differs, what the schema complains of."""
    form = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.xml"
        problems = Problems()
        form.load()(lambda: iter(records), institution(public=form.public), target, problems)
        written = sorted(target.glob("*")) if target.is_dir() else [target]
        complaints = [it for file in written for it in complaints_of(file, wanted)]
        again = [record for file in written for record in outgoings(file)]
    found = list(differences(records, again))
    lost = [it for it in problems if it.severity is Severity.WARNING]
    valid = "valid" if not complaints else "INVALID"
    cell = f"{len(again)}/{len(found)} {valid}{'*' if lost else ' '}"
    return f"{cell:>16}", found, complaints


def differences(before: list[Outgoing], after: list[Outgoing]) -> Iterator[tuple[str, str]]:
    """The fields that came back otherwise, with what they said and say."""
    if len(before) != len(after):
        yield "records", f"{len(before)} went, {len(after)} came"
    for one, other in zip(before, after, strict=False):
        ours, theirs = one.description, other.description
        if one.depth != other.depth:
            yield "depth", f"{ours.code}: {one.depth} {other.depth}"
        for field in FIELDS:
            said, says = getattr(ours, field), getattr(theirs, field)
            if said != says:
                yield field, f"{ours.code[:40]}: {apart(said, says)}"
        for term in sorted(ours.terms.keys() | theirs.terms.keys()):
            said, says = ours.terms.get(term), theirs.terms.get(term)
            if said != says:
                yield term, f"{ours.code[:40]}: {apart(said, says)}"


def apart(said: object, says: object) -> str:
    """Two values from a little before where they part."""
    one, other = str(said), str(says)
    pairs = zip(one, other, strict=False)
    same = next((at for at, (left, right) in enumerate(pairs) if left != right), len(one))
    start = max(same - 40, 0)
    return f"…{one[start : same + 60]} -> …{other[start : same + 60]}"


def complaints_of(file: Path, wanted: etree.XMLSchema) -> list[str]:
    """What the schema has against a file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    document = etree.fromstring(file.read_bytes(), parser).getroottree()
    wanted.validate(document)
    return [f"line {it.line}: {it.message}" for it in wanted.error_log][:20]


def schema(file: Path) -> etree.XMLSchema:
    """An official schema, XLink's part of it put in."""
    parser = etree.XMLParser()
    parser.resolvers.add(_WithXlink())
    return etree.XMLSchema(etree.parse(str(file), parser))


class _WithXlink(etree.Resolver):
    def resolve(self, url: str, public_id: str, context: object) -> object:  # noqa: ARG002
        if url.endswith("xlink.xsd"):
            return self.resolve_string(xlink(), context)
        return None


def xlink() -> str:
    """XLink's attributes and the groups of them for each type of link."""
    attributes = "".join(
        f'<xs:attribute name="{name}" type="xs:{kind}"/>'
        if isinstance(kind, str)
        else f'<xs:attribute name="{name}"><xs:simpleType><xs:restriction base="xs:string">'
        + "".join(f'<xs:enumeration value="{word}"/>' for word in kind)
        + "</xs:restriction></xs:simpleType></xs:attribute>"
        for name, kind in _ATTRIBUTES.items()
    )
    groups = "".join(
        f'<xs:attributeGroup name="{name}Link">'
        f'<xs:attribute name="type" type="xs:string" fixed="{name}" form="qualified"/>'
        + "".join(_reference(word) for word in words.split())
        + "</xs:attributeGroup>"
        for name, words in _GROUPS.items()
    )
    return _XLINK.format(attributes=attributes, groups=groups)


def _reference(word: str) -> str:
    use = "required" if word.endswith("!") else "optional"
    return f'<xs:attribute ref="x:{word.rstrip("!")}" use="{use}"/>'


if __name__ == "__main__":
    sys.exit(main())
