"""How a viewer should turn the pages: direction and behavior (Presentation 3.0, 3.2)."""

from __future__ import annotations

from archivekit.description.exposed import Exposed
from archivekit.description.words import stem_text

# ISO 639-2/B codes of languages written from right to left.
_RIGHT_TO_LEFT = {"ara", "heb", "per", "syr", "urd", "yid", "ota", "jrb"}
# What is bound, so that two pages lie open side by side.
_BOUND = frozenset(
    stem_text("registre volume cahier livre carnet album brochure register notebook book").split()
)
# What is one long strip, photographed in pieces.
_ROLLED = frozenset(stem_text("rouleau rotulus scroll roll").split())


def viewing_direction(record: Exposed) -> str | None:
    """``right-to-left`` where all of it is written so; None: as viewers do by themselves."""
    if record.languages and set(record.languages) <= _RIGHT_TO_LEFT:
        return "right-to-left"
    return None


def behavior(record: Exposed) -> list[str]:
    """``paged`` for a bound volume digitised page by page, ``continuous`` for a roll; else
    ``individuals``. Of sound and film alone nothing is said.
    """
    said, images = _said(record), record.images
    if record.recordings and not images:
        return []
    if len(images) > 1 and not _ROLLED.isdisjoint(said):
        return ["continuous"]
    upright = sum(page.height > page.width for page in images)
    by_page = not record.recordings and len(images) > 2 and 2 * upright > len(images)
    return ["paged" if by_page and not _BOUND.isdisjoint(said) else "individuals"]


def _said(record: Exposed) -> list[str]:
    """The words that say what kind of thing it is."""
    values = (
        value for term in ("extent", "medium", "type") for value in record.terms.get(term, ())
    )
    return stem_text(" ".join([record.title, *(value.text for value in values)])).split()
