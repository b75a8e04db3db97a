"""A still of a film: the image that stands for it before it plays."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import av
import numpy as np

from archivekit.images.refusal import Unreadable

# Films begin in the dark: where in them, by share, a still is looked for.
_WHERE = (0.1, 0.3, 0.5, 0.0)
_DARK = 12.0


def still_of(container: Any, film: Any, seconds: float) -> Any:
    """The pixels (rows, columns, RGB) of a still, upright and in its shape. Raises Unreadable."""
    best = None
    for share in _WHERE:
        frame = _frame_at(container, film, seconds * share)
        if frame is None:
            continue
        pixels = _upright(frame, film)
        if best is None or pixels.std() > best.std():
            best = pixels
        if best.std() > _DARK:
            break
    if best is None:
        raise Unreadable("recordings.no-picture")
    return best


def _frame_at(container: Any, film: Any, seconds: float) -> Any:
    try:
        container.seek(round(seconds * av.time_base))
        with closing(container.decode(film)) as frames:
            return next(frames, None)
    except av.FFmpegError:
        return None


def _upright(frame: Any, film: Any) -> Any:
    """The frame as it is to be seen: square pixels, turned as the camera says."""
    ratio = film.sample_aspect_ratio
    width = frame.width
    if ratio and ratio > 0:
        width = max(1, round(width * float(ratio)))
    pixels = frame.reformat(width=width, height=frame.height, format="rgb24").to_ndarray()
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(pixels, turns))
