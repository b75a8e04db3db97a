"""Text of pages as others write it: ALTO 2 to 4, hOCR and PAGE XML, read within bounds."""

from archivekit.exchange.page_text.reading import (
    MOST_MEGABYTES,
    Format,
    TextOfPage,
    format_of,
    read,
)

__all__ = ["MOST_MEGABYTES", "Format", "TextOfPage", "format_of", "read"]
