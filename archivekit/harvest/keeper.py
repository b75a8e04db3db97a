"""A partner's records into the catalogue: new, changed, withdrawn, or as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archivekit.catalogue import (
    Batch,
    DescribedValues,
    Records,
    StoredRecord,
    described_values,
    with_described,
)
from archivekit.catalogue.batches import now
from archivekit.description.record import Description
from archivekit.harvest.as_it_came import AsItCame, Kept
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.harvest.parts import Parts
from archivekit.harvest.tales import Tales

FIGURES = ("new", "changed", "unchanged", "withdrawn", "vanished", "parts")


@dataclass(slots=True)
class Keeper:
    """Keeps the records of one harvest, and counts what became of them."""

    batch: Batch
    records: Records
    as_it_came: AsItCame
    partner: str
    parts: Parts
    identifier_length: int
    why_withdrawn: str
    tales: Tales
    counts: Counter[str] = field(default_factory=Counter)
    words: dict[int, bytes] = field(default_factory=dict)

    def keep(self, records: Sequence[PartnerRecord]) -> list[str]:
        """Records as they came and as we read them. Gives the identifiers of those kept.

        In ``words`` then stands what those that are new are found by, by their numbers.
        """
        self.words.clear()
        # Of a record that came twice the last counts.
        last = {it.identifier: it for it in records if self._has_identifier(it)}
        self.counts["unchanged"] += self._count_doubles(records, last)
        kept = self.as_it_came.kept(list(last))
        new: list[PartnerRecord] = []
        for identifier, record in last.items():
            known = kept.get(identifier)
            if record.deleted:
                self._follow_deletion(known, record)
            elif known is None:
                new.append(record)
            else:
                self._keep_known(known, record)
        self._add(new)
        return list(last)

    def _has_identifier(self, record: PartnerRecord) -> bool:
        if 0 < len(record.identifier) <= self.identifier_length:
            return True
        self.tales.count("harvest.without-identifier", "")
        return False

    def _count_doubles(
        self, records: Sequence[PartnerRecord], last: dict[str, PartnerRecord]
    ) -> int:
        return sum(1 for it in records if last.get(it.identifier, it) is not it)

    def _add(self, new: Sequence[PartnerRecord]) -> None:
        """The quick way in, for records that are seen for the first time."""
        numbers = self.records.add(
            self.batch,
            self.partner,
            [(it.identifier, it.datestamp, it.described or _nothing(it.identifier)) for it in new],
        )
        self.counts["new"] += len(new)
        self.as_it_came.keep(zip(numbers, new, strict=True))
        for number, record in zip(numbers, new, strict=True):
            self.words[number] = record.words or record.identifier.encode()
            if record.parts:
                self.counts["parts"] += self.parts.keep(number, record)
            self._tell(record)

    def _keep_known(self, known: Kept, record: PartnerRecord) -> None:
        # The datestamp goes back when a harvest is undone; the bytes, which are history, do not.
        is_same = known.sha512 == record.sha512 and known.datestamp == record.datestamp
        if is_same and not known.deleted:
            self.counts["unchanged"] += 1
            return
        stored = self._stored(known)
        self.records.save(self.batch, _changed(stored, known, record))
        self.counts["changed"] += 1
        self.as_it_came.keep([(stored.id, record)])
        self.counts["parts"] += self.parts.keep(stored.id, record)
        self._tell(record)

    def _stored(self, known: Kept) -> StoredRecord:
        stored = self.records.get(known.record_id)
        assert stored is not None
        return stored

    def _tell(self, record: PartnerRecord) -> None:
        if record.described is None:
            self.tales.count("harvest.without-metadata", record.identifier)
        elif record.needs_a_person:
            self.tales.count("harvest.ead-notes", record.identifier)
        for mend in record.mends:
            self.tales.count(mend, record.identifier)

    def _follow_deletion(self, known: Kept | None, record: PartnerRecord) -> None:
        """Of a record that never came nothing is kept."""
        if known is None or known.is_withdrawn:
            self.counts["unchanged"] += 1
            return
        withdrawn = replace(
            self._stored(known),
            withdrawn_at=now(),
            withdrawn_why=self.why_withdrawn,
            partner_datestamp=record.datestamp,
        )
        self.records.save(self.batch, withdrawn)
        self.as_it_came.keep([(known.record_id, record)])
        self.counts["withdrawn"] += 1


def _nothing(identifier: str) -> DescribedValues:
    """What is kept of a record without metadata."""
    return described_values(Description(code="", title=identifier))


def _changed(stored: StoredRecord, known: Kept, record: PartnerRecord) -> StoredRecord:
    described = record.described or _nothing(record.identifier)
    changed = replace(
        with_described(stored, described),
        # What the archivist decided about it stays.
        publish=stored.publish,
        internal_notes=stored.internal_notes,
        partner_datestamp=record.datestamp,
    )
    if known.deleted:  # the partner had withdrawn it, and has it again
        return replace(changed, withdrawn_at=None, withdrawn_why=None)
    return changed
