"""Finding aids written and read again, for the tests of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from archivekit.description.exposed import Exposed
from archivekit.description.record import Description, Level
from archivekit.exchange.ead.reading import read_finding_aids
from archivekit.exchange.ead.told import Told
from archivekit.exchange.ead.writing import finding_aid
from archivekit.exchange.ead.writing_grammar import Dialect, Model, grammar
from archivekit.exchange.outgoing import Institution, Outgoing
from archivekit.problems import Problems

VALMONT = Institution(
    name={"fr": "Archives de Valmont", "en": "Archives of Valmont"},
    contact="archives@valmont.example",
    place="Valmont (Doubs, France)",
    service_code="FRAC25999",
    language="fr",
    base_url="https://archives.valmont.example",
    license="",
    rights="",
    reader="fr",
    today="2026-01-15",
)
FONDS = Description(code="7 J", title="Comité d'accueil", level=Level.FONDS)


def leaving(description: Description, depth: int = 0, ark: str = "", **said: Any) -> Outgoing:
    """A record on its way out."""
    exposed = Exposed(
        ark=ark,
        oai_identifier="",
        code=description.code,
        title=description.title,
        full_title=description.title,
        level=str(description.level) if description.level else None,
        terms=description.terms,
    )
    return Outgoing(
        uid="",
        depth=depth,
        description=description,
        exposed=replace(exposed, **said),
        pages=(),
        is_open=True,
    )


def write(
    records: Sequence[Outgoing],
    dialect: Dialect = Dialect.EAD2002,
    problems: Problems | None = None,
    **institution: Any,
) -> bytes:
    """A finding aid of these records, the first at its top."""
    valmont = replace(VALMONT, **institution)
    told = Problems() if problems is None else problems
    return finding_aid(records, valmont, told, dialect)


def read(document: bytes, folder: Path) -> list[Description]:
    """The records of a finding aid, parents first."""
    file = folder / "finding-aid.xml"
    file.write_bytes(document)
    components = read_finding_aids(file, Told(Problems(), file.name))
    return [it.description for it in sorted(components, key=lambda each: each.number)]


def tree(document: bytes) -> Any:
    """The document, its namespace left out so that paths read easily."""
    root = etree.fromstring(document)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def breaches(document: bytes, dialect: Dialect) -> list[str]:
    """Where a document breaks the tables of its dialect; empty where it keeps them."""
    models = grammar(dialect).models
    found = []
    for element in tree(document).iter():
        if not isinstance(element.tag, str):
            continue
        model = models.get(element.tag)
        if model is None:
            found.append(f"no element {element.tag}")
            continue
        found += [f"{element.tag}: {why}" for why in _breaches(element, model)]
    return found


def _breaches(element: Any, model: Model) -> list[str]:
    names = [child.tag for child in element if isinstance(child.tag, str)]
    if element.tag in ("c", "dsc"):
        names = [name for name in names if name != "c"]
    places = [model.slot_of(name) for name in names]
    found = [f"{name} may not stand" for name in names if model.slot_of(name) is None]
    known = [place for place in places if place is not None]
    if known != sorted(known):
        found.append(f"order of {names}")
    for number, slot in enumerate(model.slots):
        if slot.at_least and number not in known:
            found.append(f"none of {sorted(slot.names)}")
        if not slot.many and known.count(number) > 1:
            found.append(f"more than one of {sorted(slot.names)}")
    texts = [element.text, *(child.tail for child in element)]
    if not model.mixed and any(text and text.strip() for text in texts):
        found.append("words")
    attributes = {name.rpartition("}")[2] for name in element.attrib}
    return found + [f"@{name} may not stand" for name in attributes - model.attributes]
