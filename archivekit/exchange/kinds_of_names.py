"""Of whom or what an index term is: a person, family, body or place, where anything says so.

The record's own finding aid goes first (EAD ``persname``, ``corpname`` …), then the authority
records. Where neither says it, nothing is supposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from lxml import etree

from archivekit.description.authority import AuthorityKind, compared
from archivekit.exchange.ead.entries import entry
from archivekit.exchange.ead.names import local
from archivekit.exchange.outgoing import OutgoingAuthority

_OF_ELEMENT = {
    "persname": AuthorityKind.PERSON,
    "famname": AuthorityKind.FAMILY,
    "corpname": AuthorityKind.CORPORATE_BODY,
    "geogname": AuthorityKind.PLACE,
}


class KindsOfNames:
    """Tells the kind of a name in a record."""

    def __init__(self, authorities: Iterable[OutgoingAuthority]) -> None:
        self._of_form: dict[str, AuthorityKind | None] = {}
        for it in authorities:
            for form in it.authority.names:
                name, kind = compared(form.text), it.authority.kind
                # A name of two kinds says neither.
                same = self._of_form.setdefault(name, kind) is kind
                self._of_form[name] = kind if same else None

    def of(self, name: str, source_xml: str) -> AuthorityKind | None:
        """The kind of a name in the record of a part of a finding aid (empty: of none)."""
        folded = compared(name)
        said = _in_source(source_xml).get(folded) if source_xml else None
        return said or self._of_form.get(folded)


@lru_cache(maxsize=1)  # all names of one record are asked for one after the other
def _in_source(source_xml: str) -> Mapping[str, AuthorityKind]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(source_xml.encode(), parser)
    if root is None:
        return {}
    named = (each for each in root.iter(etree.Element) if local(each) in _OF_ELEMENT)
    return {compared(entry(each)): _OF_ELEMENT[local(each)] for each in named}
