"""The components of a partner's finding aid, as records below it.

They come and go with it: OAI-PMH knows the finding aid alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from archivekit.catalogue import Batch, Records, StoredRecord, new_record
from archivekit.catalogue.batches import now
from archivekit.exchange.ead.reading import Component
from archivekit.harvest.partner_record import PartnerRecord, components


@dataclass(frozen=True, slots=True)
class Parts:
    """Keeps the components of one partner's finding aids."""

    batch: Batch
    records: Records
    partner: str
    why_withdrawn: str

    def keep(self, top: int, record: PartnerRecord) -> int:
        """Components as records below the record ``top``; gives how many there are.

        What was below it and is no longer in the finding aid is withdrawn.
        """
        before = {it.partner_identifier: it for it in self.records.below(top)}
        parts = components(record)
        if not parts and not before:
            return 0
        numbers: dict[int, int] = {0: top}
        met: set[str] = set()
        for part in parts:
            identifier = _identifier(record.identifier, part, met)
            parent = numbers.get(part.parent or 0, top)
            kept = self._kept(before.pop(identifier, None), identifier, record, part, parent)
            numbers[part.number] = self.records.save(self.batch, kept).id
        for gone in before.values():
            if not gone.withdrawn_at:
                withdrawn = replace(gone, withdrawn_at=now(), withdrawn_why=self.why_withdrawn)
                self.records.save(self.batch, withdrawn)
        return len(parts)

    def _kept(
        self,
        stored: StoredRecord | None,
        identifier: str,
        record: PartnerRecord,
        part: Component,
        parent: int,
    ) -> StoredRecord:
        place: dict[str, Any] = {"parent_id": parent, "position": part.position}
        if stored is None:
            return new_record(
                part.description,
                partner=self.partner,
                partner_identifier=identifier,
                partner_datestamp=record.datestamp,
                **place,
            )
        if part.description.publish is None:
            part.description.publish = stored.publish
        changed = replace(
            stored.described(part.description), withdrawn_at=None, withdrawn_why=None, **place
        )
        # A component that is as it was keeps its datestamp, and so is not sent on as changed.
        return (
            changed if changed == stored else replace(changed, partner_datestamp=record.datestamp)
        )


def _identifier(of_all: str, part: Component, met: set[str]) -> str:
    """The finding aid's with the component's id, else its code, else its place in the file."""
    for name in (part.id, part.description.code, part.path):
        identifier = f"{of_all}#{name}"
        if name and identifier not in met:
            break
    met.add(identifier)
    return identifier
