"""What is asked of the image workers, and what they give back. All of it crosses processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from archivekit.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Make the access copies of one master: every frame of it, or from ``first`` on.

    ``name`` is what problems call it; ``sha512`` is the master's, in hexadecimal.
    """

    master: Path
    sha512: str
    target_folder: Path
    name: str
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One access copy: the frame of the master it shows (from 0), its key, its pixels, upright."""

    index: int
    key: str
    width: int
    height: int
    label: str | None = None
    technical: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one master: its frames in order, its technical facts, what went wrong.

    A frame that cannot be read is a problem and the others stand; a file that cannot be read has
    no frames at all.
    """

    frames: tuple[Frame, ...] = ()
    technical: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """What a child made of a job in its time; ``following`` is the frame to go on from, if any."""

    result: Result
    following: int | None = None
