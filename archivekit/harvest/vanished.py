"""Records that a complete list no longer has, of a partner that does not tell what it withdraws."""

from __future__ import annotations

from dataclasses import replace

from archivekit.catalogue.batches import now
from archivekit.harvest.keeper import Keeper
from archivekit.harvest.result import Ask, Vanished
from archivekit.problems import Place, Problems, Severity

_NAMED = 5


def follow_vanished(
    keeper: Keeper, list_id: int, seen: int, problems: Problems, url: str, ask: Ask
) -> int:
    """Withdraws what a complete list of all records no longer has, if ``ask`` agrees.

    Gives how many. Of an empty list nothing is believed: that is a partner in trouble.
    """
    gone = keeper.as_it_came.vanished(list_id)
    if not gone:
        return 0
    place = Place(url=url)
    first = ", ".join(identifier for _, identifier in gone[:_NAMED])
    standing = keeper.as_it_came.standing()
    if not seen:
        problems.add("harvest.vanished-all", Severity.ERROR, place, count=len(gone))
        return 0
    if not ask(Vanished(partner=keeper.partner, count=len(gone), standing=standing, first=first)):
        problems.add(
            "harvest.vanished-stay",
            Severity.WARNING,
            place,
            count=len(gone),
            standing=standing,
            first=first,
        )
        return 0
    with keeper.batch.transaction():
        for record_id, _ in gone:
            stored = keeper.records.get(record_id)
            assert stored is not None
            why = keeper.why_withdrawn
            keeper.records.save(
                keeper.batch, replace(stored, withdrawn_at=now(), withdrawn_why=why)
            )
        keeper.as_it_came.mark_deleted(record_id for record_id, _ in gone)
    return len(gone)
