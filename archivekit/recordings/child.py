"""One recording's access copies, made in a child process that the images' pool keeps in bounds."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from archivekit.description.addresses import image_path, recording_path
from archivekit.images.access import access_key, made_safely, write_access_copy
from archivekit.images.job import Frame, Job, Result, Slice
from archivekit.images.refusal import Unreadable
from archivekit.problems import Place

PIPELINE = "1"
"""Changes when the same master would give another copy: every key changes with it."""

_SLOWEST = 100_000
_MOST_SECONDS = 4 * 3600


def seconds_for(size: int) -> float:
    """How long a master of so many bytes may be worked on, beside what any file may take.

    Small files may be long ones: an hour in Opus is 15 MB.
    """
    return min(size / _SLOWEST, _MOST_SECONDS)


def recording_key(sha512: str) -> str:
    """The key of the access copy of a recording: the same master gives the same key."""
    return hashlib.sha256(f"recording:{PIPELINE}:{sha512}".encode()).hexdigest()


def make_recording(job: Job) -> Slice:
    """The access copy of a recording, and its still where it is a film."""
    try:
        return Slice(_made(job))
    except Unreadable as refusal:
        return Slice(Result(problems=(refusal.problem(Place(file=job.name)),)))


def _made(job: Job) -> Result:
    # FFmpeg is loaded where a recording comes, and for no image.
    from archivekit.recordings import copying, reading

    key, technical = recording_key(job.sha512), dict[str, object]()
    with reading.opened(job.master) as found:
        media_type = copying.media_type_of(found)
        path = recording_path(job.target_folder, key, media_type)
        with made_safely(job.target_folder, path) as unfinished:
            seconds = copying.write_copy(found, unfinished)
        recording: dict[str, object] = {"media_type": media_type, "seconds": round(seconds, 3)}
        width = height = 0
        if found.film is not None:
            poster, width, height = _poster(job, found, seconds)
            recording["poster"] = poster
        technical = found.technical() | {"recording": recording}
    frame = Frame(index=0, key=key, width=width, height=height)
    return Result(frames=(frame,), technical=technical)


def _poster(job: Job, found: Any, seconds: float) -> tuple[str, int, int]:
    """The key of the still, and its size, which is that of the film as it is seen."""
    from archivekit.images.frame_header import Colour
    from archivekit.images.samples import image_of_samples
    from archivekit.images.tiles import AccessCopy
    from archivekit.recordings.poster import still_of

    key = access_key(job.sha512, 0)
    path: Path = image_path(job.target_folder, key)
    if not path.exists():
        pixels = still_of(found.container, found.film, seconds)
        image = image_of_samples(pixels, bits=8, colour=Colour.RGB, icc=b"")
        write_access_copy(job.target_folder, key, lambda save: save(image))
    copy = AccessCopy.open(path)
    return key, copy.width, copy.height
