"""Reads the pages of one list: the first ones here, further ones by a process beside.

To store records and to read them takes about as long; Python does one thing at a time in one
process. A list of a few pages is read here: a process takes longer to begin.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue

from archivekit.harvest.coming import Coming
from archivekit.harvest.list_page import Page, read_page
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.harvest.reading import Parsed

VERB = "ListRecords"
_WORTH_IT = 3  # pages: a longer list than that may have many
_PROGRAM = """
import sys
sys.path[:] = {path!r}
from archivekit.harvest.reading import main
main({descriptor!r}, {url!r}, {verb!r})
"""


class Reader:
    """Reads the answers of one partner to ListRecords. ``close`` when done with it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pages = 0
        self._beside: _Beside | None = None

    def come(self, body: bytes, content_type: str) -> Coming:
        """The page that an answer holds. Raises as ``page.read``."""
        self._pages += 1
        if self._beside is None and self._pages == _WORTH_IT and (os.cpu_count() or 1) > 1:
            self._beside = _Beside(self._url)
        elsewhere = self._beside and self._beside.come(body, content_type)
        return elsewhere or Coming.of(read_page(self._url, VERB, body, content_type))

    def close(self) -> None:
        """Ends the process beside."""
        if self._beside is not None:
            self._beside.close()
            self._beside = None


class _Beside:
    """The process, and the thread that hears what it says.

    It says of each page first what it is (``_told``), and then its records (into the page's own
    box). When it is gone, for whatever reason, pages are read here.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._is_ready = self._is_gone = False
        self._told: SimpleQueue[bytes] = SimpleQueue()
        self._boxes: deque[SimpleQueue[bytes]] = deque()
        self._pipe, theirs = Pipe()
        self._process = _start(theirs, url)
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()

    def come(self, body: bytes, content_type: str) -> Coming | None:
        """The page of an answer; None where it is for us to read."""
        if not self._is_ready or self._is_gone:
            return None
        box: SimpleQueue[bytes] = SimpleQueue()
        self._boxes.append(box)
        try:
            self._pipe.send_bytes(content_type.encode())
            self._pipe.send_bytes(body)
        except OSError:
            return None
        parsed: Parsed | None = pickle.loads(self._told.get())  # noqa: S301
        if parsed is None:
            return None

        def page() -> Page:
            records: list[PartnerRecord] | None = pickle.loads(box.get())  # noqa: S301
            if records is None:
                return read_page(self._url, VERB, body, content_type)
            return Page(
                [PartnerRecord._make(it) for it in records],
                parsed.token,
                len(body),
                of_other_namespace=parsed.of_other_namespace,
            )

        return Coming(parsed.token, len(body), parsed.records, page)

    def close(self) -> None:
        self._is_gone = True
        self._process.kill()
        self._process.wait()
        self._hearing.join()
        self._pipe.close()

    def _hear(self) -> None:
        try:
            self._pipe.recv_bytes()
            self._is_ready = True
            while True:
                told = self._pipe.recv_bytes()
                self._told.put(told)
                if told != _NOTHING:
                    self._boxes[0].put(self._pipe.recv_bytes())
                self._boxes.popleft()
        except (EOFError, OSError):
            self._is_gone = True
            self._told.put(_NOTHING)
            for box in tuple(self._boxes):
                box.put(_NOTHING)


_NOTHING = pickle.dumps(None)


def _start(theirs: Connection, url: str) -> subprocess.Popen[bytes]:
    descriptor = theirs.fileno()
    program = _PROGRAM.format(path=sys.path, descriptor=descriptor, url=url, verb=VERB)
    with theirs:
        return subprocess.Popen(
            [sys.executable, "-c", program],
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
