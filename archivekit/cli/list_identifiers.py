"""``archivekit list --identifiers``: every identifier ever given, and what became of it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from archivekit.catalogue import Catalogue
from archivekit.cli.report import print_json
from archivekit.texts import text

_COLUMNS = ("ark", "code", "title", "given_at", "state")

_ROWS = """
select i.ark, i.about, i.given_at, r.code, r.title, r.withdrawn_at, a.record_id, a.name,
  e.deleted is 0 or (x.ark is not null and x.left_at is null)
from identifiers i
left join records r on r.id = coalesce(
  (select id from records where ark = i.ark),
  (select id from records where uid = i.uid and partner is null),
  (select id from partners join records on partner = name
   and partner_identifier = substr(i.about, length(name) + 6)
   where substr(i.about, 1, length(name) + 5) = 'oai:' || name || ':')
)
left join authorities a on a.uid = i.uid
left join exposures e on e.ark = i.ark
left join authority_exposures x on x.ark = i.ark
where i.ark = coalesce(:ark, i.ark)
order by i.given_at, i.rowid
"""


def identifiers(catalogue: Catalogue, ark: str | None = None) -> Iterator[dict[str, str]]:
    """Each ARK: the reference code it was given for, when, and its state.

    States: ``public`` (in the last edition), ``closed``, ``withdrawn``, ``undone`` (what it was
    given for is not in the catalogue any more).
    """
    for row in catalogue.database.execute(_ROWS, {"ark": ark}):
        given, about, moment, code, title, withdrawn, authority, name, public = row
        there = code is not None or authority is not None
        yield {
            "ark": given,
            "code": code if code is not None else authority or about.partition(":")[2],
            "title": title or name or "",
            "given_at": moment,
            "state": _state(there, withdrawn is not None, bool(public)),
        }


def _state(there: bool, withdrawn: bool, public: bool) -> str:
    if not there:
        return "undone"
    if withdrawn:
        return "withdrawn"
    return "public" if public else "closed"


def print_identifiers(catalogue: Catalogue, *, as_json: bool) -> None:
    """Prints the table: CSV with a heading, or JSON."""
    rows = list(identifiers(catalogue))
    if as_json:
        print_json({"identifiers": rows})
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([text(f"cli.column-{name.replace('_', '-')}") for name in _COLUMNS])
    for row in rows:
        state = text(f"cli.identifier-{row['state']}")
        writer.writerow([row["ark"], row["code"], row["title"], row["given_at"], state])
