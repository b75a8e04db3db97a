"""The pages that say that there is none."""

from __future__ import annotations

from archivekit.site.pages.visit import Page, Visit


def not_found(visit: Visit) -> Page:
    """There is nothing at this address."""
    return error_page(visit, 404, visit.t("not-found"))


def error_page(visit: Visit, status: int, sentence: str) -> Page:
    """A sentence to whoever came, with the way back."""
    name = f"error-{status}" if status in (403, 404, 503) else "error"
    return Page(
        "archivekit/error.html",
        {"heading": visit.t(name), "sentence": sentence},
        status=status,
        headers=(("Cache-Control", "no-cache"),),
    )
