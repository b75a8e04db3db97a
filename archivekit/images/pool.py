"""Access copies made in child processes: a file that kills its child costs itself only."""

from __future__ import annotations

import errno
import multiprocessing
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from archivekit.errors import system_says
from archivekit.images.access import clear_workshop
from archivekit.images.bounds import Bounds
from archivekit.images.child import make_access_copies, prepare
from archivekit.images.job import Job, Result, Slice
from archivekit.images.refusal import Unreadable
from archivekit.problems import Place

# A child is replaced now and then, so that what a library leaks is given back.
_JOBS_OF_A_CHILD = 1_000
_OF_THE_DISK = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EROFS])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job, what does it, and the time that each slice of it may take."""

    job: Job
    work: Callable[[Job], Slice]
    seconds: float


class AccessPool:
    """A pool of workers; :meth:`submit` gives a future of each master's result.

    A future raises only what no file is to blame for: OSError of a full or read-only disk,
    CancelledError and BrokenProcessPool of a pool that was stopped.
    """

    def __init__(self, *, workers: int, bounds: Bounds) -> None:
        self._bounds = bounds
        self._folders: set[Path] = set()
        self._answers: set[Future[Result]] = set()
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_JOBS_OF_A_CHILD,
            initializer=prepare,
            initargs=(bounds,),
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> AccessPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what was submitted; stop it at once when an exception goes by."""
        if error is None:
            wait(set(self._answers))  # a job's next slice is scheduled when one ends
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(
        self,
        job: Job,
        work: Callable[[Job], Slice] = make_access_copies,
        more_seconds: float = 0.0,
    ) -> Future[Result]:
        """Ask for the access copies of one master; ``work`` makes them in a child.

        ``more_seconds`` are given to what is not done in slices.
        """
        if job.target_folder not in self._folders:
            self._folders.add(job.target_folder)
            clear_workshop(job.target_folder)
        answer: Future[Result] = Future()
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        self._schedule(_Asked(job, work, self._bounds.seconds + more_seconds), answer, Result())
        return answer

    def _schedule(self, asked: _Asked, answer: Future[Result], before: Result) -> None:
        """Run one slice of a job; ``before`` is what its earlier slices made."""
        slice_of_job = self._pool.schedule(asked.work, args=(asked.job,), timeout=asked.seconds)
        slice_of_job.add_done_callback(lambda done: self._go_on(asked, answer, before, done))

    def _go_on(
        self, asked: _Asked, answer: Future[Result], before: Result, done: Future[Slice]
    ) -> None:
        try:
            made = self._outcome(asked, done)
        except (OSError, CancelledError, BrokenProcessPool) as error:
            answer.set_exception(error)
            return
        result = _joined(before, made.result)
        if made.following is None:
            answer.set_result(result)
        else:
            following = replace(asked, job=replace(asked.job, first=made.following))
            self._schedule(following, answer, result)

    def _outcome(self, asked: _Asked, done: Future[Slice]) -> Slice:
        """What a child made, or why there is nothing of it."""
        try:
            return done.result()
        except TimeoutError:
            refusal = Unreadable("images.too-slow", seconds=round(asked.seconds))
        except ProcessExpired:
            refusal = Unreadable("images.child-died")
        except MemoryError:
            refusal = Unreadable("images.too-much-memory")
        except (CancelledError, BrokenProcessPool):
            raise
        except OSError as error:
            if error.errno in _OF_THE_DISK:
                raise
            refusal = Unreadable("images.not-readable", why=system_says(error))
        except Exception as error:  # a decoder's surprise at one file must not end the others
            refusal = Unreadable("images.damaged", why=type(error).__name__)
        job = asked.job
        page = job.first + 1 if job.first else None
        return Slice(Result(problems=(refusal.problem(Place(file=job.name, page=page)),)))


def _joined(before: Result, after: Result) -> Result:
    return Result(
        frames=before.frames + after.frames,
        technical=before.technical | after.technical,
        problems=before.problems + after.problems,
    )
