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


class EditionPool:
    """Runs work with the edition that is current when the work begins."""

    def __init__(self, public_db: Path, *, threads: int, name: str) -> None:
        self._current = CurrentEdition(public_db)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"archivekit-{name}")

    async def run(self, work: Callable[[Edition], T]) -> T:
        """What ``work`` makes of the edition. Raises NoEdition where there is none."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, work)

    def _run(self, work: Callable[[Edition], T]) -> T:
        return work(self._current.get())
