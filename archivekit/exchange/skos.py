"""Controlled vocabularies in SKOS (RDF/XML) read: concepts, their labels and relations.

Owns the reading of the form in which thesauri are published: one element a concept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from archivekit.description.vocabulary import Concept, Label
from archivekit.exchange.bounded_xml import parse

MOST_MEGABYTES = 64
MOST_LABELS = 1_000

_SKOS = "{http://www.w3.org/2004/02/skos/core#}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLES = (
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://purl.org/dc/terms/}title",
    "{http://www.w3.org/2000/01/rdf-schema#}label",
    f"{_SKOS}prefLabel",
)
_LABELS = {f"{_SKOS}{kind}Label": kind for kind in ("pref", "alt", "hidden")}
_RELATIONS = {f"{_SKOS}{name}": name for name in ("broader", "narrower", "related")}

_E = etree._Element


def read_file(file: Path) -> Iterator[Concept]:
    """The concepts of a file that have a preferred label. Raises NothingDone."""
    root = parse(file, MOST_MEGABYTES)
    titles = {_about(it): _title(it) for it in root.iter(f"{_SKOS}ConceptScheme")}
    only = next(iter(titles.values()), "") if len(titles) == 1 else ""
    for element in _concepts(root):
        concept = _concept(element, titles, only)
        if concept.uri and concept.preferred:
            yield concept


def _concepts(root: _E) -> Iterator[_E]:
    yield from root.iter(f"{_SKOS}Concept")
    for element in root.iterchildren(f"{_RDF}Description"):
        kinds = (it.get(f"{_RDF}resource", "") for it in element.iterchildren(f"{_RDF}type"))
        if f"{_SKOS[1:-1]}Concept" in kinds:
            yield element


def _concept(element: _E, titles: dict[str, str], only: str) -> Concept:
    schemes = [it.get(f"{_RDF}resource", "") for it in element.iterchildren(f"{_SKOS}inScheme")]
    named = next((titles[it] for it in schemes if titles.get(it)), "")
    notation = element.find(f"{_SKOS}notation")
    return Concept(
        uri=_about(element),
        vocabulary=named or next(iter(schemes), "") or only,
        labels=tuple(_labels(element))[:MOST_LABELS],
        relations=tuple(
            (_RELATIONS[it.tag], target)
            for it in element
            if isinstance(it.tag, str) and it.tag in _RELATIONS
            if (target := it.get(f"{_RDF}resource") or next(map(_about, it), ""))
        ),
        notation=_text(notation) if notation is not None else "",
    )


def _labels(element: _E) -> Iterator[Label]:
    for it in element:
        if isinstance(it.tag, str) and it.tag in _LABELS and _text(it):
            yield Label(_LABELS[it.tag], _text(it), it.get(_XML_LANG, ""))


def _about(element: _E) -> str:
    return element.get(f"{_RDF}about", "")


def _title(element: _E) -> str:
    found = (element.find(name) for name in _TITLES)
    return next((_text(it) for it in found if it is not None and _text(it)), "")


def _text(element: _E) -> str:
    return " ".join((element.text or "").split())
