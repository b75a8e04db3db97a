"""What an edition tells of its manifests, in order: created, updated, deleted."""

from __future__ import annotations

from typing import NamedTuple

from archivekit.edition.edition import Edition


class ActivityRow(NamedTuple):
    """What became of the manifest of an ARK: ``Create``, ``Update`` or ``Delete``."""

    kind: str
    ark: str
    at: str


def last_activity(edition: Edition) -> tuple[int, str]:
    """The number of the last, which is how many there are, and its moment."""
    row = edition.db.execute("select id, at from activities order by id desc limit 1").fetchone()
    return (row[0], row[1]) if row else (0, edition.published_at)


def activities_after(edition: Edition, number: int, limit: int) -> list[ActivityRow]:
    """The activities that follow the one of a number, the latest last."""
    rows = edition.db.execute(
        "select kind, ark, at from activities where id > ? order by id limit ?", (number, limit)
    )
    return [ActivityRow(*row) for row in rows]


def logo(edition: Edition) -> tuple[str, str, bytes] | None:
    """Media type, digest and bytes of the institution's logo."""
    row = edition.db.execute("select media_type, digest, content from logo").fetchone()
    return (row[0], row[1], row[2]) if row else None
