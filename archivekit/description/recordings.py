"""What the description of sound and film says by itself, where the archivist left it blank."""

from __future__ import annotations

from collections.abc import Sequence

from archivekit.description import duration
from archivekit.description.exposed import ExposedPage
from archivekit.description.record import Terms, Value


def say_of_recordings(terms: Terms, pages: Sequence[ExposedPage]) -> None:
    """Adds type (DCMI Type), format (media type) and extent (duration) where nothing is said."""
    heard = [page.recording for page in pages if page.recording is not None]
    if not heard:
        return
    types = dict.fromkeys("MovingImage" if it.is_film else "Sound" for it in heard)
    formats = dict.fromkeys(it.media_type for it in heard)
    extent = duration.in_words(sum(it.seconds for it in heard))
    for term, said in (("type", types), ("format", formats), ("extent", [extent])):
        if not terms.get(term):
            terms[term] = [Value(text) for text in said]
