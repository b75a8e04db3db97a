"""Publishes copies of an archive, each dying before another thing it does to the disk.

    python killed.py ARCHIVE COPIES

Makes ``COPIES/1``, ``COPIES/2`` … of which the N-th died before the N-th thing, and
``COPIES/whole`` that did not die.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from press import Press

# Loaded before the processes part, so that each does nothing but publish.
import archivekit.iiif.manifest  # noqa: F401

TOUCHES_THE_DISK = {
    *("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"),
    "sqlite3.connect",
}


def main() -> None:
    archive, copies = Path(sys.argv[1]), Path(sys.argv[2])
    fatal, died = 0, True
    while died:
        fatal += 1
        copy = copies / str(fatal)
        shutil.copytree(archive, copy)
        died = publish_apart(copy, fatal)
    copy.rename(copies / "whole")


def publish_apart(root: Path, fatal: int) -> bool:
    """Publishes in a process of its own; whether it was killed."""
    child = os.fork()
    if not child:
        press = Press(root)
        die_before(fatal)
        press.publish()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"not killed but failed, at {fatal}")
    return os.WIFSIGNALED(status)


def die_before(fatal: int) -> None:
    count = 0

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in TOUCHES_THE_DISK:
            count += 1
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    main()
