"""A finding aid in EAD (oai_ead, ape_ead): its top, and its components as records below it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from lxml import etree

from archivekit.description.record import Description, Value
from archivekit.errors import WrongUse
from archivekit.exchange.ead.reading import Component, read_finding_aids
from archivekit.exchange.ead.told import Told
from archivekit.problems import Problems


def is_one(metadata: Any) -> bool:
    """Whether metadata is EAD."""
    return str(metadata.tag.rpartition("}")[2]) == "ead"


def read(metadata: Any) -> tuple[Description, list[Component], bool] | None:
    """The top, the components in order (each above before those below it), and whether something
    in it needs a person's eye. None where it cannot be read as a finding aid.
    """
    problems = Problems()
    with tempfile.TemporaryDirectory(prefix="archivekit-") as folder:
        file = Path(folder, "ead.xml")
        file.write_bytes(etree.tostring(metadata, encoding="UTF-8", with_tail=False))
        try:
            found = sorted(read_finding_aids(file, Told(problems, file.name)), key=_number)
        except WrongUse:
            return None
    if not found or found[0].parent is not None:
        return None
    for component in found:
        # Kept with the whole finding aid, to the letter.
        component.description.source_xml = ""
    top = found[0].description
    if address := _address(metadata):
        top.terms.setdefault("identifier", []).insert(0, Value(address))
    return top, found[1:], problems.need_a_person


def _address(metadata: Any) -> str:
    """Where the partner shows the finding aid: the ``url`` of its ``eadid``."""
    for element in metadata.iter("{*}eadid", "{*}recordid"):
        return str(element.get("url") or element.get("instanceurl") or "").strip()
    return ""


def _number(component: Component) -> int:
    return component.number
