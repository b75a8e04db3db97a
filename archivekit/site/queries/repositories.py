"""The OAI-PMH repositories of an edition: one for each profile."""

from __future__ import annotations

import json

from archivekit.edition import Edition

_DEFAULT = "default"


def repositories(edition: Edition) -> list[tuple[str, dict[str, str]]]:
    """The path of each base URL, and what it is called by language; the whole archive first."""
    rows = edition.db.execute(
        "select name, json_extract(definition, '$.title') from profiles order by name <> ?, name",
        (_DEFAULT,),
    )
    return [
        ("/oai" if name == _DEFAULT else f"/oai/{name}", json.loads(title)) for name, title in rows
    ]
