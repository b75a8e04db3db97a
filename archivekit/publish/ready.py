"""A record ready to be shown, beside what was shown of it before."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.catalogue import Exposure
from archivekit.description.exposed import Exposed
from archivekit.publish.changes import Change
from archivekit.publish.columns import Place
from archivekit.publish.origins import CameFrom

NOT_YET_STAMPED = "0000-00-00T00:00:00Z"
"""As long as the datestamp that comes in its place, so that no row grows."""


@dataclass(slots=True)
class Ready:
    """A record as it leaves the house. A datestamp is only known where nothing changed.

    ``came_from``: of a partner's record.
    """

    record: Exposed
    place: Place
    before: Exposure | None
    came_from: CameFrom | None = None
    digest: str = ""
    change: Change = Change.APPEARED
    datestamp: str = NOT_YET_STAMPED

    def compare(self, digest: str) -> None:
        """Finds what becomes of the record, from the digest of all that is exposed now."""
        self.digest = digest
        before = self.before
        if before is None or before.deleted:
            return
        if before.digest == digest:
            self.change, self.datestamp = Change.UNCHANGED, before.datestamp
        else:
            self.change = Change.CHANGED
