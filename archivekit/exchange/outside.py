"""A record as it is given away in a file: with the addresses of the site, or without any.

Owns what becomes of addresses where the settings name no site (``base_url``).
"""

from __future__ import annotations

from dataclasses import replace

from archivekit.description.addresses import BASE
from archivekit.description.exposed import Exposed
from archivekit.exchange.outgoing import Institution
from archivekit.problems import Problems, Severity


def shown(record: Exposed, institution: Institution) -> Exposed:
    """The record, without its images where there is no address to see them at."""
    has_address = institution.base_url and record.ark
    return record if has_address or not record.pages else replace(record, pages=())


def located(document: bytes, institution: Institution) -> bytes:
    """The bytes that a writer made, with the site's address in them; without one, ARKs alone."""
    base = BASE.encode()
    if institution.base_url:
        return document.replace(base, institution.base_url.encode())
    return document.replace(base + b"/", b"")


def tell_no_address(institution: Institution, problems: Problems) -> None:
    """Warns where links cannot be made."""
    if not institution.base_url:
        problems.add("exchange.no-base-url", Severity.WARNING)
