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


def viewing_direction(record: Exposed) -> str | None:
    """``right-to-left`` where all of it is written so; None: as viewers do by themselves."""
    if record.languages and set(record.languages) <= _RIGHT_TO_LEFT:
        return "right-to-left"
    return None


def behavior(record: Exposed) -> list[str]:
    """``paged`` for a bound volume digitised page by page, else ``individuals``."""
    upright = sum(page.height > page.width for page in record.pages)
    is_volume = len(record.pages) > 2 and 2 * upright > len(record.pages) and _is_bound(record)
    return ["paged" if is_volume else "individuals"]


def _is_bound(record: Exposed) -> bool:
    values = (
        value for term in ("extent", "medium", "type") for value in record.terms.get(term, ())
    )
    said = " ".join([record.title, *(value.text for value in values)])
    return not _BOUND.isdisjoint(stem_text(said).split())
