"""The edition that is current: looked for at each call, so that a swap is taken up at once."""

from __future__ import annotations

import threading
from pathlib import Path

from archivekit.edition.edition import Edition, NoEdition

# Device, inode, time of change and size: a new file has at least another inode.
_Stamp = tuple[int, int, int, int]


class CurrentEdition:
    """Gives the edition that lies at a path now; each thread has its own connection.

    A request keeps the edition it was given until it ends: a swap in between does not touch it.
    """

    def __init__(self, public_db: Path) -> None:
        self.path = public_db
        self._mine = threading.local()

    def get(self) -> Edition:
        """The current edition. Raises NoEdition where nothing was published yet."""
        stamp = self._stamp()
        held: tuple[_Stamp, Edition] | None = getattr(self._mine, "held", None)
        if held is not None and held[0] == stamp:
            return held[1]
        # Looked at before it is opened: a swap in between shows itself at the next call.
        edition = Edition.open(self.path)
        self._mine.held = (stamp, edition)
        return edition

    def _stamp(self) -> _Stamp:
        try:
            there = self.path.stat()
        except OSError:
            raise NoEdition("edition.none", file=self.path) from None
        return (there.st_dev, there.st_ino, there.st_mtime_ns, there.st_size)
