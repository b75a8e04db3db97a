"""The processes that make runs of records ready, in the order of the runs."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from itertools import islice

from archivekit.publish.census import Run
from archivekit.publish.exposing import Exposing, Office
from archivekit.publish.rows import Rows

# Starting processes costs about a second: small archives are done by then.
_RUNS_WORTH_IT = 5
_AHEAD = 3

_exposing: Exposing | None = None


def make_rows(runs: Iterable[Run], office: Office) -> Iterator[Rows]:
    """The rows of each run, in order."""
    coming = iter(runs)
    first = list(islice(coming, _RUNS_WORTH_IT))
    workers = os.cpu_count() or 1
    if len(first) < _RUNS_WORTH_IT or workers == 1:
        yield from _here(first, office)
        yield from _here(coming, office)
    else:
        yield from _elsewhere([first, coming], office, workers)


def _here(runs: Iterable[Run], office: Office) -> Iterator[Rows]:
    with closing(Exposing(office)) as exposing:
        for run in runs:
            yield exposing.rows(run)


def _elsewhere(runs: Iterable[Iterable[Run]], office: Office, workers: int) -> Iterator[Rows]:
    # A server that has loaded everything once, and no thread, forks each worker.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["archivekit.publish.exposing", "archivekit.iiif.manifest"])
    waiting: deque[Future[Rows]] = deque()
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(office,)) as pool:
        try:
            for run in (run for some in runs for run in some):
                waiting.append(pool.submit(_rows, run))
                if len(waiting) > _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(office: Office) -> None:
    """Opens the catalogue in a worker."""
    global _exposing  # one a process, for its whole life
    # Nothing here refers to itself, and a million values are a long round for the collector.
    gc.disable()
    _exposing = Exposing(office)


def _rows(run: Run) -> Rows:
    assert _exposing is not None
    return _exposing.rows(run)
