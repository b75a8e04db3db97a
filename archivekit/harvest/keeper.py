"""A partner's record into the catalogue: new, changed, withdrawn, or as it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from archivekit.catalogue import Batch, Records, StoredRecord, new_record
from archivekit.harvest.ledger import Ledger, Selection, checksum
from archivekit.harvest.mapping import describe
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.problems import Place, Problems, Severity

FIGURES = ("new", "changed", "unchanged", "withdrawn")


@dataclass(slots=True)
class Keeper:
    """Keeps the records of one harvest, and counts what became of them."""

    batch: Batch
    records: Records
    ledger: Ledger
    selection: Selection
    identifier_length: int
    why_withdrawn: str
    counts: Counter[str] = field(default_factory=Counter)
    without_metadata: list[str] = field(default_factory=list)

    def keep(self, record: PartnerRecord) -> None:
        """One record, as it came and as we read it."""
        if not 0 < len(record.identifier) <= self.identifier_length:
            self.counts["without-identifier"] += 1
            return
        stored = self.records.by_partner(self.selection.partner, record.identifier)
        if record.deleted:
            self.counts["withdrawn" if self._withdraw(stored, record) else "unchanged"] += 1
        elif stored and self._is_as_it_was(stored, record):
            self.counts["unchanged"] += 1
        else:
            self._save(stored, record)
            self.counts["changed" if stored else "new"] += 1

    def tell(self, problems: Problems, url: str) -> None:
        """What was amiss with records, each thing once."""
        place = Place(url=url)
        if count := self.counts["without-identifier"]:
            problems.add("harvest.without-identifier", Severity.ERROR, place, count=count)
        if bare := self.without_metadata:
            problems.add(
                "harvest.without-metadata",
                Severity.WARNING,
                place,
                count=len(bare),
                first=bare[0],
            )

    def _withdraw(self, stored: StoredRecord | None, record: PartnerRecord) -> bool:
        """Follow a deletion; of a record that never came nothing is kept."""
        if stored is None or stored.withdrawn_at:
            return False
        self.records.withdraw(self.batch, stored.id, self.why_withdrawn)
        self.ledger.keep(stored.id, self.selection.prefix, record)
        return True

    def _is_as_it_was(self, stored: StoredRecord, record: PartnerRecord) -> bool:
        kept = self.ledger.kept(stored.id)
        # The datestamp goes back when a harvest is undone; the bytes, which are history, do not.
        return kept == (checksum(record), False) and stored.partner_datestamp == record.datestamp

    def _save(self, stored: StoredRecord | None, record: PartnerRecord) -> None:
        description = describe(record)
        if record.metadata is None:
            self.without_metadata.append(record.identifier)
        if stored is None:
            new = new_record(
                description,
                partner=self.selection.partner,
                partner_identifier=record.identifier,
                partner_datestamp=record.datestamp,
            )
            record_id = self.records.save(self.batch, new).id
        else:
            # What the archivist decided about it stays.
            description.publish = stored.publish
            description.internal_notes = stored.internal_notes
            changed = replace(
                self._given_back(stored).described(description), partner_datestamp=record.datestamp
            )
            record_id = self.records.save(self.batch, changed).id
        self.ledger.keep(record_id, self.selection.prefix, record)

    def _given_back(self, stored: StoredRecord) -> StoredRecord:
        """The record no longer withdrawn, if it was the partner that had withdrawn it."""
        kept = self.ledger.kept(stored.id)
        if kept is None or not kept[1]:
            return stored
        return replace(stored, withdrawn_at=None, withdrawn_why=None)
