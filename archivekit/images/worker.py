"""The work of one child process: a master's frames, one after another, within its bounds.

Nothing here is called in the process that talks to the user: a decoder that crashes or swells takes
its own process down and no other.
"""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Protocol

from archivekit.description.addresses import image_path
from archivekit.images.access import access_key, write_access_copy
from archivekit.images.bounds import Bounds
from archivekit.images.decode import Save, decode_file
from archivekit.images.frame_header import FrameHeader
from archivekit.images.header import Format, Probe, probe
from archivekit.images.job import Frame, Job, Result, Slice
from archivekit.images.refusal import Unreadable
from archivekit.images.tiles import AccessCopy
from archivekit.images.vips import prepare_for_masters
from archivekit.problems import Place, Problem

Entry = tuple[int, str, int]
"""A chapter: how deep it lies (0: at the top), its title, its first frame (from 0)."""


class Master(Protocol):
    """An open master, read frame by frame."""

    def header(self, number: int) -> FrameHeader:
        """What is known of a frame before it is decoded."""

    def decode(self, number: int, save: Save) -> None:
        """Give the pixels of a frame to ``save``."""

    def outline(self) -> list[Entry]:
        """Its chapters, each with the frame it begins on."""

    def problems(self, place: Place) -> list[Problem]:
        """What is to be told of the file though its frames are taken."""

    def close(self) -> None:
        """Let go of the file."""


class ImageMaster:
    """A master that is an image file."""

    def __init__(self, path: Path, found: Probe) -> None:
        self._path = path
        self._found = found

    def header(self, number: int) -> FrameHeader:
        """The header of one frame."""
        return self._found.headers[number]

    def decode(self, number: int, save: Save) -> None:
        """Give the pixels of a frame to ``save``."""
        decode_file(self._path, self._found.format, self.header(number), save)

    def outline(self) -> list[Entry]:
        """None: no image file has any."""
        return []

    def problems(self, place: Place) -> list[Problem]:  # noqa: ARG002
        """None: an image file is good or refused."""
        return []

    def close(self) -> None:
        """Nothing is held."""


class Worker:
    """What a child process knows how to do."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        prepare_for_masters()

    def make(self, job: Job) -> Slice:
        """Access copies of as many of a master's frames as a quarter of the time is enough for.

        The rest is left to the next slice: a register of a thousand pages is bounded page by page,
        not by its thickness.
        """
        try:
            return self._make(job)
        except Unreadable as refusal:
            return _refused(job, refusal)
        except MemoryError:
            return _refused(job, Unreadable("images.too-much-memory"))

    def _make(self, job: Job) -> Slice:
        found = probe(job.master, self.bounds)
        until = time.monotonic() + self.bounds.seconds / 4
        frames: list[Frame] = []
        problems: list[Problem] = []
        with closing(self._open(job.master, found)) as master:
            for number in range(job.first, found.frames):
                if number > job.first and time.monotonic() > until:
                    break
                try:
                    frames.append(_frame(job, master, number))
                except Unreadable as refusal:
                    page = number + 1 if found.frames > 1 else None
                    problems.append(refusal.problem(Place(file=job.name, page=page)))
            else:
                number = found.frames
                problems += master.problems(Place(file=job.name))
            technical = found.technical() | master.header(0).technical()
            if outline := master.outline():
                technical["outline"] = [list(entry) for entry in outline]
        result = Result(frames=tuple(frames), technical=technical, problems=tuple(problems))
        return Slice(result, number if number < found.frames else None)

    def _open(self, path: Path, found: Probe) -> Master:
        if found.format is Format.PDF:
            from archivekit.images.pdf_master import PdfMaster

            return PdfMaster(path, found.headers, self.bounds)
        return ImageMaster(path, found)


def _frame(job: Job, master: Master, number: int) -> Frame:
    """One access copy: made, or found to be there already."""
    header = master.header(number)
    key = access_key(job.sha512, number)
    path = image_path(job.target_folder, key)
    if not path.exists():
        write_access_copy(job.target_folder, key, lambda save: master.decode(number, save))
    copy = AccessCopy.open(path)
    return Frame(
        index=number,
        key=key,
        width=copy.width,
        height=copy.height,
        label=header.label,
        technical=header.technical(),
    )


def _refused(job: Job, refusal: Unreadable) -> Slice:
    return Slice(Result(problems=(refusal.problem(Place(file=job.name)),)))
