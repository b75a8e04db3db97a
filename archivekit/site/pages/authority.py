"""The page of an authority record: who or what it is, and the records that name it."""

from __future__ import annotations

from archivekit.description.addresses import record_url
from archivekit.description.authority import Relation
from archivekit.edition import Edition
from archivekit.edition.authorities import (
    AuthorityRow,
    ark_of_name,
    names_in_records,
    records_naming,
)
from archivekit.site.pages.authority_documents import schema_org
from archivekit.site.pages.documents import last_modified
from archivekit.site.pages.viewer import script_data
from archivekit.site.pages.visit import Page, Visit
from archivekit.texts import room_texts

_MOST_RECORDS = 50


def authority_page(edition: Edition, visit: Visit, row: AuthorityRow) -> Page:
    """The page."""
    return Page(
        "archivekit/authority.html",
        {
            "row": row,
            "authority": row.authority,
            "address": record_url(row.ark),
            "json_ld": script_data(schema_org(row)),
            "records": records_naming(edition, row.ark, _MOST_RECORDS),
            "named": names_in_records(edition, row.ark),
            "identifiers": [(it.text, it.address) for it in row.authority.identifiers],
            "relations": [
                (it, _leads_to(edition, visit, it), _kind_label(visit, it))
                for it in row.authority.relations
            ],
        },
        headers=(("Last-Modified", last_modified(edition.published_at)),),
    )


def _kind_label(visit: Visit, relation: Relation) -> str:
    """How the other stands to it, where the standard has a name for that."""
    name = f"relation-{relation.kind.lower()}"
    return visit.t(name) if name in room_texts("site") else ""


def _leads_to(edition: Edition, visit: Visit, relation: Relation) -> str:
    """Where a relation leads: on the site, or to an address outside."""
    if relation.target == "resource":
        return visit.href(f"/{relation.href}")
    if (ark := ark_of_name(edition, relation.name)) is not None:
        return visit.href(f"/{ark}")
    return relation.href if relation.href.startswith(("https://", "http://")) else ""
