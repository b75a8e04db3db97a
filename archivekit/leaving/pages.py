"""A page of the catalogue as it leaves: an image, sound, or film with its still."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archivekit.catalogue import Page
from archivekit.description import languages
from archivekit.description.exposed import ExposedPage, Recording
from archivekit.leaving.tree import Node


def exposed_page(page: Page, recordings: Mapping[int, Mapping[str, Any]]) -> ExposedPage | None:
    """The page; None where nothing of it can be shown. ``recordings``: by number of the master."""
    if page.image is None:
        return None
    said = recordings.get(page.file_id)
    if said is not None:
        heard = Recording(page.image, said["media_type"], said["seconds"])
        size = page.width or 0, page.height or 0
        return ExposedPage(page.number, page.label, said.get("poster", ""), *size, recording=heard)
    if not page.width or not page.height:
        return None
    return ExposedPage(page.number, page.label, page.image, page.width, page.height)


def languages_of(node: Node) -> list[str]:
    """The languages of a record, its own or from above (BCP 47)."""
    said = node.record.terms.get("language") or node.inherited.terms.get("language", [])
    return [it.tag for value in said for it in languages.read_all(value.text)[0]]
