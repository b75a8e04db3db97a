"""The process beside a harvest that reads its pages, while the harvest keeps those before.

It is told the partner's address and verb as it is started, and then given one answer after
another. Of each it tells first how the list goes on (``Parsed``), so that the next page can be
asked for, and then its records. What it cannot read it leaves to the harvest: ``None``.
"""

from __future__ import annotations

import gc
import pickle
import signal
from multiprocessing.connection import Connection
from typing import NamedTuple

from archivekit.harvest.list_page import ParsedPage, ResumptionToken
from archivekit.harvest.page import OAI

_COLLECT_AFTER = 200_000  # objects
PROTOCOL = pickle.HIGHEST_PROTOCOL


class Parsed(NamedTuple):
    """What is known of a page before its records are read."""

    token: ResumptionToken
    records: int  # how many there are
    of_other_namespace: bool


def main(descriptor: int, url: str, verb: str) -> None:
    """Reads pages until the harvest hangs up."""
    # Ctrl-C is for the harvest to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Records hold no cycles.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    with Connection(descriptor) as pipe:
        try:
            pipe.send_bytes(b"")
            while True:
                content_type = pipe.recv_bytes().decode()
                _answer(pipe, url, verb, pipe.recv_bytes(), content_type)
        except (EOFError, OSError):
            return


def _answer(pipe: Connection, url: str, verb: str, body: bytes, content_type: str) -> None:
    try:
        page = ParsedPage.of(url, verb, body, content_type)
    except Exception:
        # Read again by the harvest, which then meets the same fault, and knows what to do.
        pipe.send_bytes(pickle.dumps(None))
        return
    other = page.answer.oai != OAI
    pipe.send_bytes(pickle.dumps(Parsed(page.token, len(page.elements), other), PROTOCOL))
    try:
        records = pickle.dumps([tuple(it) for it in page.records()], PROTOCOL)
    except Exception:
        records = pickle.dumps(None)
    pipe.send_bytes(records)
