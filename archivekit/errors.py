"""The errors that end a command, and the exit codes they end it with.

::

    ArchivekitError            anything a user can be told about
    ├── WrongUse               the command was given something it cannot take (exit 2)
    ├── NothingDone            the work could not start (exit 2)
    └── Interrupted            stopped on the way; the same command finishes the work (exit 1)

Problems of single items are not errors: they are collected (:mod:`archivekit.problems`).
"""

from __future__ import annotations

import errno
from enum import IntEnum

from archivekit.texts import room_texts, text


class ExitCode(IntEnum):
    """What a command tells the shell."""

    DONE = 0
    DONE_WITH_PROBLEMS = 1
    NOTHING_DONE = 2


class ArchivekitError(Exception):
    """An error whose sentence (``room.name`` of the texts) says what to do next."""

    exit_code = ExitCode.NOTHING_DONE

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def sentence(self, language: str | None = None) -> str:
        """The message in a language (the locale's by default)."""
        return text(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class WrongUse(ArchivekitError):
    """The command was given something it cannot take."""


class NothingDone(ArchivekitError):
    """The work could not start."""


class Interrupted(ArchivekitError):
    """The work was stopped on the way; running the same command again finishes it."""

    exit_code = ExitCode.DONE_WITH_PROBLEMS


def system_says(error: OSError) -> str:
    """The system's reason in the reader's language; in its own words where we have none."""
    name = f"system-{errno.errorcode.get(error.errno or 0, '')}".lower()
    if name in room_texts("problems"):
        return text(f"problems.{name}")
    return error.strerror or str(error)
