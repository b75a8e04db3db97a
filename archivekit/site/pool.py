"""Threads of their own for reading the edition.

Each protocol and the pages have theirs, so that neither slow SQL nor each other holds them up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from archivekit.edition import CurrentEdition, Edition

T = TypeVar("T")


class Busy(Exception):
    """More is waiting for the threads than they will come to in time."""


class WorkPool:
    """Threads for work, and a bound to how much of it may wait (None: any number)."""

    def __init__(self, *, threads: int, name: str, waiting: int | None = None) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"archivekit-{name}")
        self._most = None if waiting is None else threads + waiting
        self._under_way = 0

    async def do(self, work: Callable[[], T]) -> T:
        """What ``work`` gives. Raises Busy."""
        if self._most is not None and self._under_way >= self._most:
            raise Busy
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._under_way -= 1


class EditionPool(WorkPool):
    """Runs work with the edition that is current when the work begins."""

    def __init__(self, public_db: Path, *, threads: int, name: str) -> None:
        super().__init__(threads=threads, name=name)
        self._current = CurrentEdition(public_db)

    async def run(self, work: Callable[[Edition], T]) -> T:
        """What ``work`` makes of the edition. Raises NoEdition where there is none."""
        return await self.do(lambda: work(self._current.get()))
