"""What becomes of a record between two editions.

Owns OAI-PMH's promise (2.5): a datestamp changes when what is exposed changed and only then.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

WRITERS = 1
"""Raised when what is written of the same record changes: all is then written and stamped anew."""

MANIFESTS = 4
"""The same for manifests: what has pages is written and stamped anew."""


class Change(StrEnum):
    """What becomes of a record between two editions."""

    APPEARED = "appeared"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"


def digest(all_exposed: str) -> str:
    """The digest of all that is exposed of one record."""
    return hashlib.sha256(f"{WRITERS}\x1f{all_exposed}".encode("utf-8", "replace")).hexdigest()
