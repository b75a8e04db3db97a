"""The processes that make runs of records ready, in the order of the runs.

Pipes, and not an executor: its threads would wait for SQLite, and SQLite for them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from multiprocessing import forkserver
from multiprocessing.connection import Connection

from archivekit.errors import NothingDone
from archivekit.publish.census import RUN, Run
from archivekit.publish.exposing import Exposing, Office
from archivekit.publish.rows import Told

# Starting processes costs about a second: small archives are done by then.
_RUNS_WORTH_IT = 5
_LOADED_ONCE = ["archivekit.publish.exposing", "archivekit.iiif.manifest"]


class WorkerDied(NothingDone):
    """A process ended before its work: the system may have taken its memory back."""

    def __init__(self) -> None:
        super().__init__("publish.worker-died")


@contextmanager
def uncollected() -> Iterator[None]:
    """Stops the collector of values that refer to themselves: here none do, and its rounds through
    all the others cost a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def warm_up(records: int) -> None:
    """Begins to load, in a process beside, what workers will need for so many records."""
    if records < RUN * _RUNS_WORTH_IT:
        return
    multiprocessing.get_context("forkserver").set_forkserver_preload(_LOADED_ONCE)
    forkserver.ensure_running()


def make_ready(runs: Iterable[Run], office: Office) -> Iterator[Told]:
    """What is told of each run, in order, once its rows are written."""
    coming = iter(runs)
    first = list(islice(coming, _RUNS_WORTH_IT))
    processors = os.cpu_count() or 1
    if len(first) < _RUNS_WORTH_IT or processors == 1:
        return _here(chain(first, coming), office)
    # One more than there are processors, for while one waits to be listened to.
    return _elsewhere(chain(first, coming), office, processors + 1)


def _here(runs: Iterable[Run], office: Office) -> Iterator[Told]:
    with closing(Exposing(office)) as exposing:
        for run in runs:
            yield exposing.told(run)


def _elsewhere(runs: Iterator[Run], office: Office, count: int) -> Iterator[Told]:
    """Each worker has one run at a time, and its next as soon as its last is told of."""
    busy = deque(worker for worker in _start(office, count) if _give(worker, runs))
    while busy:
        worker = busy.popleft()
        told = _take(worker)
        if _give(worker, runs):
            busy.append(worker)
        yield told


def _start(office: Office, count: int) -> Iterator[Connection]:
    # A server that has loaded everything once, and has no thread, forks each worker.
    context = multiprocessing.get_context("forkserver")
    for _ in range(count):
        ours, theirs = context.Pipe()
        context.Process(target=_work, args=(theirs, office), daemon=True).start()
        theirs.close()
        yield ours


def _give(worker: Connection, runs: Iterator[Run]) -> bool:
    """Gives a worker its next run; closes its pipe, which ends it, where there is none."""
    run = next(runs, None)
    if run is None:
        worker.close()
        return False
    try:
        worker.send(run)
    except OSError:
        raise WorkerDied from None
    return True


def _take(worker: Connection) -> Told:
    try:
        answer: Told | Exception = worker.recv()
    except (EOFError, OSError):
        raise WorkerDied from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _work(pipe: Connection, office: Office) -> None:
    """What a worker does until its pipe is closed."""
    with uncollected(), closing(Exposing(office)) as exposing:
        while True:
            try:
                run: Run = pipe.recv()
            except EOFError:
                return
            pipe.send(_answer(exposing, run))


def _answer(exposing: Exposing, run: Run) -> Told | Exception:
    try:
        return exposing.told(run)
    except Exception as error:
        return error
