"""What FranceArchives makes of what it harvests: a replica of its rules for oai_dc."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Component:
    """One component of the finding aid that a set becomes."""

    eadid: str
    identifier: str
    unittitle: str
    unitid: str
    start: int | None
    stop: int | None
    digitised: list[str] = field(default_factory=list)
    thumbnails: list[str] = field(default_factory=list)
    indexes: dict[str, list[str]] = field(default_factory=dict)
    language: str = ""


@dataclass
class Imported:
    """The outcome of a harvest."""

    components: list[Component] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def years(date: str) -> tuple[int | None, int | None]:
    """The first and last year that it reads in a date."""
    if match := re.fullmatch(r"(\d{4})-(\d{4})", date):
        return int(match[1]), int(match[2])
    if match := re.fullmatch(r"(\d{4})(?:/\d{4})?|\d{2}/\d{2}/(\d{4})", date):
        return int(match[1] or match[2]), None
    return None, None


def take(records: list[Any], service_code: str) -> Imported:
    """Takes the records of a harvest in, as Sickle gives them."""
    imported = Imported()
    for record in records:
        spec = record.header.setSpecs[0]  # without one the whole harvest is aborted
        if record.deleted:
            continue
        if not spec.startswith(service_code):
            imported.warnings.append(spec)
        said = record.metadata
        if not said.get("title"):
            imported.dropped.append(record.header.identifier)
            continue
        imported.components.append(_component(record.header.identifier, spec, said))
    return imported


def _component(identifier: str, spec: str, said: dict[str, list[str]]) -> Component:
    start, stop = years(said["date"][0]) if said.get("date") else (None, None)
    return Component(
        eadid=spec,
        identifier=identifier,
        unittitle=" ; ".join(said["title"]),
        unitid=" ; ".join(said.get("source", ())),
        start=start,
        stop=stop,
        digitised=said.get("identifier", []),
        thumbnails=said.get("relation", []),
        indexes={name: said.get(name, []) for name in ("contributor", "coverage", "subject")},
        language=" ; ".join(said.get("language", ())),
    )
