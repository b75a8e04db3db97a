"""Where partners' records came from, as the edition tells it beside each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archivekit.catalogue import Catalogue
from archivekit.oai import about
from archivekit.oai.about import Beside, Origin


@dataclass(frozen=True, slots=True)
class CameFrom:
    """The origin of one record, and what it brought with it."""

    origin: Origin
    beside: Beside

    @property
    def about(self) -> bytes:
        """Its ``<about>`` containers."""
        return about.of_harvested(self.origin, self.beside)

    @property
    def exposed(self) -> str:
        """All that is told of it but the day it was fetched: fetched again, it is the same."""
        return about.of_harvested(
            replace(self.origin, harvest_date="0001-01-01"), self.beside
        ).hex()


def came_from(catalogue: Catalogue, record_ids: Iterable[int]) -> dict[int, CameFrom]:
    """The origins of those records that a partner gave, by number."""
    rows = catalogue.database.execute(_HARVESTED, (json.dumps(list(record_ids)),))
    return {row[0]: _came_from(*row[1:]) for row in rows}


def _came_from(
    url: str, identifier: str, datestamp: str, harvested_at: str, raw: bytes, namespaces: str
) -> CameFrom:
    beside = about.read(raw, json.loads(namespaces))
    origin = Origin(
        harvest_date=about.second(harvested_at),
        # What we give of it is written anew: our identifier, our order of the elements.
        altered=True,
        base_url=url,
        identifier=identifier,
        datestamp=datestamp,
        metadata_namespace=beside.namespace,
    )
    return CameFrom(origin, beside)


_HARVESTED = """
select r.id, p.url, coalesce(r.partner_identifier, ''), coalesce(r.partner_datestamp, ''),
  h.harvested_at, h.raw, h.namespaces
from records r
join harvested h on h.record_id = r.id
join partners p on p.name = r.partner
where r.id in (select value from json_each(?))
"""
