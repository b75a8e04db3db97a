"""Which authority records may be seen, and what of them.

Seen are those that an open record names, and those that are marked so; of their relations, those
that lead to what may be seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from archivekit.catalogue import Catalogue, StoredAuthority, StoredRecord
from archivekit.description.arks import normalise
from archivekit.description.authority import Authority, Control, Relation, compared

_GONE = ("cancelled", "deleted", "deletedMerged", "deletedReplaced", "deletedSplit")


class Forms:
    """Authority records by all forms of their names; an authorised form comes before variants."""

    def __init__(self, authorities: Iterable[StoredAuthority]) -> None:
        self._all = [it for it in authorities if _may_be_seen(it.authority)]
        self._by_form: dict[str, StoredAuthority] = {}
        for it in self._all:
            self._by_form.setdefault(compared(it.authority.name), it)
        for it in self._all:
            for form in it.authority.names:
                self._by_form.setdefault(compared(form.text), it)

    def named(self, name: str) -> StoredAuthority | None:
        """The record of a name."""
        return self._by_form.get(compared(name))

    def shown(self, names: Iterable[str]) -> list[StoredAuthority]:
        """Those that these names name, and those marked as public."""
        named = {it.id for name in names if (it := self.named(name))}
        return [it for it in self._all if it.id in named or it.authority.publish]


def point_of(name: str, catalogue: Catalogue) -> tuple[float, float] | None:
    """Latitude and longitude of the place that a name is of, where its record may be seen."""
    found = (it.authority for it in catalogue.authorities.called(name))
    points = (it.coordinates for it in found if _may_be_seen(it))
    return next((point for point in points if point is not None), None)


def _may_be_seen(authority: Authority) -> bool:
    return authority.publish is not False and authority.control.status not in _GONE


def public_view(
    stored: StoredAuthority, catalogue: Catalogue, open_arks: Collection[str], seen: Collection[int]
) -> Authority:
    """The record without its control (who wrote it), and relations only to what may be seen."""
    authority = stored.authority
    return replace(
        authority,
        control=Control(
            agency_code=authority.control.agency_code,
            agency_name=authority.control.agency_name,
            sources=authority.control.sources,
        ),
        relations=tuple(_relations(authority.relations, catalogue, open_arks, seen)),
    )


def _relations(
    relations: Iterable[Relation],
    catalogue: Catalogue,
    open_arks: Collection[str],
    seen: Collection[int],
) -> Iterator[Relation]:
    for it in relations:
        if it.target == "resource":
            record = record_of(it, catalogue)
            if record is not None and (record.ark or "") in open_arks:
                yield replace(it, name=record.title, href=record.ark or "", note="")
        elif it.target == "cpf":
            others = catalogue.authorities.called(it.name)
            # A name that is in the catalogue but not shown may be of a closed record.
            if not others or any(other.id in seen for other in others):
                yield it
        else:
            yield it


def record_of(relation: Relation, catalogue: Catalogue) -> StoredRecord | None:
    """The record of the catalogue that a resource relation names, by ARK or reference code."""
    for words in (relation.href, relation.name):
        ark = normalise(words)
        record = catalogue.records.by_ark(ark) if ark else None
        record = record or (catalogue.records.find(words) if words else None)
        if record is not None:
            return record
    return None
