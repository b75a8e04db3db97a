"""Indexing beside long work: a thread writes the index while the catalogue is written.

While SQLite works Python goes on, so that both are at work at once. The index can be made again
from the records: where it cannot be written, the work goes on without it, and the next search
brings it up to date.
"""

from __future__ import annotations

import threading
from pathlib import Path

from archivekit.catalogue.index import Index, News

_BUSY_SECONDS = 5  # whoever stops the work has to wait for as long


class Indexing:
    """A thread that takes news into the index, in order, until it is told the last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # One at a time waits: a quick partner does not fill the memory.
        self._news: News | None = None
        self._is_over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def give(self, news: News) -> None:
        """Hands news over; waits where those before are not yet taken."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is None or self._is_over)
            self._news = news
            self._changed.notify_all()

    def end(self, *, leave: bool = False) -> None:
        """There is no more news. ``leave``: and what waits is not to be indexed now."""
        with self._changed:
            self._is_over = True
            if leave:
                self._news = None
            self._changed.notify_all()

    def wait(self) -> None:
        """Until all news is in."""
        self.end()
        self._thread.join()

    def _run(self) -> None:
        index: Index | None = None
        goes_on = True
        while (news := self._next()) is not None:
            if not goes_on:
                continue
            try:
                index = index or Index(self._path, _BUSY_SECONDS)
                goes_on = index.add(news)
            except Exception:
                goes_on = False  # whatever it is, the work is not to wait for it
        if index is not None:
            index.close()

    def _next(self) -> News | None:
        """The news that waits; None where there will be none."""
        with self._changed:
            self._changed.wait_for(lambda: self._news is not None or self._is_over)
            news, self._news = self._news, None
            self._changed.notify_all()
            return news
