"""Runs a `put` again and again, each time cut short one step later, and looks at what is left.

``python cut_short.py FOLDER SCENARIO FAULT`` prints a JSON list with one item a step. The fault
comes from an audit hook in a forked process, before the system call that Python announces: the
code under test is as it is.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

from stores import OBJECT, USER, found_by_ocfl_py, found_by_verify, open_store, received

from archivekit.errors import ArchivekitError

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR
_TOLD, _WENT_WELL, _KILLED, _NOT_TOLD, _OVERCOME = 10, 11, 12, 13, 14


class Fault:
    """The fault at step ``step``: the process ends, or the system refuses.

    A step is a call that changes the disk; for a broken disk, one that opens a file too.
    """

    def __init__(self, kind: str, step: int) -> None:
        self._kind, self._left = kind, step

    @property
    def came(self) -> bool:
        return self._left <= 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        opens = event == "open" and ".py" not in str(arguments[0])
        writes = opens and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
        changes = writes or event in _CHANGES
        if not (changes or (opens and self._kind == "broken")):
            return
        self._left -= 1
        if self._kind == "killed" and self._left == 0:
            os._exit(_KILLED)
        if self._kind == "broken" and self._left == 0:
            raise OSError(errno.EIO, "Input/output error")
        if self._kind == "full" and self.came and (writes or event == "os.mkdir"):
            raise OSError(errno.ENOSPC, "No space left on device")
        if self._kind == "read-only" and self.came:
            raise OSError(errno.EROFS, "Read-only file system")


def ingest(folder: Path, sources: Mapping[str, Path]) -> None:
    open_store(folder).put(OBJECT, sources, b'{"code": "2 J 87"}', "archivekit ingest", USER)


def cut_short(action: Callable[[], None], kind: str, step: int) -> int:
    """Runs an action in a process of its own that a fault meets; how it ended."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(fault := Fault(kind, step))
        try:
            action()
        except ArchivekitError as error:
            os._exit(_TOLD if str(error) else _NOT_TOLD)
        except BaseException:
            os._exit(_NOT_TOLD)
        os._exit(_OVERCOME if fault.came else _WENT_WELL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state(folder: Path) -> list[str]:
    head = open_store(folder).head(OBJECT)
    return sorted(file.sha512[:8] for file in head.files.values()) if head else []


def problems(folder: Path, *, second_opinion: bool) -> list[object]:
    root = folder / "masters"
    other = found_by_ocfl_py(root) if second_opinion else []
    return [*found_by_verify(open_store(folder)), *other]


def main(top: Path, scenario: str, kind: str) -> list[dict[str, object]]:
    first = received(top, a=b"first master", b=b"second master")
    second = received(top, b=b"second master, scanned again", c=b"third")
    (base := top / "base").mkdir()
    if scenario == "new-version":
        ingest(base, first)
    sources = first if scenario == "new-object" else first | second
    ingest(shutil.copytree(base, top / "done"), sources)
    after = state(top / "done")
    before = state(base) if scenario == "new-version" else []
    seen = []
    for step in count(1):
        folder = shutil.copytree(base, top / "tried")
        ended = cut_short(partial(ingest, folder, sources), kind, step)
        whole = state(folder) in (before, after)
        left = problems(folder, second_opinion=kind == "killed")
        ingest(folder, sources)
        seen.append(
            {
                "ended": ended,
                "whole": whole and not left,
                "completed": state(folder) == after,
                "clean": [each.name for each in (folder / ".workspace" / "masters").iterdir()],
                "problems": [*left, *problems(folder, second_opinion=False)],
            }
        )
        shutil.rmtree(folder)
        if ended == _WENT_WELL:
            return seen
    raise AssertionError


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), sys.stdout)
