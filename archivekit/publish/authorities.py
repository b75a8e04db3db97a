"""Authority records and synonyms into the edition: of names and subjects in use, and no others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from archivekit.catalogue import Catalogue, StoredAuthority
from archivekit.description.authority import compared
from archivekit.description.authority_json import as_document
from archivekit.description.words import stem_text
from archivekit.leaving.authorities import Forms, public_view
from archivekit.publish.edition_file import EditionFile

Link = tuple[str, str, str]
Synonym = tuple[str, str, str, str]


def add_authorities(catalogue: Catalogue, file: EditionFile, naan: str, shown: set[str]) -> None:
    """Fills the tables. ``shown``: the ARKs of the records of this edition."""
    values = file.named_values()
    forms = Forms(catalogue.authorities)
    visible = forms.shown(value for _, value in values)
    with catalogue.transaction():
        arks = {it.id: catalogue.authorities.mint(it, naan) for it in visible}
    links: list[Link] = []
    others: list[Synonym] = []
    for facet, value in values:
        if (it := forms.named(value)) is not None:
            links.append((facet, value, arks[it.id]))
            others += _variants(it, value)
    others += _of_concepts(catalogue, [value for _, value in values])
    seen = set(arks)
    rows = [_row(it, arks[it.id], catalogue, shown, seen) for it in visible]
    shown_now = set(arks.values())
    gone = (it for it in catalogue.exposures.authorities().items() if it[0] not in shown_now)
    file.add_authorities(rows, links, others, gone)


def _row(
    stored: StoredAuthority, ark: str, catalogue: Catalogue, shown: set[str], seen: set[int]
) -> tuple[object, ...]:
    authority = public_view(stored, catalogue, shown, seen)
    north, east = authority.coordinates or (None, None)
    document = json.dumps(as_document(authority), ensure_ascii=False)
    it, edtf = authority, authority.date_edtf or None
    return ark, str(it.kind), it.name, it.date_words, edtf, north, east, document


def _variants(stored: StoredAuthority, value: str) -> Iterator[Synonym]:
    """The other forms of a name in use."""
    for form in stored.authority.names:
        yield from _synonym(form.text, value, form.language)


def _of_concepts(catalogue: Catalogue, values: list[str]) -> Iterator[Synonym]:
    """The other labels of concepts in use."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for value in values:
        used[compared(value)].add(value)
    for concept in catalogue.vocabularies.concepts():
        named = sorted(
            {it for label in concept.labels for it in used.get(compared(label.text), ())}
        )
        for value in named:
            for label in concept.labels:
                yield from _synonym(label.text, value, label.language)


def _synonym(label: str, value: str, language: str) -> Iterator[Synonym]:
    words = stem_text(label)
    if words and words != stem_text(value):
        yield words, label, value, language
