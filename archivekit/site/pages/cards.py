"""A record as it stands in a list of results: what the card shows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from archivekit.description.words import highlight
from archivekit.texts.typography import french

Pieces = list[tuple[str, bool]]

_SNIPPET = 240


@dataclass(frozen=True, slots=True)
class Card:
    """One record; its words in pieces, each with whether it was asked for."""

    ark: str
    code: str
    title: Pieces
    plain_title: str
    title_language: str | None
    date: str | None
    level: str | None
    fonds: str
    snippet: Pieces
    page_count: int
    recording_count: int
    has_thumbnail: bool


def card_of(row: sqlite3.Row, words: str = "") -> Card:
    """The card of a row of ``records``, the words asked for marked in it."""
    titles = json.loads(row["terms"]).get("title") or [{}]
    description = row["description"] or ""
    return Card(
        ark=row["ark"],
        code=row["code"],
        title=highlight(french(row["full_title"]), words),
        plain_title=row["full_title"],
        title_language=titles[0].get("language"),
        date=row["date"],
        level=row["level"],
        fonds=row["fonds"],
        snippet=highlight(description, words, _SNIPPET),
        page_count=row["page_count"],
        recording_count=row["recording_count"],
        has_thumbnail=row["thumbnail"] is not None,
    )
