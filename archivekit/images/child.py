"""A child process of the pool: bounded first, then libvips is loaded, once for all its jobs.

Imports no decoder by itself: what libvips reads from the environment when it starts is set before.
"""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING

from archivekit.images.bounds import Bounds
from archivekit.images.job import Job, Slice

if TYPE_CHECKING:
    from archivekit.images.worker import Worker

_worker: Worker


def prepare(bounds: Bounds) -> None:
    """Make this process a worker for the rest of its life."""
    global _worker
    memory = bounds.memory_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What libraries print there is told as a problem of its file; it would cut into the progress.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # One thread: there are as many children as processors to use. What has to be held whole is held
    # in the memory that is bounded, not in a temporary file.
    os.environ["VIPS_CONCURRENCY"] = "1"
    os.environ["VIPS_DISC_THRESHOLD"] = f"{bounds.memory_mb}m"
    from archivekit.images.worker import Worker

    _worker = Worker(bounds)


def make_access_copies(job: Job) -> Slice:
    """The worker's answer to one job."""
    return _worker.make(job)
