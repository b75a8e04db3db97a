"""Reads the pages of a list: the first ones here, further ones in a process beside.

To store records and to read them takes about as long; Python does one thing at a time in one
process. Where no process can be had, or it is gone, pages are read here.
"""

from __future__ import annotations

import marshal
import multiprocessing
import os
import pickle
import sys
import threading
import warnings
from collections import deque
from multiprocessing.connection import Connection
from queue import SimpleQueue

from archivekit.harvest.coming import Coming, NotAsItSeemed
from archivekit.harvest.fault import NotXML, PartnerFault
from archivekit.harvest.list_page import Page, read_page
from archivekit.harvest.partner_record import PartnerRecord
from archivekit.harvest.reading import NOTHING, Told, read_pages
from archivekit.harvest.salvage import salvage

_VERB = "ListRecords"


class Reader:
    """Reads the answers of one partner to ListRecords. ``close`` when done with it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pages = 0
        self._beside = _begun(url)

    def come(self, body: bytes, content_type: str) -> Coming:
        """The page that an answer holds. Raises as ``page.read``."""
        # The first is often the only one, and few records are read sooner here.
        self._pages += 1
        if self._beside is not None and self._pages > 1:
            coming = self._beside.come(body, content_type)
            if coming is not None:
                return coming
        return Coming.of(read_page(self._url, _VERB, body, content_type))

    def read_alone(self) -> None:
        """From now on pages are read here."""
        self.close()
        self._beside = None

    def close(self) -> None:
        """Ends the process beside."""
        if self._beside is not None:
            self._beside.close()


class _Beside:
    """The process, and the thread that hears what it says.

    It says of each page first what it is (``_told``), and then its records (into the page's own
    box).
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._is_gone = False
        self._pipe, self._process = _start(url)
        self._told: SimpleQueue[bytes] = SimpleQueue()
        self._boxes: deque[SimpleQueue[bytes]] = deque()
        self._hearing: threading.Thread | None = None

    def come(self, body: bytes, content_type: str) -> Coming | None:
        """The page of an answer; None where it is for us to read."""
        if self._hearing is None:
            self._hearing = threading.Thread(target=self._hear, daemon=True)
            self._hearing.start()
        box: SimpleQueue[bytes] = SimpleQueue()
        self._boxes.append(box)
        if self._is_gone:
            return None
        try:
            self._pipe.send_bytes(content_type.encode())
            self._pipe.send_bytes(body)
        except OSError:
            return None
        told = self._told.get()
        if told == NOTHING:
            return None
        said: Told = pickle.loads(told)  # noqa: S301

        def page() -> Page:
            records = box.get()
            if records != NOTHING:
                return _page(records, said, len(body))
            page = self._read_here(body, content_type)
            if page is None or page.token != said.token:
                raise NotAsItSeemed
            return page

        return Coming(said.token, len(body), said.records, page)

    def _read_here(self, body: bytes, content_type: str) -> Page | None:
        """A page that the process could not read; where it is no XML, what can be saved of it.

        The partner is asked for it again only where nothing can be: the token to it may be worth
        nothing any more, as that to the next was used.
        """
        try:
            return read_page(self._url, _VERB, body, content_type)
        except NotXML:
            return salvage(_VERB, body)
        except PartnerFault:
            return None

    def close(self) -> None:
        self._is_gone = True
        self._process.kill()
        self._process.join()
        if self._hearing is not None:
            self._hearing.join()
        self._pipe.close()

    def _hear(self) -> None:
        try:
            while True:
                told = self._pipe.recv_bytes()
                self._told.put(told)
                if told != NOTHING:
                    self._boxes[0].put(self._pipe.recv_bytes())
                self._boxes.popleft()
        except Exception:
            # The process is gone, or there is no room for what it says: pages are read here.
            self._process.kill()
        finally:
            self._is_gone = True
            self._told.put(NOTHING)
            for box in tuple(self._boxes):
                box.put(NOTHING)


def _page(said: bytes, told: Told, size: int) -> Page:
    of_other_namespace, records = marshal.loads(said)  # noqa: S302
    return Page(
        [PartnerRecord._make(it) for it in records],
        told.token,
        size,
        of_other_namespace=of_other_namespace,
    )


def _begun(url: str) -> _Beside | None:
    """The process, where one can be had."""
    # One of any other kind would load for a third of a second, longer than most harvests last.
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return None
    try:
        return _Beside(url)
    except OSError:  # of processes, memory or files there may be no more
        return None


def _start(url: str) -> tuple[Connection, multiprocessing.process.BaseProcess]:
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("fork")
    process = context.Process(target=read_pages, args=(ours, theirs, url, _VERB), daemon=True)
    try:
        with warnings.catch_warnings(), theirs:
            # Python warns of locks that other threads may hold: this process takes none of theirs.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
    except BaseException:
        ours.close()
        raise
    return ours, process
