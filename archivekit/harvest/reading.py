"""The process beside a harvest that reads its pages, while the harvest keeps those before.

It is given one answer after another. Of each it tells first how the list goes on (``Told``), so
that the next page can be asked for, and then its records. What it cannot read it leaves to the
harvest: ``NOTHING``.
"""

from __future__ import annotations

import marshal
import os
import pickle
import signal
from multiprocessing.connection import Connection
from typing import NamedTuple

from archivekit.harvest.list_page import ResumptionToken, begin_page

NOTHING = b""


class Told(NamedTuple):
    """What a page seems to be, before its records are read."""

    token: ResumptionToken
    records: int


def read_pages(harvest: Connection, ours: Connection, url: str, verb: str) -> None:
    """What the process does until the harvest hangs up. ``harvest``: the harvest's own end."""
    harvest.close()
    # Ctrl-C is for the harvest to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            content_type = ours.recv_bytes().decode()
            _answer(ours, url, verb, ours.recv_bytes(), content_type)
    finally:
        # The harvest hung up, or a page was too much: it then reads on by itself, and tells what is
        # to be told. Nothing is to be tidied up, and nothing that was copied from it to be touched.
        os._exit(0)


def _answer(pipe: Connection, url: str, verb: str, body: bytes, content_type: str) -> None:
    try:
        begun = begin_page(url, verb, body, content_type)
    except Exception:
        # Read again by the harvest, which then meets the same fault, and knows what to do.
        pipe.send_bytes(NOTHING)
        return
    pipe.send_bytes(pickle.dumps(Told(begun.token, begun.count)))
    try:
        page = begun.page()
        records = [tuple(it) for it in page.records]
        said = marshal.dumps((page.of_other_namespace, records))
        pipe.send_bytes(said if page.token == begun.token else NOTHING)
    except Exception:
        pipe.send_bytes(NOTHING)
