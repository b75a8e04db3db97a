"""Europeana's assertions on a record of EDM, as its Schematron states them, written anew."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from archivekit.description.rights import europeana_takes
from archivekit.oai.edm import NAMESPACES

RDF = "{" + NAMESPACES["rdf"] + "}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DIRECT = ("dc:subject", "dc:type", "dcterms:temporal", "dcterms:spatial")


def faults(rdf: etree._Element) -> list[str]:
    """What Europeana would refuse in an ``rdf:RDF``."""
    found = [fault for element in rdf.iter(etree.Element) for fault in _of_any(element)]
    for cho in _all(rdf, "edm:ProvidedCHO"):
        found += _of_object(cho)
    for aggregation in _all(rdf, "ore:Aggregation"):
        found += _of_aggregation(aggregation)
    for resource in _all(rdf, "edm:WebResource"):
        if any((it.text or "").strip() for it in _all(resource, "dcterms:hasPart")):
            found.append("hasPart of a WebResource is words")
        found += [
            f"rights of a WebResource: {it.get(RDF + 'resource')}"
            for it in _all(resource, "edm:rights")
            if not europeana_takes(it.get(RDF + "resource", ""))
        ]
    if len(_all(rdf, "edm:ProvidedCHO")) != len(_all(rdf, "ore:Aggregation")):
        found.append("not one Aggregation for each ProvidedCHO")
    return found


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return element.findall(name, NAMESPACES)


def _is_said(element: etree._Element, names: tuple[str, ...]) -> bool:
    return any(
        it.get(RDF + "resource") or (it.text or "").strip()
        for name in names
        for it in _all(element, name)
    )


def _of_any(element: etree._Element) -> Iterator[str]:
    for name in ("resource", "about"):
        if element.get(RDF + name) == "":
            yield f"empty rdf:{name} of {element.tag}"
    if element.get(RDF + "resource") and (element.text or "").strip():
        yield f"{element.tag} has an address and words"
    if element.get(LANG) == "":
        yield f"empty xml:lang of {element.tag}"


def _of_object(cho: etree._Element) -> Iterator[str]:
    if not _is_said(cho, DIRECT):
        yield "no subject, type, temporal or spatial"
    if not _is_said(cho, ("dc:title", "dc:description")):
        yield "neither title nor description"
    kinds = [it.text for it in _all(cho, "edm:type")]
    if len(kinds) != 1:
        yield f"edm:type {kinds}"
    if kinds == ["TEXT"] and not _is_said(cho, ("dc:language",)):
        yield "a TEXT without language"


def _of_aggregation(aggregation: etree._Element) -> Iterator[str]:
    for name in ("edm:dataProvider", "edm:provider", "edm:aggregatedCHO"):
        if not _is_said(aggregation, (name,)):
            yield f"no {name}"
    if not any(it.get(RDF + "resource") for it in _shown(aggregation)):
        yield "neither isShownAt nor isShownBy"
    rights = [it.get(RDF + "resource", "") for it in _all(aggregation, "edm:rights")]
    if len(rights) != 1 or not europeana_takes(rights[0]):
        yield f"edm:rights {rights}"


def _shown(aggregation: etree._Element) -> list[etree._Element]:
    return [*_all(aggregation, "edm:isShownAt"), *_all(aggregation, "edm:isShownBy")]
