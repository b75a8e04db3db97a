"""What FranceArchives makes of a harvest of finding aids: a replica of its rules for oai_ead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

XLINK = "{http://www.w3.org/1999/xlink}"
INDEXES = ("persname", "famname", "corpname", "name", "geogname", "subject", "genreform")
_IMAGE = re.compile(r"\.(?:jpe?g|png|jp2)$", re.I)
_ISO = r"(\d{4})(?:-\d{2}-\d{2})?"
_LABEL = 256
_LAST_YEAR = 2100


@dataclass
class Component:
    """A component, or the finding aid itself: what is shown of it."""

    title: str
    unitid: str
    permalink: str
    start: int | None
    stop: int | None
    thumbnails: list[str]
    viewers: list[str]
    indexes: dict[str, list[str]]
    components: list[Component] = field(default_factory=list)

    def all(self) -> list[Component]:
        """The component and all below it."""
        return [self, *(each for it in self.components for each in it.all())]


@dataclass
class Imported:
    """The outcome of a harvest; ``skipped`` says why."""

    finding_aids: dict[str, Component] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def years(text: str) -> tuple[int | None, int | None]:
    """The years that it reads in a date."""
    match = re.fullmatch(rf"{_ISO}(?:[/-]{_ISO})?", text.strip())
    if match is None or int(match[2] or match[1]) > _LAST_YEAR:
        return None, None
    return int(match[1]), int(match[2] or match[1])


def take(records: list[Any], service_code: str) -> Imported:
    """Takes the records of a harvest in, as Sickle gives them."""
    imported = Imported()
    for record in records:
        spec = record.header.setSpecs[0]  # without one the whole harvest is aborted
        if record.deleted:
            imported.deleted.append(spec)
            continue
        _take(record.xml, record.header.identifier, imported)
    imported.warnings += [it for it in imported.finding_aids if not it.startswith(service_code)]
    return imported


def _take(record: etree._Element, identifier: str, imported: Imported) -> None:
    metadata = record.find("{*}metadata")
    if metadata is None or not identifier:
        imported.skipped.append(f"{identifier}: no metadata, or no identifier")
        return
    ead = _plain(metadata[0])
    eadid, archdesc = ead.findtext(".//eadid"), ead.find("archdesc")
    if not eadid or archdesc is None or archdesc.find("did") is None:
        imported.skipped.append(f"{identifier}: no eadid, archdesc or did")
    elif eadid in imported.finding_aids:
        imported.skipped.append(f"{identifier}: the eadid {eadid} was there before")
    else:
        ids = [it.get("id") for it in ead.iter("c")]
        if len(ids) != len(set(ids)):
            raise ValueError("duplicate id")
        imported.finding_aids[eadid] = _component(archdesc, archdesc.findall("dsc/c"))


def _plain(ead: etree._Element) -> etree._Element:
    """The finding aid without namespaces, and without what is for internal use."""
    plain = etree.fromstring(etree.tostring(ead))
    for element in list(plain.iter(etree.Element)):
        element.tag = etree.QName(element).localname
        if element.get("audience") == "internal" and element.getparent() is not None:
            element.getparent().remove(element)
    return plain


def _component(element: etree._Element, below: list[etree._Element]) -> Component:
    did = element.find("did")
    start, stop = _dates(did)
    thumbnails, viewers = _digital(did)
    pointer = did.find("unitid/extptr")
    return Component(
        title=_words(did.find("unittitle")) or _words(did.find("unitdate")) or "Sans titre",
        unitid=_words(did.find("unitid")),
        permalink=pointer.get(f"{XLINK}href") if pointer is not None else "",
        start=start,
        stop=stop,
        thumbnails=thumbnails,
        viewers=viewers,
        indexes={
            name: [(it.get("normal") or _words(it))[:_LABEL] for it in element.findall(path)]
            for name in INDEXES
            for path in [f"controlaccess/{name}"]
        },
        components=[_component(it, it.findall("c")) for it in below],
    )


def _dates(did: etree._Element) -> tuple[int | None, int | None]:
    date = did.find("unitdate")
    if date is None:
        return None, None
    return years(date.get("normal") or _words(date))


def _digital(did: etree._Element) -> tuple[list[str], list[str]]:
    thumbnails, viewers = [], []
    for located in (*did.iter("dao"), *did.iter("daoloc")):
        href = located.get(f"{XLINK}href")
        is_image = located.get(f"{XLINK}role") in ("image", "thumbnail") or _IMAGE.search(href)
        (thumbnails if is_image else viewers).append(href)
    return thumbnails, viewers


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
