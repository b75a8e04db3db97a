"""The archive's lock: one command at a time changes an archive, and others are told which.

The system frees it when its holder ends, however that ends: a killed command leaves no lock.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from archivekit.catalogue.batches import current_user, now
from archivekit.errors import NothingDone, system_says

LOCK_FILE = ".lock"

_LOOK_AGAIN = 0.1  # seconds
_HELD = (errno.EAGAIN, errno.EACCES)


@contextmanager
def hold(root: Path, command: str, wait_seconds: float = 3.0) -> Iterator[None]:
    """Holds an archive while it is changed.

    Raises NothingDone where another command still holds it after so many seconds, saying which.
    """
    file = root / LOCK_FILE
    try:
        lock = file.open("a+b")
    except OSError as error:
        raise NothingDone("catalogue.not-lockable", file=file, why=system_says(error)) from None
    with lock:
        _wait_for(lock, file, time.monotonic() + wait_seconds)
        _sign(lock, command)
        try:
            yield
        finally:
            lock.truncate(0)


def _wait_for(lock: IO[bytes], file: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                why = system_says(error)
                raise NothingDone("catalogue.not-lockable", file=file, why=why) from None
            if time.monotonic() >= until:
                raise NothingDone("catalogue.held", **_holder(lock)) from None
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _sign(lock: IO[bytes], command: str) -> None:
    holder = {"pid": os.getpid(), "who": current_user(), "command": command, "since": now()}
    lock.truncate(0)
    lock.write(json.dumps(holder, ensure_ascii=False).encode())
    lock.flush()


def _holder(lock: IO[bytes]) -> dict[str, object]:
    """Who holds the lock, in their own words; question marks where they have not signed yet."""
    unknown = dict.fromkeys(("pid", "who", "command", "since"), "?")
    try:
        lock.seek(0)
        said = json.loads(lock.read(1 << 16))
    except (OSError, ValueError):
        said = {}
    return {name: said.get(name, "?") if isinstance(said, dict) else "?" for name in unknown}
