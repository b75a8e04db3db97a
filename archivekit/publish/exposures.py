"""What was shown before, and the datestamp that each record gets now.

Owns OAI-PMH's promise (2.5): a datestamp changes when what is exposed changed and only then, and
what is gone is said to be gone for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from archivekit.catalogue import Exposure

WRITERS = 1
"""Raised when what is written of the same record changes: all is then written and stamped anew."""


class Change(StrEnum):
    """What becomes of a record between two editions."""

    APPEARED = "appeared"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"


def digest(*parts: str) -> str:
    """The digest of all that is exposed of one record."""
    content = "\x1f".join((str(WRITERS), *parts)).encode("utf-8", "replace")
    return hashlib.sha256(content).hexdigest()


class Exposures:
    """What each record ever shown was when it was last shown."""

    def __init__(self, before: Iterable[Exposure]) -> None:
        self._before: Mapping[str, Exposure] = {each.ark: each for each in before}
        self._now: set[str] = set()

    def change(self, ark: str, digest_now: str) -> Change:
        """What becomes of a record that is shown now."""
        self._now.add(ark)
        before = self._before.get(ark)
        if before is None or before.deleted:
            return Change.APPEARED
        return Change.UNCHANGED if before.digest == digest_now else Change.CHANGED

    def oai_identifier(self, ark: str) -> str | None:
        """The OAI identifier that a record was given when it was first shown: it stays."""
        before = self._before.get(ark)
        return before.oai_identifier if before else None

    def datestamp(self, ark: str) -> str:
        """The datestamp that an unchanged record keeps."""
        return self._before[ark].datestamp

    def gone(self) -> Iterator[tuple[Exposure, Change]]:
        """All that was shown once and is not now: what left just now, and what had left before."""
        for ark, before in self._before.items():
            if ark not in self._now:
                yield before, Change.UNCHANGED if before.deleted else Change.LEFT

    def last_datestamp(self) -> str:
        """The last datestamp ever given; empty where there is none."""
        return max((before.datestamp for before in self._before.values()), default="")
